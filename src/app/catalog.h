// What scenes say of themselves: their length and captions. Read in a thread, one scene after the other, as each has to
// be opened for it; whoever is told takes what there is.
#ifndef APP_CATALOG_H
#define APP_CATALOG_H

#include "nabla/scene.h"
#include "notebook/notebook.h"
#include "stage/stage.h"

typedef struct catalog catalog;

// What one scene says. free() the captions.
typedef struct catalog_entry {
  char id[NOTEBOOK_ID];
  char title[160];
  float seconds;
  char *captions; // titles, captions and questions of all steps
  char needs[NB_MAX_NEEDS][NOTEBOOK_ID];
  int need_count;
} catalog_entry;

// Begins to read the plugins SUBJECT/NAME.so below a folder, half a second from now, so that nothing is in the way of a
// first picture. SDL events of type `event` say that there is something to take. NULL without memory or a thread.
catalog *catalog_start(const char *folder, const stage_options *how, unsigned event);
void catalog_destroy(catalog *c); // waits for the scene that is being read

// Takes one. False where there is none now.
bool catalog_take(catalog *c, catalog_entry *out);

#endif
