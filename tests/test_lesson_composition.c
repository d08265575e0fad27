// Matrix multiplication: the ways that î and ĵ go are the columns, and one motion does for both.
#include "lesson.h"

#include <stdio.h>

#include "../scenes/linear-algebra/composition.c"

static void assert_same(nb_mat2 a, nb_mat2 b)
{
  for (int k = 0; k < 4; k++)
    assert_float_equal((&a.i.x)[k], (&b.i.x)[k], 1e-4f);
}

static void ways_lead_by_a_and_on_by_b(void **state)
{
  (void)state;
  for (int k = 0; k < 50; k++) {
    State s = {.a = {lesson_point(4 * k, 3), lesson_point(4 * k + 1, 3)},
               .b = {lesson_point(4 * k + 2, 3), lesson_point(4 * k + 3, 3)}};
    assert_same(one_after_other(s.a, s.b, 0), nb_identity2());
    assert_same(one_after_other(s.a, s.b, 1), s.a);
    assert_same(one_after_other(s.a, s.b, 2), nb_multiply(s.b, s.a));
  }
}

// A step ends where the one after it begins to speak of.
static void the_steps_end_where_they_say(void **state)
{
  (void)state;
  const State *s = nabla_scene.state;
  nb_mat2 product = nb_multiply(s->b, s->a);
  assert_same(motion(&(nb_frame){.step = FIRST, .seconds = 6}, s), s->a);
  assert_same(motion(&(nb_frame){.step = ALONE, .seconds = 5.5f}, s), s->b);
  assert_same(motion(&(nb_frame){.step = PREDICT, .seconds = 3}, s), s->a);
  assert_same(motion(&(nb_frame){.step = THEN, .seconds = 5.5f}, s), product);
  assert_same(motion(&(nb_frame){.step = ONE, .seconds = 1}, s), nb_identity2());
  assert_same(motion(&(nb_frame){.step = ONE, .seconds = 6.5f}, s), product);
  assert_same(motion(&(nb_frame){.step = RIGHT, .seconds = 7}, s), product);
  assert_same(motion(&(nb_frame){.step = PLAY, .seconds = 0}, s), product);
  assert_float_equal(way_of(&(nb_frame){.step = COLUMNS, .seconds = 13}, 1), 2, 0);
}

// What the film ends with: motions of which the order does not matter.
static void the_hand_makes_the_orders_agree(void **state)
{
  (void)state;
  const State *s = nabla_scene.state;
  for (const nb_move *m = steps[PLAY].moves; m->param != NULL; m++) {
    nb_mat2 a;
    assert_string_equal(m->param, "A");
    assert_int_equal(sscanf(m->to, "%f,%f,%f,%f", &a.i.x, &a.j.x, &a.i.y, &a.j.y), 4);
    assert_same(nb_multiply(s->b, a), nb_multiply(a, s->b));
    assert_true(turns(a));
  }
  assert_true(turns(s->b) && !turns(s->a));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(ways_lead_by_a_and_on_by_b),
      cmocka_unit_test(the_steps_end_where_they_say),
      cmocka_unit_test(the_hand_makes_the_orders_agree),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
