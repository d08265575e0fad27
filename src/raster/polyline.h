// Polylines: what curves become before they are filled or stroked. Points are in pixels, y down.
//
// A polyline is reused from shape to shape: clearing it keeps its memory, so nothing allocates in a steady
// frame. Where memory runs out it drops points and says so in `failed`.
#ifndef RASTER_POLYLINE_H
#define RASTER_POLYLINE_H

#include <stdbool.h>
#include <stdint.h>

#include "nabla/math/vector.h"

typedef struct raster_point {
  double x, y;
} raster_point;

// The same map as an nb_affine, in doubles: p goes to p.x * i + p.y * j + origin.
typedef struct raster_affine {
  raster_point i, j, origin;
} raster_affine;

// The lesser and the greater of two numbers, b where a is NaN: without the calls that fmin and fmax are, which took a
// twentieth of the time of a picture.
static inline double raster_min(double a, double b)
{
  return a < b ? a : b;
}

static inline double raster_max(double a, double b)
{
  return a > b ? a : b;
}

// A box in pixels, y down.
typedef struct raster_box {
  double x0, y0, x1, y1;
} raster_box;

typedef struct raster_contour {
  uint32_t first, count; // its points
  bool closed;
} raster_contour;

typedef struct polyline {
  raster_point *points;
  uint8_t *smooth; // 1 where the point lies within a curve: a stroke turns there without a visible join
  raster_contour *contours;
  uint32_t count, capacity;
  uint32_t contour_count, contour_capacity;
  bool failed; // memory ran out
} polyline;

raster_affine raster_affine_from(nb_affine m);
raster_affine raster_affine_multiply(raster_affine a, raster_affine b); // b first, then a

static inline raster_point raster_affine_apply(const raster_affine *m, nb_vec2 p)
{
  return (raster_point){p.x * m->i.x + p.y * m->j.x + m->origin.x, p.x * m->i.y + p.y * m->j.y + m->origin.y};
}

// How much the map scales lengths: the square root of |determinant|.
double raster_affine_scale(const raster_affine *m);

void polyline_clear(polyline *p);
void polyline_free(polyline *p);

// Starts a contour at the next point that is added.
void polyline_begin(polyline *p);

// Ends the contour; one without points is forgotten.
void polyline_end(polyline *p, bool closed);

// Makes room for `extra` more points. False, with failed set, where there is no memory.
bool polyline_reserve(polyline *p, uint32_t extra);

// Adds a point for which there is room.
static inline void polyline_put(polyline *p, raster_point at, uint8_t smooth)
{
  p->points[p->count] = at;
  p->smooth[p->count++] = smooth;
}

// Adds a point.
static inline void polyline_add(polyline *p, raster_point at, uint8_t smooth)
{
  if (p->count < p->capacity || polyline_reserve(p, 1))
    polyline_put(p, at, smooth);
}

#endif
