// Between samples: a smooth surface through all of them, and its slopes.
//
//   nb_value_between nb_gradient_between
//
// In each direction a cubic goes through the middle two of four neighbours with the slopes of the chords around them
// (Catmull and Rom, "A class of local interpolating splines", 1974); beyond the outermost samples the surface goes on as
// straight as it came. So value and gradient are continuous, and the gradient is exactly that of the surface.
#ifndef NABLA_MATH_BETWEEN_H
#define NABLA_MATH_BETWEEN_H

#include "nabla/export.h"
#include "nabla/math/contour.h"

// At p, in the coordinates of samples->area; a p outside counts as the nearest place inside. Zero where there are fewer
// than two columns or rows, or p is not finite.
NB_API float nb_value_between(const nb_samples *samples, nb_vec2 p);
NB_API nb_vec2 nb_gradient_between(const nb_samples *samples, nb_vec2 p);

#endif
