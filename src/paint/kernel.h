// Kernels: the loops that touch every pixel, once for each kind of processor.
//
// Pixels are RGBA bytes, premultiplied, in tiles: a tile's 16 pixels lie together, row by row, and so do its
// 16 bytes of coverage. For a source pixel s with coverage c over a pixel d, in every channel:
//
//   a = s.alpha * c / 255      d' = (s * c + d * (255 - a)) / 255      both divisions rounded to the nearest
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

// x / 255 rounded to the nearest, for 0 <= x <= 65152, the most that blending makes.
static inline uint32_t divide_255(uint32_t x)
{
  return (x + 128 + ((x + 128) >> 8)) >> 8;
}

// All four channels times c / 255.
static inline uint32_t scale_pixel(uint32_t pixel, uint32_t c)
{
  uint32_t low = (pixel & 0xff00ff) * c + 0x800080, high = (pixel >> 8 & 0xff00ff) * c + 0x800080;
  low = (low + (low >> 8 & 0xff00ff)) >> 8 & 0xff00ff;
  high = (high + (high >> 8 & 0xff00ff)) & 0xff00ff00;
  return low | high;
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
