#if defined __x86_64__
// Compiled for AVX2 whatever the rest is compiled for; called only where the processor has it.
#pragma GCC target("avx2")
#endif
#include "raster/edge.h"

#if defined __x86_64__
#include <immintrin.h>

// The four rows twice over: two columns at once. Step by step the same as edge_four.c, so that it rounds the
// same.
typedef float rows __attribute__((vector_size(32)));

#define row_numbers ((rows){0, 1, 2, 3, 0, 1, 2, 3})
#define rows_all(v) ((rows)_mm256_set1_ps(v))
#define rows_min(a, b) ((rows)_mm256_min_ps(a, b))
#define rows_max(a, b) ((rows)_mm256_max_ps(a, b))
#define four_of(v) ((four)_mm256_castps256_ps128(v))

#include "raster/edge_walk.h"

static inline void add_to_tile(cell_tile *tile, const edge_part *p, int x)
{
  rows at = rows_all((float)(4 * x));
  rows a01 = area_left_of(p, at + (rows){0, 0, 0, 0, 1, 1, 1, 1});
  rows a23 = area_left_of(p, at + (rows){2, 2, 2, 2, 3, 3, 3, 3});
  rows a44 = area_left_of(p, at + 4);
  rows a12 = _mm256_permute2f128_ps(a01, a23, 0x21), a34 = _mm256_permute2f128_ps(a23, a44, 0x21);
  float *columns = (float *)tile->column;
  _mm256_storeu_ps(columns, _mm256_loadu_ps(columns) + (a12 - a01));
  _mm256_storeu_ps(columns + 8, _mm256_loadu_ps(columns + 8) + (a34 - a23));
}

void edge_avx2(cells *c, float x0, float y0, float x1, float y1)
{
  walk(c, x0, y0, x1, y1);
}
#endif
