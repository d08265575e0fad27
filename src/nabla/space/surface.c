// What is asked of heights, and surfaces through points of one's own.
#include <math.h>

#include "nabla/math/ease.h"
#include "nabla/space/inside.h"
#include "nabla/space/surface.h"

bool surface_is_sound(const nb_heights *h)
{
  return h->z != NULL && h->columns >= 2 && h->rows >= 2 && h->columns <= SURFACE_MOST &&
         h->rows <= SURFACE_MOST;
}

#define FADE 0.12f // of what shows

surface_reach surface_reach_of(const nb_heights *h)
{
  surface_reach r = {-INFINITY, INFINITY, -INFINITY, INFINITY, h->low < h->high};
  float low = INFINITY, high = -INFINITY;
  if (!r.bounded)
    return r;
  for (int k = 0; k < h->columns * h->rows; k++) {
    low = h->z[k] < low ? h->z[k] : low; // not so for a NaN
    high = h->z[k] > high ? h->z[k] : high;
  }
  float fade = FADE * (fminf(high, h->high) - fmaxf(low, h->low));
  r.low = r.full_low = h->low;
  r.high = r.full_high = h->high;
  if (!h->fades)
    return r;
  if (low < h->low - fade)
    r.full_low += fade;
  if (high > h->high + fade)
    r.full_high -= fade;
  return r;
}

static float in_bands(float t)
{
  t = SURFACE_BANDS * fmaxf(0, fminf(1, t));
  float first = floorf(fminf(t, SURFACE_BANDS - 1)), from = nb_smooth(first / SURFACE_BANDS);
  return from + (t - first) * (nb_smooth((first + 1) / SURFACE_BANDS) - from);
}

float surface_shows(const surface_reach *r, float z)
{
  float below = r->full_low > r->low ? (z - r->low) / (r->full_low - r->low) : z >= r->low;
  float above = r->full_high < r->high ? (r->high - z) / (r->high - r->full_high) : z <= r->high;
  return in_bands(below) * in_bands(above);
}

nb_vec3 surface_at(const nb_heights *h, int column, int row)
{
  return nb_at3(h->floor.x + h->floor.width * (float)column / (float)(h->columns - 1),
                h->floor.y + h->floor.height * (float)row / (float)(h->rows - 1),
                h->z[row * h->columns + column]);
}

static int cell_of(float share, int cells)
{
  float at = floorf(share * (float)cells);
  return at > 0 ? (at < (float)cells ? (int)at : cells - 1) : 0; // 0 for a NaN
}

nb_vec3 surface_normal(const nb_heights *h, nb_vec2 p)
{
  int column = cell_of((p.x - h->floor.x) / h->floor.width, h->columns - 1),
      row = cell_of((p.y - h->floor.y) / h->floor.height, h->rows - 1);
  nb_vec3 a = surface_at(h, column, row), c = surface_at(h, column + 1, row + 1);
  nb_vec3 d = surface_at(h, column + 1, row), e = surface_at(h, column, row + 1);
  return nb_cross3(nb_sub3(c, a), nb_sub3(e, d));
}

bool surface_jumps_in(const nb_heights *h, int column, int row)
{
  return h->cut != NULL && h->cut[row * (h->columns - 1) + column];
}

bool surface_has_cell(const nb_heights *h, int column, int row)
{
  if (column < 0 || row < 0 || column >= h->columns - 1 || row >= h->rows - 1)
    return false;
  if (surface_jumps_in(h, column, row))
    return false;
  const float *z = &h->z[row * h->columns + column];
  return isfinite(z[0]) && isfinite(z[1]) && isfinite(z[h->columns]) && isfinite(z[h->columns + 1]);
}

// What there is on the edge from a sample to the next; NULL for nothing.
static const nb_height_end *on_edge(const nb_heights *h, int column, int row, bool up)
{
  const nb_height_end *ends = up ? h->up : h->right;
  const nb_height_end *e = ends == NULL ? NULL : &ends[row * h->columns + column];
  return e != NULL && e->at >= 0 && e->z != -INFINITY ? e : NULL;
}

// The edges of a cell in the order of its corners: right, up, right, up.
static const nb_height_end *on_cell(const nb_heights *h, int column, int row, int edge, nb_vec3 *at)
{
  bool up = edge % 2 == 1;
  column += edge == 1;
  row += edge == 2;
  const nb_height_end *e = on_edge(h, column, row, up);
  if (e == NULL)
    return NULL;
  nb_vec3 here = surface_at(h, column, row), next = surface_at(h, column + !up, row + up);
  *at = nb_at3(here.x + e->at * (next.x - here.x), here.y + e->at * (next.y - here.y), e->z);
  return e;
}

