// Curves sampled for drawing: densely where they bend, and broken where they jump.
//
//   nb_curve_source nb_curve_pen nb_gap nb_follow_curve
//
//   A curve is looked at in 256 places, and halved between wherever the chord strays from it, down to 16,384 to
//   the whole. Between neighbours that are still far apart it is either steep or broken: halving on, a steep
//   stretch becomes short, a jump stays as high, and at a pole the ends fly apart.
//
//        steep      |  /        jump    --.        pole     |  /
//                   | /                   |                 | '
//                   |/                    '--              .' |
//
// Nothing is kept and nothing allocated: what is found goes to a pen as it is found, in order.
#ifndef NABLA_MATH_CURVE_H
#define NABLA_MATH_CURVE_H

#include "nabla/export.h"
#include "nabla/math/vector.h"

typedef struct nb_curve_source {
  nb_vec2 (*at)(double u, const void *context); // where the curve is, for u from 0 to 1
  const void *context;
  nb_rect view;    // a stretch that lies wholly beyond one of its sides is not looked at closely
  float tolerance; // how far a chord may stray from the curve
  float leap;      // neighbours farther apart than this may be a jump; 0: 20 tolerances
} nb_curve_source;

typedef enum nb_gap {
  NB_GAP_UNDEFINED, // the curve is not finite here
  NB_GAP_JUMP,
  NB_GAP_POLE,
} nb_gap;

typedef struct nb_curve_pen {
  void (*go)(nb_vec2 to, void *context); // a line to the next point, or the first of a stretch
  void (*lift)(nb_gap gap, double u,
               void *context); // the line breaks; jumps and poles are found to 2^-34 in u
  void *context;
} nb_curve_pen;

// Follows the curve from u = 0 to 1.
NB_API void nb_follow_curve(nb_curve_source source, nb_curve_pen pen);

#endif
