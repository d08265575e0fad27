#include "paint/kernel.h"

#if defined __x86_64__
// Compiled for AVX2 whatever the rest is compiled for; called only where the processor has it.
#pragma GCC target("avx2")
#include <immintrin.h>
#include <stdbool.h>
#include <string.h>

// Bytes in 16-bit lanes are multiplied by minus a share of 32768, which for 255 is the one number that a lane can hold:
// _mm256_mulhrs_epi16 then gives minus multiply_bytes.

// Of bytes, each of which is twice in its lane: the share.
static inline __m256i share(__m256i twice)
{
  return _mm256_avg_epu16(twice, _mm256_setzero_si256());
}

static inline __m256i minus(__m256i x)
{
  return _mm256_sub_epi16(_mm256_setzero_si256(), x);
}

// Of shares: minus what is left of 32768.
static inline __m256i minus_rest(__m256i x)
{
  return _mm256_add_epi16(x, _mm256_set1_epi16(INT16_MIN));
}

static inline __m256i over(__m256i d, __m256i s, __m256i rest)
{
  return _mm256_sub_epi16(s, _mm256_mulhrs_epi16(d, rest));
}

// Eight pixels under sources that have been multiplied by their coverage, with minus what is left of them: in 16-bit
// lanes, as unpacking leaves them.
static inline void blend(uint32_t *to, __m256i low, __m256i high, __m256i low_rest, __m256i high_rest)
{
  __m256i zero = _mm256_setzero_si256(), d = _mm256_loadu_si256((const __m256i *)to);
  low = over(_mm256_unpacklo_epi8(d, zero), low, low_rest);
  high = over(_mm256_unpackhi_epi8(d, zero), high, high_rest);
  _mm256_storeu_si256((__m256i *)to, _mm256_packus_epi16(low, high));
}

// A colour's bytes in lanes, negative.
static inline __m256i minus_color(uint32_t color)
{
  return minus(_mm256_unpacklo_epi8(_mm256_set1_epi32((int)color), _mm256_setzero_si256()));
}

// The alpha of source pixels, twice in each lane of theirs.
static inline __m256i alpha_twice(__m256i s)
{
  const __m256i order = _mm256_setr_epi8(6, 6, 6, 6, 6, 6, 6, 6, 14, 14, 14, 14, 14, 14, 14, 14, 6, 6, 6, 6,
                                         6, 6, 6, 6, 14, 14, 14, 14, 14, 14, 14, 14);
  return _mm256_shuffle_epi8(s, order);
}

// The 16 bytes of a tile's coverage, each twice in a lane. Their order is that in which spread takes them.
static inline __m256i coverage_twice(const uint8_t *coverage)
{
  const __m256i order = _mm256_setr_epi32(0, 2, 0, 2, 1, 3, 1, 3);
  __m256i c = _mm256_castsi128_si256(_mm_loadu_si128((const __m128i *)coverage));
  c = _mm256_permutevar8x32_epi32(c, order);
  return _mm256_unpacklo_epi8(c, c);
}

// Of what is known for each pixel of a tile: a lane for each channel of eight of them, the upper half (0) or the lower (1).
static inline void spread(__m256i x, int half, __m256i *low, __m256i *high)
{
  const __m256i first = _mm256_setr_epi8(0, 1, 0, 1, 0, 1, 0, 1, 2, 3, 2, 3, 2, 3, 2, 3, 0, 1, 0, 1, 0, 1, 0,
                                         1, 2, 3, 2, 3, 2, 3, 2, 3);
  __m256i order = _mm256_add_epi8(first, _mm256_set1_epi8((char)(8 * half)));
  *low = _mm256_shuffle_epi8(x, order);
  *high = _mm256_shuffle_epi8(x, _mm256_add_epi8(order, _mm256_set1_epi8(4)));
}

static void fill(uint32_t *to, size_t tiles, uint32_t color)
{
  __m256i c = _mm256_set1_epi32((int)color);
  for (size_t k = 0; k < 2 * tiles; k++)
    _mm256_storeu_si256((__m256i *)to + k, c);
}

static void mask(uint32_t *to, size_t tiles, uint32_t color, const uint8_t *coverage)
{
  __m256i s = minus_color(color), alpha = _mm256_set1_epi16((short)-(int)(color >> 24));
  bool opaque = color >> 24 == 255;
  for (size_t k = 0; k < tiles; k++) {
    __m256i covered = share(coverage_twice(coverage + 16 * k)), c = minus(covered),
            rest = minus_rest(covered);
    if (!opaque) {
      __m256i a = _mm256_mulhrs_epi16(alpha, c);
      rest = minus_rest(share(_mm256_or_si256(a, _mm256_slli_epi16(a, 8))));
    }
    for (int half = 0; half < 2; half++) {
      __m256i low, high, low_rest, high_rest;
      spread(c, half, &low, &high);
      spread(rest, half, &low_rest, &high_rest);
      blend(to + 16 * k + 8 * half, _mm256_mulhrs_epi16(s, low), _mm256_mulhrs_epi16(s, high), low_rest,
            high_rest);
    }
  }
}

static void span(uint32_t *to, size_t tiles, uint32_t color, uint32_t coverage)
{
  for (int row = 0; row < 4; row += 2) {
    int upper = coverage >> (8 * row) & 255, lower = coverage >> (8 * row + 8) & 255;
    if ((upper | lower) == 0)
      continue;
    __m256i twice = _mm256_set_m128i(_mm_set1_epi8((char)lower), _mm_set1_epi8((char)upper));
    __m256i s = _mm256_mulhrs_epi16(minus_color(color), minus(share(twice)));
    __m256i rest = minus_rest(share(alpha_twice(s)));
    for (size_t k = 0; k < tiles; k++)
      blend(to + 16 * k + 4 * row, s, s, rest, rest);
  }
}

static void mask_from(uint32_t *to, size_t tiles, const uint32_t *from, const uint8_t *coverage)
{
  __m256i zero = _mm256_setzero_si256(), low, high;
  for (size_t k = 0; k < tiles; k++) {
    __m256i c = minus(share(coverage_twice(coverage + 16 * k)));
    for (int half = 0; half < 2; half++) {
      __m256i s = _mm256_loadu_si256((const __m256i *)from + 2 * k + half);
      spread(c, half, &low, &high);
      low = minus(_mm256_mulhrs_epi16(_mm256_unpacklo_epi8(s, zero), low));
      high = minus(_mm256_mulhrs_epi16(_mm256_unpackhi_epi8(s, zero), high));
      blend(to + 16 * k + 8 * half, low, high, minus_rest(share(alpha_twice(low))),
            minus_rest(share(alpha_twice(high))));
    }
  }
}

// Eight pixels with nothing left out.
static inline void put_over(uint32_t *to, const uint32_t *from)
{
  __m256i zero = _mm256_setzero_si256(), s = _mm256_loadu_si256((const __m256i *)from);
  __m256i low = _mm256_unpacklo_epi8(s, zero), high = _mm256_unpackhi_epi8(s, zero);
  blend(to, low, high, minus_rest(share(alpha_twice(low))), minus_rest(share(alpha_twice(high))));
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
