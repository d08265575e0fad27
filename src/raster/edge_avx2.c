#if defined __x86_64__
// Compiled for AVX2 whatever the rest is compiled for; called only where the processor has it.
#pragma GCC target("avx2")
#endif
#include "raster/edge.h"

#if defined __x86_64__
#include <immintrin.h>

// Two columns at once.
typedef float eight __attribute__((vector_size(32)));

static inline eight twice(four v)
{
  return _mm256_set_m128(v, v);
}

// The same as in edge_four.c, step by step, so that it rounds the same.
static inline eight area_left_of(eight x, eight left, eight width, eight steep, eight height)
{
  eight in = _mm256_max_ps(x - left, _mm256_setzero_ps());
  eight t = _mm256_min_ps(in, width);
  return t * (steep * t - height) + height * in;
}

static inline void add_to_tile(cell_tile *tile, const edge_part *p, int x)
{
  eight left = twice(p->left), width = twice(p->width), steep = twice(p->steep), height = twice(p->height);
  eight at = _mm256_set1_ps((float)(4 * x));
  eight a01 = area_left_of(at + (eight){0, 0, 0, 0, 1, 1, 1, 1}, left, width, steep, height);
  eight a23 = area_left_of(at + (eight){2, 2, 2, 2, 3, 3, 3, 3}, left, width, steep, height);
  eight a44 = area_left_of(at + 4, left, width, steep, height);
  eight a12 = _mm256_permute2f128_ps(a01, a23, 0x21), a34 = _mm256_permute2f128_ps(a23, a44, 0x21);
  float *columns = (float *)tile->column;
  _mm256_storeu_ps(columns, _mm256_loadu_ps(columns) + (a12 - a01));
  _mm256_storeu_ps(columns + 8, _mm256_loadu_ps(columns + 8) + (a34 - a23));
}

void edge_avx2(cells *c, float x0, float y0, float x1, float y1)
{
  edge_walk(c, x0, y0, x1, y1, add_to_tile);
}
#endif
