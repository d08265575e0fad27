// Surfaces: cells of two triangles, cut where heights go beyond their bounds and where the surface is not uncovered yet.
#include <math.h>

#include "nabla/space/inside.h"
#include "nabla/space/surface.h"

bool surface_is_sound(const nb_heights *h)
{
  return h->z != NULL && h->columns >= 2 && h->rows >= 2 && h->columns <= SURFACE_MOST &&
         h->rows <= SURFACE_MOST;
}

nb_vec3 surface_at(const nb_heights *h, int column, int row)
{
  return nb_at3(h->floor.x + h->floor.width * (float)column / (float)(h->columns - 1),
                h->floor.y + h->floor.height * (float)row / (float)(h->rows - 1),
                h->z[row * h->columns + column]);
}

static bool is_cut(const nb_heights *h, int column, int row)
{
  return h->cut != NULL && h->cut[row * (h->columns - 1) + column];
}

bool surface_has_cell(const nb_heights *h, int column, int row)
{
  if (column < 0 || row < 0 || column >= h->columns - 1 || row >= h->rows - 1)
    return false;
  if (is_cut(h, column, row))
    return false;
  const float *z = &h->z[row * h->columns + column];
  return isfinite(z[0]) && isfinite(z[1]) && isfinite(z[h->columns]) && isfinite(z[h->columns + 1]);
}

bool surface_end(const nb_heights *h, int column, int row, bool up, nb_vec3 *end)
{
  const nb_height_end *ends = up ? h->up : h->right;
  if (ends == NULL || !(ends[row * h->columns + column].at >= 0))
    return false;
  nb_height_end e = ends[row * h->columns + column];
  nb_vec3 here = surface_at(h, column, row), next = surface_at(h, column + !up, row + up);
  *end = nb_at3(here.x + e.at * (next.x - here.x), here.y + e.at * (next.y - here.y), e.z);
  return true;
}

// The edges of a cell in the order of its corners: right, up, right, up.
static bool cell_end(const nb_heights *h, int column, int row, int edge, nb_vec3 *end)
{
  return surface_end(h, column + (edge == 1), row + (edge == 2), edge % 2 == 1, end);
}

bool surface_rim(const nb_heights *h, int column, int row, nb_vec3 *a, nb_vec3 *b)
{
  int found = 0;
  if (column < 0 || row < 0 || column >= h->columns - 1 || row >= h->rows - 1 || is_cut(h, column, row))
    return false;
  for (int edge = 0; edge < 4; edge++)
    found += cell_end(h, column, row, edge, found == 0 ? a : b);
  return found == 2;
}

// The slope along one direction by what there is to either side.
static float slope(const nb_heights *h, int column, int row, bool up)
{
  const float *z = &h->z[row * h->columns + column];
  int step = up ? h->columns : 1, at = up ? row : column, count = up ? h->rows : h->columns;
  float unit = (up ? h->floor.height : h->floor.width) / (float)(count - 1);
  bool before = at > 0 && isfinite(z[-step]), after = at + 1 < count && isfinite(z[step]);
  float rise = (after ? z[step] : z[0]) - (before ? z[-step] : z[0]);
  return before || after ? rise / (unit * (float)(before + after)) : 0;
}

static nb_vec3 normal_at(const nb_heights *h, int column, int row)
{
  return nb_unit3(nb_at3(-slope(h, column, row, false), -slope(h, column, row, true), 1));
}

// ---------------------------------------------------------------------------------------------------------------
// Colours

typedef struct shades {
  const float *values;
  float low, high;
  nb_color from, middle, to;
  bool plain;
  nb_rgba one;
} shades;

static void extremes(const nb_heights *h, const float *values, float *low, float *high)
{
  *low = INFINITY, *high = -INFINITY;
  for (int k = 0; k < h->columns * h->rows; k++) {
    if (isfinite(values[k])) {
      *low = fminf(*low, values[k]);
      *high = fmaxf(*high, values[k]);
    }
  }
}

// Halfway between two colours lies a muddy one: the way leads through a light one instead (as in Moreland's "Diverging color
// maps for scientific visualization", 2009).
static nb_color light_between(const nb_board *b, nb_color from, nb_color to)
{
  const nb_color light = nb_rgb(0.95f, 0.94f, 0.93f);
  return nb_mix(b, nb_mix(b, from, to, 0.5f), light, 0.5f);
}

