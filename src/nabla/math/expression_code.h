// The code of expressions: not part of the interface.
//
// An operation is one byte; EXPRESSION_CONSTANT and EXPRESSION_VARIABLE take an index as a second, and
// EXPRESSION_WHOLE (a power with a small whole exponent) the exponent plus 128.
#ifndef NABLA_MATH_EXPRESSION_CODE_H
#define NABLA_MATH_EXPRESSION_CODE_H

#include "nabla/math/expression.h"

// X(id, name, value, derivatives): functions of one number, of x; the names that stand for the same are in
// the parser.
#define EXPRESSION_FUNCTIONS(X)                                                                              \
  X(SIN, "sin", sin(x), nb_dual_sin(x))                                                                      \
  X(COS, "cos", cos(x), nb_dual_cos(x))                                                                      \
  X(TAN, "tan", tan(x), nb_dual_tan(x))                                                                      \
  X(SEC, "sec", 1 / cos(x), nb_dual_power(nb_dual_cos(x), -1))                                               \
  X(CSC, "csc", 1 / sin(x), nb_dual_power(nb_dual_sin(x), -1))                                               \
  X(COT, "cot", 1 / tan(x), nb_dual_div(nb_dual_cos(x), nb_dual_sin(x)))                                     \
  X(ASIN, "asin", asin(x), nb_dual_asin(x))                                                                  \
  X(ACOS, "acos", acos(x), nb_dual_acos(x))                                                                  \
  X(ATAN, "atan", atan(x), nb_dual_atan(x))                                                                  \
  X(SINH, "sinh", sinh(x), nb_dual_sinh(x))                                                                  \
  X(COSH, "cosh", cosh(x), nb_dual_cosh(x))                                                                  \
  X(TANH, "tanh", tanh(x), nb_dual_tanh(x))                                                                  \
  X(ASINH, "asinh", asinh(x), expression_dual_asinh(x))                                                      \
  X(ACOSH, "acosh", acosh(x), expression_dual_acosh(x))                                                      \
  X(ATANH, "atanh", atanh(x), expression_dual_atanh(x))                                                      \
  X(EXP, "exp", exp(x), nb_dual_exp(x))                                                                      \
  X(LN, "ln", log(x), nb_dual_log(x))                                                                        \
  X(LOG2, "log2", log2(x), expression_dual_log(x, log2(x.value), 0.69314718055994530942))                    \
  X(LOG10, "log10", log10(x), expression_dual_log(x, log10(x.value), 2.30258509299404568402))                \
  X(SQRT, "sqrt", sqrt(x), nb_dual_sqrt(x))                                                                  \
  X(CBRT, "cbrt", cbrt(x), expression_dual_cbrt(x))                                                          \
  X(ABS, "abs", fabs(x), nb_dual_abs(x))                                                                     \
  X(SIGN, "sign", (double)((x > 0) - (x < 0)), nb_dual_constant((x.value > 0) - (x.value < 0)))              \
  X(FLOOR, "floor", floor(x), nb_dual_constant(floor(x.value)))                                              \
  X(CEIL, "ceil", ceil(x), nb_dual_constant(ceil(x.value)))                                                  \
  X(ROUND, "round", round(x), nb_dual_constant(round(x.value)))                                              \
  X(SIGMOID, "sigmoid", 1 / (1 + exp(-x)), expression_dual_sigmoid(x))                                       \
  X(RELU, "relu", x > 0 ? x : 0 * x, x.value > 0 ? x : nb_dual_constant(0 * x.value))

// Functions and operators of two numbers, x and y.
#define EXPRESSION_PAIRS(X)                                                                                  \
  X(ADD, "+", x + y, nb_dual_add(x, y))                                                                      \
  X(SUB, "-", x - y, nb_dual_sub(x, y))                                                                      \
  X(MUL, "*", x *y, nb_dual_mul(x, y))                                                                       \
  X(DIV, "/", x / y, nb_dual_div(x, y))                                                                      \
  X(POW, "^", pow(x, y), nb_dual_pow(x, y))                                                                  \
  X(ATAN2, "atan2", atan2(x, y), nb_dual_atan2(x, y))                                                        \
  X(MIN, "min", x < y ? x : y, x.value < y.value ? x : y)                                                    \
  X(MAX, "max", x > y ? x : y, x.value > y.value ? x : y)                                                    \
  X(MOD, "mod", x - y * floor(x / y), expression_dual_mod(x, y))                                             \
  X(HYPOT, "hypot", hypot(x, y), expression_dual_hypot(x, y))

typedef enum expression_op {
  EXPRESSION_CONSTANT,
  EXPRESSION_VARIABLE,
  EXPRESSION_WHOLE,
  EXPRESSION_NEG,
#define EXPRESSION_ID(id, name, value, derivatives) EXPRESSION_##id,
  EXPRESSION_FUNCTIONS(EXPRESSION_ID) EXPRESSION_PAIRS(EXPRESSION_ID)
#undef EXPRESSION_ID
      EXPRESSION_OPS
} expression_op;

enum { EXPRESSION_FIRST_FUNCTION = EXPRESSION_SIN, EXPRESSION_FIRST_PAIR = EXPRESSION_ADD, WHOLE_MAX = 32 };

// x^n by repeated squaring.
static inline double expression_whole_power(double x, int n)
{
  double power = 1, square = n < 0 ? 1 / x : x;
  for (unsigned left = (unsigned)(n < 0 ? -n : n); left > 0; left >>= 1) {
    if (left & 1)
      power *= square;
    square *= square;
  }
  return power;
}

#endif
