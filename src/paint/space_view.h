// How a space is seen: from the world to the pixels of its layer.
#ifndef PAINT_SPACE_VIEW_H
#define PAINT_SPACE_VIEW_H

#include "nabla/list.h"
#include "raster/edges.h"
#include "raster/polyline.h"
#include "raster/solid.h"

typedef struct space_view {
  double turn[3][3]; // rows
  double shift[3];
  raster_point middle;    // of the area, in pixels of the layer
  raster_point right, up; // what a unit of the world is there, at distance 1 under perspective
  bool perspective;
  bool mirrored; // what runs counter-clockwise in the world runs clockwise on the picture
  double near;
  double left, top, reach; // corners lie within reach of (left, top)
  double point;            // pixels to a point of width
  double lift; // a point of width at distance 1, or at any without perspective, in units of the world
  double
      order; // by how many points of width all is brought toward the viewer, as it stands later in the list
  float light[3],
      eye[3]; // toward the light; the camera's place, or the direction toward it without perspective
  float ambient, diffuse;
} space_view;

// A place as the camera has it: on the picture at middle + (x, y) / w, where w is the distance or 1.
typedef struct space_place {
  double x, y, w, distance;
} space_place;

// What a place lies beyond.
enum {
  BEYOND_NEAR = 1,
  BEYOND_LEFT = 2,
  BEYOND_RIGHT = 4,
  BEYOND_TOP = 8,
  BEYOND_BOTTOM = 16,
  BEYOND_PLANES = 5
};

// How the space is seen under `place` (board units to pixels of the layer, y down), of which columns x rows pixels show.
space_view space_view_make(const nb_space_fixed *space, const raster_affine *place, int columns, int rows);

static inline space_place space_view_place(const space_view *v, nb_vec3 p)
{
  double q[3];
  for (int k = 0; k < 3; k++)
    q[k] = (v->turn[k][0] * (double)p.x + v->turn[k][1] * (double)p.y) +
           (v->turn[k][2] * (double)p.z + v->shift[k]);
  return (space_place){v->right.x * q[0] + v->up.x * q[1], v->right.y * q[0] + v->up.y * q[1],
                       v->perspective ? -q[2] : 1, -q[2]};
}

// How far a place is inside of plane number k of the above; below 0 where it lies beyond it.
static inline double space_view_inside(const space_view *v, const space_place *p, int k)
{
  double x = p->x - v->left * p->w, y = p->y - v->top * p->w, most = v->reach * p->w;
  const double inside[BEYOND_PLANES] = {p->distance - v->near, most + x, most - x, most + y, most - y};
  return inside[k];
}

// The planes that a place lies beyond.
unsigned space_view_beyond(const space_view *v, const space_place *p);

// The place a part t of the way from a to b.
space_place space_place_between(const space_place *a, const space_place *b, double t);

// The same view, for command k of the n of the space. What lies in one plane has the same depth but for rounding; so each
// command stands nearer than the one before it: by 1/32 of a pixel's size where they are few (corners are rounded to 1/256
// pixel, which is more in depth the flatter a plane is seen), and by half a pixel in all, which does not show.
static inline space_view space_view_of(const space_view *v, size_t k, size_t n)
{
  space_view own = *v;
  own.order = (double)k / (double)(n > 16 ? 2 * n : 32) / v->point;
  return own;
}

// Its depth, `lifted` points of width toward the viewer.
static inline float space_view_depth(const space_view *v, const space_place *p, double lifted)
{
  lifted += v->order;
  if (!v->perspective)
    return (float)(lifted * v->lift - p->distance);
  return (float)(1 / (p->distance * raster_max(1 - lifted * v->lift, 0.001)));
}

#endif
