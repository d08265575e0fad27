// The lesson on partial derivatives: its slopes are the derivatives, its steps over the wall close in on them, and the walls that it
// calls level are.
#include "lesson.h"

#include "../scenes/multivariable-calculus/partial-derivatives.c"

static float height_of(nb_vec2 p)
{
  return surface(p, NULL);
}

static void partials_are_derivatives(void **unused)
{
  (void)unused;
  for (int k = 0; k < 200; k++) {
    nb_vec2 p = lesson_point(k, 3);
    State s = {.at = p};
    float truth;
    assert_same_slopes(height_of, p, partials(p));
    slope_along_y(&s, &truth);
    assert_float_equal(truth, partials(p).y, 0);
  }
}

static void shrinking_steps_close_in(void **unused)
{
  (void)unused;
  for (int k = 0; k < 50; k++)
    for (int along_y = 0; along_y < 2; along_y++) {
      nb_cut c = cut_at(lesson_point(k, 2), along_y == 1);
      nb_vec2 g = partials(c.at);
      float limit = along_y ? g.y : g.x;
      assert_float_equal(nb_cut_slope(&c, 0), limit, 1e-3f);
      for (float step = 1; step > 0.01f; step /= 2)
        assert_true(fabsf(nb_cut_slope(&c, step) - limit) <=
                    0.51f * step); // the second derivative is at most 1
    }
}

static void the_wall_slides_to_where_it_is_level(void **unused)
{
  (void)unused;
  for (int k = 0; k < 50; k++) {
    State s = {.at = lesson_point(k, 2)};
    nb_frame f = {.step = SLIDE, .seconds = 6};
    nb_vec2 there = looked_at(&f, &s);
    assert_float_equal(there.x, s.at.x, 0);
    for (float x = -3; x <= 3; x += 0.5f)
      assert_float_equal(height_of(nb_at(x, there.y)), 0, 1e-6f);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(partials_are_derivatives),
      cmocka_unit_test(shrinking_steps_close_in),
      cmocka_unit_test(the_wall_slides_to_where_it_is_level),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
