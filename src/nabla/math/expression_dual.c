// Expressions in dual numbers.
#include <math.h>

#include "nabla/math/expression_code.h"

static nb_dual expression_dual_asinh(nb_dual x)
{
  double slope = 1 / sqrt(x.value * x.value + 1);
  return nb_dual_chain(x, asinh(x.value), slope, -x.value * slope * slope * slope);
}

static nb_dual expression_dual_acosh(nb_dual x)
{
  double slope = 1 / sqrt((x.value - 1) * (x.value + 1));
  return nb_dual_chain(x, acosh(x.value), slope, -x.value * slope * slope * slope);
}

static nb_dual expression_dual_atanh(nb_dual x)
{
  double slope = 1 / ((1 - x.value) * (1 + x.value));
  return nb_dual_chain(x, atanh(x.value), slope, 2 * x.value * slope * slope);
}

// The logarithm of x to a base with that natural logarithm.
static nb_dual expression_dual_log(nb_dual x, double value, double base)
{
  nb_dual y = nb_dual_scale(1 / base, nb_dual_log(x));
  y.value = value;
  return y;
}

static nb_dual expression_dual_cbrt(nb_dual x)
{
  double h = cbrt(x.value), slope = 1 / (3 * h * h);
  return nb_dual_chain(x, h, slope, -2 * slope / (3 * x.value));
}

static nb_dual expression_dual_sigmoid(nb_dual x)
{
  double h = 1 / (1 + exp(-x.value)), slope = h * (1 / (1 + exp(x.value)));
  return nb_dual_chain(x, h, slope, slope * (1 - 2 * h));
}

static nb_dual expression_dual_mod(nb_dual x, nb_dual y)
{
  return nb_dual_sub(x, nb_dual_scale(floor(x.value / y.value), y));
}

static nb_dual expression_dual_hypot(nb_dual x, nb_dual y)
{
  nb_dual h = nb_dual_sqrt(nb_dual_add(nb_dual_mul(x, x), nb_dual_mul(y, y)));
  h.value = hypot(x.value, y.value);
  return h;
}

static nb_dual function_dual(int op, nb_dual x)
{
  switch (op) {
#define CASE(id, name, value, derivatives)                                                                   \
  case EXPRESSION_##id:                                                                                      \
    return derivatives;
    EXPRESSION_FUNCTIONS(CASE)
  default:
    return nb_dual_neg(x);
  }
}

static nb_dual pair_dual(int op, nb_dual x, nb_dual y)
{
  switch (op) {
    EXPRESSION_PAIRS(CASE)
#undef CASE
  default:
    return x;
  }
}

// n x^(n - 1) and n (n - 1) x^(n - 2) by the same products as the value.
static nb_dual whole_dual(nb_dual x, int n)
{
  double first = n == 0 ? 0 : n * expression_whole_power(x.value, n - 1);
  double second = n == 0 || n == 1 ? 0 : n * (n - 1) * expression_whole_power(x.value, n - 2);
  return nb_dual_chain(x, expression_whole_power(x.value, n), first, second);
}

nb_dual nb_expression_derivatives(const nb_expression *f, const double *variables)
{
  nb_dual stack[NB_EXPRESSION_DEPTH];
  int top = -1;
  stack[0] = nb_dual_constant(0);
  for (uint32_t at = 0; at < f->size; at++) {
    int op = f->code[at];
    if (op == EXPRESSION_CONSTANT)
      stack[++top] = nb_dual_constant(f->constants[f->code[++at]]);
    else if (op == EXPRESSION_VARIABLE) {
      int index = f->code[++at];
      stack[++top] = nb_dual_variable(variables[index], index);
    } else if (op == EXPRESSION_WHOLE)
      stack[top] = whole_dual(stack[top], f->code[++at] - 128);
    else if (op < EXPRESSION_FIRST_PAIR)
      stack[top] = function_dual(op, stack[top]);
    else {
      stack[top - 1] = pair_dual(op, stack[top - 1], stack[top]);
      top--;
    }
  }
  return stack[0];
}
