// Integrals and roots against closed forms, and the theorems that join integrals.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "nabla/math/integral.h"

static const double pi = 3.14159265358979323846;

static double bell(double x, const void *context)
{
  (void)context;
  return exp(-x * x);
}

static double root_of(double x, const void *context)
{
  (void)context;
  return sqrt(x);
}

static double step(double x, const void *context)
{
  (void)context;
  return x < 0.3 ? 1 : 5;
}

static double inverse(double x, const void *context)
{
  (void)context;
  return 1 / x;
}

static double wave(double x, const void *context)
{
  return sin(*(const double *)context * x);
}

static void assert_close(double ours, double theirs, double tolerance)
{
  if (!(fabs(ours - theirs) <= tolerance))
    fail_msg("%.15g is not %.15g", ours, theirs);
}

static double integral(nb_real_function f, const void *context, double a, double b)
{
  double result;
  nb_error e = nb_integrate(f, context, a, b, &result);
  if (nb_failed(e))
    fail_msg("%s", e.text);
  return result;
}

static void integrals_have_their_closed_forms(void **state)
{
  (void)state;
  const double fast = 200;
  assert_close(integral(bell, NULL, -8, 8), sqrt(pi), 1e-12);
  assert_close(integral(bell, NULL, 8, -8), -sqrt(pi), 1e-12);
  assert_close(integral(root_of, NULL, 0, 2), 2.0 / 3 * 2 * sqrt(2), 1e-10);
  assert_close(integral(step, NULL, 0, 1), 0.3 + 3.5, 1e-9);
  assert_close(integral(inverse, NULL, 1, exp(1)), 1, 1e-12);
  assert_close(integral(wave, &fast, 0, 3), (1 - cos(600)) / 200, 1e-11);
  assert_true(integral(bell, NULL, 1, 1) == 0);
}

static void what_has_no_integral_is_told(void **state)
{
  (void)state;
  double result;
  assert_true(nb_failed(nb_integrate(inverse, NULL, 0, 1, &result)));
  assert_true(
      nb_failed(nb_integrate(inverse, NULL, -1, 1, &result))); // 0 is the first point that is looked at
  assert_int_equal(nb_integrate(root_of, NULL, -1, 1, &result).id, NB_NOT_FINITE);
  assert_true(result == 0);
  assert_int_equal(nb_integrate(bell, NULL, 0, INFINITY, &result).id, NB_NOT_FINITE);
}

static void circle(const nb_dual *t, nb_dual *r, const void *context)
{
  double radius = *(const double *)context;
  r[0] = nb_dual_scale(radius, nb_dual_cos(t[0]));
  r[1] = nb_dual_scale(radius, nb_dual_sin(t[0]));
}

static void sphere(const nb_dual *t, nb_dual *r, const void *context)
{
  double radius = *(const double *)context;
  nb_dual ring = nb_dual_scale(radius, nb_dual_sin(t[0]));
  r[0] = nb_dual_mul(ring, nb_dual_cos(t[1]));
  r[1] = nb_dual_mul(ring, nb_dual_sin(t[1]));
  r[2] = nb_dual_scale(radius, nb_dual_cos(t[0]));
}

static double unity(const double *x, const void *context)
{
  (void)x, (void)context;
  return 1;
}

static double height_squared(const double *x, const void *context)
{
  (void)context;
  return x[2] * x[2];
}

// (-y^3, x^3, 0): its curl is 3 (x^2 + y^2).
static void whirl(const double *x, double *vector, const void *context)
{
  (void)context;
  vector[0] = -x[1] * x[1] * x[1], vector[1] = x[0] * x[0] * x[0], vector[2] = 0;
}

static void source(const double *x, double *vector, const void *context)
{
  (void)context;
  for (int i = 0; i < 3; i++)
    vector[i] = x[i];
}

static void curves_and_surfaces_are_measured(void **state)
{
  (void)state;
  const double radius = 2;
  double result;
  nb_patch around = {circle, &radius, {0}, {2 * pi}};
  assert_false(nb_failed(nb_line_integral(unity, NULL, around, &result)));
  assert_close(result, 4 * pi, 1e-10);
  // Green: the work around is the curl within, 3 r^2 over the disc, 3/2 pi r^4.
  assert_false(nb_failed(nb_work(whirl, NULL, around, &result)));
  assert_close(result, 24 * pi, 1e-9);
  nb_patch ball = {sphere, &radius, {0, 0}, {pi, 2 * pi}};
  assert_false(nb_failed(nb_surface_integral(unity, NULL, ball, &result)));
  assert_close(result, 16 * pi, 1e-9);
  assert_false(nb_failed(nb_surface_integral(height_squared, NULL, ball, &result)));
  assert_close(result, 4 * pi * 16 / 3, 1e-9);
  // Gauss: the flux out is the divergence within, 3 times the volume.
  assert_false(nb_failed(nb_flux(source, NULL, ball, &result)));
  assert_close(result, 3 * 4.0 / 3 * pi * 8, 1e-9);
}

