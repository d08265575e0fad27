// The lesson on the chain rule: its gradient, velocity and rate of climb are derivatives, and where it says that the height stands
// still, it does.
#include <stdlib.h>

#include "lesson.h"

#include "../scenes/multivariable-calculus/chain-rule.c"

static float height(nb_vec2 p)
{
  return nb_land_height(p, &land);
}

static float time_at(int k)
{
  return lap * (lesson_point(k, 0.5f).x + 0.5f);
}

static void the_gradient_is_one(void **unused)
{
  (void)unused;
  for (int k = 0; k < 200; k++)
    assert_same_slopes(height, lesson_point(k, 3), nb_land_gradient(lesson_point(k, 3), &land));
}

static void the_chain_rule_is_the_slope_over_time(void **unused)
{
  (void)unused;
  const float h = 4e-3f;
  for (int k = 0; k < 200; k++) {
    nb_vec2 middle = lesson_point(k, 1.2f), v = velocity(time_at(k));
    float t = time_at(k);
    nb_vec2 between = nb_scale(1 / (2 * h), nb_sub(walk(t + h, &middle), walk(t - h, &middle)));
    float slope = (height(walk(t + h, &middle)) - height(walk(t - h, &middle))) / (2 * h);
    assert_true(nb_length(nb_sub(between, v)) < 2e-3f);
    assert_float_equal(climb(middle, t), slope, 3e-3f);
  }
}

// Every loop has a highest and a lowest place, so there are two at least.
static void it_stands_still_where_it_says(void **unused)
{
  (void)unused;
  for (int k = 0; k < 100; k++) {
    State s = {.middle = lesson_point(k, 1.2f), .guess = time_at(k)};
    float truth;
    stands_still(&s, &truth);
    assert_float_equal(climb(s.middle, truth), 0, 2e-3f);
    for (float t = 0; t < lap; t += 0.05f) { // and none is nearer
      float away = fabsf(remainderf(t - s.guess, lap));
      if (climb(s.middle, t) * climb(s.middle, t + 0.05f) < 0)
        assert_true(away > fabsf(remainderf(truth - s.guess, lap)) - 0.06f);
    }
  }
}

// On the walk as it is at first, time only goes on, lap by lap: to the highest place, to the lowest, to the viewer's time, and once
// more to the highest and the lowest.
static void time_only_goes_on(void **unused)
{
  (void)unused;
  const State *s = nabla_scene.state;
  float last = 0;
  for (int step = CLIMB; step < PLAY; step++) {
    for (float seconds = step == CLIMB ? 0.55f : 0; seconds <= steps[step].seconds; seconds += 0.05f) {
      nb_frame f = {.step = step, .seconds = seconds, .duration = steps[step].seconds};
      float t = now(&f, s);
      assert_true(remainderf(t - last, lap) >= -1e-4f);
      last = t;
    }
    if (step >= PARTS && step < STILL)
      assert_float_equal(last, s->time, 1e-4f);
  }
  assert_float_equal(last, extreme(s, false), 1e-4f);
}

// Nowhere on its lap does the height fall faster than where the board says so, and the film's walker goes there.
static void it_falls_fastest_where_it_says(void **unused)
{
  (void)unused;
  for (int k = 0; k < 40; k++) {
    nb_vec2 middle = lesson_point(k, 1.2f);
    float least = climb(middle, fastest_fall(middle));
    for (float t = 0; t < lap; t += 0.01f)
      assert_true(climb(middle, t) > least - 1e-3f);
  }
  const State *s = nabla_scene.state;
  assert_float_equal(fastest_fall(s->middle), strtof(steps[PLAY].moves[0].to, NULL), 0.05f);
}

// What is called so is the highest and the lowest place of the walk.
static void the_extremes_are_highest_and_lowest(void **unused)
{
  (void)unused;
  const State *s = nabla_scene.state;
  float top = height(walk(extreme(s, true), &s->middle)),
        bottom = height(walk(extreme(s, false), &s->middle));
  for (float t = 0; t < lap; t += 0.01f) {
    assert_true(height(walk(t, &s->middle)) < top + 1e-4f);
    assert_true(height(walk(t, &s->middle)) > bottom - 1e-4f);
  }
}

// Who works with the numbers on the board comes to those on the board; and the gradient does not look like the part along it.
static void what_is_shown_adds_up(void **unused)
{
  (void)unused;
  const State *s = nabla_scene.state;
  nb_vec2 v = velocity(s->time), g = nb_land_gradient(walk(s->time, &s->middle), &land);
  float by_x = nb_shown(g.x * v.x, 2), by_y = nb_shown(g.y * v.y, 2), rate = nb_shown(nb_dot(g, v), 2);
  float steep = nb_shown(nb_length(g), 2), along = nb_shown(nb_dot(g, v) / nb_length(g), 2);
  g = nb_shown2(g, 2), v = nb_shown2(v, 2);
  assert_float_equal(nb_shown(g.x * v.x, 2), by_x, 1e-4f);
  assert_float_equal(nb_shown(g.y * v.y, 2), by_y, 1e-4f);
  assert_float_equal(by_x + by_y, rate, 1e-4f);
  assert_float_equal(nb_shown(nb_dot(g, v), 2), rate, 1e-4f);
  assert_float_equal(nb_shown(nb_length(g), 2), steep, 1e-4f);
  assert_float_equal(nb_shown(steep * along, 2), rate, 1e-4f);
  assert_true(fabsf(along - steep) > 0.25f * steep);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_gradient_is_one),
      cmocka_unit_test(the_chain_rule_is_the_slope_over_time),
      cmocka_unit_test(it_stands_still_where_it_says),
      cmocka_unit_test(time_only_goes_on),
      cmocka_unit_test(it_falls_fastest_where_it_says),
      cmocka_unit_test(the_extremes_are_highest_and_lowest),
      cmocka_unit_test(what_is_shown_adds_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
