// Dual numbers against finite differences and closed forms; divergence, curl and bends of known fields.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "nabla/math/derivative.h"
#include "nabla/math/random.h"

typedef nb_dual (*one)(nb_dual a);

static const one functions[] = {
    nb_dual_exp,  nb_dual_log,  nb_dual_sqrt, nb_dual_sin,  nb_dual_cos,  nb_dual_tan, nb_dual_asin,
    nb_dual_acos, nb_dual_atan, nb_dual_sinh, nb_dual_cosh, nb_dual_tanh, nb_dual_abs, nb_dual_neg,
};

enum { FUNCTIONS = sizeof functions / sizeof *functions };

// Something of three variables in which all that can be done with dual numbers is done.
static nb_dual mixture(const nb_dual *x, const void *context)
{
  const int *which = context;
  nb_dual inner = nb_dual_scale(0.15, nb_dual_add(nb_dual_mul(x[0], x[1]), nb_dual_div(x[2], x[0])));
  nb_dual outer = functions[*which](inner);
  nb_dual powers = nb_dual_add(nb_dual_pow(x[0], nb_dual_sub(x[1], x[2])), nb_dual_power(x[1], 3));
  return nb_dual_add(nb_dual_mul(outer, powers), nb_dual_atan2(x[1], nb_dual_neg(x[2])));
}

static double value_at(int which, const double *at, const double *h)
{
  nb_dual x[3];
  for (int i = 0; i < 3; i++)
    x[i] = nb_dual_constant(at[i] + h[i]);
  return mixture(x, &which).value;
}

static void assert_near(double ours, double theirs, double tolerance, int which)
{
  if (!(fabs(ours - theirs) <= tolerance * fmax(1, fabs(theirs))))
    fail_msg("function %d: %.12g is not %.12g", which, ours, theirs);
}

static void derivatives_are_those_of_finite_differences(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(1, 0);
  for (int round = 0; round < 40 * FUNCTIONS; round++) {
    int which = round % FUNCTIONS;
    double at[3];
    nb_dual d;
    for (int i = 0; i < 3; i++)
      at[i] = 0.5 + nb_random_float(&random);
    assert_false(nb_failed(nb_derivatives(mixture, &which, at, 3, &d)));
    for (int i = 0; i < 3; i++) {
      double up[3] = {0}, down[3] = {0};
      up[i] = 1e-5, down[i] = -1e-5;
      assert_near(d.first[i], (value_at(which, at, up) - value_at(which, at, down)) / 2e-5, 1e-7, which);
      for (int j = 0; j < 3; j++) {
        double sum = 0;
        for (int k = 0; k < 4; k++) {
          double h[3] = {0};
          h[i] += k & 1 ? 1e-4 : -1e-4;
          h[j] += k & 2 ? 1e-4 : -1e-4;
          sum += (k == 1 || k == 2 ? -1 : 1) * value_at(which, at, h);
        }
        assert_near(nb_dual_second(d, i, j), sum / 4e-8, 2e-5, which);
      }
    }
    assert_true(nb_dual_laplacian(d) ==
                nb_dual_second(d, 0, 0) + nb_dual_second(d, 1, 1) + nb_dual_second(d, 2, 2));
    double along = nb_dual_along(d, (nb_vec3){1, 2, 0});
    assert_near(along, d.first[0] + 2 * d.first[1], 1e-12, which);
  }
}

static nb_dual quadratic(const nb_dual *x, const void *context)
{
  (void)context;
  return nb_dual_add(nb_dual_power(x[0], 2), nb_dual_mul(nb_dual_scale(3, x[0]), x[1]));
}

static void powers_are_right_at_zero(void **state)
{
  (void)state;
  nb_dual x = nb_dual_variable(0, 0);
  nb_dual square = nb_dual_power(x, 2), itself = nb_dual_power(x, 1), one_ = nb_dual_power(x, 0);
  assert_true(square.value == 0 && square.first[0] == 0 && square.second[0] == 2);
  assert_true(itself.first[0] == 1 && itself.second[0] == 0);
  assert_true(one_.value == 1 && one_.first[0] == 0 && one_.second[0] == 0);
  nb_dual root = nb_dual_mul(nb_dual_sqrt(nb_dual_constant(0)), x);
  assert_true(root.first[0] == 0 && root.second[0] == 0);
  nb_dual d;
  assert_false(nb_failed(nb_derivatives(quadratic, NULL, (double[]){2, 5}, 2, &d)));
  nb_mat2 h = nb_dual_hessian2(d);
  nb_vec2 g = nb_dual_gradient2(d);
  assert_true(g.x == 19 && g.y == 6 && h.i.x == 2 && h.i.y == 3 && h.j.x == 3 && h.j.y == 0);
}

