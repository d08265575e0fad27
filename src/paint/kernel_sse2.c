#include "paint/kernel.h"

#if defined __x86_64__
#include <emmintrin.h>
#include <string.h>

// x / 255 rounded, in eight 16-bit lanes: (x + 128) * 257 / 65536 is the same as divide_255.
static inline __m128i divide(__m128i x)
{
  return _mm_mulhi_epu16(_mm_add_epi16(x, _mm_set1_epi16(128)), _mm_set1_epi16(257));
}

// Two source pixels that have been multiplied by their coverage, over two pixels; all in 16-bit lanes.
static inline __m128i over(__m128i to, __m128i m)
{
  __m128i alpha = _mm_shufflehi_epi16(_mm_shufflelo_epi16(m, 0xff), 0xff);
  __m128i rest = _mm_sub_epi16(_mm_set1_epi16(255), alpha);
  return _mm_add_epi16(m, divide(_mm_mullo_epi16(to, rest)));
}

// Four pixels: the source's coverage in 16-bit lanes, a lane a channel.
static inline void blend(uint32_t *to, __m128i low, __m128i high, __m128i low_coverage, __m128i high_coverage)
{
  __m128i zero = _mm_setzero_si128(), d = _mm_loadu_si128((const __m128i *)to);
  low = over(_mm_unpacklo_epi8(d, zero), divide(_mm_mullo_epi16(low, low_coverage)));
  high = over(_mm_unpackhi_epi8(d, zero), divide(_mm_mullo_epi16(high, high_coverage)));
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
  __m128i c = wide_color(color);
  for (size_t k = 0; k < 4 * tiles; k++) {
    __m128i low, high;
    spread(coverage + 4 * k, &low, &high);
    blend(to + 4 * k, c, c, low, high);
  }
}

static void span(uint32_t *to, size_t tiles, uint32_t color, uint32_t coverage)
{
  __m128i zero = _mm_setzero_si128();
  for (size_t row = 0; row < 4; row++) {
    uint32_t m = scale_pixel(color, coverage >> (8 * row) & 255);
    if (m == 0)
      continue;
    __m128i wide = wide_color(m);
    for (size_t k = 0; k < tiles; k++) {
      __m128i *at = (__m128i *)to + 4 * k + row, d = _mm_loadu_si128(at);
      __m128i low = over(_mm_unpacklo_epi8(d, zero), wide), high = over(_mm_unpackhi_epi8(d, zero), wide);
      _mm_storeu_si128(at, _mm_packus_epi16(low, high));
    }
  }
}

static void mask_from(uint32_t *to, size_t tiles, const uint32_t *from, const uint8_t *coverage)
{
  __m128i zero = _mm_setzero_si128();
  for (size_t k = 0; k < 4 * tiles; k++) {
    __m128i low, high, s = _mm_loadu_si128((const __m128i *)from + k);
    spread(coverage + 4 * k, &low, &high);
    blend(to + 4 * k, _mm_unpacklo_epi8(s, zero), _mm_unpackhi_epi8(s, zero), low, high);
  }
}

static void span_from(uint32_t *to, size_t tiles, const uint32_t *from, uint32_t coverage)
{
  __m128i zero = _mm_setzero_si128();
  for (size_t k = 0; k < 4 * tiles; k++) {
    __m128i s = _mm_loadu_si128((const __m128i *)from + k);
    __m128i c = _mm_set1_epi16((short)(coverage >> (k % 4 * 8) & 255));
    blend(to + 4 * k, _mm_unpacklo_epi8(s, zero), _mm_unpackhi_epi8(s, zero), c, c);
  }
}

static void store(uint8_t *to, const uint32_t *tiles, size_t count, int row, int swap)
{
  const __m128i *from = (const __m128i *)tiles + row;
  __m128i keep = _mm_set1_epi32((int)0xff00ff00), red = _mm_set1_epi32(0xff);
  size_t whole = count / 4;
  for (size_t k = 0; k < whole; k++) {
    __m128i p = _mm_loadu_si128(from + 4 * k);
    if (swap) {
      __m128i r = _mm_slli_epi32(_mm_and_si128(p, red), 16), b = _mm_and_si128(_mm_srli_epi32(p, 16), red);
      p = _mm_or_si128(_mm_and_si128(p, keep), _mm_or_si128(r, b));
    }
    _mm_storeu_si128((__m128i *)(to + 16 * k), p);
  }
  kernel_scalar.store(to + 16 * whole, tiles + 16 * whole, count % 4, row, swap);
}

const paint_kernel kernel_sse2 = {"sse2", fill, mask, span, mask_from, span_from, store};
#endif
