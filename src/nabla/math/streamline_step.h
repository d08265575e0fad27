// A walk along the direction of a field by steps of Runge-Kutta: not part of the interface.
#ifndef NABLA_MATH_STREAMLINE_STEP_H
#define NABLA_MATH_STREAMLINE_STEP_H

#include "nabla/math/streamline.h"

typedef struct streamline_walk {
  const nb_flow *flow;
  nb_vec2 p;
  nb_vec2 way;   // of length one, the direction at p
  float sense;   // 1 with the field, -1 against it
  float h;       // the next step to be tried
  float longest; // step
} streamline_walk;

// Begins at p; false where the field has no direction there.
bool streamline_begin(streamline_walk *w, const nb_flow *flow, nb_vec2 p, float sense, float longest);

// Goes on by one step; false where the line ends, at a zero of the field or where it is not finite.
bool streamline_step(streamline_walk *w);

#endif
