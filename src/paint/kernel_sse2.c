#include "paint/kernel.h"

#if defined __x86_64__
#include <emmintrin.h>
#include <string.h>

// The shares of 32768 of bytes, each of which is twice in its 16-bit lane.
static inline __m128i share(__m128i twice)
{
  return _mm_avg_epu16(twice, _mm_setzero_si128());
}

// multiply_bytes of bytes in lanes and shares: the product keeps one bit more, and is rounded by averaging.
static inline __m128i times(__m128i x, __m128i shares)
{
  return _mm_avg_epu16(_mm_mulhi_epu16(_mm_slli_epi16(x, 2), shares), _mm_setzero_si128());
}

// The shares that are left under source pixels that have been multiplied by their coverage.
static inline __m128i rest_of(__m128i s)
{
  __m128i alpha = _mm_shufflehi_epi16(_mm_shufflelo_epi16(s, 0xff), 0xff);
  return _mm_sub_epi16(_mm_set1_epi16(INT16_MIN), share(_mm_or_si128(alpha, _mm_slli_epi16(alpha, 8))));
}

// Four pixels under sources that have been multiplied by their coverage: in 16-bit lanes, as unpacking leaves them.
static inline void blend(uint32_t *to, __m128i low, __m128i high, __m128i low_rest, __m128i high_rest)
{
  __m128i zero = _mm_setzero_si128(), d = _mm_loadu_si128((const __m128i *)to);
  low = _mm_add_epi16(low, times(_mm_unpacklo_epi8(d, zero), low_rest));
  high = _mm_add_epi16(high, times(_mm_unpackhi_epi8(d, zero), high_rest));
  _mm_storeu_si128((__m128i *)to, _mm_packus_epi16(low, high));
}

static inline __m128i wide_color(uint32_t color)
{
  return _mm_unpacklo_epi8(_mm_set1_epi32((int)color), _mm_setzero_si128());
}

// Four bytes of coverage to a share for each channel.
static inline void spread(const uint8_t *coverage, __m128i *low, __m128i *high)
{
  int32_t four;
  memcpy(&four, coverage, sizeof four);
  __m128i c = _mm_cvtsi32_si128(four);
  c = _mm_unpacklo_epi8(c, c);
  c = _mm_unpacklo_epi16(c, c);
  *low = share(_mm_unpacklo_epi8(c, c));
  *high = share(_mm_unpackhi_epi8(c, c));
}

static void fill(uint32_t *to, size_t tiles, uint32_t color)
{
  __m128i c = _mm_set1_epi32((int)color);
  for (size_t k = 0; k < 4 * tiles; k++)
    _mm_storeu_si128((__m128i *)to + k, c);
}

static void mask(uint32_t *to, size_t tiles, uint32_t color, const uint8_t *coverage)
{
  __m128i c = wide_color(color), low, high;
  for (size_t k = 0; k < 4 * tiles; k++) {
    spread(coverage + 4 * k, &low, &high);
    low = times(c, low);
    high = times(c, high);
    blend(to + 4 * k, low, high, rest_of(low), rest_of(high));
  }
}

static void span(uint32_t *to, size_t tiles, uint32_t color, uint32_t coverage)
{
  for (size_t row = 0; row < 4; row++) {
    uint32_t c = coverage >> (8 * row) & 255;
    if (c == 0)
      continue;
    __m128i s = times(wide_color(color), share(_mm_set1_epi8((char)c))), rest = rest_of(s);
    for (size_t k = 0; k < tiles; k++)
      blend(to + 16 * k + 4 * row, s, s, rest, rest);
  }
}

static void mask_from(uint32_t *to, size_t tiles, const uint32_t *from, const uint8_t *coverage)
{
  __m128i zero = _mm_setzero_si128(), low, high;
  for (size_t k = 0; k < 4 * tiles; k++) {
    __m128i s = _mm_loadu_si128((const __m128i *)from + k);
    spread(coverage + 4 * k, &low, &high);
    low = times(_mm_unpacklo_epi8(s, zero), low);
    high = times(_mm_unpackhi_epi8(s, zero), high);
    blend(to + 4 * k, low, high, rest_of(low), rest_of(high));
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
