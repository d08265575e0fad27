// Nonsquare matrices: what is said to be lost lands on nothing, for any three landings.
#include "lesson.h"

#include <stdio.h>

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
    // A line beside it lands where ĵ does, all of it.
    nb_vec2 beside =
        nb_add(nb_add(nb_scale(2 * way.x, s.p), nb_scale(1 + 2 * way.y, s.q)), nb_scale(2 * way.z, s.r));
    assert_float_equal(nb_length(nb_sub(beside, s.q)), 0, 2e-4f);
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

// Before it is asked how many arrows go in, none is there to be counted; and what has landed lies on the floor.
static void nothing_gives_the_answer_away(void **state)
{
  (void)state;
  const State *s = nabla_scene.state;
  assert_true(falls(&(nb_frame){.step = PREDICT, .seconds = 5}, s));
  nb_mat3 m = onto(&(nb_frame){.step = ONTO, .seconds = 7.5f}, s);
  assert_true(m.i.z == 0 && m.j.z == 0 && m.k.z == 0);
  assert_float_equal(m.k.x, s->r.x, 1e-6f);
}

// v's numbers on the board: 2 of the one landing and 1 of the other.
static void what_is_carried_lands_on_so_much_of_each(void **state)
{
  (void)state;
  const State *s = nabla_scene.state;
  nb_vec3 tip = nb_apply3(into(&(nb_frame){.step = TALL, .seconds = 6}, s), carried);
  assert_float_equal(tip.x, 2 * s->i.x + s->j.x, 1e-6f);
  assert_float_equal(tip.y, 2 * s->i.y + s->j.y, 1e-6f);
  assert_float_equal(tip.z, 2 * s->i.z + s->j.z, 1e-6f);
}

// Half of î and all of ĵ: numbers that a board with one decimal shows as they are.
static void the_walk_is_half_of_one_and_all_of_another(void **state)
{
  (void)state;
  nb_vec3 way = lost_way(nabla_scene.state);
  assert_float_equal(way.x, 0.5f, 1e-6f);
  assert_float_equal(way.y, 1, 1e-6f);
}

// Where the film drags ĵ to, the plane lands on a line; and where it drags ĵ and k̂ to on the floor, space does.
static void the_hand_leaves_a_line(void **state)
{
  (void)state;
  const State *s = nabla_scene.state;
  nb_vec3 j;
  assert_string_equal(steps[PLAY].moves[0].param, "ĵ");
  assert_int_equal(sscanf(steps[PLAY].moves[0].to, "%f,%f,%f", &j.x, &j.y, &j.z), 3);
  assert_float_equal(nb_length3(nb_cross3(s->i, j)), 0, 1e-6f);
  for (int k = 2; k < 4; k++) {
    nb_vec2 to;
    assert_int_equal(sscanf(steps[PLAY].moves[k].to, "%f,%f", &to.x, &to.y), 2);
    assert_float_equal(nb_cross(s->p, to), 0, 1e-6f);
  }
}

// All three have to be in line: two that are, and one beside them, span the floor, whichever two it is.
static void one_beside_the_line_is_enough_to_be_off_it(void **state)
{
  (void)state;
  for (int k = 0; k < 50; k++) {
    nb_vec2 on = lesson_point(k, 2), off = lesson_point(k + 50, 2);
    if (fabsf(nb_cross(on, off)) < 0.1f)
      continue;
    nb_vec3 line = nb_at3(on.x, on.y, 0), back = nb_scale3(-1, line), beside = nb_at3(off.x, off.y, 0);
    assert_float_equal(apart(nb_columns3(line, back, nb_scale3(0.5f, line))), 0, 1e-6f);
    assert_float_equal(apart(nb_columns3(line, back, zero)), 0, 1e-6f);
    const nb_mat3 open[] = {
        {line, back, beside}, {line, line, beside}, {line, beside, back}, {beside, line, back}};
    for (int n = 0; n < 4; n++)
      assert_true(apart(open[n]) > 0.1f);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_lost_way_lands_on_nothing),
      cmocka_unit_test(arrows_in_line_have_no_such_way),
      cmocka_unit_test(nothing_gives_the_answer_away),
      cmocka_unit_test(what_is_carried_lands_on_so_much_of_each),
      cmocka_unit_test(the_walk_is_half_of_one_and_all_of_another),
      cmocka_unit_test(the_hand_leaves_a_line),
      cmocka_unit_test(one_beside_the_line_is_enough_to_be_off_it),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