static shades shades_of(nb_board *b, const nb_heights *h, const nb_surface_spec *spec, const nb_style *style)
{
  shades s = {.values = spec->values ? spec->values : h->z, .low = spec->low_at, .high = spec->high_at};
  s.plain = spec->low == NB_DEFAULT && spec->high == NB_DEFAULT;
  s.one = space_fill(b, style, NB_PLANE);
  s.from = spec->low == NB_DEFAULT ? style->fill : spec->low;
  s.to = spec->high == NB_DEFAULT ? style->fill : spec->high;
  s.middle = light_between(b, s.from, s.to);
  if (!s.plain && s.low == 0 && s.high == 0)
    extremes(h, s.values, &s.low, &s.high);
  if (!spec->values && h->low < h->high) {
    s.low = fmaxf(s.low, h->low);
    s.high = fminf(s.high, h->high);
  }
  return s;
}

static nb_rgba shade(nb_board *b, const shades *s, float value, float alpha)
{
  if (s->plain)
    return s->one;
  float t = s->high > s->low ? (value - s->low) / (s->high - s->low) : 0.5f;
  t = isfinite(t) ? 2 * t : 0;
  nb_color mixed = t < 1 ? nb_mix(b, s->from, s->middle, t) : nb_mix(b, s->middle, s->to, t - 1);
  return board_rgba(b, mixed, NB_PLANE, alpha);
}

// ---------------------------------------------------------------------------------------------------------------
// Cutting: a triangle is cut by up to three planes, one of x and two of z, corner after corner (Sutherland and Hodgman).

typedef struct bounds {
  float x, low, high;
  bool cuts_z;
} bounds;

enum { MOST_CORNERS = 8 };

static uint8_t mix_byte(uint32_t a, uint32_t b, int shift, float t)
{
  float from = (float)(a >> shift & 255), to = (float)(b >> shift & 255);
  return (uint8_t)(from + t * (to - from) + 0.5f);
}

static space_corner mix_corner(const space_corner *a, const space_corner *b, float t)
{
  space_corner c = {.at = nb_mix3(a->at, b->at, t), .normal = nb_mix3(a->normal, b->normal, t)};
  for (int shift = 0; shift < 32; shift += 8)
    c.color |= (nb_rgba)mix_byte(a->color, b->color, shift, t) << shift;
  return c;
}

// How far inside a bound a corner lies: bound 0 is x, 1 the least z, 2 the greatest.
static float inside(const bounds *limits, int bound, nb_vec3 p)
{
  return bound == 0 ? limits->x - p.x : bound == 1 ? p.z - limits->low : limits->high - p.z;
}

static int cut(const bounds *limits, int bound, const space_corner *in, int count, space_corner *out)
{
  int kept = 0;
  for (int k = 0; k < count; k++) {
    const space_corner *a = &in[k], *b = &in[(k + 1) % count];
    float from = inside(limits, bound, a->at), to = inside(limits, bound, b->at);
    if (from >= 0)
      out[kept++] = *a;
    if ((from >= 0) != (to >= 0))
      out[kept++] = mix_corner(a, b, from / (from - to));
  }
  return kept;
}

static void add_cut(space_body *m, const bounds *limits, const space_corner *corners)
{
  space_corner first[MOST_CORNERS] = {corners[0], corners[1], corners[2]}, second[MOST_CORNERS];
  int count = cut(limits, 0, first, 3, second);
  if (limits->cuts_z) {
    count = cut(limits, 1, second, count, first);
    count = cut(limits, 2, first, count, second);
  }
  uint32_t numbers[MOST_CORNERS];
  for (int k = 0; k < count; k++)
    numbers[k] = space_body_point(m, second[k]);
  for (int k = 2; k < count; k++)
    space_body_triangle(m, numbers[0], numbers[k - 1], numbers[k]);
}

static bool lies_inside(const bounds *limits, nb_vec3 p)
{
  return p.x <= limits->x && (!limits->cuts_z || (p.z >= limits->low && p.z <= limits->high));
}

// ----

static space_corner corner_of(nb_board *b, const nb_heights *h, const shades *s, int column, int row,
                              float alpha)
{
  return (space_corner){surface_at(h, column, row), normal_at(h, column, row),
                        shade(b, s, s->values[row * h->columns + column], alpha)};
}

// A cell of which some corners have no height: what there is of it, up to where the surface ends.
static void add_part(space_body *m, nb_board *b, const nb_heights *h, const shades *s, const bounds *limits,
                     int column, int row, float alpha)
{
  space_corner part[MOST_CORNERS];
  int count = 0;
  for (int k = 0; k < 4; k++) {
    int x = column + (k == 1 || k == 2), y = row + (k > 1), n = (k + 1) % 4;
    int next_x = column + (n == 1 || n == 2), next_y = row + (n > 1);
    space_corner here = corner_of(b, h, s, x, y, alpha);
    bool there = space_is_finite(here.at);
    nb_vec3 end;
    if (there)
      part[count++] = here;
    if (!cell_end(h, column, row, k, &end))
      continue;
    if (!there)
      here = corner_of(b, h, s, next_x, next_y, alpha);
    here.at = end;
    if (s->values == h->z)
      here.color = shade(b, s, end.z, alpha);
    part[count++] = here;
  }
  for (int k = 2; k < count; k++)
    add_cut(m, limits, (space_corner[]){part[0], part[k - 1], part[k]});
}

