// An edge to the tiles it passes: the inner loop of the rasteriser, compiled once for each kind of processor
// with another add_to_tile.
#ifndef RASTER_EDGE_H
#define RASTER_EDGE_H

#include "raster/cells.h"

void edge_four(cells *c, float x0, float y0, float x1, float y1);
#if defined __x86_64__
void edge_avx2(cells *c, float x0, float y0, float x1, float y1);
#endif

static inline cell_tile *edge_new_tile(cells *c, int x, int y, uint32_t *number)
{
  if (c->tile_count >= c->tile_capacity && !cells_grow_tiles(c))
    return NULL;
  *number = c->tile_count++;
  c->bits[(size_t)y * c->words + x / 64] |= (uint64_t)1 << (x % 64);
  c->first_tile = x < c->first_tile ? x : c->first_tile;
  c->last_tile = x > c->last_tile ? x : c->last_tile;
  cell_tile *tile = &c->tiles[*number];
  four zero = four_all(0);
  *tile = (cell_tile){{zero, zero, zero, zero}, zero};
  return tile;
}

static inline cell_tile *edge_tile(cells *c, int x, int y)
{
  uint32_t *number = &c->grid[(size_t)y * c->stride + x];
  return *number ? &c->tiles[*number] : edge_new_tile(c, x, y, number);
}

#endif
