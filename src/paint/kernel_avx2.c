#include "paint/kernel.h"

#if defined __x86_64__
// Compiled for AVX2 whatever the rest is compiled for; called only where the processor has it.
#pragma GCC target("avx2")
#include <immintrin.h>
#include <string.h>

// x / 255 rounded, in sixteen 16-bit lanes: (x + 128) * 257 / 65536 is the same as divide_255.
static inline __m256i divide(__m256i x)
{
  return _mm256_mulhi_epu16(_mm256_add_epi16(x, _mm256_set1_epi16(128)), _mm256_set1_epi16(257));
}

// What is left of pixels under source pixels that have been multiplied by their coverage; all in 16-bit
// lanes.
static inline __m256i rest_of(__m256i m)
{
  __m256i alpha = _mm256_shufflehi_epi16(_mm256_shufflelo_epi16(m, 0xff), 0xff);
  return _mm256_sub_epi16(_mm256_set1_epi16(255), divide(alpha));
}

// Eight pixels under sources times coverage, with what is left of them: in 16-bit lanes, as unpacking leaves
// them.
static inline void blend(uint32_t *to, __m256i low, __m256i high, __m256i low_rest, __m256i high_rest)
{
  __m256i zero = _mm256_setzero_si256(), d = _mm256_loadu_si256((const __m256i *)to);
  low = divide(_mm256_add_epi16(low, _mm256_mullo_epi16(_mm256_unpacklo_epi8(d, zero), low_rest)));
  high = divide(_mm256_add_epi16(high, _mm256_mullo_epi16(_mm256_unpackhi_epi8(d, zero), high_rest)));
  _mm256_storeu_si256((__m256i *)to, _mm256_packus_epi16(low, high));
}

static inline __m256i wide_color(uint32_t color)
{
  return _mm256_unpacklo_epi8(_mm256_set1_epi32((int)color), _mm256_setzero_si256());
}

// Eight bytes of coverage to a lane for each channel.
static inline void spread(const uint8_t *coverage, __m256i *low, __m256i *high)
{
  int64_t eight;
  memcpy(&eight, coverage, sizeof eight);
  __m256i c = _mm256_set1_epi64x(eight);
  const char no = -1;
  *low = _mm256_shuffle_epi8(c, _mm256_setr_epi8(0, no, 0, no, 0, no, 0, no, 1, no, 1, no, 1, no, 1, no, 4,
                                                 no, 4, no, 4, no, 4, no, 5, no, 5, no, 5, no, 5, no));
  *high = _mm256_shuffle_epi8(c, _mm256_setr_epi8(2, no, 2, no, 2, no, 2, no, 3, no, 3, no, 3, no, 3, no, 6,
                                                  no, 6, no, 6, no, 6, no, 7, no, 7, no, 7, no, 7, no));
}

static void fill(uint32_t *to, size_t tiles, uint32_t color)
{
  __m256i c = _mm256_set1_epi32((int)color);
  for (size_t k = 0; k < 2 * tiles; k++)
    _mm256_storeu_si256((__m256i *)to + k, c);
}

// x = s c + d (255 - c), divided: pairs of s and d in signed bytes times pairs of c and 255 - c. 128 * 255 is missing from
// the sum, and comes back with the 128 of rounding.
static inline __m256i mix(__m256i pixels, __m256i coverage)
{
  __m256i x = _mm256_xor_si256(_mm256_maddubs_epi16(coverage, pixels), _mm256_set1_epi16(INT16_MIN));
  return _mm256_mulhi_epu16(x, _mm256_set1_epi16(257));
}

// Eight pixels under an opaque colour in signed bytes.
static inline void blend_opaque(uint32_t *to, __m256i color, __m256i coverage)
{
  const __m256i first = _mm256_setr_epi8(0, 1, 0, 1, 0, 1, 0, 1, 2, 3, 2, 3, 2, 3, 2, 3, 8, 9, 8, 9, 8, 9, 8,
                                         9, 10, 11, 10, 11, 10, 11, 10, 11);
  const __m256i second = _mm256_or_si256(first, _mm256_set1_epi8(4));
  __m256i d = _mm256_xor_si256(_mm256_loadu_si256((const __m256i *)to), _mm256_set1_epi8(INT8_MIN));
  __m256i low = mix(_mm256_unpacklo_epi8(color, d), _mm256_shuffle_epi8(coverage, first));
  __m256i high = mix(_mm256_unpackhi_epi8(color, d), _mm256_shuffle_epi8(coverage, second));
  _mm256_storeu_si256((__m256i *)to, _mm256_packus_epi16(low, high));
}

// Most colours are opaque: what is left under them is 255 - c, and takes no division.
static void mask_opaque(uint32_t *to, size_t tiles, uint32_t color, const uint8_t *coverage)
{
  __m256i s = _mm256_set1_epi32((int)(color ^ 0x80808080)), full = _mm256_set1_epi8(-1);
  for (size_t k = 0; k < tiles; k++) {
    __m256i c = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)coverage + k));
    __m256i rest = _mm256_xor_si256(c, full);
    blend_opaque(to + 16 * k, s, _mm256_unpacklo_epi8(c, rest));
    blend_opaque(to + 16 * k + 8, s, _mm256_unpackhi_epi8(c, rest));
  }
}

