// The determinant: two slides leave a rectangle of the same area, and its sides are those that the lesson names.
#include "lesson.h"

#include "../scenes/linear-algebra/determinant.c"

static void slides_keep_the_area(void **state)
{
  (void)state;
  float area = nb_determinant(example);
  for (int k = 0; k <= 10; k++) {
    assert_float_equal(nb_determinant(slid(0.1f * (float)k, 0)), area, 1e-5f);
    assert_float_equal(nb_determinant(slid(1, 0.1f * (float)k)), area, 1e-5f);
  }
}

static void what_is_left_is_a_rectangle(void **state)
{
  (void)state;
  float a = example.i.x, b = example.j.x, c = example.i.y, d = example.j.y;
  nb_mat2 m = slid(1, 1);
  assert_float_equal(m.i.x, a, 1e-6f);
  assert_float_equal(m.i.y, 0, 1e-6f);
  assert_float_equal(m.j.x, 0, 1e-6f);
  assert_float_equal(m.j.y, d - b * c / a, 1e-6f);
  assert_float_equal(nb_determinant(m), a * d - b * c, 1e-6f);
}

// All that the lesson shows of signs: the example's is above zero, in line it is zero, and turned over it is below.
static void the_swing_goes_through_zero(void **state)
{
  (void)state;
  assert_true(nb_determinant(example) > 0 && nb_determinant(over) < 0);
  assert_float_equal(nb_determinant(in_line), 0, 1e-6f);
}

static void the_letter_is_made_of_little_squares(void **state)
{
  (void)state;
  assert_float_equal(letter_area(), 1.25f, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(slides_keep_the_area),
      cmocka_unit_test(what_is_left_is_a_rectangle),
      cmocka_unit_test(the_swing_goes_through_zero),
      cmocka_unit_test(the_letter_is_made_of_little_squares),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
