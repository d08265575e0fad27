#include <math.h>

#include "paint/painter.h"

nb_affine board_place(int width, int height)
{
  return board_place_in((nb_rect){0, 0, (float)width, (float)height});
}

nb_affine board_place_in(nb_rect area)
{
  float unit = fminf(area.width / 16, area.height / 9);
  return (nb_affine){{unit, 0}, {0, -unit}, {area.x + area.width / 2, area.y + area.height / 2}};
}
