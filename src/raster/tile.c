#include "raster/tile_paths.h"

tile_paint tile_paint_at(int k)
{
  if (k == 0)
    return tile_paint_plain;
#if defined __x86_64__
  if (k == 1 && __builtin_cpu_supports("avx2"))
    return tile_paint_avx2;
  if (k == 2 && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq"))
    return tile_paint_avx512;
#endif
  return NULL;
}

tile_paint tile_paint_best(void)
{
  int k = 0;
  while (tile_paint_at(k + 1))
    k++;
  return tile_paint_at(k);
}
