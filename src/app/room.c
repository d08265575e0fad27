#include "app/room.h"

#include <math.h>

#include "app/parts.h"

nb_rect board_area(const player *p)
{
  int width, height;
  window_size(&p->window, &width, &height);
  float unit = fminf((float)width / 16, (float)height / 9);
  float column = floorf(layers_column(p) * unit);
  return (nb_rect){0, 0, fmaxf((float)width - column, 1), (float)height};
}

nb_affine board_on_window(const player *p)
{
  return board_place_in(board_area(p));
}

nb_affine window_plane(const player *p)
{
  int width, height;
  window_size(&p->window, &width, &height);
  return board_place(width, height);
}

float window_edge(const player *p)
{
  int width, height;
  window_size(&p->window, &width, &height);
  return 0.5f * (float)width / fminf((float)width / 16, (float)height / 9);
}

nb_vec2 point_at(nb_affine plane, nb_vec2 pixel)
{
  nb_affine inverse;
  return nb_affine_inverse(plane, &inverse) ? nb_affine_apply(inverse, pixel) : nb_origin();
}

nb_vec2 pointer_on_board(const player *p)
{
  return point_at(board_on_window(p), p->pointer.pixel);
}

nb_vec2 pointer_on_window(const player *p)
{
  return point_at(window_plane(p), p->pointer.pixel);
}
