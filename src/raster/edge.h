// An edge to the tiles it passes: the inner loop of the rasteriser, compiled once for each kind of processor
// with another add_to_tile.
#ifndef RASTER_EDGE_H
#define RASTER_EDGE_H

#include "raster/cells.h"

void edge_four(cells *c, float x0, float y0, float x1, float y1);
#if defined __x86_64__
void edge_avx2(cells *c, float x0, float y0, float x1, float y1);
#endif

// What an edge is in one row of tiles, in its four pixel rows.
typedef struct edge_part {
  four height; // signed
  four left;   // where it is leftmost
  four width;  // from there to where it is rightmost
  four steep;  // height / (2 * width), signed
} edge_part;

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

// Adds A(x + 1) - A(x), see cells.h, to the columns of tile number x of a row.
typedef void (*edge_tile_adder)(cell_tile *tile, const edge_part *p, int x);

static inline __attribute__((always_inline)) void edge_row(cells *c, const edge_part *p, int y, float from,
                                                           float to, edge_tile_adder add_to_tile)
{
  int a = (int)from >> 2, b = (int)to >> 2;
  int last = a < b ? b : a;
  for (int x = a < b ? a : b;; x++) {
    cell_tile *tile = edge_tile(c, x, y);
    if (!tile)
      return;
    add_to_tile(tile, p, x);
    if (x == last) {
      tile->over += p->height;
      return;
    }
  }
}

static inline float edge_limit(float v, float low, float high)
{
  v = v < high ? v : high;
  return v > low ? v : low;
}

static inline __attribute__((always_inline)) void edge_walk(cells *c, float x0, float y0, float x1, float y1,
                                                            edge_tile_adder add_to_tile)
{
  if (y0 == y1)
    return;
  float sign = 1;
  if (y0 > y1) {
    float x = x0, y = y0;
    x0 = x1, y0 = y1, x1 = x, y1 = y;
    sign = -1;
  }
  float low = x0 < x1 ? x0 : x1, high = x0 < x1 ? x1 : x0;
  float tall = y1 - y0, wide = high - low;
  float slope = (x1 - x0) / tall, steep = wide > 0 ? sign * 0.5f * (tall / wide) : 0;
  four sheer = four_abs(four_all(slope)), lows = four_all(low), highs = four_all(high);
  int first = (int)y0 >> 2, last = ((int)y1 - ((float)(int)y1 == y1)) >> 2;
  cells_touch_rows(c, first, last);
  edge_part p = {.steep = four_all(steep)};
  float x = x0;
  for (int y = first; y <= last; y++) {
    four top = four_all((float)(4 * y)) + (four){0, 1, 2, 3};
    four from = four_min(four_max(top, four_all(y0)), four_all(y1));
    four to = four_min(four_max(top + 1, four_all(y0)), four_all(y1));
    p.height = to - from;
    p.width = sheer * p.height;
    p.left = four_min(four_max(x0 + ((slope < 0 ? to : from) - y0) * slope, lows), highs);
    p.height *= sign;
    float until = y == last ? x1 : edge_limit(x0 + ((float)(4 * y + 4) - y0) * slope, low, high);
    edge_row(c, &p, y, x, until, add_to_tile);
    x = until;
  }
}

#endif
