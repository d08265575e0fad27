// Nonsquare matrices: what is said to be lost lands on nothing, for any three landings.
#include "lesson.h"

#include "../scenes/linear-algebra/nonsquare.c"

static void the_lost_way_lands_on_nothing(void **state)
{
  (void)state;
  for (int k = 0; k < 100; k++) {
    State s = {.p = lesson_point(3 * k, 2), .q = lesson_point(3 * k + 1, 2), .r = lesson_point(3 * k + 2, 2)};
    if (fabsf(nb_cross(s.p, s.q)) < 0.1f)
      continue;
    nb_vec3 way = lost_way(&s);
    nb_vec2 landed = nb_add(nb_add(nb_scale(way.x, s.p), nb_scale(way.y, s.q)), nb_scale(way.z, s.r));
    assert_float_equal(nb_length(landed), 0, 1e-4f);
    assert_float_equal(way.z, 1, 0);
  }
}

// Where there is none out of the floor, none is drawn.
static void arrows_in_line_have_no_such_way(void **state)
{
  (void)state;
  State s = {.p = {1, 2}, .q = {2, 4}, .r = {1, 0}};
  nb_vec3 way = lost_way(&s);
  assert_true(way.x == 0 && way.y == 0 && way.z == 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_lost_way_lands_on_nothing),
      cmocka_unit_test(arrows_in_line_have_no_such_way),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
