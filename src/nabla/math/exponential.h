// e^A, the matrix by which x' = A x moves every x in one unit of time.
//
//   nb_mat_exponential
//
//   e^A = 1 + A + A^2/2! + A^3/3! + ..       x(t) = e^(t A) x(0)
//
// A turns: e^(t [0 -1; 1 0]) is the rotation by t. By scaling and squaring: e^A = (e^(A / 2^s))^(2^s), the
// inner one by Pade's quotient of degree 13 (Higham, "The scaling and squaring method for the matrix
// exponential revisited", 2005).
#ifndef NABLA_MATH_EXPONENTIAL_H
#define NABLA_MATH_EXPONENTIAL_H

#include "nabla/math/matrix.h"

// e^a of a square a, in result. NB_NOT_FINITE where it does not fit doubles.
NB_API nb_error nb_mat_exponential(nb_mat a, nb_mat result);

#endif
