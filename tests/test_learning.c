// Networks learn: digits, copying and balancing reach their scores, from a few seeds here and from ten in
// bench_learning; and the same seed gives the same score to the last bit.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

#include "learning.h"

static void assert_reached(const char *what, uint64_t seed, float score, float expected)
{
  if (!(score >= expected))
    fail_msg("%s: %.4g from seed %u, %.4g was expected", what, score, (unsigned)seed, expected);
}

static void a_network_learns_to_read_digits(void **state)
{
  (void)state;
  enum { SIZE = 1 << 23 };
  uint8_t *bytes = malloc(SIZE);
  nb_digits digits;
  FILE *in = fopen(NABLA_ASSETS "/digits/digits.bin", "rb");
  assert_non_null(in);
  size_t size = fread(bytes, 1, SIZE, in);
  fclose(in);
  assert_false(nb_failed(nb_digits_view(bytes, size, &digits)));
  float once = learn_digits(&digits, 0);
  assert_reached("digits", 0, once, 0.91f);
  assert_true(learn_digits(&digits, 0) == once);
  free(bytes);
}

static void a_transformer_learns_to_copy(void **state)
{
  (void)state;
  for (uint64_t seed = 0; seed < 2; seed++)
    assert_reached("copying", seed, learn_to_copy(seed), 0.99f);
}

static void a_policy_learns_to_balance(void **state)
{
  (void)state;
  for (uint64_t seed = 0; seed < 2; seed++)
    assert_reached("balancing", seed, learn_to_balance(seed), 475);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_network_learns_to_read_digits),
      cmocka_unit_test(a_transformer_learns_to_copy),
      cmocka_unit_test(a_policy_learns_to_balance),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
