// Our own functions beside the C library's in double precision.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <float.h>
#include <math.h>

#include "nabla/math/elementary.h"

static void assert_near(float ours, double theirs, double relative, double absolute, float x)
{
  if (!(fabs(ours - theirs) <= relative * fabs(theirs) + absolute))
    fail_msg("at %.9g: %.9g, expected %.9g", x, ours, theirs);
}

static void logarithms_are_right_to_a_unit_in_the_last_place(void **state)
{
  (void)state;
  for (float x = FLT_MIN; x < FLT_MAX / 1.01f; x *= 1.0037f)
    assert_near(nb_logarithm(x), log((double)x), FLT_EPSILON / 2, 0, x);
  for (float x = 0.99f; x < 1.01f; x += 1e-5f)
    assert_near(nb_logarithm(x), log((double)x), FLT_EPSILON / 2, 0, x);
  assert_true(nb_logarithm(1) == 0);
}

static void exponentials_undo_logarithms(void **state)
{
  (void)state;
  for (float x = -87; x <= 87; x += 0.013f)
    assert_near(nb_exponential(x), exp((double)x), 3e-7, 0, x);
}

static void sines_and_cosines_are_right_to_1e7(void **state)
{
  (void)state;
  for (float x = -1e6f; x <= 1e6f; x += 123.457f) {
    assert_near(nb_sine(x), sin((double)x), 0, 1e-7, x);
    assert_near(nb_cosine(x), cos((double)x), 0, 1e-7, x);
  }
  for (float x = -7; x <= 7; x += 0.0013f) {
    assert_near(nb_sine(x), sin((double)x), 1e-7, 1e-12, x);
    assert_near(nb_cosine(x), cos((double)x), 0, 1e-7, x);
  }
}

static void nothing_leaves_the_finite(void **state)
{
  (void)state;
  const float extremes[] = {NAN, INFINITY, -INFINITY, 0, -1, FLT_MAX, -FLT_MAX, FLT_TRUE_MIN};
  for (int i = 0; i < 8; i++) {
    assert_true(isfinite(nb_logarithm(extremes[i])));
    assert_true(isfinite(nb_exponential(extremes[i])));
    assert_true(fabsf(nb_sine(extremes[i])) <= 1 && fabsf(nb_cosine(extremes[i])) <= 1);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(logarithms_are_right_to_a_unit_in_the_last_place),
      cmocka_unit_test(exponentials_undo_logarithms),
      cmocka_unit_test(sines_and_cosines_are_right_to_1e7),
      cmocka_unit_test(nothing_leaves_the_finite),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
