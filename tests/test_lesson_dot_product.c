// The dot product: the fold that shows why î falls on û's own entry, and the numbers that the lesson stands at.
#include "lesson.h"

#include <stdio.h>

#include "../scenes/linear-algebra/dot-product.c"

static void assert_near(nb_vec2 a, nb_vec2 b)
{
  assert_float_equal(a.x, b.x, 1e-5f);
  assert_float_equal(a.y, b.y, 1e-5f);
}

// Folded along the line halfway, î is û, and its shadow is the shadow of û.
static void the_fold_swaps_the_shadows(void **state)
{
  (void)state;
  nb_vec2 i = nb_at(1, 0);
  for (int k = 0; k < 50; k++) {
    nb_vec2 u = nb_polar(1, 0.03f * (float)k), axis = nb_unit(nb_add(u, i));
    assert_near(folded(i, axis, 0), i);
    assert_near(folded(i, axis, 1), u);
    assert_near(folded(shadow_on(i, u), axis, 1), shadow_on(u, i));
    assert_float_equal(nb_length(shadow_on(i, u)), u.x, 1e-5f);
  }
}

// Shadow times length is multiply and add.
static void both_rules_agree(void **state)
{
  (void)state;
  for (int k = 0; k < 50; k++) {
    nb_vec2 v = nb_add(nb_at(2.5f, 2.5f), lesson_point(2 * k, 2)), w = lesson_point(2 * k + 1, 4);
    nb_vec2 shadow = shadow_on(w, v);
    float along = nb_dot(shadow, nb_unit(v)); // with its sign
    assert_float_equal(along * nb_length(v), v.x * w.x + v.y * w.y, 1e-4f);
  }
}

static void w_stands_square_and_then_against(void **state)
{
  (void)state;
  const State *s = nabla_scene.state;
  nb_frame f = {.step = SIGN, .seconds = 3.2f};
  assert_near(turned(&f, s), nb_at(-1.5f, 2));
  assert_float_equal(nb_dot(turned(&f, s), s->v), 0, 1e-4f);
  f.seconds = 7;
  assert_true(nb_dot(turned(&f, s), s->v) < -9.9f);
  for (f.step = LONGER; f.step <= PLAY; f.step++)
    assert_near(turned(&f, s), s->w);
}

// Where the film drags w to, the number stays what it was.
static void the_hand_keeps_the_number(void **state)
{
  (void)state;
  const State *s = nabla_scene.state;
  int moved = 0;
  for (const nb_move *m = steps[PLAY].moves; m->param; m++, moved++) {
    nb_vec2 w;
    assert_int_equal(sscanf(m->to, "%f,%f", &w.x, &w.y), 2);
    assert_float_equal(nb_dot(s->v, w), nb_dot(s->v, s->w), 1e-5f);
  }
  assert_true(moved > 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_fold_swaps_the_shadows),
      cmocka_unit_test(both_rules_agree),
      cmocka_unit_test(w_stands_square_and_then_against),
      cmocka_unit_test(the_hand_keeps_the_number),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