static double product(const double *x, const void *context)
{
  (void)context;
  return x[0] * x[0] * x[1];
}

static void rectangles_are_integrated_over(void **state)
{
  (void)state;
  double result;
  const double low[] = {0, 1}, high[] = {3, 2};
  assert_false(nb_failed(nb_integrate2(product, NULL, low, high, &result)));
  assert_close(result, 9 * 1.5, 1e-10);
}

static double cubic(double x, const void *context)
{
  return x * x * x - *(const double *)context;
}

static nb_dual cubic_dual(const nb_dual *x, const void *context)
{
  return nb_dual_sub(nb_dual_power(x[0], 3), nb_dual_constant(*(const double *)context));
}

static nb_dual arc_dual(const nb_dual *x, const void *context)
{
  (void)context;
  return nb_dual_atan(nb_dual_sub(x[0], nb_dual_constant(1)));
}

// (x - 1)^21, at whose root Newton's steps alone come nearer by a twentieth at a time.
static nb_dual flat_dual(const nb_dual *x, const void *context)
{
  ++**(int *const *)context;
  return nb_dual_power(nb_dual_sub(x[0], nb_dual_constant(1)), 21);
}

static void slow_steps_give_way_to_halves(void **state)
{
  (void)state;
  int calls = 0, *counted = &calls;
  double root;
  assert_false(nb_failed(nb_newton(flat_dual, &counted, -3, 10, &root)));
  assert_close(root, 1, 1e-12);
  if (calls > 200)
    fail_msg("%d steps", calls);
}

static void roots_are_found_to_the_last_bits(void **state)
{
  (void)state;
  double by_halves, by_newton, next;
  for (double c = -30; c < 30; c += 1.37) {
    assert_false(nb_failed(nb_bisect(cubic, &c, -10, 10, &by_halves)));
    assert_false(nb_failed(nb_newton(cubic_dual, &c, -10, 10, &by_newton)));
    assert_close(by_halves, cbrt(c), 1e-15 * fabs(cbrt(c)) + 1e-16);
    assert_close(by_newton, cbrt(c), 1e-15 * fabs(cbrt(c)) + 1e-16);
  }
  // From far away plain steps run off to infinity; kept in their interval they do not.
  assert_false(nb_failed(nb_newton_step(arc_dual, NULL, 4, &next)));
  assert_true(next < -2);
  assert_false(nb_failed(nb_newton(arc_dual, NULL, -1000, 1e6, &by_newton)));
  assert_close(by_newton, 1, 1e-15);
  assert_false(nb_failed(nb_newton(arc_dual, NULL, 1, 5, &by_newton)));
  assert_true(by_newton == 1);
}

static double jump(double x, const void *context)
{
  return step(x, context) - 3;
}

static void no_root_is_an_error(void **state)
{
  (void)state;
  const double eight = 8;
  double root, next;
  assert_int_equal(nb_bisect(cubic, &eight, 3, 4, &root).id, NB_OUT_OF_RANGE);
  assert_true(root == 0);
  assert_int_equal(nb_newton(cubic_dual, &eight, 3, 4, &root).id, NB_OUT_OF_RANGE);
  assert_int_equal(nb_bisect(root_of, NULL, -1, 1, &root).id, NB_NOT_FINITE);
  assert_int_equal(nb_newton_step(cubic_dual, &eight, 0, &next).id, NB_SINGULAR);
  assert_true(next == 0);
  assert_int_equal(nb_bisect(inverse, NULL, -1, 3, &root).id, NB_NOT_FINITE); // a pole is no root
  assert_false(nb_failed(nb_bisect(jump, NULL, -1, 3, &root)));               // a jump is told by its place
  assert_close(root, 0.3, 1e-15);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(integrals_have_their_closed_forms), cmocka_unit_test(what_has_no_integral_is_told),
      cmocka_unit_test(curves_and_surfaces_are_measured),  cmocka_unit_test(rectangles_are_integrated_over),
      cmocka_unit_test(roots_are_found_to_the_last_bits),  cmocka_unit_test(no_root_is_an_error),
      cmocka_unit_test(slow_steps_give_way_to_halves),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
