// Exact derivatives of functions that are written in dual numbers.
//
//   functions  nb_dual_function nb_derivatives
//   maps       nb_dual_map nb_jacobian nb_divergence nb_curl
//   curves     nb_bend nb_bend_of
//
// A function takes n numbers to one; its gradient, Hessian, slope along a direction and Laplacian are all in
// the dual number that nb_derivatives gives (dual.h reads them off). A map takes n numbers to m: a vector
// field, where m = n; a curve, where n = 1; a surface, where n = 2 and m = 3. Its Jacobian is the matrix that
// it looks like from near:
//
//        | dy0/dx0  dy0/dx1 |      divergence   dy0/dx0 + dy1/dx1   how much flows out of a point
//    J = |                  |
//        | dy1/dx0  dy1/dx1 |      curl         dy1/dx0 - dy0/dx1   how much it turns there
//
// n is 1 to 3. What is not finite, there or in a derivative, is NB_NOT_FINITE, and results are zero.
// Functions that cannot be written in dual numbers are what field.h is for.
#ifndef NABLA_MATH_DERIVATIVE_H
#define NABLA_MATH_DERIVATIVE_H

#include <stdint.h>

#include "nabla/error.h"
#include "nabla/math/dual.h"
#include "nabla/math/matrix.h"

// x are n numbers; context is passed on.
typedef nb_dual (*nb_dual_function)(const nb_dual *x, const void *context);
// Writes m numbers to y.
typedef void (*nb_dual_map)(const nb_dual *x, nb_dual *y, const void *context);

enum { NB_MAP_MAX = 8 }; // numbers that a map may write

// The value of f and its first and second derivatives at `at`, n numbers.
NB_API nb_error nb_derivatives(nb_dual_function f, const void *context, const double *at, uint32_t n,
                               nb_dual *result);

// The Jacobian (m x n, m up to NB_MAP_MAX) of a map at `at`.
NB_API nb_error nb_jacobian(nb_dual_map f, const void *context, const double *at, nb_mat jacobian);

// The divergence of a vector field of n = 2 or 3 dimensions.
NB_API nb_error nb_divergence(nb_dual_map f, const void *context, const double *at, uint32_t n,
                              double *divergence);

// The curl of a vector field, three numbers: the axis that it turns about, by twice the speed. In the plane
// (n = 2) only the last is not zero.
NB_API nb_error nb_curl(nb_dual_map f, const void *context, const double *at, uint32_t n, double *curl);

// How a curve of the plane goes at a point.
typedef struct nb_bend {
  nb_vec2 point, tangent; // tangent of length one
  float curvature;        // 1 / radius; positive where it bends to the left; 0 where it is straight
  float speed;            // how far it goes for a step of its parameter
  nb_vec2 center;         // of the circle that fits it best there (osculating), where curvature is not 0
  float radius;           // of that circle, 0 where curvature is 0
} nb_bend;

// Of a curve, a map of n = 1 to m = 2. NB_NOT_FINITE too where the curve stands still, so that it has no
// direction.
NB_API nb_error nb_bend_of(nb_dual_map curve, const void *context, double t, nb_bend *bend);

#endif