static void mask(uint32_t *to, size_t tiles, uint32_t color, const uint8_t *coverage)
{
  if (color >> 24 == 255) {
    mask_opaque(to, tiles, color, coverage);
    return;
  }
  __m256i c = wide_color(color), low, high;
  for (size_t k = 0; k < 2 * tiles; k++) {
    spread(coverage + 8 * k, &low, &high);
    __m256i m = _mm256_mullo_epi16(c, low), n = _mm256_mullo_epi16(c, high);
    blend(to + 8 * k, m, n, rest_of(m), rest_of(n));
  }
}

static void span(uint32_t *to, size_t tiles, uint32_t color, uint32_t coverage)
{
  for (int row = 0; row < 4; row += 2) {
    int upper = coverage >> (8 * row) & 255, lower = coverage >> (8 * row + 8) & 255;
    if ((upper | lower) == 0)
      continue;
    __m256i c = _mm256_set_m128i(_mm_set1_epi16((short)lower), _mm_set1_epi16((short)upper));
    __m256i m = _mm256_mullo_epi16(wide_color(color), c), rest = rest_of(m);
    for (size_t k = 0; k < tiles; k++)
      blend(to + 16 * k + 4 * row, m, m, rest, rest);
  }
}

static void mask_from(uint32_t *to, size_t tiles, const uint32_t *from, const uint8_t *coverage)
{
  __m256i zero = _mm256_setzero_si256(), low, high;
  for (size_t k = 0; k < 2 * tiles; k++) {
    __m256i s = _mm256_loadu_si256((const __m256i *)from + k);
    spread(coverage + 8 * k, &low, &high);
    __m256i m = _mm256_mullo_epi16(_mm256_unpacklo_epi8(s, zero), low),
            n = _mm256_mullo_epi16(_mm256_unpackhi_epi8(s, zero), high);
    blend(to + 8 * k, m, n, rest_of(m), rest_of(n));
  }
}

// Eight pixels with nothing left out: s + d (255 - s.alpha) / 255.
static inline void put_over(uint32_t *to, const uint32_t *from)
{
  const __m256i zero = _mm256_setzero_si256();
  __m256i s = _mm256_loadu_si256((const __m256i *)from), d = _mm256_loadu_si256((const __m256i *)to);
  __m256i rest = _mm256_sub_epi32(_mm256_set1_epi32(255), _mm256_srli_epi32(s, 24));
  rest = _mm256_or_si256(rest, _mm256_slli_epi32(rest, 16));
  __m256i low = divide(_mm256_mullo_epi16(_mm256_unpacklo_epi8(d, zero), _mm256_unpacklo_epi32(rest, rest)));
  __m256i high = divide(_mm256_mullo_epi16(_mm256_unpackhi_epi8(d, zero), _mm256_unpackhi_epi32(rest, rest)));
  _mm256_storeu_si256((__m256i *)to, _mm256_add_epi8(s, _mm256_packus_epi16(low, high)));
}

// What is painted wholly, as spaces and groups are, takes half the work.
static void span_from(uint32_t *to, size_t tiles, const uint32_t *from, uint32_t coverage)
{
  if (coverage == UINT32_MAX) {
    for (size_t k = 0; k < 2 * tiles; k++)
      put_over(to + 8 * k, from + 8 * k);
    return;
  }
  uint8_t bytes[16];
  for (int k = 0; k < 16; k++)
    bytes[k] = (uint8_t)(coverage >> (k / 4 * 8));
  for (size_t k = 0; k < tiles; k++)
    mask_from(to + 16 * k, 1, from + 16 * k, bytes);
}

// Whole tiles to four rows at once, past the cache where the target allows it, as nobody reads them soon: 0.4 ms less
// for a picture of 1920 x 1080, and 0.1 ms less than row by row.
static void stream_tiles(uint8_t *to, size_t stride, const __m128i *from, size_t tiles, __m128i order)
{
  __m128i *rows[4];
  for (size_t row = 0; row < 4; row++)
    rows[row] = (__m128i *)(to + row * stride);
  for (size_t k = 0; k < tiles; k++) {
    for (int row = 0; row < 4; row++)
      _mm_stream_si128(rows[row] + k, _mm_shuffle_epi8(_mm_loadu_si128(from + 4 * k + row), order));
  }
  _mm_sfence();
}

static void store_tiles(uint8_t *to, size_t stride, int rows, const __m128i *from, size_t tiles,
                        __m128i order)
{
  for (int row = 0; row < rows; row++) {
    __m128i *pixels = (__m128i *)(to + (size_t)row * stride);
    for (size_t k = 0; k < tiles; k++)
      _mm_storeu_si128(pixels + k, _mm_shuffle_epi8(_mm_loadu_si128(from + 4 * k + row), order));
  }
}

static void store(uint8_t *to, size_t stride, int rows, const uint32_t *tiles, size_t count, int swap)
{
  const __m128i keep = _mm_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  const __m128i exchange = _mm_setr_epi8(2, 1, 0, 3, 6, 5, 4, 7, 10, 9, 8, 11, 14, 13, 12, 15);
  const __m128i *from = (const __m128i *)tiles, order = swap ? exchange : keep;
  size_t whole = count / 4;
  if (rows == 4 && ((uintptr_t)to | stride) % 16 == 0)
    stream_tiles(to, stride, from, whole, order);
  else
    store_tiles(to, stride, rows, from, whole, order);
  kernel_scalar.store(to + 16 * whole, stride, rows, tiles + 16 * whole, count % 4, swap);
}

const paint_kernel kernel_avx2 = {"avx2", fill, mask, span, mask_from, span_from, store};
#endif
