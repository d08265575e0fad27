#include "app/room.h"

#include <math.h>

#include "app/parts.h"

#define AIR 0.022f   // around the card, of the room's width
#define CORNER 0.12f // board units

nb_rect board_room(const player *p)
{
  int width, height;
  window_size(&p->window, &width, &height);
  float unit = fminf((float)width / 16, (float)height / 9);
  float column = floorf(layers_column(p) * unit);
  return (nb_rect){0, 0, fmaxf((float)width - column, 1), (float)height};
}

nb_rect board_area(const player *p)
{
  nb_rect room = board_room(p);
  if (layers_column(p) <= 0)
    return room;
  float air = roundf(AIR * room.width), wide = fmaxf(room.width - 2 * air, 1);
  float high = fmaxf(floorf(fminf(room.height - 2 * air, wide * 9 / 16)), 1);
  return (nb_rect){air, floorf(0.5f * (room.height - high)), wide, high};
}

void board_record_desk(const player *p, nb_board *b)
{
  nb_rect card = board_area(p), all;
  nb_affine plane = window_plane(p), back;
  if (!nb_affine_inverse(plane, &back))
    return;
  nb_vec2 low = nb_affine_apply(back, nb_at(card.x, card.y + card.height)),
          high = nb_affine_apply(back, nb_at(card.x + card.width, card.y));
  card = (nb_rect){low.x, low.y, high.x - low.x, high.y - low.y};
  nb_vec2 corner = nb_affine_apply(back, nb_origin()); // of the window
  all = (nb_rect){corner.x, -corner.y, -2 * corner.x, 2 * corner.y};
  nb_path_rectangle(b, all, 0);
  nb_path_rectangle(b, card, CORNER);
  nb_draw(b, nb_style(.fill = NB_PANEL, .width = -1, .even_odd = true));
  nb_rectangle(b, card, CORNER, nb_style(.color = NB_TRACK, .width = 1.5f));
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
