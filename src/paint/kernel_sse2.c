#include "paint/kernel.h"

#if defined __x86_64__
#include <emmintrin.h>
#include <stdbool.h>
#include <string.h>

// x / 255 rounded, in eight 16-bit lanes: (x + 128) * 257 / 65536 is the same as divide_255.
static inline __m128i divide(__m128i x)
{
  return _mm_mulhi_epu16(_mm_add_epi16(x, _mm_set1_epi16(128)), _mm_set1_epi16(257));
}

// What is left of pixels under source pixels that have been multiplied by their coverage; all in 16-bit
// lanes.
static inline __m128i rest_of(__m128i m)
{
  __m128i alpha = _mm_shufflehi_epi16(_mm_shufflelo_epi16(m, 0xff), 0xff);
  return _mm_sub_epi16(_mm_set1_epi16(255), divide(alpha));
}

// Four pixels under sources times coverage, with what is left of them: in 16-bit lanes, as unpacking leaves
// them.
static inline void blend(uint32_t *to, __m128i low, __m128i high, __m128i low_rest, __m128i high_rest)
{
  __m128i zero = _mm_setzero_si128(), d = _mm_loadu_si128((const __m128i *)to);
  low = divide(_mm_add_epi16(low, _mm_mullo_epi16(_mm_unpacklo_epi8(d, zero), low_rest)));
  high = divide(_mm_add_epi16(high, _mm_mullo_epi16(_mm_unpackhi_epi8(d, zero), high_rest)));
  _mm_storeu_si128((__m128i *)to, _mm_packus_epi16(low, high));
}

static inline __m128i wide_color(uint32_t color)
{
  return _mm_unpacklo_epi8(_mm_set1_epi32((int)color), _mm_setzero_si128());
}

// Four bytes of coverage to a lane for each channel.
static inline void spread(const uint8_t *coverage, __m128i *low, __m128i *high)
{
  int32_t four;
  memcpy(&four, coverage, sizeof four);
  __m128i c = _mm_cvtsi32_si128(four);
  c = _mm_unpacklo_epi8(c, c);
  c = _mm_unpacklo_epi16(c, c);
  *low = _mm_unpacklo_epi8(c, _mm_setzero_si128());
  *high = _mm_unpackhi_epi8(c, _mm_setzero_si128());
}

static void fill(uint32_t *to, size_t tiles, uint32_t color)
{
  __m128i c = _mm_set1_epi32((int)color);
  for (size_t k = 0; k < 4 * tiles; k++)
    _mm_storeu_si128((__m128i *)to + k, c);
}

static void mask(uint32_t *to, size_t tiles, uint32_t color, const uint8_t *coverage)
{
  __m128i c = wide_color(color), full = _mm_set1_epi16(255), low, high;
  bool opaque = color >> 24 == 255;
  for (size_t k = 0; k < 4 * tiles; k++) {
    spread(coverage + 4 * k, &low, &high);
    __m128i m = _mm_mullo_epi16(c, low), n = _mm_mullo_epi16(c, high);
    if (opaque)
      blend(to + 4 * k, m, n, _mm_sub_epi16(full, low), _mm_sub_epi16(full, high));
    else
      blend(to + 4 * k, m, n, rest_of(m), rest_of(n));
  }
}

static void span(uint32_t *to, size_t tiles, uint32_t color, uint32_t coverage)
{
  for (size_t row = 0; row < 4; row++) {
    uint32_t c = coverage >> (8 * row) & 255;
    if (c == 0)
      continue;
    __m128i m = _mm_mullo_epi16(wide_color(color), _mm_set1_epi16((short)c)), rest = rest_of(m);
    for (size_t k = 0; k < tiles; k++)
      blend(to + 16 * k + 4 * row, m, m, rest, rest);
  }
}

static void mask_from(uint32_t *to, size_t tiles, const uint32_t *from, const uint8_t *coverage)
{
  __m128i zero = _mm_setzero_si128(), low, high;
  for (size_t k = 0; k < 4 * tiles; k++) {
    __m128i s = _mm_loadu_si128((const __m128i *)from + k);
    spread(coverage + 4 * k, &low, &high);
    __m128i m = _mm_mullo_epi16(_mm_unpacklo_epi8(s, zero), low),
            n = _mm_mullo_epi16(_mm_unpackhi_epi8(s, zero), high);
    blend(to + 4 * k, m, n, rest_of(m), rest_of(n));
  }
}

static void span_from(uint32_t *to, size_t tiles, const uint32_t *from, uint32_t coverage)
{
  uint8_t bytes[16];
  for (int k = 0; k < 16; k++)
    bytes[k] = (uint8_t)(coverage >> (k / 4 * 8));
  for (size_t k = 0; k < tiles; k++)
    mask_from(to + 16 * k, 1, from + 16 * k, bytes);
}

static inline __m128i exchanged(__m128i p)
{
  __m128i keep = _mm_set1_epi32((int)0xff00ff00), red = _mm_set1_epi32(0xff);
  __m128i r = _mm_slli_epi32(_mm_and_si128(p, red), 16), b = _mm_and_si128(_mm_srli_epi32(p, 16), red);
  return _mm_or_si128(_mm_and_si128(p, keep), _mm_or_si128(r, b));
}

static void store(uint8_t *to, size_t stride, int rows, const uint32_t *tiles, size_t count, int swap)
{
  size_t whole = count / 4;
  for (size_t k = 0; k < whole; k++) {
    for (int row = 0; row < rows; row++) {
      __m128i p = _mm_loadu_si128((const __m128i *)tiles + 4 * k + row);
      _mm_storeu_si128((__m128i *)(to + (size_t)row * stride + 16 * k), swap ? exchanged(p) : p);
    }
  }
  kernel_scalar.store(to + 16 * whole, stride, rows, tiles + 16 * whole, count % 4, swap);
}

const paint_kernel kernel_sse2 = {"sse2", fill, mask, span, mask_from, span_from, store};
#endif
