#include "raster/fill.h"

#include <stdlib.h>
#include <string.h>

#include "raster/fill_rows.h"

fill_rows fill_rows_at(int k)
{
  fill_rows rows[2] = {fill_rows_four};
#if defined __x86_64__
  if (__builtin_cpu_supports("avx2"))
    rows[1] = fill_rows_avx2;
#endif
  return k >= 0 && k < 2 ? rows[k] : NULL;
}

bool fill_resize(fill_work *work, int width, int height)
{
  if (!work->rows)
    work->rows = fill_rows_at(1) ? fill_rows_at(1) : fill_rows_at(0);
  int tiles = (width + 3) / 4 + 1; // edges may lie exactly on the right side
  if (tiles > work->capacity) {
    free(work->tiles);
    free(work->touched);
    work->tiles = aligned_alloc(16, (size_t)tiles * sizeof *work->tiles);
    work->touched = calloc((size_t)tiles + 8, 1); // read eight at a time
    if (work->tiles)
      memset(work->tiles, 0, (size_t)tiles * sizeof *work->tiles);
    work->capacity = work->tiles && work->touched ? tiles : 0;
  }
  return work->capacity > 0 && edges_resize(&work->edges, (height + 3) / 4);
}

void fill_free(fill_work *work)
{
  edges_free(&work->edges);
  free(work->tiles);
  free(work->touched);
  *work = (fill_work){0};
}

void raster_fill(fill_work *work, const polyline *p, raster_rule rule, raster_clip clip, uint32_t shape,
                 strips *out)
{
  edges_collect(&work->edges, p, clip);
  if (work->edges.first <= work->edges.last)
    work->rows(work, rule, clip, shape, out);
}
