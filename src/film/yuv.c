#include "film/yuv.h"

#include <assert.h>
#include <string.h>

// Eight pixels at once. Where the machine has no such registers the compiler splits them.
enum { LANES = 8 };
typedef uint32_t u32x8 __attribute__((vector_size(4 * LANES)));
typedef int32_t i32x8 __attribute__((vector_size(4 * LANES)));
typedef float f32x8 __attribute__((vector_size(4 * LANES)));
typedef uint8_t u8x32 __attribute__((vector_size(4 * LANES)));
typedef uint8_t u8x8 __attribute__((vector_size(LANES)));

// ITU-R BT.709-6, 3.2 and 3.4: Y' = 0.2126 R' + 0.7152 G' + 0.0722 B', Cb = (B' - Y') / 1.8556,
// Cr = (R' - Y') / 1.5748; 219 steps of luma above 16, 224 of chroma around 128.
#define RED 0.2126f
#define GREEN 0.7152f
#define BLUE 0.0722f
#define LUMA (219.0f / 255.0f)
#define CB (224.0f / 255.0f / 1.8556f)
#define CR (224.0f / 255.0f / 1.5748f)

// Where red and blue lie in a pixel read as a little-endian word; green is always at 8.
typedef struct shifts {
  int red, blue;
} shifts;

// What a pair of rows leaves for the chroma: sums of two pixels, red and blue in the halves of one word. One
// word of room before the first and LANES after the last.
enum { TILE = 1024 };
typedef struct row_sums {
  uint32_t low_high[1 + TILE + LANES]; // the channels at bits 0 and 16
  uint32_t green[1 + TILE + LANES];
} row_sums;

#define INLINE static inline __attribute__((always_inline))

INLINE f32x8 channel(u32x8 word, int shift)
{
  return __builtin_convertvector((i32x8)((word >> shift) & 255), f32x8);
}

INLINE void store(uint8_t *to, f32x8 value, int count)
{
  i32x8 whole = __builtin_convertvector(value, i32x8);
  u8x32 bytes = (u8x32)whole;
  u8x8 lowest = __builtin_shufflevector(bytes, bytes, 0, 4, 8, 12, 16, 20, 24, 28);
  memcpy(to, &lowest, (size_t)count);
}

INLINE u32x8 load(const uint8_t *from, int count)
{
  u32x8 words = {0};
  memcpy(&words, from, 4 * (size_t)count);
  return words;
}

INLINE void luma(uint8_t *to, u32x8 words, shifts s, int count)
{
  f32x8 y = channel(words, s.red) * (LUMA * RED) + channel(words, 8) * (LUMA * GREEN) +
            channel(words, s.blue) * (LUMA * BLUE);
  store(to, y + 16.5f, count);
}

// Luma of up to eight pixels of two rows, and their sums.
INLINE void two_rows(uint8_t *const to[2], const uint8_t *const from[2], int x, row_sums *sums, int at,
                     shifts s, int count)
{
  u32x8 upper = load(from[0] + 4 * (size_t)x, count), lower = load(from[1] + 4 * (size_t)x, count);
  luma(to[0] + x, upper, s, count);
  luma(to[1] + x, lower, s, count);
  u32x8 low_high = (upper & 0x00ff00ff) + (lower & 0x00ff00ff);
  u32x8 green = ((upper >> 8) & 255) + ((lower >> 8) & 255);
  memcpy(sums->low_high + 1 + at, &low_high, sizeof low_high);
  memcpy(sums->green + 1 + at, &green, sizeof green);
}

// The sums at x - 1, twice x and x + 1, for x = at, at + 2, ... at + 14.
INLINE u32x8 across(const uint32_t *sums, int at)
{
  u32x8 filtered[2];
  for (int half = 0; half < 2; half++) {
    const uint32_t *middle = sums + 1 + at + half * LANES;
    u32x8 left, here, right;
    memcpy(&left, middle - 1, sizeof left);
    memcpy(&here, middle, sizeof here);
    memcpy(&right, middle + 1, sizeof right);
    filtered[half] = left + here + here + right;
  }
  return __builtin_shufflevector(filtered[0], filtered[1], 0, 2, 4, 6, 8, 10, 12, 14);
}

INLINE void chroma(uint8_t *cb_to, uint8_t *cr_to, const row_sums *sums, int at, shifts s, int count)
{
  u32x8 low_high = across(sums->low_high, at);
  f32x8 low = __builtin_convertvector((i32x8)(low_high & 0xffff), f32x8);
  f32x8 high = __builtin_convertvector((i32x8)(low_high >> 16), f32x8);
  f32x8 green = __builtin_convertvector((i32x8)across(sums->green, at), f32x8);
  f32x8 red = s.red == 0 ? low : high, blue = s.red == 0 ? high : low;
  f32x8 cb = blue * ((1 - BLUE) * CB / 8) - red * (RED * CB / 8) - green * (GREEN * CB / 8);
  f32x8 cr = red * ((1 - RED) * CR / 8) - blue * (BLUE * CR / 8) - green * (GREEN * CR / 8);
  store(cb_to, cb + 128.5f, count);
  store(cr_to, cr + 128.5f, count);
}

