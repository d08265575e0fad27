// Where cells lie.
#include <math.h>

#include "app/cells_inside.h"

box box_whole_cell(void)
{
  return (box){0, 0, CELL_SIDE, CELL_SIDE};
}

bool box_is_empty(box b)
{
  return b.x0 >= b.x1 || b.y0 >= b.y1;
}

box box_common(box a, box b)
{
  return (box){a.x0 > b.x0 ? a.x0 : b.x0, a.y0 > b.y0 ? a.y0 : b.y0, a.x1 < b.x1 ? a.x1 : b.x1,
               a.y1 < b.y1 ? a.y1 : b.y1};
}

box box_around(box a, box b)
{
  if (box_is_empty(a))
    return b;
  return (box){a.x0 < b.x0 ? a.x0 : b.x0, a.y0 < b.y0 ? a.y0 : b.y0, a.x1 > b.x1 ? a.x1 : b.x1,
               a.y1 > b.y1 ? a.y1 : b.y1};
}

box box_shifted(box b, int x, int y)
{
  return (box){b.x0 + x, b.y0 + y, b.x1 + x, b.y1 + y};
}

box box_of(const grid *g, nb_rect r)
{
  nb_vec2 low = nb_affine_apply(g->place, nb_at(r.x, r.y + r.height));
  nb_vec2 high = nb_affine_apply(g->place, nb_at(r.x + r.width, r.y));
  const float far = 1e8f;
  return (box){4 * (int)floorf((fmaxf(low.x, -far) - 1) / 4), 4 * (int)floorf((fmaxf(low.y, -far) - 1) / 4),
               4 * (int)ceilf((fminf(high.x, far) + 1) / 4), 4 * (int)ceilf((fminf(high.y, far) + 1) / 4)};
}

nb_rect box_on_board(const grid *g, box b)
{
  float scale = g->place.i.x;
  return (nb_rect){((float)b.x0 - g->place.origin.x) / scale, (g->place.origin.y - (float)b.y1) / scale,
                   (float)(b.x1 - b.x0) / scale, (float)(b.y1 - b.y0) / scale};
}

static int floor_div(int a, int b)
{
  return a >= 0 ? a / b : -((b - 1 - a) / b);
}

cell *cell_at(const grid *g, int x, int y)
{
  int column = x - g->columns * floor_div(x, g->columns), row = y - g->rows * floor_div(y, g->rows);
  return &g->cells[row * g->columns + column];
}

box box_cells(box b)
{
  return (box){floor_div(b.x0, CELL_SIDE), floor_div(b.y0, CELL_SIDE), floor_div(b.x1 - 1, CELL_SIDE) + 1,
               floor_div(b.y1 - 1, CELL_SIDE) + 1};
}

box box_in_sight(const cells *c)
{
  return box_cells(box_shifted((box){0, 0, c->view.width, c->view.height}, -c->left, -c->top));
}

bool box_holds(box b, int x, int y)
{
  return x >= b.x0 && x < b.x1 && y >= b.y0 && y < b.y1;
}
