// What networks come to from ten seeds: digits, copying, the pole on the cart. Scores, and the seconds they
// took.
//
//   cmake --build build/release --target bench_learning && build/release/bench_learning
#include <stdio.h>
#include <stdlib.h>

#include "learning.h"
#include "peak.h"

enum { SEEDS = 10 };

static nb_digits digits;

static float of_digits(uint64_t seed)
{
  return learn_digits(&digits, seed);
}

static int report(const char *what, float (*learn)(uint64_t seed), float expected)
{
  int reached = 0;
  double start = now();
  printf("learning  %-28s", what);
  for (uint64_t seed = 0; seed < SEEDS; seed++) {
    float score = learn(seed);
    reached += score >= expected;
    printf(" %.4g", (double)score);
  }
  printf("   %d of %d reach %.4g   %.2f s a seed\n", reached, SEEDS, (double)expected,
         (now() - start) / SEEDS);
  return reached == SEEDS;
}

static void *read_file(const char *path, size_t *size)
{
  FILE *in = fopen(path, "rb");
  if (!in)
    return NULL;
  fseek(in, 0, SEEK_END);
  *size = (size_t)ftell(in);
  rewind(in);
  void *bytes = malloc(*size);
  size_t got = fread(bytes, 1, *size, in);
  fclose(in);
  return got == *size ? bytes : NULL;
}

int main(void)
{
  size_t size = 0;
  void *bytes = read_file(NABLA_ASSETS "/digits/digits.bin", &size);
  if (!bytes || nb_failed(nb_digits_view(bytes, size, &digits)))
    return EXIT_FAILURE;
  int all = report("digits, 784-16-16-10", of_digits, 0.91f);
  all &= report("copying, one block of 32", learn_to_copy, 0.99f);
  all &= report("cart and pole, PPO", learn_to_balance, 475);
  free(bytes);
  return all ? EXIT_SUCCESS : EXIT_FAILURE;
}
