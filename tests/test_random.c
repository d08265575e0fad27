// Random numbers: the generator's published figures, and that what is drawn from it is spread as it should
// be.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "nabla/math/random.h"

// The first six numbers of pcg32-demo, O'Neill's own program, seeded with 42 in stream 54.
static void bits_are_the_published_ones(void **state)
{
  (void)state;
  const uint32_t expected[] = {0xa15c02b7, 0x7b47f409, 0xba1d3330, 0x83d2f293, 0xbfa4784b, 0xcbed606e};
  nb_random random = nb_random_seed(42, 54);
  for (int i = 0; i < 6; i++)
    assert_int_equal(nb_random_bits(&random), expected[i]);
}

static void a_copy_goes_on_alike(void **state)
{
  (void)state;
  nb_random a = nb_random_seed(9, 1);
  for (int i = 0; i < 100; i++)
    nb_random_normal(&a);
  nb_random b = a;
  for (int i = 0; i < 100; i++)
    assert_true(nb_random_normal(&a) == nb_random_normal(&b));
  nb_random other = nb_random_seed(9, 2), zero = {0};
  assert_true(nb_random_bits(&other) != nb_random_bits(&b));
  nb_random_bits(&zero);
  assert_true(nb_random_bits(&zero) != nb_random_bits(&zero));
}

static void floats_fill_their_range(void **state)
{
  (void)state;
  enum { COUNT = 100000 };
  nb_random random = nb_random_seed(1, 0);
  double sum = 0, squares = 0;
  for (int i = 0; i < COUNT; i++) {
    float x = nb_random_float(&random);
    assert_true(x >= 0 && x < 1);
    sum += x;
    squares += (double)x * x;
  }
  assert_float_equal(sum / COUNT, 0.5, 0.005);
  assert_float_equal(squares / COUNT, 0.33333333, 0.005);
}

static void normals_have_the_right_moments(void **state)
{
  (void)state;
  enum { COUNT = 100000 };
  nb_random random = nb_random_seed(2, 0);
  double sums[5] = {0};
  for (int i = 0; i < COUNT; i++) {
    float x = nb_random_normal(&random);
    assert_true(isfinite(x));
    for (int k = 1; k <= 4; k++)
      sums[k] += pow(x, k) / COUNT;
  }
  assert_float_equal(sums[1], 0, 0.015);
  assert_float_equal(sums[2], 1, 0.02);
  assert_float_equal(sums[3], 0, 0.05);
  assert_float_equal(sums[4], 3, 0.15);
}

// Pearson's chi-squared over the classes; with k of them its mean is k - 1 and its deviation sqrt(2 (k - 1)).
static void assert_even(const uint32_t *counts, uint32_t classes, uint32_t draws)
{
  double expected = (double)draws / classes, chi = 0;
  for (uint32_t i = 0; i < classes; i++)
    chi += (counts[i] - expected) * (counts[i] - expected) / expected;
  double far = (chi - (classes - 1)) / sqrt(2.0 * (classes - 1));
  if (!(far < 6))
    fail_msg("%u classes: chi-squared is %.1f", classes, chi);
}

static void integers_are_without_bias(void **state)
{
  (void)state;
  enum { DRAWS = 60000 };
  nb_random random = nb_random_seed(3, 0);
  const uint32_t bounds[] = {2, 3, 7, 10, 64, 97};
  for (int b = 0; b < 6; b++) {
    uint32_t counts[97] = {0};
    for (int i = 0; i < DRAWS; i++)
      counts[nb_random_below(&random, bounds[b])]++;
    assert_even(counts, bounds[b], DRAWS);
  }
  // Three quarters of all: without throwing draws back, a third of the numbers would come twice as often.
  uint32_t thirds[3] = {0};
  for (int i = 0; i < DRAWS; i++)
    thirds[nb_random_below(&random, 3u << 30) % 3]++;
  assert_even(thirds, 3, DRAWS);
  assert_int_equal(nb_random_below(&random, 0), 0);
  assert_int_equal(nb_random_below(&random, 1), 0);
}

static void every_order_is_alike(void **state)
{
  (void)state;
  enum { DRAWS = 24000 };
  nb_random random = nb_random_seed(4, 0);
  uint32_t counts[256] = {0}, seen[24], orders = 0;
  for (int i = 0; i < DRAWS; i++) {
    uint32_t order[] = {0, 1, 2, 3};
    nb_random_shuffle(&random, order, 4);
    counts[order[0] | order[1] << 2 | order[2] << 4 | order[3] << 6]++;
  }
  for (int i = 0; i < 256; i++)
    if (counts[i] > 0 && orders < 24)
      seen[orders++] = counts[i];
  assert_int_equal(orders, 24);
  assert_even(seen, 24, DRAWS);
  nb_random_shuffle(&random, NULL, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(bits_are_the_published_ones), cmocka_unit_test(a_copy_goes_on_alike),
      cmocka_unit_test(floats_fill_their_range),     cmocka_unit_test(normals_have_the_right_moments),
      cmocka_unit_test(integers_are_without_bias),   cmocka_unit_test(every_order_is_alike),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
