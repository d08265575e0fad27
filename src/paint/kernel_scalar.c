#include "paint/kernel.h"

#include <string.h>

static uint32_t over(uint32_t to, uint32_t from, uint32_t coverage)
{
  uint32_t s = scale_pixel(from, coverage);
  return s + scale_pixel(to, 255 - (s >> 24));
}

static void fill(uint32_t *to, size_t tiles, uint32_t color)
{
  for (size_t k = 0; k < 16 * tiles; k++)
    to[k] = color;
}

static void mask(uint32_t *to, size_t tiles, uint32_t color, const uint8_t *coverage)
{
  for (size_t k = 0; k < 16 * tiles; k++)
    to[k] = over(to[k], color, coverage[k]);
}

static uint32_t of_row(uint32_t coverage, size_t pixel)
{
  return coverage >> (pixel / 4 % 4 * 8) & 255;
}

static void span(uint32_t *to, size_t tiles, uint32_t color, uint32_t coverage)
{
  for (size_t k = 0; k < 16 * tiles; k++)
    to[k] = over(to[k], color, of_row(coverage, k));
}

static void mask_from(uint32_t *to, size_t tiles, const uint32_t *from, const uint8_t *coverage)
{
  for (size_t k = 0; k < 16 * tiles; k++)
    to[k] = over(to[k], from[k], coverage[k]);
}

static void span_from(uint32_t *to, size_t tiles, const uint32_t *from, uint32_t coverage)
{
  for (size_t k = 0; k < 16 * tiles; k++)
    to[k] = over(to[k], from[k], of_row(coverage, k));
}

static void store(uint8_t *to, size_t stride, int rows, const uint32_t *tiles, size_t count, int swap)
{
  for (int row = 0; row < rows; row++) {
    for (size_t k = 0; k < count; k++) {
      uint32_t p = tiles[k / 4 * 16 + (size_t)row * 4 + k % 4];
      if (swap)
        p = (p & 0xff00ff00) | (p >> 16 & 0xff) | (p & 0xff) << 16;
      memcpy(to + (size_t)row * stride + 4 * k, &p, sizeof p);
    }
  }
}

const paint_kernel kernel_scalar = {"scalar", fill, mask, span, mask_from, span_from, store};
