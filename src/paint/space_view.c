#include "paint/space_view.h"

#include <math.h>

static void set_camera(space_view *v, const nb_space_fixed *s)
{
  const nb_vec3 columns[3] = {s->turn.i, s->turn.j, s->turn.k};
  for (int k = 0; k < 3; k++) {
    v->turn[0][k] = columns[k].x;
    v->turn[1][k] = columns[k].y;
    v->turn[2][k] = columns[k].z;
  }
  v->shift[0] = s->shift.x;
  v->shift[1] = s->shift.y;
  v->shift[2] = s->shift.z;
  v->perspective = s->projection == NB_PERSPECTIVE;
  v->near = s->near;
}

// A direction of the camera's in the world.
static double turned_back(const space_view *v, int k, double x, double y, double z)
{
  return v->turn[0][k] * x + v->turn[1][k] * y + v->turn[2][k] * z;
}

static void set_light(space_view *v, const nb_space_fixed *s)
{
  for (int k = 0; k < 3; k++) {
    v->light[k] = (float)turned_back(v, k, s->light.x, s->light.y, s->light.z);
    v->eye[k] = (float)(v->perspective ? -turned_back(v, k, v->shift[0], v->shift[1], v->shift[2])
                                       : turned_back(v, k, 0, 0, 1));
  }
  v->ambient = s->ambient;
  v->diffuse = s->diffuse;
}

space_view space_view_make(const nb_space_fixed *space, const raster_affine *place, int columns, int rows)
{
  space_view v = {0};
  set_camera(&v, space);
  set_light(&v, space);
  nb_rect a = space->area;
  double scale = (double)a.height / (double)space->height;
  v.middle = raster_affine_apply(place, (nb_vec2){a.x + a.width / 2, a.y + a.height / 2});
  v.right = (raster_point){place->i.x * scale, place->i.y * scale};
  v.up = (raster_point){place->j.x * scale, place->j.y * scale};
  v.mirrored = place->i.x * place->j.y - place->i.y * place->j.x > 0;
  v.left = columns / 2.0 - v.middle.x;
  v.top = rows / 2.0 - v.middle.y;
  v.reach = SOLID_REACH - 1;
  v.point = raster_affine_scale(place) / (double)NB_POINTS_PER_UNIT;
  v.lift = (double)space->height / ((double)NB_POINTS_PER_UNIT * (double)a.height);
  return v;
}

unsigned space_view_beyond(const space_view *v, const space_place *p)
{
  unsigned beyond = 0;
  for (int k = 0; k < BEYOND_PLANES; k++)
    beyond |= (unsigned)!(space_view_inside(v, p, k) >= 0) << k;
  return beyond;
}

space_place space_place_between(const space_place *a, const space_place *b, double t)
{
  return (space_place){a->x + (b->x - a->x) * t, a->y + (b->y - a->y) * t, a->w + (b->w - a->w) * t,
                       a->distance + (b->distance - a->distance) * t};
}