// A stretch of at most TILE pixels of a pair of rows: luma, then chroma. first and end are even.
INLINE void stretch(uint8_t *const luma_to[2], uint8_t *const chroma_to[2], const uint8_t *const from[2],
                    int first, int end, shifts s)
{
  row_sums sums;
  // The first chroma sample's left neighbour; the last one's right neighbour is always inside.
  u32x8 upper = load(from[0] + 4 * (size_t)(first > 0 ? first - 1 : 0), 1);
  u32x8 lower = load(from[1] + 4 * (size_t)(first > 0 ? first - 1 : 0), 1);
  sums.low_high[0] = (upper[0] & 0x00ff00ff) + (lower[0] & 0x00ff00ff);
  sums.green[0] = ((upper[0] >> 8) & 255) + ((lower[0] >> 8) & 255);

  int x = first;
  for (; x + LANES <= end; x += LANES)
    two_rows(luma_to, from, x, &sums, x - first, s, LANES);
  if (x < end)
    two_rows(luma_to, from, x, &sums, x - first, s, end - x);
  for (x = first; x + 2 * LANES <= end; x += 2 * LANES)
    chroma(chroma_to[0] + x / 2, chroma_to[1] + x / 2, &sums, x - first, s, LANES);
  if (x < end) // lanes beyond the end are computed from whatever lies there, and not stored
    chroma(chroma_to[0] + x / 2, chroma_to[1] + x / 2, &sums, x - first, s, (end - x) / 2);
}

INLINE void convert(yuv_picture to, pixels from, patch part, shifts s)
{
  for (int y = part.top; y < part.bottom; y += 2) {
    const uint8_t *const rows[2] = {from.bytes + (size_t)y * from.stride,
                                    from.bytes + (size_t)(y + 1) * from.stride};
    uint8_t *const luma_to[2] = {to.planes[0] + (size_t)y * to.strides[0],
                                 to.planes[0] + (size_t)(y + 1) * to.strides[0]};
    uint8_t *const chroma_to[2] = {to.planes[1] + (size_t)(y / 2) * to.strides[1],
                                   to.planes[2] + (size_t)(y / 2) * to.strides[2]};
    for (int x = part.left; x < part.right; x += TILE)
      stretch(luma_to, chroma_to, rows, x, x + TILE < part.right ? x + TILE : part.right, s);
  }
}

#if defined(__x86_64__) || defined(__i386__)
// The same operations in the same order, eight lanes in one register: the same bytes.
static __attribute__((target("avx2"))) void convert_avx2(yuv_picture to, pixels from, patch part, shifts s)
{
  convert(to, from, part, s);
}
#endif

size_t yuv_bytes(int width, int height)
{
  size_t luma_stride = ((size_t)width + 31) / 32 * 32, chroma_stride = ((size_t)width / 2 + 31) / 32 * 32;
  return luma_stride * (size_t)height + 2 * chroma_stride * ((size_t)height / 2);
}

yuv_picture yuv_place(uint8_t *memory, int width, int height)
{
  size_t luma_stride = ((size_t)width + 31) / 32 * 32, chroma_stride = ((size_t)width / 2 + 31) / 32 * 32;
  uint8_t *cb = memory + luma_stride * (size_t)height;
  return (yuv_picture){
      .width = width,
      .height = height,
      .planes = {memory, cb, cb + chroma_stride * ((size_t)height / 2)},
      .strides = {luma_stride, chroma_stride, chroma_stride},
  };
}

void yuv_copy(yuv_picture to, yuv_picture from)
{
  for (int plane = 0; plane < 3; plane++) {
    int part = plane ? 2 : 1;
    for (int y = 0; y < to.height / part; y++)
      memcpy(to.planes[plane] + (size_t)y * to.strides[plane],
             from.planes[plane] + (size_t)y * from.strides[plane], (size_t)(to.width / part));
  }
}

void yuv_convert(yuv_picture to, pixels from, patch part)
{
  assert(to.width == from.width && to.height == from.height && to.width % 2 == 0 && to.height % 2 == 0);
  shifts s = from.order == PIXEL_RGBA ? (shifts){.red = 0, .blue = 16} : (shifts){.red = 16, .blue = 0};
#if defined(__x86_64__) || defined(__i386__)
  if (__builtin_cpu_supports("avx2")) {
    convert_avx2(to, from, part, s);
    return;
  }
#endif
  convert(to, from, part, s);
}
