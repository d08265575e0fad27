// The determinant: two slides leave a rectangle of the same area, and its sides are those that the lesson names.
#include "lesson.h"

#include <stdio.h>

#include "../scenes/linear-algebra/determinant.c"

static void slides_keep_the_area(void **state)
{
  (void)state;
  float area = nb_determinant(example);
  for (int k = 0; k <= 10; k++) {
    assert_float_equal(nb_determinant(slid(example, 0.1f * (float)k, 0)), area, 1e-5f);
    assert_float_equal(nb_determinant(slid(example, 1, 0.1f * (float)k)), area, 1e-5f);
  }
}

static void what_is_left_is_a_rectangle(void **state)
{
  (void)state;
  float a = example.i.x, b = example.j.x, c = example.i.y, d = example.j.y;
  nb_mat2 m = slid(example, 1, 1);
  assert_float_equal(m.i.x, a, 1e-6f);
  assert_float_equal(m.i.y, 0, 1e-6f);
  assert_float_equal(m.j.x, 0, 1e-6f);
  assert_float_equal(m.j.y, d - b * c / a, 1e-6f);
  assert_float_equal(nb_determinant(m), a * d - b * c, 1e-6f);
}

// What the lesson says in numbers: 3 as of the stretch that slid, nothing in line, and -3 where the stretch is turned over.
static void the_swing_goes_through_zero(void **state)
{
  (void)state;
  assert_float_equal(nb_determinant(stretch), 3, 0);
  assert_float_equal(nb_determinant(slanted), 3, 0);
  assert_float_equal(nb_determinant(in_line), 0, 1e-6f);
  assert_float_equal(nb_determinant(over), -3, 0);
  assert_float_equal(nb_determinant(example), 2.8f, 1e-6f);
  float last = 4;
  for (int k = 0; k < 40; k++) { // it falls all the way, so that it is zero once
    nb_frame f = {.step = k < 20 ? ZERO : FLIP, .seconds = 0.2f * (float)(k % 20) + 0.4f};
    float now = nb_determinant(motion(&f, nabla_scene.state));
    if (!(now <= last + 1e-5f))
      fail_msg("%g and then %g, at %d", (double)last, (double)now, k);
    last = now;
  }
}

static void the_letter_is_made_of_little_squares(void **state)
{
  (void)state;
  int squares = 0;
  for (int k = 0; k < 7 * 4; k++)
    squares += letter[k / 4][k % 4] == '#';
  assert_float_equal(LITTLE * LITTLE * (float)squares, LETTER, 0);
  float radius = sqrtf(2 * DISC / NB_TURN);
  assert_float_equal(NB_TURN / 2 * radius * radius, DISC, 1e-6f);
}

// Where the film drags the tips to, areas stay.
static void the_hand_finds_ones(void **state)
{
  (void)state;
  for (const nb_move *m = steps[PLAY].moves; m->param; m++) {
    nb_mat2 a;
    assert_int_equal(sscanf(m->to, "%f,%f,%f,%f", &a.i.x, &a.j.x, &a.i.y, &a.j.y), 4);
    assert_float_equal(nb_determinant(a), 1, 1e-6f);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(slides_keep_the_area),        cmocka_unit_test(what_is_left_is_a_rectangle),
      cmocka_unit_test(the_swing_goes_through_zero), cmocka_unit_test(the_letter_is_made_of_little_squares),
      cmocka_unit_test(the_hand_finds_ones),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
