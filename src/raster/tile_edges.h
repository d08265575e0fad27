// Edges of faces in a tile: on which side of them its pixels and samples lie. For tile_body.h alone.
//
// An edge from p to q is E(x, y) = (q.x - p.x) (y - p.y) - (q.y - p.y) (x - p.x), which is 0 or more inside; in
// integers, as corners lie on a grid. Samples lie on a lattice of 16 steps of that grid, so that E / 16, rounded
// down, changes by whole steps from one to the next and keeps its sign: that fits into 32 bits wherever the edge passes
// the tile, and where it does not, all samples are on one side.
#ifndef RASTER_TILE_EDGES_H
#define RASTER_TILE_EDGES_H

#include "raster/tile_fragments.h"

typedef struct edge {
  int32_t at;          // E / 16 at the middle of the tile's first pixel
  int32_t right, down; // for a pixel
  int32_t reach;       // the most by which it differs between a pixel's middle and its samples
  wide_int sample[2];  // by which it differs; this and the reach only where samples are asked for
} edge;

static const wide_int lattice_x[2] = {{1, -1, -3, 4, -5, 2, 5, 3}, {-2, 0, -4, -6, -8, 7, 6, -7}};
static const wide_int lattice_y[2] = {{1, -3, 2, -1, -2, 5, 3, -5}, {6, -7, -6, 4, 0, -4, 7, -8}};

// False where the whole tile is outside.
static inline bool set_edge(edge *e, const solid *t, int from, int to, const place *p)
{
  int32_t dx = t->corner_x[to] - t->corner_x[from], dy = t->corner_y[to] - t->corner_y[from];
  int64_t x = (int64_t)(p->x + 8) * 256 - t->corner_x[from],
          y = (int64_t)(p->y + 8) * 256 - t->corner_y[from];
  int64_t at =
      dx * y - dy * x - !(dy < 0 || (dy == 0 && dx > 0)); // upper and left edges belong to the inside
  int32_t step = abs(dx) + abs(dy);
  int64_t reach = (int64_t)step * 128;
  at >>= 4;
  if (at + reach < 0)
    return false;
  if (at - reach >= 0) {
    *e = (edge){0};
    return true;
  }
  e->right = -dy * 16;
  e->down = dx * 16;
  e->at = (int32_t)at + (-dy + dx) * (8 - 128);
  return true;
}

static inline void set_edge_samples(edge *e)
{
  int32_t dx = e->down / 16, dy = -e->right / 16;
  // No sample is farther than 8 along x or y, 15 along one diagonal, 11 along the other.
  e->reach = 8 * greater(abs(dx), abs(dy)) + ((dx < 0) == (dy < 0) ? 3 : 7) * lesser(abs(dx), abs(dy));
  for (int half = 0; half < 2; half++)
    e->sample[half] = -dy * lattice_x[half] + dx * lattice_y[half];
}

// At the middles of eight pixels of the tile, (x, y) the first of them.
static inline wide_int at_pixels(const edge *e, int x, int y)
{
  return (e->at + e->right * x + e->down * y) + e->right * wide_int_numbers;
}

// The samples that are inside of all three edges, of a pixel at whose middle they are at[0], at[1], at[2].
static inline unsigned samples_inside(const edge e[4], int32_t at0, int32_t at1, int32_t at2, int32_t at3)
{
  unsigned outside = 0;
  for (int half = 0; half < 2; half++) {
    wide_int v = ((e[0].sample[half] + at0) | (e[1].sample[half] + at1)) |
                 ((e[2].sample[half] + at2) | (e[3].sample[half] + at3));
    outside |= wide_signs(v) << 8 * half;
  }
  return ~outside & SAMPLES_ALL;
}

#endif
