// The lesson on functions of two variables: its saddle is one, its slopes are the derivatives, the truth is where the guess is
// made, and a typed function is what was typed.
#include "lesson.h"

#include "../scenes/multivariable-calculus/surfaces.c"

static float saddle_at(nb_vec2 p)
{
  return saddle(p, NULL);
}

static void it_is_a_saddle(void **state)
{
  (void)state;
  for (int k = 0; k < 200; k++) {
    nb_vec2 p = lesson_point(k, reach);
    assert_float_equal(saddle_at(p), 1.5f + (p.x * p.x - p.y * p.y) / 4, 1e-5f);
    assert_true(saddle_at(p) >= 0 && saddle_at(p) <= most); // it stands on the floor, and under the axis' tip
    if (p.x != 0 && p.y != 0) {
      assert_true(saddle_at(nb_at(p.x, 0)) > saddle_at(nb_origin()));
      assert_true(saddle_at(nb_at(0, p.y)) < saddle_at(nb_origin()));
    }
  }
}

static void slopes_are_derivatives(void **state)
{
  (void)state;
  Shape shape = {0};
  for (int k = 0; k < 200; k++) {
    nb_vec2 p = lesson_point(k, 2), g = slopes(p, &shape);
    assert_float_equal(g.x, p.x / 2, 2e-3f);
    assert_float_equal(g.y, -p.y / 2, 2e-3f);
    assert_same_slopes(saddle_at, p, g);
  }
}

// One step along y, on the floor, and the height there.
static void the_truth_is_one_step_on(void **state)
{
  (void)state;
  for (int k = 0; k < 200; k++) {
    State s = {.at = lesson_point(k, 2.3f)};
    float truth;
    nb_vec2 there = one_on(s.at);
    height_there(&s, &truth);
    assert_float_equal(fabsf(there.y - s.at.y), 1.5f, 1e-6f);
    assert_true(there.x == s.at.x && fabsf(there.y) <= reach);
    assert_float_equal(truth, saddle_at(there), 0);
    assert_true(truth >= 0 && truth <= 3.2f); // the ring can be put there
  }
}

static float typed(nb_vec2 p)
{
  float square = p.x * p.x + p.y * p.y;
  return 3 * cosf(square) / (1 + square);
}

// From the saddle to the viewer's own, halfway between at half.
static void ones_own_is_what_was_typed(void **state)
{
  (void)state;
  Shape shape = {0};
  assert_false(nb_failed(nb_expression_parse("3cos(x^2 + y^2)/(1 + x^2 + y^2)", "x y", &shape.own, NULL)));
  for (int k = 0; k < 200; k++) {
    nb_vec2 p = lesson_point(k, reach);
    for (int half = 0; half <= 2; half++) {
      shape.share = 0.5f * (float)half;
      float there = saddle_at(p) + shape.share * (typed(p) - saddle_at(p));
      assert_float_equal(height(p, &shape), there, 1e-4f);
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(it_is_a_saddle),
      cmocka_unit_test(slopes_are_derivatives),
      cmocka_unit_test(the_truth_is_one_step_on),
      cmocka_unit_test(ones_own_is_what_was_typed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
