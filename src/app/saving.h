// Settings that were changed in the window go to their file a second later: after a crash they are there, too. They are
// written in a thread of their own, so that no frame waits for the disk.
#ifndef APP_SAVING_H
#define APP_SAVING_H

#include "app/settings.h"

typedef struct player player;
typedef struct saving_job saving_job;

typedef struct saving {
  settings kept;   // as the file has them, or soon will
  double due;      // when it is to be looked again; INFINITY: when something was changed
  saving_job *job; // what is being written; NULL: nothing
} saving;

void saving_begin(player *p);

// Once a frame: hears of what was changed, writes it when it is time, and tells where it cannot be.
void saving_look(player *p);

// Writes what was not yet, and waits for it.
void saving_end(player *p);

#endif
