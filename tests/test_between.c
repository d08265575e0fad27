// Between samples: through all of them, exact where they are of a plane, with slopes that are the surface's own.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "nabla/math/between.h"
#include "nabla/math/random.h"

enum { COLUMNS = 7, ROWS = 5 };

static float values[ROWS * COLUMNS];
static const nb_samples samples = {values, COLUMNS, ROWS, {-1, 2, 3, 4}};

static nb_vec2 place_of(int column, int row)
{
  return nb_at(-1 + 3 * (float)column / (COLUMNS - 1), 2 + 4 * (float)row / (ROWS - 1));
}

static nb_vec2 anywhere(nb_random *random)
{
  return nb_at(-1 + 3 * nb_random_float(random), 2 + 4 * nb_random_float(random));
}

static void it_goes_through_the_samples(void **unused)
{
  (void)unused;
  nb_random random = nb_random_seed(1, 0);
  for (int k = 0; k < ROWS * COLUMNS; k++)
    values[k] = nb_random_normal(&random);
  for (int row = 0; row < ROWS; row++)
    for (int column = 0; column < COLUMNS; column++)
      assert_float_equal(nb_value_between(&samples, place_of(column, row)), values[row * COLUMNS + column],
                         0.02f);
}

static void a_plane_stays_one(void **unused)
{
  (void)unused;
  nb_random random = nb_random_seed(2, 0);
  for (int row = 0; row < ROWS; row++)
    for (int column = 0; column < COLUMNS; column++)
      values[row * COLUMNS + column] = nb_dot(nb_at(1.5f, -0.5f), place_of(column, row)) + 3;
  for (int k = 0; k < 200; k++) {
    nb_vec2 p = anywhere(&random), slopes = nb_gradient_between(&samples, p);
    assert_float_equal(nb_value_between(&samples, p), 1.5f * p.x - 0.5f * p.y + 3, 2e-3f);
    assert_float_equal(slopes.x, 1.5f, 1e-4f);
    assert_float_equal(slopes.y, -0.5f, 1e-4f);
  }
}

static void slopes_are_the_surfaces(void **unused)
{
  (void)unused;
  const float h = 2e-3f;
  nb_random random = nb_random_seed(3, 0);
  for (int k = 0; k < ROWS * COLUMNS; k++)
    values[k] = nb_random_normal(&random);
  for (int k = 0; k < 300; k++) {
    nb_vec2 p = nb_mix2(nb_at(0.5f, 4), anywhere(&random), 0.98f), slopes = nb_gradient_between(&samples, p);
    float x = nb_value_between(&samples, nb_add(p, nb_at(h, 0))) -
              nb_value_between(&samples, nb_sub(p, nb_at(h, 0)));
    float y = nb_value_between(&samples, nb_add(p, nb_at(0, h))) -
              nb_value_between(&samples, nb_sub(p, nb_at(0, h)));
    assert_float_equal(slopes.x, x / (2 * h), 0.03f);
    assert_float_equal(slopes.y, y / (2 * h), 0.03f);
  }
}

static void what_cannot_be_told_is_zero(void **unused)
{
  (void)unused;
  const nb_samples one = {values, 1, 1, {0, 0, 1, 1}};
  assert_true(nb_value_between(&one, nb_at(0.5f, 0.5f)) == 0);
  assert_true(nb_value_between(&samples, nb_at(NAN, 3)) == 0);
  assert_true(isfinite(nb_value_between(&samples, nb_at(1e30f, -1e30f)))); // the nearest corner
  assert_float_equal(nb_value_between(&samples, nb_at(99, -99)), values[COLUMNS - 1], 0.02f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(it_goes_through_the_samples),
      cmocka_unit_test(a_plane_stays_one),
      cmocka_unit_test(slopes_are_the_surfaces),
      cmocka_unit_test(what_cannot_be_told_is_zero),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
