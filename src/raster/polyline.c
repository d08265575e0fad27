#include "raster/polyline.h"

#include <math.h>
#include <stdlib.h>

enum { POINTS_MAX = 1 << 23 };

raster_affine raster_affine_from(nb_affine m)
{
  return (raster_affine){{m.i.x, m.i.y}, {m.j.x, m.j.y}, {m.origin.x, m.origin.y}};
}

static raster_point turn(raster_affine m, raster_point v)
{
  return (raster_point){v.x * m.i.x + v.y * m.j.x, v.x * m.i.y + v.y * m.j.y};
}

raster_affine raster_affine_multiply(raster_affine a, raster_affine b)
{
  raster_point origin = turn(a, b.origin);
  return (raster_affine){turn(a, b.i), turn(a, b.j), {origin.x + a.origin.x, origin.y + a.origin.y}};
}

double raster_affine_scale(const raster_affine *m)
{
  return sqrt(fabs(m->i.x * m->j.y - m->i.y * m->j.x));
}

void polyline_clear(polyline *p)
{
  p->count = p->contour_count = 0;
  p->failed = false;
}

void polyline_free(polyline *p)
{
  free(p->points);
  free(p->smooth);
  free(p->contours);
  *p = (polyline){0};
}

bool polyline_reserve(polyline *p, uint32_t extra)
{
  uint64_t wanted = (uint64_t)p->count + extra;
  if (wanted <= p->capacity)
    return true;
  uint64_t capacity = wanted + wanted / 2 + 64;
  if (wanted > POINTS_MAX)
    return !(p->failed = true);
  raster_point *points = realloc(p->points, capacity * sizeof *points);
  if (points)
    p->points = points;
  uint8_t *smooth = realloc(p->smooth, capacity);
  if (smooth)
    p->smooth = smooth;
  if (!points || !smooth)
    return !(p->failed = true);
  p->capacity = (uint32_t)capacity;
  return true;
}

void polyline_begin(polyline *p)
{
  if (p->contour_count == p->contour_capacity) {
    uint32_t capacity = p->contour_capacity * 2 + 16;
    raster_contour *contours = realloc(p->contours, capacity * sizeof *contours);
    if (!contours) {
      p->failed = true;
      return;
    }
    p->contours = contours;
    p->contour_capacity = capacity;
  }
  p->contours[p->contour_count++] = (raster_contour){.first = p->count};
}

void polyline_end(polyline *p, bool closed)
{
  if (!p->contour_count)
    return;
  raster_contour *c = &p->contours[p->contour_count - 1];
  c->count = p->count - c->first;
  c->closed = closed;
  if (!c->count)
    p->contour_count--;
}