// (x y, y z^2, x - z)
static void flow(const nb_dual *x, nb_dual *y, const void *context)
{
  (void)context;
  y[0] = nb_dual_mul(x[0], x[1]);
  y[1] = nb_dual_mul(x[1], nb_dual_power(x[2], 2));
  y[2] = nb_dual_sub(x[0], x[2]);
}

static void turning(const nb_dual *x, nb_dual *y, const void *context)
{
  (void)context;
  y[0] = nb_dual_neg(x[1]);
  y[1] = x[0];
}

static void fields_flow_out_and_turn(void **state)
{
  (void)state;
  const double at[] = {2, 3, 5};
  double j[9], divergence, curl[3];
  assert_false(nb_failed(nb_jacobian(flow, NULL, at, (nb_mat){3, 3, j})));
  const double expected[] = {3, 2, 0, 0, 25, 30, 1, 0, -1};
  for (int k = 0; k < 9; k++)
    assert_true(j[k] == expected[k]);
  assert_false(nb_failed(nb_divergence(flow, NULL, at, 3, &divergence)));
  assert_true(divergence == 27);
  assert_false(nb_failed(nb_curl(flow, NULL, at, 3, curl)));
  assert_true(curl[0] == -30 && curl[1] == -1 && curl[2] == -2);
  assert_false(nb_failed(nb_curl(turning, NULL, at, 2, curl)));
  assert_true(curl[0] == 0 && curl[1] == 0 && curl[2] == 2);
  assert_false(nb_failed(nb_divergence(turning, NULL, at, 2, &divergence)));
  assert_true(divergence == 0);
}

static void ellipse(const nb_dual *t, nb_dual *y, const void *context)
{
  const double *axes = context;
  y[0] = nb_dual_scale(axes[0], nb_dual_cos(t[0]));
  y[1] = nb_dual_scale(axes[1], nb_dual_sin(t[0]));
}

static void curves_bend_as_their_circles(void **state)
{
  (void)state;
  nb_bend b;
  const double circle[] = {2, 2}, oval[] = {3, 1}, flipped[] = {2, -2}, point[] = {0, 0}, line[] = {1, 0};
  for (double t = 0; t < 6; t += 0.3) {
    assert_false(nb_failed(nb_bend_of(ellipse, circle, t, &b)));
    assert_true(fabsf(b.curvature - 0.5f) < 1e-6f && fabsf(b.radius - 2) < 1e-6f);
    assert_true(nb_length(b.center) < 1e-6f && fabsf(b.speed - 2) < 1e-6f);
    assert_false(nb_failed(nb_bend_of(ellipse, flipped, t, &b)));
    assert_true(fabsf(b.curvature + 0.5f) < 1e-6f && fabsf(b.radius - 2) < 1e-6f);
    assert_true(nb_length(b.center) < 1e-6f);
  }
  assert_false(nb_failed(nb_bend_of(ellipse, oval, 0, &b)));
  assert_true(fabsf(b.radius - 1.0f / 3) < 1e-6f); // b^2 / a at the end of the long axis
  assert_true(fabsf(b.center.x - (3 - 1.0f / 3)) < 1e-6f && fabsf(b.center.y) < 1e-6f);
  assert_int_equal(nb_bend_of(ellipse, point, 1, &b).id, NB_NOT_FINITE);
  assert_true(b.radius == 0 && b.tangent.x == 0);
  assert_false(nb_failed(nb_bend_of(ellipse, line, 1, &b)));
  assert_true(b.curvature == 0 && b.radius == 0);
}

static nb_dual root(const nb_dual *x, const void *context)
{
  (void)context;
  return nb_dual_sqrt(x[0]);
}

static void what_is_wrong_is_told(void **state)
{
  (void)state;
  nb_dual d;
  double j[4], divergence;
  assert_int_equal(nb_derivatives(root, NULL, (double[]){-1}, 1, &d).id, NB_NOT_FINITE);
  assert_true(d.value == 0 && d.first[0] == 0);
  assert_int_equal(nb_derivatives(root, NULL, (double[]){0}, 1, &d).id,
                   NB_NOT_FINITE); // the slope is infinite
  assert_int_equal(nb_derivatives(root, NULL, (double[]){0}, 4, &d).id, NB_BAD_SHAPE);
  assert_int_equal(nb_divergence(turning, NULL, (double[]){0}, 1, &divergence).id, NB_BAD_SHAPE);
  assert_int_equal(nb_jacobian(turning, NULL, (double[]){NAN, 1}, (nb_mat){2, 2, j}).id, NB_NOT_FINITE);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(derivatives_are_those_of_finite_differences),
      cmocka_unit_test(powers_are_right_at_zero),
      cmocka_unit_test(fields_flow_out_and_turn),
      cmocka_unit_test(curves_bend_as_their_circles),
      cmocka_unit_test(what_is_wrong_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
