// Edges: the sides of a polygon, cut at the clip, in the order of the rows of tiles in which they begin.
//
// The ends of edges are rounded to a grid of 1/256 pixel, which floats hold exactly up to 65,536 pixels.
// Edges above the clip, below it or right of it are left out; what lies left of it is only counted, row by
// row.
#ifndef RASTER_EDGES_H
#define RASTER_EDGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "raster/four.h"
#include "raster/polyline.h"

// The pixels that a shape may cover: x0 <= x < x1, y0 <= y < y1.
typedef struct raster_clip {
  int x0, y0, x1, y1;
} raster_clip;

typedef struct edge {
  float x0, y0, x1, y1; // y0 < y1
  float low, high;      // the lesser and the greater of x0 and x1
  float slope;          // dx / dy
  float steep;          // sign * |dy / dx| / 2, 0 for an upright edge
  float sign;           // 1 where the polygon runs down along it, -1 where it runs up
  float x;              // where it enters the row of tiles that comes next
  int last;             // the row of tiles in which it ends
  uint32_t next;        // the edge that begins in the same row, plus 1; 0 for none
} edge;

typedef struct edges {
  edge *items;
  uint32_t *active; // for the work row by row: as much room as items have
  uint32_t count, capacity;
  uint32_t *begin;   // for each row of tiles the edge that begins there, plus 1; 0 for none
  four *left;        // for each row of tiles the winding it starts with
  int first, last;   // the rows of tiles that are touched; none where last < first
  int rows_capacity; // rows of tiles
  bool failed;       // memory ran out: edges are missing
} edges;

// Makes ready for a target `rows` rows of tiles high. False where there is no memory.
bool edges_resize(edges *e, int rows);
void edges_free(edges *e);

// Takes all sides of a polyline, every contour closed. The clip lies within the target; its left and right
// side are taken outwards to whole tiles.
void edges_collect(edges *e, const polyline *p, raster_clip clip);

#endif
