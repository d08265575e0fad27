// Kernels: the loops that touch every pixel, once for each kind of processor.
//
// Pixels are RGBA bytes, premultiplied, in tiles: a tile's 16 pixels lie together, row by row, and so do its
// 16 bytes of coverage. For a source pixel s with coverage c over a pixel d, in every channel:
//
//   s' = s * c      d' = s' + d * (255 - s'.alpha)      where bytes are multiplied as multiply_bytes does
//
// Both products are bytes, so that a graphics card that blends bytes makes the same of them (shaders/coverage.glsl). The two
// painters are 1/255 apart at most in all lessons; with the sum divided as one, and 16 bits a channel in the card, they were
// 3/255 apart where dozens of translucent lines cross.
//
// The scalar kernel says what is right; every other gives the same bytes.
#ifndef PAINT_KERNEL_H
#define PAINT_KERNEL_H

#include <stddef.h>
#include <stdint.h>

typedef struct paint_kernel {
  const char *name;

  // Sets tiles to one colour.
  void (*fill)(uint32_t *to, size_t tiles, uint32_t color);

  // One colour with 16 bytes of coverage a tile.
  void (*mask)(uint32_t *to, size_t tiles, uint32_t color, const uint8_t *coverage);

  // One colour with the same coverage all along: a byte for each of the four rows, the lowest the uppermost.
  void (*span)(uint32_t *to, size_t tiles, uint32_t color, uint32_t coverage);

  // The same two with a colour for each pixel.
  void (*mask_from)(uint32_t *to, size_t tiles, const uint32_t *from, const uint8_t *coverage);
  void (*span_from)(uint32_t *to, size_t tiles, const uint32_t *from, uint32_t coverage);

  // Copies the upper `rows` rows (1 to 4) of pixels out of tiles, to rows that lie stride bytes apart; swap exchanges
  // red and blue.
  void (*store)(uint8_t *to, size_t stride, int rows, const uint32_t *tiles, size_t count, int swap);
} paint_kernel;

// The kernel that is fastest here.
const paint_kernel *kernel_best(void);

// Kernel k of those that run here, the scalar one first; null beyond the last.
const paint_kernel *kernel_at(int k);

// x * c / 255, rounded to the nearest but where that is within 1/255 of a half: c as a share of 32768, for which vectors have
// one instruction (pmulhrsw, sqrdmulh). Times 255 it is x, and x * c + x * (255 - c) is x too: the shares are 32768
// together, and no product lies at a half.
static inline uint32_t multiply_bytes(uint32_t x, uint32_t c)
{
  return (x * ((257 * c + 1) >> 1) + 16384) >> 15;
}

// All four channels times c / 255.
static inline uint32_t scale_pixel(uint32_t pixel, uint32_t c)
{
  uint32_t scaled = 0;
  for (int k = 0; k < 32; k += 8)
    scaled |= multiply_bytes(pixel >> k & 255, c) << k;
  return scaled;
}

// A straight colour, premultiplied.
static inline uint32_t premultiply(uint32_t color)
{
  return scale_pixel(color | 0xff000000, color >> 24);
}

extern const paint_kernel kernel_scalar;
#if defined __x86_64__
extern const paint_kernel kernel_sse2;
extern const paint_kernel kernel_avx2;
#elif defined __aarch64__
extern const paint_kernel kernel_neon;
#endif

#endif
