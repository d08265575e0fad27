// A number typed in place: opened by a click on one that is a parameter, closed by Enter (which sets it), by Esc
// or by a click elsewhere. Knows of no window.
#ifndef APP_ENTRY_H
#define APP_ENTRY_H

#include "nabla/board.h"
#include "stage/stage.h"

enum { ENTRY_BYTES = 24 };

typedef struct entry {
  bool open;
  stage_grab number; // as it was last drawn
  char text[ENTRY_BYTES];
  bool fresh; // nothing has been typed: what is shown is the number as it was, and goes with the first sign
} entry;

// Opens it on a number of kind NB_GRAB_NUMBER, with its present value.
void entry_open(entry *e, stage *s, stage_grab number);

// Adds what a person typed: digits, a point or comma, a minus; anything else is left out, and so is what does not
// fit.
void entry_type(entry *e, const char *text);
void entry_erase(entry *e); // the last sign

// Sets the number to what was typed, within its range, and closes. Fails with NB_OUT_OF_RANGE where that is no
// number; it then stays open. What nothing was typed into is closed and changes nothing.
nb_error entry_accept(entry *e, stage *s);
void entry_close(entry *e);

// Finds the number where it is drawn now; closes where it is drawn no more.
void entry_follow(entry *e, const stage *s);

// Records it, over the number.
void entry_record(const entry *e, nb_board *b);

#endif
