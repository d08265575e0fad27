// Whether a surface has an end in a tile, or a seam that shows. For tile_body.h alone.
//
// Where every edge that touches the tile is that of two of the surface's faces, with the same two corners (place, depth and
// colour), and they lie on its two sides,
//
//         a ---- p ---- c
//         |  A   |   B  |        A has the edge from p to q, B from q to p
//         b ---- q ---- d
//
// the surface lies over each sample of the tile as often as over any other, and looks the same on both sides of the edge. So
// a pixel belongs to the face that covers its middle, whole, and nobody has to ask for samples: a sixth of the time
// of a large surface.
// (Not where colours are steep: then the mean of a pixel's samples is asked for.)
//
// To see that, the edges' numbers are added up, of which the one from q to p is less than 0 by as much as that from p to q is
// more: the sum is 0 if they all meet (and, but once in 2^32 edges, only then).
#ifndef RASTER_TILE_SEAMS_H
#define RASTER_TILE_SEAMS_H

#include "raster/tile_fragments.h"

// A bit for each edge of a face, the first from its first corner to the second, whose box touches the tile. Both faces at an edge that
// does are among those of the tile.
static inline unsigned edges_near(const solid *f, const place *p)
{
  const int32_t *x = f->corner_x, *y = f->corner_y, tile = SOLID_TILE * 256 - 1;
  four_int from_x = {x[0], x[1], x[2], x[3]}, to_x = {x[1], x[2], x[3], x[0]};
  four_int from_y = {y[0], y[1], y[2], y[3]}, to_y = {y[1], y[2], y[3], y[0]};
  from_x -= p->x * 256, to_x -= p->x * 256, from_y -= p->y * 256, to_y -= p->y * 256;
  four_int beside = (from_x & to_x) | ((tile - from_x) & (tile - to_x));
  four_int above = (from_y & to_y) | ((tile - from_y) & (tile - to_y));
  return ~four_signs(beside | above) & 15;
}

static inline uint64_t edge_number(uint32_t from, uint32_t to)
{
  uint64_t both = (uint64_t)from * to;
  return from < to ? both : 0 - both;
}

// The faces of a surface are the first of the items, and those of others follow.
static bool has_no_seam(const solid *const *items, size_t count, const place *p)
{
  uint64_t sum = 0;
  uint32_t surface = items[0]->surface;
  for (size_t k = 0; k < count && items[k]->kind == SOLID_FACE; k++) {
    const solid *f = items[k];
    ask_for(items, k + AHEAD, count);
    if (f->steep)
      return false;
    if (f->surface != surface && f->surface)
      break;
    if (f->surface != surface)
      continue; // it is narrow; its neighbours' edges meet no other
    unsigned near = edges_near(f, p);
    for (int from = 0; from < (f->quad ? 4 : 3); from++)
      sum += near >> from & 1 ? edge_number(f->corner_key[from], f->corner_key[(from + 1) & 3]) : 0;
  }
  return sum == 0;
}

#endif
