// Shapes in space for tests and benchmarks: meshes built point by point, and cameras that turn about the origin.
#ifndef TESTS_SOLIDS_H
#define TESTS_SOLIDS_H

#include <math.h>
#include <stdlib.h>

#include "lists.h"

typedef struct shape {
  nb_vec3 *points, *normals;
  nb_rgba *colors;
  uint32_t *corners;
  uint32_t point_count, triangle_count;
} shape;

static inline shape shape_make(uint32_t points, uint32_t triangles)
{
  shape s = {.point_count = points, .triangle_count = triangles};
  s.points = calloc(points, sizeof *s.points);
  s.normals = calloc(points, sizeof *s.normals);
  s.colors = calloc(points, sizeof *s.colors);
  s.corners = calloc(3 * (size_t)triangles, sizeof *s.corners);
  if (!s.points || !s.normals || !s.colors || !s.corners)
    abort();
  return s;
}

static inline void shape_free(shape *s)
{
  free(s->points);
  free(s->normals);
  free(s->colors);
  free(s->corners);
}

// Two triangles for each cell of a grid of columns x rows points, which run counter-clockwise where rows go up.
static inline void shape_grid(shape *s, uint32_t columns, uint32_t rows)
{
  uint32_t *c = s->corners;
  for (uint32_t y = 0; y + 1 < rows; y++) {
    for (uint32_t x = 0; x + 1 < columns; x++) {
      uint32_t k = y * columns + x;
      const uint32_t six[6] = {k, k + 1, k + columns + 1, k, k + columns + 1, k + columns};
      for (int i = 0; i < 6; i++)
        *c++ = six[i];
    }
  }
}

// A sphere of `rings` rings from the south pole to the north.
static inline shape shape_sphere(nb_vec3 at, float radius, uint32_t rings, nb_rgba color)
{
  uint32_t columns = 2 * rings + 1, rows = rings + 1;
  shape s = shape_make(columns * rows, 2 * (columns - 1) * (rows - 1));
  for (uint32_t k = 0; k < s.point_count; k++) {
    float a = (float)(k % columns) / (float)rings * (float)M_PI,
          b = ((float)(k / columns) / (float)rings - 0.5f) * (float)M_PI;
    nb_vec3 n = {cosf(a) * cosf(b), sinf(a) * cosf(b), sinf(b)};
    s.normals[k] = n;
    s.points[k] = (nb_vec3){at.x + radius * n.x, at.y + radius * n.y, at.z + radius * n.z};
    s.colors[k] = color;
  }
  shape_grid(&s, columns, rows);
  return s;
}

// z = f(x, y) over [-2, 2] x [-2, 2], columns x columns points, coloured by height from low (-1) to high (1).
static inline shape shape_surface(float (*f)(float x, float y), uint32_t columns, nb_rgba low, nb_rgba high)
{
  shape s = shape_make(columns * columns, 2 * (columns - 1) * (columns - 1));
  float step = 4.0f / (float)(columns - 1), h = 1e-3f;
  for (uint32_t k = 0; k < s.point_count; k++) {
    float x = -2 + step * (float)(k % columns), y = -2 + step * (float)(k / columns), z = f(x, y);
    float t = fminf(fmaxf(0.5f + 0.5f * z, 0), 1);
    s.points[k] = (nb_vec3){x, y, z};
    s.normals[k] = (nb_vec3){(f(x - h, y) - f(x + h, y)) / (2 * h), (f(x, y - h) - f(x, y + h)) / (2 * h), 1};
    for (int shift = 0; shift < 32; shift += 8) {
      float a = (float)(low >> shift & 255), b = (float)(high >> shift & 255);
      s.colors[k] |= (nb_rgba)(a + (b - a) * t + 0.5f) << shift;
    }
  }
  shape_grid(&s, columns, columns);
  return s;
}

static inline void lists_shape(lists *l, const shape *s, nb_mesh_fixed fixed)
{
  fixed.point_count = fixed.color_count = s->point_count;
  fixed.normal_count = s->point_count;
  fixed.triangle_count = s->triangle_count;
  lists_mesh(l, fixed, s->points, s->normals, s->colors, s->corners);
}

// A space over area seen from `distance` away, turned by `turn` about z (up) and raised by `rise`; `height` units of
// the world fill the area at the origin.
static inline nb_space_fixed lists_orbit(nb_rect area, float turn, float rise, float distance, float height)
{
  float ct = cosf(turn), st = sinf(turn), cr = cosf(rise), sr = sinf(rise);
  return (nb_space_fixed){
      .area = area,
      .turn = {{-st, -sr * ct, cr * ct}, {ct, -sr * st, cr * st}, {0, cr, sr}},
      .shift = {0, 0, -distance},
      .projection = NB_PERSPECTIVE,
      .height = height / distance,
      .near = 0.1f,
      .alpha = 1,
      .light = {-0.41f, 0.64f, 0.65f},
      .ambient = 0.55f,
      .diffuse = 0.5f,
  };
}

#endif
