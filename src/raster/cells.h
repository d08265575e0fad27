// Cells: what the edges of one shape cover of each pixel they pass.
//
// An edge that crosses a pixel row over a height h (signed by its direction) while x goes from xl to xl + w
// covers, of all that lies left of X, the area
//
//      A(X) = h * (X - xl)^2 / (2 w)          for xl <= X <= xl + w
//             h * (X - xl - w / 2)            right of that, 0 left of it
//
// and of the pixel from X to X + 1 the difference A(X + 1) - A(X). That is computed for the four rows of a
// tile at once. Right of the last tile that the edge passes in a row of tiles it covers h, which the tile
// keeps as `over`. Ends of edges lie on a grid of 1/256 pixel, so that the sums of h are exact: no error
// drifts along a row.
//
// Pixels are kept in tiles of 4 x 4. A tile gets memory when an edge first enters it; a grid of numbers finds
// it again and a bit a tile gives the order, which replaces sorting: it costs the same for small shapes and
// large ones.
//
//      grid: number of the tile     bits: which tiles of a row are there        tiles: packed
//
// (Before this, edges were walked pixel by pixel in integers, as FreeType's smooth rasteriser does: that took
// twice the time.)
#ifndef RASTER_CELLS_H
#define RASTER_CELLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "raster/four.h"
#include "raster/polyline.h"

typedef struct cell_tile {
  four column[4]; // what the edges in this tile cover of its pixels, row by row
  four over;      // what they cover of each pixel right of the tile
} cell_tile;

// The pixels that a shape may cover: x0 <= x < x1, y0 <= y < y1.
typedef struct raster_clip {
  int x0, y0, x1, y1;
} raster_clip;

typedef struct cells cells;

// Adds an edge that lies within the clip and whose ends lie on the grid.
typedef void (*cells_edge)(cells *c, float x0, float y0, float x1, float y1);

struct cells {
  uint32_t *grid;   // number of a tile in `tiles`, 0 for none: rows of `stride`
  uint64_t *bits;   // rows of `words`
  four *left;       // for each row of tiles the winding it starts with, from edges left of the clip
  cell_tile *tiles; // from 1 on
  uint32_t tile_count, tile_capacity;
  int width, height; // of the target in tiles
  int stride, words;
  size_t grid_capacity, bits_capacity, left_capacity;
  int first_row, last_row;   // rows of tiles that were touched; none where last < first
  int first_tile, last_tile; // columns of tiles that were touched
  bool failed;               // memory ran out: edges are missing
  cells_edge add_edge;       // the fastest here; a test may set another
};

// The ways to add an edge that run here, the plain one first, null beyond the last. All give the same.
cells_edge cells_edge_at(int k);

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

// Makes room for more tiles. False, with failed set, where there is no memory.
bool cells_grow_tiles(cells *c);

// Notes that rows of tiles were touched.
static inline void cells_touch_rows(cells *c, int first, int last)
{
  c->first_row = first < c->first_row ? first : c->first_row;
  c->last_row = last > c->last_row ? last : c->last_row;
}

// The tile at (x, y), made if need be. Null where there is no memory.
cell_tile *cells_tile(cells *c, int x, int y);

#endif
