// Pixels to Y'CbCr, against the formulas of BT.709 in doubles.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <math.h>

#include "film/samples.h"
#include "film/yuv.h"
#include "nabla/math/random.h"

typedef struct rgb {
  double r, g, b;
} rgb;

static rgb pixel(pixels p, int x, int y)
{
  const uint8_t *at = p.bytes + (size_t)y * p.stride + 4 * (size_t)(x < 0 ? 0 : x);
  bool rgba = p.order == PIXEL_RGBA;
  return (rgb){at[rgba ? 0 : 2], at[1], at[rgba ? 2 : 0]};
}

static double luma(rgb c)
{
  return 0.2126 * c.r + 0.7152 * c.g + 0.0722 * c.b;
}

// The mean around an even column: 1-2-1 across, 1-1 down.
static rgb around(pixels p, int x, int y)
{
  rgb sum = {0};
  static const double weights[] = {1, 2, 1};
  for (int row = 0; row < 2; row++)
    for (int i = 0; i < 3; i++) {
      rgb c = pixel(p, x + i - 1, y + row);
      sum.r += weights[i] * c.r / 8;
      sum.g += weights[i] * c.g / 8;
      sum.b += weights[i] * c.b / 8;
    }
  return sum;
}

static void assert_rounds(uint8_t sample, double exact, int plane, int x, int y)
{
  if (!(fabs(sample - exact) <= 0.5 + 1e-3))
    fail_msg("plane %d at (%d, %d): %d, exactly %.4f", plane, x, y, sample, exact);
}

static void compare(pixels p, yuv_picture to)
{
  for (int y = 0; y < p.height; y++)
    for (int x = 0; x < p.width; x++)
      assert_rounds(to.planes[0][(size_t)y * to.strides[0] + (size_t)x],
                    16 + 219.0 / 255 * luma(pixel(p, x, y)), 0, x, y);
  for (int y = 0; y < p.height; y += 2)
    for (int x = 0; x < p.width; x += 2) {
      rgb c = around(p, x, y);
      size_t at = (size_t)(y / 2) * to.strides[1] + (size_t)(x / 2);
      assert_rounds(to.planes[1][at], 128 + 224.0 / 255 * (c.b - luma(c)) / 1.8556, 1, x, y);
      assert_rounds(to.planes[2][at], 128 + 224.0 / 255 * (c.r - luma(c)) / 1.5748, 2, x, y);
    }
}

// Noise and extremes, in rows with room between them, in exactly the memory that is asked for.
static void convert_and_compare(int width, int height, pixel_order order, uint64_t seed)
{
  nb_random random = nb_random_seed(seed, 1);
  pixels p = {.width = width, .height = height, .stride = 4 * (size_t)width + 12, .order = order};
  p.bytes = malloc(p.stride * (size_t)height);
  for (size_t i = 0; i < p.stride * (size_t)height; i++) {
    uint32_t bits = nb_random_bits(&random);
    p.bytes[i] = (uint8_t)(bits & 0x300 ? bits : bits & 1 ? 255 : 0);
  }
  uint8_t *memory = malloc(yuv_bytes(width, height));
  yuv_picture to = yuv_place(memory, width, height);
  yuv_convert(to, p, (patch){0, 0, width, height});
  compare(p, to);
  // What changes within a part is converted with it; with it the Cb and Cr on its right.
  samples all = {.kind = SAMPLES_420, .width = width, .height = height};
  for (int plane = 0; plane < 3; plane++)
    all.planes[plane] = to.planes[plane], all.strides[plane] = to.strides[plane];
  patch part = {width / 3 & ~1, height / 3 & ~1, (2 * width / 3 & ~1) + 2, (2 * height / 3 & ~1) + 2};
  part.right = part.right < width ? part.right : width;
  part.bottom = part.bottom < height ? part.bottom : height;
  for (int y = part.top; y < part.bottom; y++)
    for (size_t i = 4 * (size_t)part.left; i < 4 * (size_t)part.right; i++)
      p.bytes[(size_t)y * p.stride + i] = (uint8_t)(nb_random_bits(&random) & 255);
  samples_convert(all, p, 0, part);
  compare(p, to);
  free(memory);
  free(p.bytes);
}

static void samples_are_those_of_bt709(void **state)
{
  (void)state;
  static const int sizes[][2] = {{2, 2},   {4, 2},    {6, 4},    {14, 2},   {16, 16},  {18, 6},   {30, 4},
                                 {34, 10}, {1022, 2}, {1024, 4}, {1026, 2}, {1040, 4}, {2046, 2}, {2050, 6}};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
    for (int order = PIXEL_RGBA; order <= PIXEL_BGRA; order++)
      convert_and_compare(sizes[i][0], sizes[i][1], (pixel_order)order, i);
}

// Black and white are the ends of the range, grey has no colour.
static void greys_have_no_color(void **state)
{
  (void)state;
  uint8_t bytes[2 * 2 * 4], memory[256];
  for (int grey = 0; grey < 256; grey++) {
    for (size_t i = 0; i < sizeof bytes; i++)
      bytes[i] = (uint8_t)grey;
    assert_true(yuv_bytes(2, 2) <= sizeof memory);
    yuv_picture to = yuv_place(memory, 2, 2);
    yuv_convert(to, (pixels){.width = 2, .height = 2, .stride = 8, .bytes = bytes}, (patch){0, 0, 2, 2});
    assert_int_equal(to.planes[0][0], 16 + (int)floor(219.0 * grey / 255 + 0.5));
    assert_int_equal(to.planes[1][0], 128);
    assert_int_equal(to.planes[2][0], 128);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(samples_are_those_of_bt709),
      cmocka_unit_test(greys_have_no_color),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
