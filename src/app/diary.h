// What the player puts into the notebook by itself: where one is, which steps have been seen, how long it took.
#ifndef APP_DIARY_H
#define APP_DIARY_H

#include <stdbool.h>

#include "notebook/notebook.h"
#include "stage/stage.h"

typedef struct diary {
  notebook *notebook;
  char scene[NOTEBOOK_ID]; // that is shown
  char *moment;            // as it was last put in,
  uint64_t state;          // and a number for the state
  double due;              // when it is looked at next, on the player's clock; INFINITY: nothing has happened
  int step;                // that is shown, and
  float seen;              // seconds of it that have been shown
  float spent;             // seconds of playing that the notebook does not know of yet
  bool lent;               // the numbers on the board are a review's: the place is kept as it was before them
} diary;

// Begins with a scene that is shown.
void diary_begin(diary *d, notebook *n, const char *scene, const stage *s, double now);
void diary_end(diary *d);

// After every frame: `passed` seconds have been played since the last (0: none). `answered` as in playback.
void diary_note(diary *d, const stage *s, uint64_t answered, double passed, double now);

// Puts in what is not there yet, now: before one leaves.
void diary_leave(diary *d, const stage *s, uint64_t answered);

// Where a scene stands, and what it is there, for coming back to it.
notebook_place diary_place(const char *scene, const stage *s, uint64_t answered);
void diary_free_place(notebook_place *place);

#endif
