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

static inline wide_int wide_truncate(wide v)
{
  return (wide_int)_mm256_cvttps_epi32(v);
}

// All ones in the lanes in which a byte of a is off by more than `by` from that of b.
static inline wide_int wide_differ(wide_int a, wide_int b, uint8_t by)
{
  __m256i off =
      _mm256_or_si256(_mm256_subs_epu8((__m256i)a, (__m256i)b), _mm256_subs_epu8((__m256i)b, (__m256i)a));
  return (wide_int)_mm256_subs_epu8(off, _mm256_set1_epi8((char)by)) != 0;
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

static inline wide_int wide_truncate(wide v)
{
  return __builtin_convertvector(v, wide_int);
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