bool surface_end(const nb_heights *h, int column, int row, bool up, nb_vec3 *end)
{
  return on_cell(h, column, row, up ? 3 : 0, end) != NULL && isfinite(end->z);
}

bool surface_cell_end(const nb_heights *h, int column, int row, int edge, nb_vec3 *end)
{
  return on_cell(h, column, row, edge, end) != NULL && isfinite(end->z);
}

bool surface_jump(const nb_heights *h, int column, int row, int edge, nb_vec2 *at, bool *pole)
{
  nb_vec3 place;
  const nb_height_end *e = on_cell(h, column, row, edge, &place);
  if (e == NULL || isfinite(e->z))
    return false;
  *at = nb_at(place.x, place.y);
  *pole = isinf(e->z);
  return true;
}

bool surface_lone_pole(const nb_heights *h, int column, int row, nb_vec2 *at)
{
  const nb_height_end *right = &h->right[row * h->columns + column], *up = &h->up[row * h->columns + column];
  if (right->z != -INFINITY || right->at < 0)
    return false;
  *at = nb_at(h->floor.x + h->floor.width * ((float)column + right->at) / (float)(h->columns - 1),
              h->floor.y + h->floor.height * ((float)row + up->at) / (float)(h->rows - 1));
  return true;
}

bool surface_rim(const nb_heights *h, int column, int row, nb_vec3 *a, nb_vec3 *b)
{
  int found = 0;
  if (column < 0 || row < 0 || column >= h->columns - 1 || row >= h->rows - 1 ||
      surface_jumps_in(h, column, row))
    return false;
  for (int edge = 0; edge < 4; edge++)
    found += surface_cell_end(h, column, row, edge, found == 0 ? a : b);
  return found == 2;
}

// ---------------------------------------------------------------------------------------------------------------
// Through points of one's own

static nb_vec3 across(const nb_vec3 *points, int columns, int rows, int column, int row, bool up)
{
  int at = row * columns + column, step = up ? columns : 1, place = up ? row : column,
      count = up ? rows : columns;
  nb_vec3 before = place > 0 ? points[at - step] : points[at],
          after = place + 1 < count ? points[at + step] : points[at];
  nb_vec3 way =
      nb_sub3(space_is_finite(after) ? after : points[at], space_is_finite(before) ? before : points[at]);
  return way;
}

nb_surface_spec nb_blue_to_red(nb_board *b, float paler)
{
  return (nb_surface_spec){.low = nb_mix(b, NB_POSITIVE, NB_GROUND, paler),
                           .high = nb_mix(b, NB_NEGATIVE, NB_GROUND, paler)};
}

void nb_parametric_surface(nb_board *b, const nb_vec3 *points, const nb_color *colors, int columns, int rows,
                           nb_style style)
{
  if (!board_shows(&style) || columns < 2 || rows < 2 || columns > SURFACE_MOST || rows > SURFACE_MOST)
    return;
  // Where it is being uncovered, its last column is on its way to the next.
  int all = columns;
  float seen = (float)(all - 1) * board_unit(style.reveal);
  columns = 1 + (int)ceilf(seen);
  float part = seen - (float)(columns - 2);
  space_body m = space_body_begin(b, (uint32_t)(columns * rows), 2 * (uint32_t)(columns * rows));
  for (int row = 0; row < rows; row++) {
    for (int column = 0; column < columns; column++) {
      int k = row * all + column;
      nb_vec3 normal = nb_cross3(across(points, all, rows, column, row, false),
                                 across(points, all, rows, column, row, true));
      nb_vec3 at = column > 0 && column == columns - 1 ? nb_mix3(points[k - 1], points[k], part) : points[k];
      bool sound = space_is_finite(at);
      space_body_point(&m, (space_corner){sound ? at : nb_at3(0, 0, 0),
                                          sound ? nb_unit3(normal) : nb_at3(0, 0, 1),
                                          colors ? board_rgba(b, colors[k], NB_PLANE, style.alpha)
                                                 : space_fill(b, &style, NB_PLANE)});
    }
  }
  for (int row = 0; row + 1 < rows; row++) {
    for (int column = 0; column + 1 < columns; column++) {
      uint32_t at = (uint32_t)(row * columns + column), above = at + (uint32_t)columns;
      const nb_vec3 *here = points + row * all + column, *over = here + all;
      if (!space_is_finite(here[0]) || !space_is_finite(here[1]) || !space_is_finite(over[0]) ||
          !space_is_finite(over[1]))
        continue;
      space_body_triangle(&m, at, at + 1, above + 1);
      space_body_triangle(&m, at, above + 1, above);
    }
  }
  space_body_draw(&m, 0);
}
