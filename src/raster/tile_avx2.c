#if defined __x86_64__
// Compiled for AVX2 whatever the rest is compiled for; called only where the processor has it.
#pragma GCC target("avx2,popcnt,bmi,lzcnt")
#define TILE_PAINT tile_paint_avx2
#include "raster/tile_body.h"
#else
typedef int tile_avx2_is_for_x86;
#endif
