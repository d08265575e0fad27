// Eight floats or integers, or sixteen short ones, at once: eight pixels of a row, or the samples of one. GCC's and
// Clang's vectors do the arithmetic on any machine; the few things that they have no operator for are here, once for
// AVX2 (where the file that includes this is compiled for it) and once in plain C. Both give the same bits.
#ifndef RASTER_WIDE_H
#define RASTER_WIDE_H

#include <stdint.h>
#include <string.h>

#include "raster/samples.h"

typedef float wide __attribute__((vector_size(32)));
typedef int32_t wide_int __attribute__((vector_size(32)));
typedef int16_t wide_short __attribute__((vector_size(32)));

#define wide_all(v) ((wide){0} + (v))
#define wide_int_all(v) ((wide_int){0} + (v))
#define wide_short_all(v) ((wide_short){0} + (int16_t)(v))
#define wide_numbers ((wide){0, 1, 2, 3, 4, 5, 6, 7})
#define wide_int_numbers ((wide_int){0, 1, 2, 3, 4, 5, 6, 7})

static inline wide wide_load(const float *from)
{
  wide v;
  memcpy(&v, from, sizeof v);
  return v;
}

static inline void wide_store(float *to, wide v)
{
  memcpy(to, &v, sizeof v);
}

static inline wide_int wide_int_load(const int32_t *from)
{
  wide_int v;
  memcpy(&v, from, sizeof v);
  return v;
}

static inline void wide_int_store(int32_t *to, wide_int v)
{
  memcpy(to, &v, sizeof v);
}

static inline wide wide_abs(wide v)
{
  return (wide)((wide_int)v & INT32_MAX);
}

// a in the lanes where `which` is all ones, b where it is 0.
static inline wide_int wide_int_pick(wide_int which, wide_int a, wide_int b)
{
  return (a & which) | (b & ~which);
}

static inline wide wide_pick(wide_int which, wide a, wide b)
{
  return (wide)wide_int_pick(which, (wide_int)a, (wide_int)b);
}

#if defined __AVX2__
#include <immintrin.h>

// A bit for each lane that is below 0.
static inline unsigned wide_signs(wide_int v)
{
  return (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps((__m256i)v));
}

static inline wide wide_min(wide a, wide b)
{
  return _mm256_min_ps(a, b);
}

static inline wide wide_max(wide a, wide b)
{
  return _mm256_max_ps(a, b);
}

// All ones in the lanes in which a byte of a is off by more than `by` from that of b.
static inline wide_int wide_differ(wide_int a, wide_int b, uint8_t by)
{
  __m256i off =
      _mm256_or_si256(_mm256_subs_epu8((__m256i)a, (__m256i)b), _mm256_subs_epu8((__m256i)b, (__m256i)a));
  return (wide_int)_mm256_subs_epu8(off, _mm256_set1_epi8((char)by)) != 0;
}

// Four numbers a lane, without what is after their point, as its four bytes, the first one lowest; what is below 0 or above
// 255 becomes these.
static inline wide_int wide_bytes(const wide v[4])
{
  __m256i low = _mm256_packs_epi32(_mm256_cvttps_epi32(v[0]), _mm256_cvttps_epi32(v[1]));
  __m256i high = _mm256_packs_epi32(_mm256_cvttps_epi32(v[2]), _mm256_cvttps_epi32(v[3]));
  const __m128i turn = _mm_setr_epi8(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
  return (wide_int)_mm256_shuffle_epi8(_mm256_packus_epi16(low, high), _mm256_broadcastsi128_si256(turn));
}

// Bytes of which none is above the last of its lane.
static inline wide_int wide_within_alpha(wide_int v)
{
  const __m128i last = _mm_setr_epi8(3, 3, 3, 3, 7, 7, 7, 7, 11, 11, 11, 11, 15, 15, 15, 15);
  return (wide_int)_mm256_min_epu8((__m256i)v,
                                   _mm256_shuffle_epi8((__m256i)v, _mm256_broadcastsi128_si256(last)));
}

// a * b / 32768, rounded.
static inline wide_short wide_scale(wide_short a, int16_t b)
{
  return (wide_short)_mm256_mulhrs_epi16((__m256i)a, _mm256_set1_epi16(b));
}

static inline int32_t wide_sum(wide_short v)
{
  __m256i pairs = _mm256_madd_epi16((__m256i)v, _mm256_set1_epi16(1));
  __m128i sum = _mm_add_epi32(_mm256_castsi256_si128(pairs), _mm256_extracti128_si256(pairs, 1));
  sum = _mm_add_epi32(sum, _mm_shuffle_epi32(sum, 0x4e));
  return _mm_cvtsi128_si32(_mm_add_epi32(sum, _mm_shuffle_epi32(sum, 0xb1)));
}

#else

static inline unsigned wide_signs(wide_int v)
{
  unsigned bits = 0;
  for (int k = 0; k < 8; k++)
    bits |= (unsigned)(v[k] < 0) << k;
  return bits;
}

static inline wide wide_min(wide a, wide b)
{
  wide_int less = a < b;
  return (wide)(((wide_int)a & less) | ((wide_int)b & ~less));
}

static inline wide wide_max(wide a, wide b)
{
  wide_int more = a > b;
  return (wide)(((wide_int)a & more) | ((wide_int)b & ~more));
}

static inline wide_int wide_differ(wide_int a, wide_int b, uint8_t by)
{
  wide_int differ = {0};
  for (int k = 0; k < 8; k++) {
    for (int shift = 0; shift < 32; shift += 8) {
      int off = (a[k] >> shift & 255) - (b[k] >> shift & 255);
      differ[k] |= -(off > by || -off > by);
    }
  }
  return differ;
}

static inline wide_int wide_bytes(const wide v[4])
{
  wide_int bytes = {0};
  for (int k = 0; k < 4; k++) {
    wide bounded = wide_min(wide_max(v[k], wide_all(0)), wide_all(255));
    bytes |= __builtin_convertvector(bounded, wide_int) << 8 * k;
  }
  return bytes;
}

static inline wide_int wide_within_alpha(wide_int v)
{
  wide_int bytes = {0}, alpha = v >> 24 & 255;
  for (int shift = 0; shift < 32; shift += 8) {
    wide_int byte = v >> shift & 255;
    bytes |= wide_int_pick(byte < alpha, byte, alpha) << shift;
  }
  return bytes;
}

static inline wide_short wide_scale(wide_short a, int16_t b)
{
  for (int k = 0; k < 16; k++)
    a[k] = (int16_t)((a[k] * b + 16384) >> 15);
  return a;
}

static inline int32_t wide_sum(wide_short v)
{
  int32_t sum = 0;
  for (int k = 0; k < 16; k++)
    sum += v[k];
  return sum;
}

#endif

// All ones in the lanes of the samples in mask.
static inline wide_short wide_of_mask(unsigned mask)
{
  const wide_short bit = {1,      1 << 1, 1 << 2,  1 << 3,  1 << 4,  1 << 5,  1 << 6,  1 << 7,
                          1 << 8, 1 << 9, 1 << 10, 1 << 11, 1 << 12, 1 << 13, 1 << 14, INT16_MIN};
  return (wide_short)((wide_short_all(mask) & bit) == bit);
}

#endif
