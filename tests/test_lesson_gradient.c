// The lesson on the gradient: its gradient is one, the wave of slopes is that of the ground and highest along it, a walk along a
// contour line stays at its height and square to the gradient, and no walk runs back.
#include "lesson.h"

#include "../scenes/multivariable-calculus/gradient.c"

static float height(nb_vec2 p)
{
  return nb_land_height(p, &land);
}

static nb_vec2 gradient_at(nb_vec2 p)
{
  return nb_land_gradient(p, &land);
}

static void the_gradient_is_one(void **unused)
{
  (void)unused;
  for (int k = 0; k < 200; k++)
    assert_same_slopes(height, lesson_point(k, 3), gradient_at(lesson_point(k, 3)));
}

// The slope that is shown for a way is the ground's, and none is greater than along the gradient.
static void the_wave_is_the_grounds(void **unused)
{
  (void)unused;
  const float h = 4e-3f;
  for (int k = 0; k < 200; k++) {
    State s = {.at = lesson_point(k, 2)};
    nb_vec2 p = s.at, g = gradient_at(p), best;
    float angle = 0.1f * (float)k, shown = slope_that_way(angle, &g);
    nb_vec2 ahead = nb_add(p, nb_polar(h, angle)), behind = nb_sub(p, nb_polar(h, angle));
    assert_float_equal(shown, (height(ahead) - height(behind)) / (2 * h), 3e-3f);
    steepest(&s, &best);
    float top = slope_that_way(atan2f(best.y, best.x), &g);
    assert_true(shown <= top + 1e-5f);
    assert_float_equal(top, nb_length(g), 1e-5f);
  }
}

// Every way is tried, and at the end the needle points along the gradient.
static void every_way_is_tried(void **unused)
{
  (void)unused;
  nb_frame f = {.step = TURN, .duration = steps[TURN].seconds};
  nb_walk w = walk(&f, nabla_scene.state, 0);
  float least = 9, most = -9;
  for (f.seconds = 1.95f; f.seconds < 6.2f; f.seconds += 0.05f)
    least = fminf(least, way_tried(&f, nabla_scene.state, &w)),
    most = fmaxf(most, way_tried(&f, nabla_scene.state, &w));
  assert_float_equal(most - least, NB_TURN, 1e-3f);
  f.seconds = 8;
  assert_float_equal(nb_cross(nb_polar(1, way_tried(&f, nabla_scene.state, &w)), nb_unit(w.slope)), 0, 1e-5f);
  f.seconds = 10.3f; // and then along the contour line
  assert_float_equal(nb_dot(nb_polar(1, way_tried(&f, nabla_scene.state, &w)), nb_unit(w.slope)), 0, 1e-5f);
}

// Who works with the numbers on the board comes to those on the board, along the gradient and along the contour line.
static void what_is_shown_adds_up(void **unused)
{
  (void)unused;
  nb_vec2 g = gradient_at(((const State *)nabla_scene.state)->at), way = nb_unit(g), seen = nb_shown2(g, 2);
  float steepest_slope = nb_dot(seen, nb_shown2(way, 2)), level = nb_dot(seen, nb_shown2(nb_perp(way), 2));
  assert_float_equal(nb_shown(steepest_slope, 2), nb_shown(nb_length(g), 2), 1e-5f);
  assert_float_equal(nb_shown(nb_length(seen), 2), nb_shown(nb_length(g), 2), 1e-5f);
  assert_float_equal(nb_shown(level, 2), 0, 0);
}

// As the caption says: the wave is as high as the arrow is long.
static void the_wave_is_as_high_as_the_arrow_is_long(void **unused)
{
  (void)unused;
  assert_float_equal(nb_plane_scale(wave).j.y, nb_plane_scale(plane).j.y, 0.01f);
}

// Each walk goes on, or another has begun.
static void no_walk_runs_back(void **unused)
{
  (void)unused;
  int made = 0, which = 0;
  for (int step = SLOPES; step <= PLAY; step++)
    for (float seconds = 0; seconds < steps[step].seconds; seconds += 0.05f) {
      nb_frame f = {.step = step, .seconds = seconds, .duration = steps[step].seconds};
      int k = current(&f);
      nb_walk w = walk(&f, nabla_scene.state, k);
      assert_true(k == which ? w.made >= made : k == which + 1 && w.made == 0 && made > 5);
      if (k != which) // it has faded before
        assert_true(seen(&f) < 0.02f);
      made = w.made, which = k;
    }
  assert_int_equal(which, WALKS - 1);
}

// Nowhere is lower than the bottom; too small a step is far from it after its time, too large a one again and again.
static void only_the_middle_step_settles(void **unused)
{
  (void)unused;
  float bottom = height(nb_land_level(&land, land.hills[1].middle));
  for (int k = 0; k < 5000; k++)
    assert_true(height(lesson_point(k, 2.5f)) > bottom - 1e-4f);
  nb_frame f = {.step = PLAY};
  nb_walk middle = walk(&f, nabla_scene.state, 0), small = walk(&f, nabla_scene.state, 1),
          large = walk(&f, nabla_scene.state, 2);
  assert_true(height(middle.now) < bottom + 0.02f);
  assert_true(height(small.now) > bottom + 0.9f);
  for (int k = 2; k + 6 <= large.made; k += 6) {
    float highest = -9;
    for (int n = k; n < k + 6; n++)
      highest = fmaxf(highest, height(large.places[n]));
    assert_true(highest > bottom + 0.4f);
  }
  assert_true(height(large.now) > bottom + 0.8f); // as it is left, neither looks better than the other
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_gradient_is_one),
      cmocka_unit_test(the_wave_is_the_grounds),
      cmocka_unit_test(every_way_is_tried),
      cmocka_unit_test(what_is_shown_adds_up),
      cmocka_unit_test(no_walk_runs_back),
      cmocka_unit_test(only_the_middle_step_settles),
      cmocka_unit_test(the_wave_is_as_high_as_the_arrow_is_long),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
