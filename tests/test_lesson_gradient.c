// The lesson on the gradient: its gradient is one, no way is steeper, the ways that it tries are as long as they are steep and lie on
// their circle, and no walk runs back.
#include "lesson.h"

#include "../scenes/multivariable-calculus/gradient.c"

static void the_gradient_is_one(void **unused)
{
  (void)unused;
  for (int k = 0; k < 200; k++)
    assert_same_slopes(height, lesson_point(k, 3), gradient(lesson_point(k, 3)));
}

// Each way that is tried climbs as the slope that is shown for it, and its tip is as far from the middle of the gradient as the
// gradient's own.
static void the_ways_lie_on_a_circle(void **unused)
{
  (void)unused;
  const float h = 4e-3f;
  float steepest_shown = 0;
  for (int k = 0; k <= 100; k++) {
    nb_frame f = {.step = PACK, .seconds = 0.05f * (float)k};
    nb_vec2 p = lesson_point(k, 2), g = gradient(p), unit = nb_apply(nb_rotation(way_tried(&f)), nb_unit(g));
    float shown = nb_length(g) * cosf(way_tried(&f));
    float climbs = (height(nb_add(p, nb_scale(h, unit))) - height(nb_sub(p, nb_scale(h, unit)))) / (2 * h);
    assert_float_equal(shown, climbs, 3e-3f);
    nb_vec2 from_middle = nb_sub(nb_scale(shown, unit), nb_scale(0.5f, g));
    assert_float_equal(nb_length(from_middle), 0.5f * nb_length(g), 1e-4f);
    steepest_shown = fmaxf(steepest_shown, cosf(way_tried(&f)));
  }
  assert_float_equal(steepest_shown, 1, 1e-3f);
}

// Within each of the walking steps a walk goes on, or fades whole.
static void no_walk_runs_back(void **unused)
{
  (void)unused;
  const State *s = nabla_scene.state;
  for (int step = WALK; step <= PLAY; step++) {
    static Walk w;
    int made = 0;
    for (float seconds = 0; seconds < steps[step].seconds; seconds += 0.05f) {
      nb_frame f = {.step = step, .seconds = seconds};
      walk_so_far(&w, &f, s);
      assert_true(w.made >= made || w.shown <= 0.01f);
      made = w.made;
    }
    assert_true(made > 5);
  }
}

// Nowhere is lower than the bottom; too small a step is far from it after its time, too large a one again and again.
static void only_the_middle_step_settles(void **unused)
{
  (void)unused;
  const State *s = nabla_scene.state;
  static Walk w;
  for (int k = 0; k < 5000; k++)
    assert_true(height(lesson_point(k, 2.5f)) > bottom() - 1e-4f);
  walk(&w, s->at, step_size(WALK, s), steps_made(steps[WALK].seconds));
  assert_true(height(w.now) < bottom() + 0.02f);
  walk(&w, s->at, step_size(SMALL, s), steps_made(steps[SMALL].seconds));
  assert_true(height(w.now) > bottom() + 1);
  walk(&w, s->at, step_size(LARGE, s), 60);
  for (int k = 10; k < 60; k += 10) {
    float highest = -9;
    for (int n = 0; n < 10; n++)
      highest = fmaxf(highest, height(w.stood[k + n]));
    assert_true(highest > bottom() + 0.3f);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_gradient_is_one),
      cmocka_unit_test(the_ways_lie_on_a_circle),
      cmocka_unit_test(no_walk_runs_back),
      cmocka_unit_test(only_the_middle_step_settles),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
