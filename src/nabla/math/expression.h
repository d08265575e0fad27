// Functions typed by the viewer: text to bytecode, its values, and its exact derivatives.
//
//   nb_expression nb_expression_parse nb_expression_tex nb_expression_value nb_expression_derivatives nb_expression_grid
//   nb_expression_at nb_expression_of_x nb_expression_of_point nb_expression_of_flow
//
//   nb_expression f;
//   nb_error e = nb_expression_parse("sin(x) y + x^2", "x y", &f, &column);
//   double at[] = {1, 2};
//   double z = nb_expression_value(&f, at);
//
// What may be typed:
//
//   numbers    2  2.5  .5  1e-3
//   variables  those named when it is parsed; constants pi (also π), tau, e
//   operators  + - * / ^ (or **), |x|, brackets; · × − ² ³ as in print
//   products   without a sign: 2x, x y, xy, 3sin x, (x+1)(x-1), 2pi r
//   functions  sin cos tan sec csc cot asin acos atan (also arcsin ..) atan2(y, x) sinh cosh tanh
//              asinh acosh atanh exp ln log (both natural) log2 log10 sqrt (also √) cbrt abs sign
//              floor ceil round min(a, b) max(a, b) mod(a, b) hypot(a, b) sigmoid relu
//              sin^2 x is (sin x)^2
//   a name     f(x, y) = .. or y = .. may stand in front
//
// From loosest to tightest: + and -; products and quotients from left to right, the unsigned ones too, so that
// 1/2x is x/2; the sign in front; powers from right to left, so that -x^2 is -(x^2), 2^-x and 2^3^2 = 2^9 are
// as in print. A function without brackets takes the numbers, variables and powers that follow: sin 2x y is
// sin(2 x y), sin x cos y a product. Words are read as the longest names that fit: xsin x is x sin(x).
//
// An expression is plain data without pointers, about 600 bytes: it may lie in a scene's state, or be parsed
// from text that lies there whenever it is drawn (some microseconds). It is postfix code for a stack of doubles;
// parts that are constant are worked out once. Values come from the C library, so their last bits (2 ulp with
// glibc) can differ between machines. Where a function has no value, as log(-1) has none, the value is not finite,
// which curves and contours take for a gap.
#ifndef NABLA_MATH_EXPRESSION_H
#define NABLA_MATH_EXPRESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nabla/error.h"
#include "nabla/math/dual.h"

enum {
  NB_EXPRESSION_TEXT = 500,     // bytes of text, at most
  NB_EXPRESSION_CODE = 320,     // bytes of code
  NB_EXPRESSION_CONSTANTS = 32, // different numbers
  NB_EXPRESSION_DEPTH = 24,     // of the stack
  NB_EXPRESSION_VARIABLES = 8,
};

// All zero is the function 0.
typedef struct nb_expression {
  double constants[NB_EXPRESSION_CONSTANTS];
  uint8_t code[NB_EXPRESSION_CODE];
  uint16_t size; // of the code
  uint8_t constant_count, variable_count;
  uint8_t uses; // bit k: variable k stands in it
} nb_expression;

// Parses text, with variables as named: their names, of letters, with spaces between ("x y t"); one that is
// called as a constant is hides it. Fails with NB_BAD_EXPRESSION, *f the function 0, and a text such as
//
//   at 7: the "(" at 4 is not closed; a ")" belongs here
//
// *column (unless NULL) is the place that it speaks of: 1 for the first byte, 0 without error.
NB_API nb_error nb_expression_parse(const char *text, const char *variables, nb_expression *f, int *column);

// The expression as TeX, for nb_tex: fractions stacked, powers raised, brackets only where they are needed. Constants have been
// worked out, and are written as decimals, or as fractions, of pi too, where they are one. variables: as for nb_expression_parse.
// Returns false, with tex empty, where `size` bytes are too few.
NB_API bool nb_expression_tex(const nb_expression *f, const char *variables, char *tex, size_t size);

// The value for as many variables as were named.
NB_API double nb_expression_value(const nb_expression *f, const double *variables);

// The value with its first and second derivatives by the first three variables.
NB_API nb_dual nb_expression_derivatives(const nb_expression *f, const double *variables);

// The values on a grid: values[row * columns + column], row 0 at the lower edge of area, the first variable
// growing with the column and the second with the row, both edges included. `variables` holds the others (its
// first two are not read; NULL where there are none). They are those of nb_expression_value, as floats.
NB_API void nb_expression_grid(const nb_expression *f, const double *variables, nb_rect area,
                               uint32_t columns, uint32_t rows, float *values);

// Expressions where a C function is asked for: the context is the address of one of these. The places of x and y
// among the variables are filled in; the others, such as a slider's, stay as they are.
typedef struct nb_expression_at {
  const nb_expression *f;
  const nb_expression *g; // the second component of a vector field
  double variables[NB_EXPRESSION_VARIABLES];
} nb_expression_at;

NB_API float nb_expression_of_x(float x, const void *at);        // for nb_curve: f(x)
NB_API float nb_expression_of_point(nb_vec2 p, const void *at);  // an nb_scalar_field: f(x, y)
NB_API nb_vec2 nb_expression_of_flow(nb_vec2 p, const void *at); // an nb_vector_field_function: (f, g)

#endif
