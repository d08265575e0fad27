#if defined __x86_64__
// Compiled for AVX2 whatever the rest is compiled for; called only where the processor has it.
#pragma GCC target("avx2")
#endif
#include "raster/fill_rows.h"

#if defined __x86_64__
#include <immintrin.h>

// The four rows twice over: two columns at once. Step by step the same as fill_rows_four.c, so that it rounds
// the same.
typedef float rows __attribute__((vector_size(32)));
typedef int32_t rows_int __attribute__((vector_size(32)));

#define row_numbers ((rows){0, 1, 2, 3, 0, 1, 2, 3})
#define rows_all(v) ((rows)_mm256_set1_ps(v))
#define rows_min(a, b) ((rows)_mm256_min_ps(a, b))
#define rows_max(a, b) ((rows)_mm256_max_ps(a, b))
#define rows_abs(v) ((rows)((rows_int)(v)&0x7fffffff))
#define four_of(v) ((four)_mm256_castps256_ps128(v))

#include "raster/fill_rows_body.h"

static inline rows add_to_tile(fill_tile *tile, const part *p, float x, rows before)
{
  rows at = rows_all(x);
  rows a12 = area_left_of(p, at + (rows){1, 1, 1, 1, 2, 2, 2, 2});
  rows a34 = area_left_of(p, at + (rows){3, 3, 3, 3, 4, 4, 4, 4});
  rows a01 = _mm256_permute2f128_ps(before, a12, 0x21), a23 = _mm256_permute2f128_ps(a12, a34, 0x21);
  float *columns = (float *)tile->column;
  _mm256_storeu_ps(columns, _mm256_loadu_ps(columns) + (a12 - a01));
  _mm256_storeu_ps(columns + 8, _mm256_loadu_ps(columns + 8) + (a34 - a23));
  return a34;
}

static inline rows_int two_columns(const four *columns, rows winding, raster_rule rule)
{
  rows v = rows_abs(_mm256_loadu_ps((const float *)columns) + winding);
  if (rule == RASTER_EVENODD) {
    rows pairs = _mm256_cvtepi32_ps(_mm256_cvttps_epi32(v * 0.5f));
    v = 1 - rows_abs(1 - (v - 2 * pairs));
  }
  return (rows_int)_mm256_cvttps_epi32(rows_min(v, rows_all(1)) * 255 + 0.5f);
}

static inline four_int tile_coverage(const fill_tile *tile, four winding, raster_rule rule)
{
  rows both = _mm256_set_m128(winding, winding);
  rows_int bytes = two_columns(tile->column, both, rule) << (rows_int){0, 0, 0, 0, 8, 8, 8, 8};
  bytes |= two_columns(tile->column + 2, both, rule) << (rows_int){16, 16, 16, 16, 24, 24, 24, 24};
  __m256i all = (__m256i)bytes;
  return (four_int)_mm_or_si128(_mm256_castsi256_si128(all), _mm256_extracti128_si256(all, 1));
}

void fill_rows_avx2(fill_work *work, raster_rule rule, raster_clip clip, uint32_t shape, strips *out)
{
  fill_all_rows(work, rule, clip, shape, out);
}
#endif
