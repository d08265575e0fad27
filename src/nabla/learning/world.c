#include <math.h>

#include "nabla/learning.h"
#include "nabla/math/ease.h"

// The cell's part of its side.
#define CELL 0.94f

static uint32_t cell_count(nb_world world)
{
  return world.grid->columns * world.grid->rows;
}

nb_vec2 nb_world_middle(nb_world world, uint32_t cell)
{
  uint32_t columns = world.grid->columns;
  return nb_add(world.corner, nb_at(world.side * ((float)(cell % columns) + 0.5f),
                                    -world.side * ((float)(cell / columns) + 0.5f)));
}

nb_rect nb_world_cell(nb_world world, uint32_t cell)
{
  nb_vec2 at = nb_world_middle(world, cell);
  float side = CELL * world.side;
  return (nb_rect){at.x - side / 2, at.y - side / 2, side, side};
}

uint32_t nb_world_at(nb_world world, nb_vec2 p)
{
  uint32_t best = 0;
  float nearest = INFINITY;
  for (uint32_t k = 0; k < cell_count(world); k++) {
    float far = nb_length(nb_sub(nb_world_middle(world, k), p));
    if (world.grid->cells[k] == NB_CELL_FLOOR && far < nearest)
      best = k, nearest = far;
  }
  return best;
}

static void draw_wall(nb_board *b, nb_rect r, float alpha)
{
  enum { STROKES = 4 };
  for (int k = 1; k < 2 * STROKES; k++) { // from the left and upper sides to the lower and right ones
    float along = (float)k / STROKES, low = fmaxf(along - 1, 0), high = fminf(along, 1);
    nb_line(b, nb_at(r.x + low * r.width, r.y + r.height * (1 - high)),
            nb_at(r.x + high * r.width, r.y + r.height * (1 - low)),
            nb_style(.color = NB_TRACK, .width = 2, .alpha = alpha));
  }
}

void nb_world_ground(nb_board *b, nb_world world, nb_style style)
{
  uint32_t columns = world.grid->columns, ways = columns + world.grid->rows;
  for (uint32_t k = 0; k < cell_count(world); k++) {
    float place = (float)(k % columns + k / columns) / (float)ways;
    float alpha = style.alpha * nb_smooth(2 * style.reveal - place);
    nb_rect r = nb_world_cell(world, k);
    if (world.grid->cells[k] == NB_CELL_WALL)
      draw_wall(b, r, alpha);
    else
      nb_rectangle(b, r, 0.12f, nb_style(.color = NB_TRACK, .fill = NB_PANEL, .width = 1.5f, .alpha = alpha));
  }
}

static void draw_value(nb_board *b, nb_world world, uint32_t cell, float value, const uint8_t *way,
                       nb_style style)
{
  static const nb_vec2 steps[] = {
      [NB_GO_RIGHT] = {1, 0}, [NB_GO_UP] = {0, 1}, [NB_GO_LEFT] = {-1, 0}, [NB_GO_DOWN] = {0, -1}};
  nb_vec2 at = nb_world_middle(world, cell), up = nb_add(at, nb_at(0, 0.08f * world.side));
  nb_color shade = style.color == NB_DEFAULT ? NB_POSITIVE : style.color;
  nb_rectangle(b, nb_world_cell(world, cell), 0.12f,
               nb_style(.fill = nb_mix(b, NB_PANEL, shade, 0.5f * value), .width = -1, .alpha = style.alpha));
  nb_number(b, nb_add(at, nb_at(0, -0.32f * world.side)), value, 2,
            nb_style(.font = NB_FONT_MEDIUM, .size = 24, .anchor = NB_CENTER, .alpha = style.alpha));
  if (way == NULL || *way >= NB_GO_WAYS)
    return;
  nb_vec2 half = nb_scale(0.17f * world.side, steps[*way]);
  nb_arrow(b, nb_sub(up, half), nb_add(up, half), nb_style(.width = 5, .alpha = style.alpha));
}

void nb_world_values(nb_board *b, nb_world world, const float *values, const uint8_t *ways, nb_style style)
{
  for (uint32_t k = 0; k < cell_count(world) && style.alpha > 0; k++)
    if (world.grid->cells[k] == NB_CELL_FLOOR && values[k] >= 0.005f)
      draw_value(b, world, k, values[k], ways ? ways + k : NULL, style);
}

void nb_world_frame(nb_board *b, nb_world world, const uint32_t *cells, int count, nb_style style)
{
  style.color = style.color == NB_DEFAULT ? NB_V : style.color;
  style.width = style.width > 0 ? style.width : 4;
  for (int k = 0; k < count; k++)
    nb_rectangle(b, nb_world_cell(world, cells[k]), 0.12f, style);
}

void nb_world_agent(nb_board *b, nb_vec2 at, nb_style style)
{
  style.width = style.width > 0 ? style.width : 46;
  style.color = style.color == NB_DEFAULT ? NB_V : style.color;
  nb_point(b, at, style);
  float eye = style.width / 650;
  style.width /= 5, style.color = NB_GROUND;
  nb_point(b, nb_add(at, nb_at(-eye, 0.7f * eye)), style);
  nb_point(b, nb_add(at, nb_at(eye, 0.7f * eye)), style);
}
