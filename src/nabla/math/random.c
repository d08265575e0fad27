#include "nabla/math/random.h"

#include <math.h>

#include "nabla/math/elementary.h"

nb_random nb_random_seed(uint64_t seed, uint64_t stream)
{
  nb_random random = {.state = 0, .increment = stream << 1 | 1};
  nb_random_bits(&random);
  random.state += seed;
  nb_random_bits(&random);
  return random;
}

uint32_t nb_random_bits(nb_random *random)
{
  uint64_t old = random->state;
  random->state = old * 6364136223846793005u + (random->increment | 1);
  uint32_t shifted = (uint32_t)((old >> 18 ^ old) >> 27);
  uint32_t turn = (uint32_t)(old >> 59);
  return shifted >> turn | shifted << (-turn & 31);
}

float nb_random_float(nb_random *random)
{
  return (float)(nb_random_bits(random) >> 8) * 0x1p-24f;
}

// Lemire, "Fast random integer generation in an interval", 2019: the high half of bits * bound, where the
// draws that would favour some results are thrown back.
uint32_t nb_random_below(nb_random *random, uint32_t bound)
{
  if (bound == 0)
    return 0;
  uint32_t threshold = -bound % bound;
  uint64_t product;
  do
    product = (uint64_t)nb_random_bits(random) * bound;
  while ((uint32_t)product < threshold);
  return (uint32_t)(product >> 32);
}

float nb_random_normal(nb_random *random)
{
  float x, y, square;
  do {
    x = 2 * nb_random_float(random) - 1;
    y = 2 * nb_random_float(random) - 1;
    square = x * x + y * y;
  } while (square >= 1 || square == 0);
  return x * sqrtf(-2 * nb_logarithm(square) / square);
}

void nb_random_shuffle(nb_random *random, uint32_t *indices, uint32_t count)
{
  for (uint32_t left = count; left > 1; left--) {
    uint32_t pick = nb_random_below(random, left);
    uint32_t last = indices[left - 1];
    indices[left - 1] = indices[pick];
    indices[pick] = last;
  }
}
