// Spaces: the 3-D groups of a picture, each painted to a layer of its own: premultiplied RGBA with nothing behind it,
// as large as what shows of the space, to be blended at its place in the order.
//
//   points    of all meshes are projected and lit,
//   solids    (raster/solid.h) are made of triangles, lines and dots,
//   tiles     (raster/tile.h) of 16 x 16 pixels are painted from them,
//
// each with all threads, in pieces whose size does not depend on how many there are. A graphics card (paint/gl_spaces.h)
// is given the points and, in place of all solids and tiles, the lines and dots among them and the triangles' corners.
#ifndef PAINT_SPACE_H
#define PAINT_SPACE_H

#include "paint/plan.h"
#include "paint/pool.h"
#include "paint/space_faces.h"
#include "paint/space_layer.h"
#include "paint/space_mesh.h"
#include "raster/tile.h"

typedef struct space_job space_job;     // a piece of the work
typedef struct space_state space_state; // of one space

// What was made of a command of a space, or of a part of it.
typedef struct space_piece {
  solids solids;                     // for a card the lines and dots alone
  space_faces faces;                 // for a card, of a mesh
  uint32_t first_point, point_count; // of a mesh that begins here, among all points
} space_piece;

// A space as a card draws it: what shows of it, on the target, and its pieces, in the order of the list.
typedef struct space_shape {
  const space_view *view; // to the pixels of its layer
  int x, y;               // where that lies on the target
  raster_clip clip;
  const space_piece *pieces;
  size_t piece_count;
} space_shape;

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
  space_piece *pieces; // one for each job that makes one
  space_work *work;    // one for each thread
  size_t count, item_capacity, job_count, job_capacity, point_count, point_capacity, piece_capacity;
  size_t first_piece; // of the jobs, the first that makes a piece
  int row_count;      // rows of tiles of all of them
  int workers;
  bool for_card;
} spaces;

void spaces_free(spaces *s);

// Paints the layers of all spaces of a plan with the threads of a pool. False, with something missing, where there is no memory.
bool spaces_paint(spaces *s, const plan *of, pool *with);

// Makes what a card draws of all spaces of a plan: points (all meshes', in one row) and shapes. Their layers have no pixels,
// and may show everywhere. False, with something missing, where there is no memory.
bool spaces_make(spaces *s, const plan *of, pool *with);

// The layer of space k of the plan, and what a card draws of it.
const space_layer *spaces_layer(const spaces *s, uint32_t k);
space_shape spaces_shape(const spaces *s, uint32_t k);

#endif
