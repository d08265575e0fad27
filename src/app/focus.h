// What the keyboard has hold of: one of the handles on the board, or one of the panel's numbers. Tab goes through
// all of them, the arrow keys are its own, Enter types into it, Delete puts it back, Esc lets it go.
#ifndef APP_FOCUS_H
#define APP_FOCUS_H

#include "stage/stage.h"

typedef struct focus {
  enum { FOCUS_NONE, FOCUS_HANDLE, FOCUS_PANEL } kind;
  stage_grab handle; // as it was last drawn
  bool seen;         // it is among those last drawn
  int row, number;   // of the panel
  bool draws;        // on a canvas: the brush is down
  nb_vec2 brush;     // where it is, board units
} focus;

#endif
