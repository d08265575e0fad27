// Dual numbers: a number that carries its derivatives, exactly, through whatever is done with it.
//
//   making     nb_dual nb_dual_constant nb_dual_variable
//   reckoning  nb_dual_add nb_dual_sub nb_dual_mul nb_dual_div nb_dual_neg nb_dual_scale nb_dual_pow
//              nb_dual_power nb_dual_chain
//   functions  nb_dual_exp nb_dual_log nb_dual_sqrt nb_dual_sin nb_dual_cos nb_dual_tan nb_dual_asin
//              nb_dual_acos nb_dual_atan nb_dual_atan2 nb_dual_sinh nb_dual_cosh nb_dual_tanh nb_dual_abs
//   reading    nb_dual_second nb_dual_gradient2 nb_dual_hessian2 nb_dual_gradient3 nb_dual_hessian3
//              nb_dual_laplacian nb_dual_along
//
// A C function that is written once, in dual numbers, gives its value, gradient and Hessian in one go:
//
//   nb_dual saddle(const nb_dual *x, const void *context)       // sin(x) y + x^2
//   {
//     return nb_dual_add(nb_dual_mul(nb_dual_sin(x[0]), x[1]), nb_dual_power(x[0], 2));
//   }
//
//   nb_dual at[] = {nb_dual_variable(1, 0), nb_dual_variable(2, 1)};
//   nb_dual z = saddle(at, NULL);       // z.value, z.first[0] is df/dx, nb_dual_second(z, 0, 1) is d2f/dx dy
//
// It works because sums, products and chains have rules (forward-mode differentiation, Wengert 1964; Griewank
// and Walther, "Evaluating Derivatives", 2008, chapter 3):
//
//   (f g)' = f' g + f g'          (f g)'' = f'' g + f' g'^T + g' f'^T + f g''
//   h(f)'  = h'(f) f'             h(f)''  = h''(f) f' f'^T + h'(f) f''
//
// Nothing is approximated: derivatives are as exact as the value. Where C's arithmetic gives NaN or infinity
// these do too; derivative.h turns that into an error.
#ifndef NABLA_MATH_DUAL_H
#define NABLA_MATH_DUAL_H

#include "nabla/export.h"
#include "nabla/math/vector.h"

enum { NB_DUAL_VARIABLES = 3 };

// Plain data.
typedef struct nb_dual {
  double value;
  double first[3];  // by x, y, z
  double second[6]; // by xx, xy, xz, yy, yz, zz
} nb_dual;

// A number that no variable moves.
NB_API nb_dual nb_dual_constant(double value);
// The variable of an index from 0 to 2; a constant for any other.
NB_API nb_dual nb_dual_variable(double value, int index);

NB_API nb_dual nb_dual_add(nb_dual a, nb_dual b);
NB_API nb_dual nb_dual_sub(nb_dual a, nb_dual b);
NB_API nb_dual nb_dual_mul(nb_dual a, nb_dual b);
NB_API nb_dual nb_dual_div(nb_dual a, nb_dual b);
NB_API nb_dual nb_dual_neg(nb_dual a);
NB_API nb_dual nb_dual_scale(double factor, nb_dual a);
NB_API nb_dual nb_dual_power(nb_dual a, double exponent); // a^exponent
NB_API nb_dual nb_dual_pow(nb_dual a, nb_dual b);         // a^b; a > 0 unless no variable moves b

// h(a), for a function h of which one knows h(a), h'(a) and h''(a).
NB_API nb_dual nb_dual_chain(nb_dual a, double h, double h1, double h2);

NB_API nb_dual nb_dual_exp(nb_dual a);
NB_API nb_dual nb_dual_log(nb_dual a); // natural
NB_API nb_dual nb_dual_sqrt(nb_dual a);
NB_API nb_dual nb_dual_sin(nb_dual a);
NB_API nb_dual nb_dual_cos(nb_dual a);
NB_API nb_dual nb_dual_tan(nb_dual a);
NB_API nb_dual nb_dual_asin(nb_dual a);
NB_API nb_dual nb_dual_acos(nb_dual a);
NB_API nb_dual nb_dual_atan(nb_dual a);
NB_API nb_dual nb_dual_atan2(nb_dual y, nb_dual x);
NB_API nb_dual nb_dual_sinh(nb_dual a);
NB_API nb_dual nb_dual_cosh(nb_dual a);
NB_API nb_dual nb_dual_tanh(nb_dual a);
NB_API nb_dual nb_dual_abs(nb_dual a); // at 0 its derivatives are 0

// The second partial derivative by variables i and j, 0 to 2, in either order.
NB_API double nb_dual_second(nb_dual a, int i, int j);
// Up the steepest slope, and as steep.
NB_API nb_vec2 nb_dual_gradient2(nb_dual a);
NB_API nb_vec3 nb_dual_gradient3(nb_dual a);
// How the gradient changes: column i is its change along axis i.
NB_API nb_mat2 nb_dual_hessian2(nb_dual a);
NB_API nb_mat3 nb_dual_hessian3(nb_dual a);
// xx + yy + zz: how far the mean around lies above the value. Variables that were not used add nothing.
NB_API double nb_dual_laplacian(nb_dual a);
// The slope along `direction`, for a step of its length.
NB_API double nb_dual_along(nb_dual a, nb_vec3 direction);

#endif
