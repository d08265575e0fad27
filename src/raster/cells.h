// Cells: what the edges of one shape add to each pixel they pass.
//
// An edge that crosses a pixel over a height h (in 1/256, signed by its direction), in the middle at fraction
// m of the pixel's width, adds h * (1 - m) to that pixel and h * m to the one right of it. Summed from the
// left along a row that is the winding number times the area covered: exact, in integers, with 2^17 for a
// whole pixel. (After R. Levien's font-rs; the fixed-point walk along an edge is D. Turner's in FreeType's
// smooth rasteriser.)
//
// Pixels are kept in tiles of 4 x 4, each with a fifth column for what goes over to the next tile. A tile
// gets memory when an edge first enters it; a grid of numbers finds it again and a bit a tile gives the
// order. That replaces sorting, and it costs the same for small shapes and large ones: sorting (y, x) keys
// was not needed anywhere.
//
//      grid: number of the tile     bits: which tiles of a row are there        what[]: the tiles, packed
//
// Windings up to 8,191 are right; beyond that they wrap.
#ifndef RASTER_CELLS_H
#define RASTER_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "raster/polyline.h"

enum {
  CELL_ONE = 256,       // the grid of edges' ends, a pixel
  CELL_WHOLE = 1 << 17, // a pixel covered once
};

typedef struct cell_tile {
  int32_t column[5][4]; // [column][row]; the fifth belongs to the next tile
} cell_tile;

// The pixels that a shape may cover: x0 <= x < x1, y0 <= y < y1.
typedef struct raster_clip {
  int x0, y0, x1, y1;
} raster_clip;

typedef struct cells {
  uint32_t *grid;   // number of a tile in `tiles`, 0 for none: rows of `stride`
  uint64_t *bits;   // rows of `words`
  int32_t *left;    // winding * CELL_ONE * 512 that each pixel row starts with, from edges left of the clip
  cell_tile *tiles; // from 1 on
  uint32_t tile_count, tile_capacity;
  int width, height; // of the target in tiles
  int stride, words;
  size_t grid_capacity, bits_capacity, left_capacity;
  int first_row, last_row;   // rows of tiles that were touched; none where last < first
  int first_tile, last_tile; // columns of tiles that were touched
  bool failed;               // memory ran out: edges are missing
} cells;

// Makes ready for a target of width x height pixels. False where there is no memory.
bool cells_resize(cells *c, int width, int height);
void cells_free(cells *c);

// Adds all edges of a polyline, every contour closed. Edges right of the clip, above or below it are left
// out, those left of it count in `left`. The clip lies within the target; its left edge is taken down to a
// whole tile.
void cells_add(cells *c, const polyline *p, raster_clip clip);

// Takes a tile out of the grid, once it has been read.
static inline void cells_forget(cells *c, int x, int y)
{
  c->grid[(size_t)y * c->stride + x] = 0;
}

// The tile at (x, y), made if need be. Null where there is no memory.
cell_tile *cells_tile(cells *c, int x, int y);

#endif