// Cells that lie inside the bounds share their points; the others are cut, with points of their own.
static void add_cells(space_body *m, nb_board *b, const nb_heights *h, const shades *s, const bounds *limits,
                      float alpha)
{
  uint32_t *numbers = board_take(b, (size_t)h->columns * 2 * sizeof *numbers);
  for (int row = 0; numbers != NULL && row < h->rows; row++) {
    uint32_t *above = &numbers[row % 2 ? h->columns : 0], *below = &numbers[row % 2 ? 0 : h->columns];
    for (int column = 0; column < h->columns; column++) {
      space_corner c = corner_of(b, h, s, column, row, alpha);
      above[column] =
          space_is_finite(c.at) && lies_inside(limits, c.at) ? space_body_point(m, c) : UINT32_MAX;
    }
    for (int column = 0; row > 0 && column < h->columns - 1; column++) {
      uint32_t n[4] = {below[column], below[column + 1], above[column + 1], above[column]};
      if (!surface_has_cell(h, column, row - 1)) {
        if (h->right != NULL && !is_cut(h, column, row - 1))
          add_part(m, b, h, s, limits, column, row - 1, alpha);
        continue;
      }
      if (n[0] != UINT32_MAX && n[1] != UINT32_MAX && n[2] != UINT32_MAX && n[3] != UINT32_MAX) {
        space_body_triangle(m, n[0], n[1], n[2]);
        space_body_triangle(m, n[0], n[2], n[3]);
        continue;
      }
      space_corner c[4] = {
          corner_of(b, h, s, column, row - 1, alpha), corner_of(b, h, s, column + 1, row - 1, alpha),
          corner_of(b, h, s, column + 1, row, alpha), corner_of(b, h, s, column, row, alpha)};
      add_cut(m, limits, (space_corner[]){c[0], c[1], c[2]});
      add_cut(m, limits, (space_corner[]){c[0], c[2], c[3]});
    }
  }
}

void nb_surface(nb_board *b, nb_heights h, nb_surface_spec spec, nb_style style)
{
  if (!board_shows(&style) || !surface_is_sound(&h))
    return;
  bounds limits = {.x = h.floor.x + h.floor.width * board_unit(style.reveal) +
                        (style.reveal >= 1 ? 1e-3f * h.floor.width : 0),
                   .low = h.low,
                   .high = h.high,
                   .cuts_z = h.low < h.high};
  shades s = shades_of(b, &h, &spec, &style);
  uint32_t cells = (uint32_t)(h.columns - 1) * (uint32_t)(h.rows - 1);
  // Cut cells have up to 6 corners a triangle.
  space_body m = space_body_begin(b, (uint32_t)(h.columns * h.rows) + 12 * cells, 8 * cells);
  add_cells(&m, b, &h, &s, &limits, style.alpha);
  space_body_draw(&m, spec.shine);
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

void nb_parametric_surface(nb_board *b, const nb_vec3 *points, const nb_color *colors, int columns, int rows,
                           nb_style style)
{
  columns = (int)fmaxf(1, roundf((float)columns * board_unit(style.reveal)));
  if (!board_shows(&style) || columns < 2 || rows < 2 || columns > SURFACE_MOST || rows > SURFACE_MOST)
    return;
  space_body m = space_body_begin(b, (uint32_t)(columns * rows), 2 * (uint32_t)(columns * rows));
  for (int row = 0; row < rows; row++) {
    for (int column = 0; column < columns; column++) {
      int k = row * columns + column;
      nb_vec3 normal = nb_cross3(across(points, columns, rows, column, row, false),
                                 across(points, columns, rows, column, row, true));
      bool sound = space_is_finite(points[k]);
      space_body_point(&m, (space_corner){sound ? points[k] : nb_at3(0, 0, 0),
                                          sound ? nb_unit3(normal) : nb_at3(0, 0, 1),
                                          colors ? board_rgba(b, colors[k], NB_PLANE, style.alpha)
                                                 : space_fill(b, &style, NB_PLANE)});
    }
  }
  for (int row = 0; row + 1 < rows; row++) {
    for (int column = 0; column + 1 < columns; column++) {
      uint32_t at = (uint32_t)(row * columns + column), above = at + (uint32_t)columns;
      if (!space_is_finite(points[at]) || !space_is_finite(points[at + 1]) ||
          !space_is_finite(points[above]) || !space_is_finite(points[above + 1]))
        continue;
      space_body_triangle(&m, at, at + 1, above + 1);
      space_body_triangle(&m, at, above + 1, above);
    }
  }
  space_body_draw(&m, 0);
}
