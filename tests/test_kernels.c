// Every kernel that runs here does what the scalar one does, to the byte, and the scalar one does what it says.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/math/random.h"
#include "paint/kernel.h"

enum { TILES = 33, PIXELS = 16 * TILES, ROUNDS = 200 };

typedef struct sample {
  uint32_t to[PIXELS], from[PIXELS];
  uint8_t coverage[PIXELS];
  uint32_t color, rows;
} sample;

static uint32_t below(nb_random *random, uint32_t count)
{
  return (uint32_t)(nb_random_float(random) * (float)count);
}

static uint32_t pixel(nb_random *random)
{
  uint32_t alpha = below(random, 3) ? below(random, 256) : 255 * below(random, 2);
  uint32_t color = below(random, 256) | below(random, 256) << 8 | below(random, 256) << 16;
  return premultiply(color | alpha << 24);
}

static uint8_t coverage(nb_random *random)
{
  return (uint8_t)(below(random, 3) ? below(random, 256) : 255 * below(random, 2));
}

static sample make(uint64_t seed)
{
  nb_random random = nb_random_seed(seed, 0);
  sample s;
  for (int k = 0; k < PIXELS; k++) {
    s.to[k] = pixel(&random);
    s.from[k] = pixel(&random);
    s.coverage[k] = coverage(&random);
  }
  s.color = pixel(&random);
  s.rows = (uint32_t)coverage(&random) | (uint32_t)coverage(&random) << 8 |
           (uint32_t)coverage(&random) << 16 | (uint32_t)coverage(&random) << 24;
  return s;
}

// Does operation `which` of a kernel to a sample.
static void run(const paint_kernel *k, int which, size_t tiles, sample *s)
{
  uint8_t *bytes = (uint8_t *)s->from;
  switch (which) {
  case 0:
    k->fill(s->to, tiles, s->color);
    break;
  case 1:
    k->mask(s->to, tiles, s->color, s->coverage);
    break;
  case 2:
    k->span(s->to, tiles, s->color, s->rows);
    break;
  case 3:
    k->mask_from(s->to, tiles, s->from, s->coverage);
    break;
  case 4:
    k->span_from(s->to, tiles, s->from, s->rows);
    break;
  default: // 1 to 4 rows, straight and with red and blue exchanged, to addresses and strides that are aligned and that
      // are not
    which -= 5;
    k->store(bytes + 4 * (which % 2), 4 * (TILES * 4 - which / 2 % 2), which / 4 % 4 + 1, s->to,
             tiles * 4 - tiles % 3, which >= 16);
  }
}

static void kernels_agree(void **state)
{
  (void)state;
  assert_non_null(kernel_at(0));
  for (int k = 1; kernel_at(k); k++) {
    for (int which = 0; which < 5 + 32; which++) {
      for (uint64_t round = 0; round < ROUNDS; round++) {
        sample a = make(round), b = make(round);
        run(kernel_at(0), which, round % TILES, &a);
        run(kernel_at(k), which, round % TILES, &b);
        if (memcmp(a.to, b.to, sizeof a.to) != 0 || memcmp(a.from, b.from, sizeof a.from) != 0) {
          print_error("kernel %s, operation %d, round %d\n", kernel_at(k)->name, which, (int)round);
          fail();
        }
      }
    }
  }
}

// All coverages and alphas against what is said: s' = s c, d' = s' + d (255 - s'.alpha), and never above 255.
static void scalar_exact(void **state)
{
  (void)state;
  for (uint32_t alpha = 0; alpha < 256; alpha++) {
    for (uint32_t c = 0; c < 256; c++) {
      uint32_t s = alpha * (c % 7) / 6, d = (alpha * 37 + c * 11) % 256;
      uint32_t color = alpha << 24 | s << 8 | alpha;
      uint32_t to[16], under = d * 0x010101u | 0xff000000u;
      uint8_t mask[16];
      for (int k = 0; k < 16; k++)
        to[k] = under;
      memset(mask, (int)c, sizeof mask);
      kernel_scalar.mask(to, 1, color, mask);
      uint32_t a = multiply_bytes(alpha, c), rest = 255 - a;
      assert_int_equal(to[5] & 255, a + multiply_bytes(d, rest));
      assert_int_equal(to[5] >> 8 & 255, multiply_bytes(s, c) + multiply_bytes(d, rest));
      assert_int_equal(to[5] >> 24, 255);
    }
  }
}

// Products of bytes against division, which they may differ from only next to a half; and a colour over itself stays what it is.
static void multiplication(void **state)
{
  (void)state;
  for (uint32_t x = 0; x < 256; x++) {
    assert_int_equal(multiply_bytes(x, 0), 0);
    assert_int_equal(multiply_bytes(x, 255), x);
    assert_int_equal(multiply_bytes(255, x), x);
    for (uint32_t c = 0; c < 256; c++) {
      int off = (int)(255 * multiply_bytes(x, c)) - (int)(x * c); // in 1/255: 127 is to the nearest
      assert_in_range(abs(off), 0, 128);
      assert_int_equal(multiply_bytes(x, c) + multiply_bytes(x, 255 - c), x);
    }
  }
  assert_int_equal(premultiply(0x80ff4000), 0x80802000);
  assert_int_equal(premultiply(0xff123456), 0xff123456);
  assert_int_equal(premultiply(0x00ffffff), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(kernels_agree),
      cmocka_unit_test(scalar_exact),
      cmocka_unit_test(multiplication),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
