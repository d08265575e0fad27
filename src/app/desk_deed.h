// What a hand does at the desk, as data: so that it can be kept in a recording and done again.
//
//   desk_do(d, &(desk_deed){.kind = DESK_DEED_DOWN, .sample = sample});
//
// does it, after the desk's `told` has heard of it. The same deeds at the same desk write the same ink.
#ifndef APP_DESK_DEED_H
#define APP_DESK_DEED_H

#include "app/desk.h"

// The numbers are in recordings: they are never given to anything else.
typedef enum desk_deed_kind {
  DESK_DEED_TAKE = 1, // number: the tool
  DESK_DEED_DOWN = 2,
  DESK_DEED_MOVE = 3,
  DESK_DEED_UP = 4,
  DESK_DEED_BACK = 5,
  DESK_DEED_COLOR = 6, // number
  DESK_DEED_WIDTH = 7, // number
  DESK_DEED_DELETE = 8,
  DESK_DEED_DUPLICATE = 9,
  DESK_DEED_UNDO = 10,
  DESK_DEED_REDO = 11,
  DESK_DEED_STRAIGHTEN = 12, // sample.when: a pen was held still until then
  DESK_DEED_CLEAR_TRAIL = 13,
  DESK_DEED_TRAIL = 14, // number: milliseconds that the laser's trail stays
} desk_deed_kind;

typedef struct desk_deed {
  desk_deed_kind kind;
  uint32_t number;
  ink_sample sample;
} desk_deed;

// Does it. False where there was nothing to do (or it is no deed), as the functions of desk.h have it.
bool desk_do(desk *d, const desk_deed *deed);

// Before every drawing: straightens what a pen has drawn that is held still, which is a deed then. True where the picture
// changed.
bool desk_do_look(desk *d, double now);

#endif
