#include "paint/kernel.h"

#if defined __aarch64__
#include <arm_neon.h>

// multiply_bytes, in eight lanes: by minus the share of 32768, which for 255 is the one number that a lane can hold.
static inline uint8x8_t times(uint8x8_t x, uint8x8_t c)
{
  uint16x8_t share = vrshrq_n_u16(vmulq_u16(vmovl_u8(c), vdupq_n_u16(257)), 1);
  int16x8_t minus = vnegq_s16(vreinterpretq_s16_u16(share));
  return vqmovun_s16(vnegq_s16(vqrdmulhq_s16(vreinterpretq_s16_u16(vmovl_u8(x)), minus)));
}

// Two pixels and their coverage, a byte a channel, over two pixels.
static inline uint8x8_t over(uint8x8_t to, uint8x8_t from, uint8x8_t coverage)
{
  const uint8x8_t alphas = {3, 3, 3, 3, 7, 7, 7, 7};
  uint8x8_t s = times(from, coverage), rest = vmvn_u8(vtbl1_u8(s, alphas));
  return vadd_u8(s, times(to, rest));
}

static inline void blend(uint32_t *to, uint8x16_t from, uint8x16_t coverage)
{
  uint8x16_t d = vreinterpretq_u8_u32(vld1q_u32(to));
  uint8x8_t low = over(vget_low_u8(d), vget_low_u8(from), vget_low_u8(coverage));
  uint8x8_t high = over(vget_high_u8(d), vget_high_u8(from), vget_high_u8(coverage));
  vst1q_u32(to, vreinterpretq_u32_u8(vcombine_u8(low, high)));
}

// Coverage of row r of a tile, a byte for each channel of its four pixels.
static inline uint8x16_t spread(uint8x16_t coverage, uint8_t row)
{
  const uint8x16_t pixels = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3};
  return vqtbl1q_u8(coverage, vaddq_u8(pixels, vdupq_n_u8((uint8_t)(4 * row))));
}

static inline uint8x16_t same(uint32_t coverage, uint8_t row)
{
  return vdupq_n_u8((uint8_t)(coverage >> (8 * row)));
}

static void fill(uint32_t *to, size_t tiles, uint32_t color)
{
  for (size_t k = 0; k < 4 * tiles; k++)
    vst1q_u32(to + 4 * k, vdupq_n_u32(color));
}

static void mask(uint32_t *to, size_t tiles, uint32_t color, const uint8_t *coverage)
{
  uint8x16_t from = vreinterpretq_u8_u32(vdupq_n_u32(color));
  for (size_t k = 0; k < tiles; k++) {
    for (uint8_t row = 0; row < 4; row++)
      blend(to + 16 * k + 4 * row, from, spread(vld1q_u8(coverage + 16 * k), row));
  }
}

static void span(uint32_t *to, size_t tiles, uint32_t color, uint32_t coverage)
{
  uint8x16_t from = vreinterpretq_u8_u32(vdupq_n_u32(color));
  for (size_t k = 0; k < tiles; k++) {
    for (uint8_t row = 0; row < 4; row++)
      blend(to + 16 * k + 4 * row, from, same(coverage, row));
  }
}

static void mask_from(uint32_t *to, size_t tiles, const uint32_t *from, const uint8_t *coverage)
{
  for (size_t k = 0; k < tiles; k++) {
    for (uint8_t row = 0; row < 4; row++)
      blend(to + 16 * k + 4 * row, vreinterpretq_u8_u32(vld1q_u32(from + 16 * k + 4 * row)),
            spread(vld1q_u8(coverage + 16 * k), row));
  }
}

static void span_from(uint32_t *to, size_t tiles, const uint32_t *from, uint32_t coverage)
{
  for (size_t k = 0; k < tiles; k++) {
    for (uint8_t row = 0; row < 4; row++)
      blend(to + 16 * k + 4 * row, vreinterpretq_u8_u32(vld1q_u32(from + 16 * k + 4 * row)),
            same(coverage, row));
  }
}

static void store(uint8_t *to, size_t stride, int rows, const uint32_t *tiles, size_t count, int swap)
{
  const uint8x16_t order = {2, 1, 0, 3, 6, 5, 4, 7, 10, 9, 8, 11, 14, 13, 12, 15};
  size_t whole = count / 4;
  for (size_t k = 0; k < whole; k++) {
    for (int row = 0; row < rows; row++) {
      uint8x16_t p = vreinterpretq_u8_u32(vld1q_u32(tiles + 16 * k + 4 * row));
      vst1q_u8(to + (size_t)row * stride + 16 * k, swap ? vqtbl1q_u8(p, order) : p);
    }
  }
  kernel_scalar.store(to + 16 * whole, stride, rows, tiles + 16 * whole, count % 4, swap);
}

const paint_kernel kernel_neon = {"neon", fill, mask, span, mask_from, span_from, store};
#endif
