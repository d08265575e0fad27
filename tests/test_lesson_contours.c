// The lesson on contour maps: its slopes are the derivatives of its landscape, its steepest place is the steepest, and its pass
// is a pass.
#include "lesson.h"

#include "../scenes/multivariable-calculus/contours.c"

static float slope_at(nb_vec2 p)
{
  return nb_length(nb_land_gradient(p, &land));
}

// The slope of a bell where it is steepest is rise / spread / sqrt(e).
static void it_is_as_steep_as_a_bell(void **state)
{
  (void)state;
  nb_vec2 told;
  steepest_place(NULL, &told);
  assert_float_equal(slope_at(told), steep->rise / steep->spread / sqrtf(2.7182818f), 0.06f);
}

static void nowhere_is_steeper(void **state)
{
  (void)state;
  nb_vec2 told;
  steepest_place(NULL, &told);
  float best = slope_at(told);
  for (int k = 0; k < 20000; k++)
    assert_true(slope_at(lesson_point(k, 4)) <= best * 1.001f);
  assert_true(nb_length(nb_sub(told, steep->middle)) < 2 * steep->spread); // on the steep hill
}

static void the_pass_is_level_and_between(void **state)
{
  (void)state;
  nb_vec2 p = pass();
  assert_true(slope_at(p) < 1e-3f);
  assert_float_equal(nb_shown(height(p), 2), 0.62f, 0);       // as it is told where the island splits
  assert_true(height(nb_add(p, nb_at(0.2f, 0))) > height(p)); // up towards both hills
  assert_true(height(nb_add(p, nb_at(-0.2f, 0))) > height(p));
  assert_true(height(nb_add(p, nb_at(0, 0.2f))) < height(p)); // down on both sides
  assert_true(height(nb_add(p, nb_at(0, -0.2f))) < height(p));
}

// Both arrows climb as much, to the east; where it is steep, on a shorter way.
static void climbs_begin_and_end_on_their_levels(void **state)
{
  (void)state;
  const nb_hill *hill[] = {steep, gentle};
  float way[2];
  for (int k = 0; k < 2; k++) {
    nb_vec2 low = climb_at(climb_from, hill[k]), high = climb_at(climb_to, hill[k]);
    assert_float_equal(height(low), climb_from, 1e-4f);
    assert_float_equal(height(high), climb_to, 1e-4f);
    assert_true(low.y == 0 && high.y == 0 && low.x < high.x);
    way[k] = high.x - low.x;
  }
  assert_true(way[0] < 0.7f * way[1]);
}

// As equally high as the captions say, and as the numbers beside them.
static void summits_are_equally_high(void **state)
{
  (void)state;
  for (int k = 0; k < 2; k++) {
    float top = 0;
    for (int n = 0; n < 2000; n++)
      top = fmaxf(top, height(nb_add(land.hills[k].middle, lesson_point(n, 0.2f))));
    assert_float_equal(nb_shown(top, 2), 1.9f, 0);
  }
}

// From above, what the view shows and what is drawn flat on the map lie upon each other.
static void the_map_is_the_view_from_above(void **state)
{
  (void)state;
  nb_frame f = {.step = ASK};
  State s = {.camera = {.distance = 11}};
  nb_view view = look(&f, &s);
  for (int k = 0; k < 50; k++) {
    nb_vec2 p = lesson_point(k, 2.5f), seen = nb_on_view(view, nb_at3(p.x, p.y, height(p)));
    assert_true(nb_length(nb_sub(seen, place(p))) < 1e-3f);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(it_is_as_steep_as_a_bell),      cmocka_unit_test(nowhere_is_steeper),
      cmocka_unit_test(the_pass_is_level_and_between), cmocka_unit_test(climbs_begin_and_end_on_their_levels),
      cmocka_unit_test(summits_are_equally_high),      cmocka_unit_test(the_map_is_the_view_from_above),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
