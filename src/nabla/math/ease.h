// Easing: how far along a motion is, made to start and stop gently.
//
//   nb_ease_linear nb_ease_cubic nb_smooth nb_ease_there_and_back
//
// Springs and arcs are in spring.h, what turns into what in correspondence.h. Each easing takes a time of
// which 0 is the start and 1 the end, and holds its end values outside; NaN counts as 0.
//
//    1 |        ___       1 |     _
//      |      /             |   .   .
//      |    /               |  .     .
//    0 |___/              0 |_.       ._
//      0         1          0    1/2    1
//        nb_smooth       nb_ease_there_and_back
#ifndef NABLA_MATH_EASE_H
#define NABLA_MATH_EASE_H

#include "nabla/export.h"

// t itself, clamped to 0..1.
NB_API float nb_ease_linear(float t);

// 3t^2 - 2t^3: its speed is zero at both ends.
NB_API float nb_ease_cubic(float t);

// 6t^5 - 15t^4 + 10t^3 (Perlin, "Improving noise", 2002): speed and acceleration are zero at both ends. The
// easing of every motion that does not ask for another.
NB_API float nb_smooth(float t);

// nb_smooth up to 1 in the first half and the same way back to 0 in the second.
NB_API float nb_ease_there_and_back(float t);

#endif
