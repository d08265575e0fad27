// Where a function is zero.
//
//   nb_bisect nb_newton nb_newton_step
//
//   Bisection halves an interval at whose ends the function has different signs: slow, and sure. Newton's
//   method goes down the tangent to where that is zero: near a root it doubles the digits at every step, and
//   from elsewhere it may go anywhere.
//
//        |        /          x1 = x0 - f(x0) / f'(x0)
//        |      ./
//   -----+----./-+-----
//        |  .'   x0
#ifndef NABLA_MATH_ROOT_H
#define NABLA_MATH_ROOT_H

#include "nabla/math/derivative.h"

typedef double (*nb_real_function)(double x, const void *context);

// The root between a and b, to the last bit: f(a) and f(b) must have different signs (or one be zero), else it
// is NB_OUT_OF_RANGE. Where f jumps from one sign to the other, it is the place of the jump. NB_NOT_FINITE where
// f is not.
NB_API nb_error nb_bisect(nb_real_function f, const void *context, double a, double b, double *root);

// The same by Newton's steps, and by halves wherever one would leave what is left of the interval or does not
// halve it (Press and others, "Numerical Recipes", 9.4): as sure as bisection, and mostly ten times as quick. f
// is of one variable.
NB_API nb_error nb_newton(nb_dual_function f, const void *context, double a, double b, double *root);

// One plain step of Newton's from x, to be shown: *next. NB_SINGULAR, and *next is x, where the tangent is level.
NB_API nb_error nb_newton_step(nb_dual_function f, const void *context, double x, double *next);

#endif
