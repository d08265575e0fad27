#include "nabla/math/root.h"

#include <math.h>

enum { MOST_STEPS = 2200 }; // halving from the largest doubles to the smallest takes about 2,100

typedef struct bracket {
  double a, b;
  bool rising; // f(a) < 0
} bracket;

// False, with *e saying why, where no root need lie between a and b; true with *at a root where one end is one.
static bool open_bracket(bracket *k, double a, double b, double at_a, double at_b, const char *who,
                         nb_error *e)
{
  *k = (bracket){a, b, at_a < 0};
  *e = nb_ok();
  if (!isfinite(a) || !isfinite(b) || !isfinite(at_a) || !isfinite(at_b))
    *e = nb_fail(NB_NOT_FINITE, "%s: f is %g at %g and %g at %g; both must be finite", who, at_a, a, at_b, b);
  else if (at_a != 0 && at_b != 0 && (at_a < 0) == (at_b < 0))
    *e = nb_fail(NB_OUT_OF_RANGE, "%s: f is %g at %g and %g at %g; the signs must differ", who, at_a, a, at_b,
                 b);
  return !nb_failed(*e);
}

static double middle(const bracket *k)
{
  return 0.5 * k->a + 0.5 * k->b;
}

static void narrow(bracket *k, double x, double at_x)
{
  if ((at_x < 0) == k->rising)
    k->a = x;
  else
    k->b = x;
}

nb_error nb_bisect(nb_real_function f, const void *context, double a, double b, double *root)
{
  bracket k;
  nb_error e;
  double at_a = f(a, context), at_b = f(b, context);
  *root = 0;
  if (!open_bracket(&k, a, b, at_a, at_b, "nb_bisect", &e))
    return e;
  *root = at_a == 0 ? a : b;
  for (int step = 0; step < MOST_STEPS && at_a != 0 && at_b != 0; step++) {
    double x = middle(&k), at_x = f(x, context);
    *root = x;
    if (at_x == 0 || x == k.a || x == k.b)
      break;
    if (!isfinite(at_x)) {
      *root = 0;
      return nb_fail(NB_NOT_FINITE, "nb_bisect: f is not finite at %g", x);
    }
    narrow(&k, x, at_x);
  }
  return nb_ok();
}

static nb_dual at(nb_dual_function f, const void *context, double x)
{
  nb_dual variable = nb_dual_variable(x, 0);
  return f(&variable, context);
}

// A step from x with f and its slope there: Newton's where it stays inside and is less than half the step before.
static double step_from(const bracket *k, double x, nb_dual y, double *length)
{
  double next = x - y.value / y.first[0], low = fmin(k->a, k->b), high = fmax(k->a, k->b);
  if (!(next > low && next < high) || fabs(next - x) > 0.5 * *length)
    next = middle(k);
  *length = fabs(next - x);
  return next;
}

nb_error nb_newton(nb_dual_function f, const void *context, double a, double b, double *root)
{
  bracket k;
  nb_error e;
  double at_a = at(f, context, a).value, at_b = at(f, context, b).value;
  *root = 0;
  if (!open_bracket(&k, a, b, at_a, at_b, "nb_newton", &e))
    return e;
  *root = at_a == 0 ? a : b;
  double x = middle(&k), length = fabs(b - a);
  for (int step = 0; step < MOST_STEPS && at_a != 0 && at_b != 0; step++) {
    nb_dual y = at(f, context, x);
    *root = x;
    if (!isfinite(y.value)) {
      *root = 0;
      return nb_fail(NB_NOT_FINITE, "nb_newton: f is not finite at %g", x);
    }
    narrow(&k, x, y.value);
    double next = step_from(&k, x, y, &length);
    if (y.value == 0 || next == x || next == k.a || next == k.b)
      break;
    x = next;
  }
  return nb_ok();
}

nb_error nb_newton_step(nb_dual_function f, const void *context, double x, double *next)
{
  nb_dual y;
  *next = x;
  nb_error e = nb_derivatives(f, context, &x, 1, &y);
  if (nb_failed(e))
    return e;
  double there = x - y.value / y.first[0];
  if (!isfinite(there))
    return nb_fail(NB_SINGULAR, "nb_newton_step: the tangent at %g is level", x);
  *next = there;
  return e;
}
