// The lesson on contour maps: its slopes are the derivatives of its landscape, its steepest place is the steepest, and its pass
// is a pass.
#include "lesson.h"

#include "../scenes/multivariable-calculus/contours.c"

static float height_of(nb_vec2 p)
{
  return height(p, NULL);
}

static void slopes_are_derivatives(void **state)
{
  (void)state;
  for (int k = 0; k < 200; k++) {
    nb_vec2 p = lesson_point(k, 3);
    assert_same_slopes(height_of, p, slopes(p));
  }
}

static void nowhere_is_steeper(void **state)
{
  (void)state;
  float best = slope_at(steepest_place());
  for (int k = 0; k < 20000; k++)
    assert_true(slope_at(lesson_point(k, 4)) <= best * 1.001f);
  nb_vec2 told;
  steepest(NULL, &told);
  assert_true(nb_length(nb_sub(told, steep)) < 2 * steep_spread); // on the steep hill
}

static void the_pass_is_level_and_between(void **state)
{
  (void)state;
  nb_vec2 p = pass();
  assert_true(slope_at(p) < 1e-3f);
  assert_true(height_of(nb_add(p, nb_at(0.2f, 0))) > height_of(p)); // up towards both hills
  assert_true(height_of(nb_add(p, nb_at(-0.2f, 0))) > height_of(p));
  assert_true(height_of(nb_add(p, nb_at(0, 0.2f))) < height_of(p)); // down on both sides
  assert_true(height_of(nb_add(p, nb_at(0, -0.2f))) < height_of(p));
}

static void climbs_begin_and_end_on_their_levels(void **state)
{
  (void)state;
  Climb c[] = {climb_on(steep, -3.9f), climb_on(gentle, 4.1f)};
  for (int k = 0; k < 2; k++) {
    assert_float_equal(height_of(nb_at(c[k].low, 0)), climb_from, 1e-4f);
    assert_float_equal(height_of(nb_at(c[k].high, 0)), climb_to, 1e-4f);
  }
  assert_true(fabsf(c[0].high - c[0].low) < 0.7f * fabsf(c[1].high - c[1].low));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(slopes_are_derivatives),
      cmocka_unit_test(nowhere_is_steeper),
      cmocka_unit_test(the_pass_is_level_and_between),
      cmocka_unit_test(climbs_begin_and_end_on_their_levels),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
