// Motion that is not eased between two ends: springs and arcs. Easing is in ease.h.
//
//   nb_spring nb_spring_at nb_spring_rest nb_arc_between nb_arc_point
//
//   A spring is pulled to its goal and held back by friction: x'' = -w^2 (x - goal) - 2 z w x'. With z below 1
//   it swings past and comes back, at 1 it comes home soonest without, above it creeps.
//
//    goal|     .--.
//        |    /    '-..--~---      z = 0.4        x(t) is known for every t (Halliday and Resnick,
//        |   /  ___-------         z = 1          "damped oscillator"), so that one can jump to any moment,
//        |  / .'                                  and back.
//        +---------------- t
//
//   An arc goes from one point to another along a circle, as a thing in the hand does.
#ifndef NABLA_MATH_SPRING_H
#define NABLA_MATH_SPRING_H

#include "nabla/export.h"
#include "nabla/math/vector.h"

typedef struct nb_spring {
  float frequency; // how often it would swing in a second without friction; 0: 2
  float damping;   // z, above 0; 0: 0.5
} nb_spring;

// Where it is after `seconds`, let go at `from` with a velocity, pulled to `goal`; and, unless NULL, how fast it
// then is. Before 0 it is where it begins; where a number is not finite it is at the goal (0 if that is not), and
// rests.
NB_API float nb_spring_at(nb_spring spring, float from, float velocity, float goal, float seconds,
                          float *speed);

// After how many seconds it stays within `within` (above 0) of the goal, let go at rest a distance of 1 from it:
// the envelope says so, so it may be there a little sooner. At most 1000.
NB_API float nb_spring_rest(nb_spring spring, float within);

// An arc that turns by an angle on its way: counter-clockwise for a positive one, half a circle for pi, straight
// for 0.
typedef struct nb_arc_between {
  nb_vec2 from, to;
  float angle; // -2 pi to 2 pi, both left out
} nb_arc_between;

// Where one is at t: from at 0 and to at 1, exactly; even in speed.
NB_API nb_vec2 nb_arc_point(nb_arc_between arc, float t);

#endif
