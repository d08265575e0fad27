// A flat cut through the space of a network's weights: through three networks, so that one can look at the cost on it.
//
//   nb_weight_plane nb_weights_through nb_weights_on
//
//                third at `at`       a and b stand at (-1, 0) and (1, 0). The plane's directions are square to each other and of
//                  *                 one scale in the space of weights, so that distances and angles on it are true; in
//      a *---------+---------* b     general the third does not stand over the middle, which is (0, 0).
//
// After Garipov, Izmailov, Podoprikhin, Vetrov and Wilson, "Loss surfaces, mode connectivity, and fast ensembling of DNNs",
// 2018, section 3.
#ifndef NABLA_MATH_WEIGHT_PLANE_H
#define NABLA_MATH_WEIGHT_PLANE_H

#include <stddef.h>

#include "nabla/export.h"
#include "nabla/math/vector.h"

// It points to the three, which must stay where they are meanwhile.
typedef struct nb_weight_plane {
  const float *a, *b, *third; // `count` numbers each
  size_t count;
  nb_vec2 at; // where the third stands
} nb_weight_plane;

// at is not finite, or at.y is 0, where the three are no plane.
NB_API nb_weight_plane nb_weights_through(const float *a, const float *b, const float *third, size_t count);
// The weights at a point of the plane.
NB_API void nb_weights_on(const nb_weight_plane *plane, nb_vec2 p, float *weights);

#endif
