// Draws, entropy, moments and histograms against closed forms.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <float.h>
#include <math.h>

#include "nabla/math/probability.h"

static void assert_near(double ours, double expected, double tolerance)
{
  if (!(fabs(ours - expected) <= tolerance))
    fail_msg("%.9g, expected %.9g", ours, expected);
}

// Pearson's statistic over 20,000 draws stays below its 99.9th percentile for 4 degrees of freedom.
static void categories_come_in_proportion(void **state)
{
  (void)state;
  enum { DRAWS = 20000 };
  const float weights[] = {2, 0, 1, -5, 4, NAN, 0.5f, 0.5f, 0};
  nb_random random = nb_random_seed(3, 1);
  double counts[9] = {0}, statistic = 0;
  for (int i = 0; i < DRAWS; i++)
    counts[nb_categorical(&random, weights, 9)]++;
  for (int i = 0; i < 9; i++) {
    double expected = weights[i] > 0 ? DRAWS * weights[i] / 8.0 : 0;
    if (expected == 0)
      assert_true(counts[i] == 0);
    else
      statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
  }
  assert_true(statistic < 18.5);
  assert_int_equal(nb_categorical(&random, (float[]){0, 0, 0}, 3), 2);
  assert_int_equal(nb_categorical(&random, NULL, 0), 0);
}

static void entropy_and_divergence_equal_their_formulas(void **state)
{
  (void)state;
  const float even[] = {0.25f, 0.25f, 0.25f, 0.25f}, sure[] = {0, 1, 0, 0},
              skew[] = {0.5f, 0.25f, 0.125f, 0.125f};
  assert_near(nb_entropy(even, 4), log(4), 1e-6);
  assert_true(nb_entropy(sure, 4) == 0);
  assert_near(nb_entropy(skew, 4), 1.75 * log(2), 1e-6);
  assert_true(nb_kl_divergence(skew, skew, 4) == 0);
  assert_near(nb_kl_divergence(skew, even, 4), 0.25 * log(2), 1e-6);
  assert_near(nb_kl_divergence(sure, even, 4), log(4), 1e-6);
  assert_near(nb_kl_divergence(even, sure, 4), 0.75 * log(0.25 / 1e-12) + 0.25 * log(0.25), 1e-4);
}

static void moments_are_those_of_two_passes(void **state)
{
  (void)state;
  enum { COUNT = 1000, PART = 377 };
  float x[COUNT];
  nb_random random = nb_random_seed(9, 0);
  nb_moments all = {0}, first = {0}, second = {0};
  double mean = 0, squares = 0;
  for (int i = 0; i < COUNT; i++) {
    x[i] = 1e4f + nb_random_normal(&random); // far from zero, where the sum of squares would lose all
    mean += x[i] / (double)COUNT;
    nb_moments_add(&all, x[i]);
    nb_moments_add(i < PART ? &first : &second, x[i]);
  }
  for (int i = 0; i < COUNT; i++)
    squares += (x[i] - mean) * (x[i] - mean);
  nb_moments_add(&all, NAN);
  nb_moments_add(&all, INFINITY);
  nb_moments both = nb_moments_merge(first, second);
  assert_int_equal(all.count, COUNT);
  assert_int_equal(both.count, COUNT);
  assert_true(fabs(all.mean - mean) < 1e-8 && fabs(both.mean - mean) < 1e-8);
  assert_true(fabs(nb_moments_variance(all) - squares / (COUNT - 1)) < 1e-9);
  assert_true(fabs(nb_moments_variance(both) - squares / (COUNT - 1)) < 1e-9);
  assert_true(nb_moments_variance((nb_moments){0}) == 0);
  assert_int_equal(nb_moments_merge((nb_moments){0}, (nb_moments){0}).count, 0);
}

static void histograms_count_what_is_inside(void **state)
{
  (void)state;
  const nb_histogram h = {.from = -1, .to = 1, .bins = 4};
  uint32_t counts[4] = {0};
  const float x[] = {-1, -0.5f, 0, 0.49f, 0.5f, 1, 1.01f, -2, NAN, INFINITY};
  for (int i = 0; i < 10; i++)
    nb_histogram_add(h, counts, x[i]);
  assert_memory_equal(counts, ((uint32_t[]){1, 1, 2, 2}), sizeof counts);
  assert_int_equal(nb_histogram_bin(h, 7), 4);
  assert_int_equal(nb_histogram_bin((nb_histogram){2, 2, 4}, 2), 4);
  assert_int_equal(nb_histogram_bin((nb_histogram){0, 1, 0}, 0.5f), 0);
  assert_int_equal(nb_histogram_bin((nb_histogram){-FLT_MAX, FLT_MAX, 4}, 1), 2);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(categories_come_in_proportion),
      cmocka_unit_test(entropy_and_divergence_equal_their_formulas),
      cmocka_unit_test(moments_are_those_of_two_passes),
      cmocka_unit_test(histograms_count_what_is_inside),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
