// Functions that the C library rounds differently from machine to machine, computed here so that the same
// numbers in give the same bits out everywhere.
//
//   nb_exponential nb_logarithm nb_sine nb_cosine
#ifndef NABLA_MATH_ELEMENTARY_H
#define NABLA_MATH_ELEMENTARY_H

#include "nabla/export.h"

// e^x to 2 ulp; x is held within +-87, and NaN counts as -87.
NB_API float nb_exponential(float x);

// The natural logarithm to 1 ulp, by the series of the inverse hyperbolic tangent. x is held between the
// smallest normal float, 2^-126 (whose logarithm is -87.3), and the largest; NaN counts as the smallest.
NB_API float nb_logarithm(float x);

// x in radians, to 1e-7 for |x| up to a million; beyond that, and for NaN, as of 0.
NB_API float nb_sine(float x);
NB_API float nb_cosine(float x);

#endif
