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
#include "paint/space_layer.h"
#include "paint/space_mesh.h"
#include "raster/tile.h"

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

// Paints the layers of all spaces of a plan with the threads of a pool. False, with something missing, where there is no memory.
bool spaces_paint(spaces *s, const plan *of, pool *with);

// The layer of space k of the plan.
const space_layer *spaces_layer(const spaces *s, uint32_t k);

#endif
