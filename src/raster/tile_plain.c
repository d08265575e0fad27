#define TILE_PAINT tile_paint_plain
#include "raster/tile_body.h"
