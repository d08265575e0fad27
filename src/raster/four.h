// Four floats at once: the four pixel rows of a tile. GCC's and Clang's vectors do the arithmetic on any
// machine; the few things they have no operator for are here. None of it rounds differently from one machine
// to another.
#ifndef RASTER_FOUR_H
#define RASTER_FOUR_H

#include <stdint.h>

typedef float four __attribute__((vector_size(16)));
typedef int32_t four_int __attribute__((vector_size(16)));

#if defined __SSE2__
#include <emmintrin.h>

static inline four four_min(four a, four b)
{
  return _mm_min_ps(a, b);
}

static inline four four_max(four a, four b)
{
  return _mm_max_ps(a, b);
}

static inline four_int four_truncate(four v)
{
  return (four_int)_mm_cvttps_epi32(v);
}

// Four integers as bytes, the first one lowest; what is below 0 or above 255 becomes these.
static inline uint32_t four_bytes(four_int v)
{
  __m128i words = _mm_packs_epi32((__m128i)v, (__m128i)v);
  return (uint32_t)_mm_cvtsi128_si32(_mm_packus_epi16(words, words));
}

// And back: its four bytes as integers.
static inline four_int four_of_bytes(uint32_t v)
{
  const __m128i zero = _mm_setzero_si128();
  return (four_int)_mm_unpacklo_epi16(_mm_unpacklo_epi8(_mm_cvtsi32_si128((int)v), zero), zero);
}

// Whether any bit of the four is set.
static inline int four_any_bit(four_int v)
{
  return _mm_movemask_epi8(_mm_cmpeq_epi8((__m128i)v, _mm_setzero_si128())) != 0xffff;
}

// A bit for each of the four that is below 0.
static inline unsigned four_signs(four_int v)
{
  return (unsigned)_mm_movemask_ps((__m128)v);
}

// Whether any of the four is not 0.
static inline int four_any(four v)
{
  return _mm_movemask_ps(_mm_cmpneq_ps(v, _mm_setzero_ps())) != 0;
}

#else

static inline four four_pick(four_int which, four a, four b)
{
  return (four)(((four_int)a & which) | ((four_int)b & ~which));
}

static inline four four_min(four a, four b)
{
  return four_pick(a < b, a, b);
}

static inline four four_max(four a, four b)
{
  return four_pick(a > b, a, b);
}

static inline four_int four_truncate(four v)
{
  return __builtin_convertvector(v, four_int);
}

static inline uint32_t four_bytes(four_int v)
{
  uint32_t bytes = 0;
  for (int k = 0; k < 4; k++)
    bytes |= (uint32_t)(v[k] < 0 ? 0 : v[k] > 255 ? 255 : v[k]) << 8 * k;
  return bytes;
}

static inline four_int four_of_bytes(uint32_t v)
{
  return (four_int){(int)(v & 255), (int)(v >> 8 & 255), (int)(v >> 16 & 255), (int)(v >> 24)};
}

static inline int four_any_bit(four_int v)
{
  return (v[0] | v[1] | v[2] | v[3]) != 0;
}

static inline unsigned four_signs(four_int v)
{
  unsigned bits = 0;
  for (int k = 0; k < 4; k++)
    bits |= (unsigned)(v[k] < 0) << k;
  return bits;
}

static inline int four_any(four v)
{
  return v[0] != 0 || v[1] != 0 || v[2] != 0 || v[3] != 0;
}

#endif

static inline four four_all(float v)
{
  return (four){v, v, v, v};
}

static inline four four_abs(four v)
{
  return (four)((four_int)v & 0x7fffffff);
}

#endif
