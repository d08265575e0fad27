// What keys do, for those who have the mouse or a finger alone: a click or a tap on an empty place of the board shows a bar
// of words for some seconds, and another takes it away. Whose last press was a finger's has it at every question.
#ifndef APP_BAR_H
#define APP_BAR_H

#include <stdbool.h>

#include "nabla/math/vector.h"

typedef struct player player;

typedef struct bar_state {
  double until;  // it is shown, on the player's clock
  double before; // until when it was, when the last single press came
  bool finger;   // the last press was one's
  bool pressed;  // a button went down on nothing,
  nb_vec2 place; // there: the window's pixels
} bar_state;

bool bar_is_shown(const player *p);

#endif
