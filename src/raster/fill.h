// Filling: a polyline to strips, one row of tiles after another.
//
// An edge that crosses a pixel row over a height h (signed by its direction) while x goes from xl to xl + w
// covers, of all that lies left of X, the area
//
//      A(X) = h * (X - xl)^2 / (2 w)          for xl <= X <= xl + w
//             h * (X - xl - w / 2)            right of that, 0 left of it
//
// and of the pixel from X to X + 1 the difference A(X + 1) - A(X). That is computed for the four rows of a
// tile at once. Right of the last tile that the edge passes in a row it covers h, which that tile keeps as
// `over`. As ends of edges lie on a grid, the sums of h are exact: no error drifts along a row, and a span is
// exactly full or empty.
//
// The edges of a row are added up in a row of tiles that stays in the first cache; a byte a tile says which
// were touched. Tried and dropped: walking edges pixel by pixel in integers, as FreeType does (a third more
// time for 10,000 arrows), and tiles of the whole shape found through a grid (a tenth more).
#ifndef RASTER_FILL_H
#define RASTER_FILL_H

#include "raster/edges.h"
#include "raster/strips.h"

typedef enum raster_rule {
  RASTER_NONZERO,
  RASTER_EVENODD,
} raster_rule;

typedef struct fill_tile {
  four column[4]; // what the row's edges cover of its pixels, row by row
  four over;      // what they cover of each pixel right of the tile
} fill_tile;

typedef struct fill_work fill_work;

// Makes the strips of the edges that have been collected.
typedef void (*fill_rows)(fill_work *work, raster_rule rule, raster_clip clip, uint32_t shape, strips *out);

struct fill_work {
  edges edges;
  fill_tile *tiles; // of one row; all zero between shapes
  uint8_t *touched; // 1 for each of them that was touched
  int capacity;     // tiles
  fill_rows rows;   // the fastest here; a test may set another
};

// The ways to fill that run here, the plain one first, null beyond the last. All give the same coverage.
fill_rows fill_rows_at(int k);

// Makes ready for a target of width x height pixels, at most 65,536 a side. False where there is no memory.
bool fill_resize(fill_work *work, int width, int height);
void fill_free(fill_work *work);

// Adds to out, as `shape`, what the polyline covers of the clip.
void raster_fill(fill_work *work, const polyline *p, raster_rule rule, raster_clip clip, uint32_t shape,
                 strips *out);

#endif
