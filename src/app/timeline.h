// In which order values were changed and ink was written, so that one key undoes what was done last, whatever it was.
//
// Values and every page of ink have a history of their own (undo.h, ink_page.h); this says whose turn it is:
//
//    did        ink   value   ink          undo: the last that still counts of what is in sight
//    counts      x      x      -           redo: what was undone last
//
// Ink that lies on another page is out of sight and is passed over.
#ifndef APP_TIMELINE_H
#define APP_TIMELINE_H

#include <stdbool.h>
#include <stdint.h>

enum { TIMELINE_MOST = 1024 }; // the oldest are forgotten

typedef struct timeline {
  struct {
    const void *page; // of ink; NULL: a value was changed
    uint32_t undone;  // the how-manieth undoing that was; 0: it counts
  } did[TIMELINE_MOST];
  int count;
  uint32_t undoings;
} timeline;

// Something was done: what had been undone on this page, or of the values, is not done again any more.
void timeline_did(timeline *t, const void *page);

// The last of its kind that counts was undone, or the one that was undone last done again.
void timeline_undid(timeline *t, const void *page);
void timeline_redid(timeline *t, const void *page);

// Whose turn it is where `page` is in sight: *whose is the page, or NULL for the values. False where nobody's is.
bool timeline_undoes(const timeline *t, const void *page, const void **whose);
bool timeline_redoes(const timeline *t, const void *page, const void **whose);

// Values of another scene have no history any more.
void timeline_forget_values(timeline *t);

#endif
