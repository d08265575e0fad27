// Spaces: the 3-D groups of a picture, each painted to a layer of its own: premultiplied RGBA with nothing behind it,
// as large as what shows of the space, to be blended at its place in the order.
//
//   points    of all meshes are projected and lit,
//   solids    (raster/solid.h) are made of triangles, lines and dots,
//   tiles     (raster/tile.h) of 16 x 16 pixels are painted from them,
//
// each with all threads, in pieces whose size does not depend on how many there are.
#ifndef PAINT_SPACE_H
#define PAINT_SPACE_H

#include "paint/plan.h"
#include "paint/pool.h"
#include "paint/space_mesh.h"
#include "raster/tile.h"

// What a space shows. Its pixels lie in tiles of 4 x 4 as kernels want them (paint/kernel.h): four rows of these to a row
// of tiles of 16 x 16.
typedef struct space_layer {
  int x, y;          // of the upper left pixel on the target, multiples of 4
  int columns, rows; // tiles of 16 x 16
  uint32_t *pixels;  // of those tiles alone that were painted
  uint8_t *painted;  // a byte for each tile, row by row; 0 where nothing shows
} space_layer;

// The pixels of tile (x, y) of 4 x 4, and of those right of it.
static inline uint32_t *space_layer_at(const space_layer *l, int x, int y)
{
  return l->pixels + 16 * ((size_t)y * 4 * (size_t)l->columns + (size_t)x);
}

typedef struct space_job space_job;     // a piece of the work
typedef struct space_state space_state; // of one space

// What one thread needs.
typedef struct space_work {
  tile_work *tile;
  const solid **solids; // of one row of tiles
  uint32_t *first;      // for each of its tiles the first of them
  size_t solid_capacity, tile_capacity;
  bool failed; // memory ran out
} space_work;

// Reused from picture to picture.
typedef struct spaces {
  tile_paint paint; // the fastest way here; a test may set another
  const plan *plan;
  space_state *items;
  space_job *jobs;
  space_point *points;
  solids *batches;  // one for each job that makes solids
  space_work *work; // one for each thread
  size_t count, item_capacity, job_count, job_capacity, point_capacity, batch_capacity;
  size_t first_batch; // of the jobs, the first that makes solids
  int row_count;      // rows of tiles of all of them
  int workers;
} spaces;

void spaces_free(spaces *s);

// Paints the layers of all spaces of a plan. False, with something missing, where there is no memory.
bool spaces_paint(spaces *s, const plan *of, pool *threads);

// The layer of space k of the plan.
const space_layer *spaces_layer(const spaces *s, uint32_t k);

#endif
