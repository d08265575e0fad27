// Transformations of space: what is pressed flat has no volume, and two turns part.
#include "lesson.h"

#include "../scenes/linear-algebra/three-dimensions.c"

static void what_is_flat_has_no_volume(void **state)
{
  (void)state;
  assert_float_equal(nb_determinant3(flat), 0, 1e-6f);
  assert_true(nb_determinant3(leaning) > 1);
  nb_vec3 half = nb_scale3(0.5f, nb_add3(flat.i, flat.j));
  assert_float_equal(nb_length3(nb_sub3(half, flat.k)), 0, 1e-6f);
}

// The truth is where a quarter turn takes v, and it keeps its height.
static void a_turn_takes_v_where_the_answer_says(void **state)
{
  (void)state;
  for (int k = 0; k < 50; k++) {
    nb_vec2 floor = lesson_point(k, 2), told;
    State s = {.v = {floor.x, floor.y, 0.1f * (float)k}};
    turned(&s, &told);
    nb_vec3 landed = nb_apply3(about(z_axis, 1), s.v);
    assert_float_equal(landed.x, told.x, 1e-5f);
    assert_float_equal(landed.y, told.y, 1e-5f);
    assert_float_equal(landed.z, s.v.z, 1e-5f);
  }
}

// As it is written: the third arrow is half of each of the others, and beyond them space is turned over.
static void beyond_the_plane_of_two_the_volume_is_negative(void **state)
{
  (void)state;
  nb_mat3 beyond = leaning;
  beyond.k = nb_sub3(nb_scale3(2, flat.k), leaning.k);
  nb_mat3 across = flat;
  across.k = nb_sub3(flat.k, nb_at3(0, 0, 1));
  assert_float_equal(nb_determinant3(flat), 0, 1e-6f);
  assert_true(nb_determinant3(across) < 0 && nb_determinant3(beyond) < 0);
}

static void the_order_of_two_turns_matters(void **state)
{
  (void)state;
  nb_vec3 p = {0.6f, 1.1f, 1.7f};
  nb_vec3 one = nb_apply3(nb_multiply3(about(x_axis, 1), about(z_axis, 1)), p);
  nb_vec3 other = nb_apply3(nb_multiply3(about(z_axis, 1), about(x_axis, 1)), p);
  assert_true(nb_length3(nb_sub3(one, other)) > 1);
  assert_true(one.z > 0 && other.z > 0); // neither brick ends below the floor
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_flat_has_no_volume),
      cmocka_unit_test(a_turn_takes_v_where_the_answer_says),
      cmocka_unit_test(beyond_the_plane_of_two_the_volume_is_negative),
      cmocka_unit_test(the_order_of_two_turns_matters),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
