#include <math.h>

#include "nabla/board.h"

// How many board units a step in numbers is; 0 where the plane has no extent.
static float scale_of(float size, float from, float to)
{
  float scale = size / (to - from);
  return isfinite(scale) ? scale : 0;
}

nb_mat2 nb_plane_scale(nb_plane plane)
{
  return (nb_mat2){{scale_of(plane.area.width, plane.x0, plane.x1), 0},
                   {0, scale_of(plane.area.height, plane.y0, plane.y1)}};
}

nb_plane nb_plane_until(nb_plane plane, float x)
{
  plane.area.width = (x - plane.x0) * scale_of(plane.area.width, plane.x0, plane.x1);
  plane.x1 = x;
  return plane;
}

nb_vec2 nb_on_plane(nb_plane plane, nb_vec2 p)
{
  nb_mat2 scale = nb_plane_scale(plane);
  return nb_at(plane.area.x + (p.x - plane.x0) * scale.i.x, plane.area.y + (p.y - plane.y0) * scale.j.y);
}

nb_vec2 nb_from_plane(nb_plane plane, nb_vec2 p)
{
  float x = scale_of(plane.x1 - plane.x0, 0, plane.area.width),
        y = scale_of(plane.y1 - plane.y0, 0, plane.area.height);
  return nb_at(plane.x0 + (p.x - plane.area.x) * x, plane.y0 + (p.y - plane.area.y) * y);
}
