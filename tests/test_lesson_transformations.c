// Linear transformations: where v lands is the recipe made of the columns, and each step has the motion that it names.
#include "lesson.h"

#include "../scenes/linear-algebra/transformations.c"

static void v_lands_by_its_recipe(void **state)
{
  (void)state;
  for (int k = 0; k < 50; k++) {
    State s = {.a = {lesson_point(3 * k, 3), lesson_point(3 * k + 1, 3)}, .v = lesson_point(3 * k + 2, 4)};
    nb_vec2 told, recipe = nb_add(nb_scale(s.v.x, s.a.i), nb_scale(s.v.y, s.a.j));
    landing(&s, &told);
    assert_float_equal(nb_length(nb_sub(told, recipe)), 0, 1e-4f);
  }
}

static void the_motions_are_what_they_are_called(void **state)
{
  (void)state;
  const State *s = nabla_scene.state;
  nb_mat2 turn = motion(&(nb_frame){.step = TURN, .seconds = 5}, s);
  assert_float_equal(nb_dot(turn.i, turn.j), 0, 1e-5f);
  assert_float_equal(nb_determinant(turn), 1, 1e-5f);
  assert_float_equal(nb_determinant(motion(&(nb_frame){.step = COLLAPSE, .seconds = 5.5f}, s)), 0, 1e-6f);
  // And the one that bends is not linear: the middle of two points is not taken to the middle.
  nb_vec2 between = nb_mix2(bent(nb_at(0, 0), 1), bent(nb_at(2, 2), 1), 0.5f);
  assert_true(nb_length(nb_sub(between, bent(nb_at(1, 1), 1))) > 0.1f);
  assert_true(nb_length(bent(nb_origin(), 1)) > 0.1f); // nor does the origin stay
}

// At the start of each of them the plane is at rest, while the picture has faded.
static void what_begins_anew_fades_first(void **state)
{
  (void)state;
  static const int anew[] = {LINEAR, PREDICT, TURN, COLLAPSE};
  for (int k = 0; k < 4; k++) {
    nb_frame f = {.step = anew[k], .seconds = 0.3f};
    nb_mat2 m = motion(&f, nabla_scene.state);
    assert_float_equal(shown(&f), 0, 1e-5f);
    assert_true(m.i.x == 1 && m.i.y == 0 && m.j.x == 0 && m.j.y == 1);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(v_lands_by_its_recipe),
      cmocka_unit_test(the_motions_are_what_they_are_called),
      cmocka_unit_test(what_begins_anew_fades_first),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
