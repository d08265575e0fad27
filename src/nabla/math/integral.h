// Integrals: under curves, along curves, over surfaces.
//
//   nb_integrate nb_integrate2 nb_line_integral nb_work nb_surface_integral nb_flux
//
//   of a number            along a curve r(t)      f(r) |r'| dt           how much there is on it
//   of a vector field      along a curve r(t)      F(r) . r' dt           the work that the field does
//   of a number            over a surface r(u, v)  f(r) |r_u x r_v|       how much there is on it
//   of a vector field      over a surface r(u, v)  F(r) . (r_u x r_v)     how much flows through it
//
// By Gauss-Kronrod's rule of 7 and 15 points, with the interval that has the largest error halved until all
// together are small enough (Piessens and others, "QUADPACK", 1983). Tangents are exact, as curves and surfaces
// are written in dual numbers (maps of 1 or 2 numbers to 3; a curve of the plane leaves the last alone).
#ifndef NABLA_MATH_INTEGRAL_H
#define NABLA_MATH_INTEGRAL_H

#include "nabla/math/derivative.h"
#include "nabla/math/root.h"

// The integral of f from a to b (backwards where b < a) to a relative error of about 1e-10, or 1e-12 in all.
// NB_NOT_FINITE where f is not at a point that is looked at (ends are not); NB_NOT_CONVERGED, and the best
// there is in *result, where a few hundred intervals do not suffice: f is too rough, or the integral infinite.
NB_API nb_error nb_integrate(nb_real_function f, const void *context, double a, double b, double *result);

// A function of a point, x[0] to x[2].
typedef double (*nb_point_function)(const double *x, const void *context);
// A vector for each point.
typedef void (*nb_point_field)(const double *x, double *vector, const void *context);

// A function over the rectangle from (low[0], low[1]) to (high[0], high[1]); x[2] is 0.
NB_API nb_error nb_integrate2(nb_point_function f, const void *context, const double *low, const double *high,
                              double *result);

// A curve or a surface: a map and the stretch or rectangle of its parameters.
typedef struct nb_patch {
  nb_dual_map map;
  const void *context;
  double low[2], high[2]; // of a curve the first of each counts
} nb_patch;

// All pass `context` on to f, and `at.context` to the map.
NB_API nb_error nb_line_integral(nb_point_function f, const void *context, nb_patch at, double *result);
NB_API nb_error nb_work(nb_point_field f, const void *context, nb_patch at, double *result);
NB_API nb_error nb_surface_integral(nb_point_function f, const void *context, nb_patch at, double *result);
NB_API nb_error nb_flux(nb_point_field f, const void *context, nb_patch at, double *result);

#endif
