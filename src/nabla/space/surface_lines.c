// Lines on surfaces: of their grid, of equal height, and where they end.
#include <math.h>

#include "nabla/math/contour.h"
#include "nabla/space/inside.h"
#include "nabla/space/surface.h"

#define LIFT 1.0f                    // widths
enum { MOST_LEVELS = 64, DASH = 2 }; // cells to a dash

// Goes to a point of the surface, or breaks where it begins to fade.
static void go(space_runs *r, const surface_reach *reach, nb_vec3 p)
{
  bool shows = p.z >= reach->full_low && p.z <= reach->full_high;
  space_runs_go(r, shows ? p : nb_at3(NAN, NAN, NAN));
}

// Is a piece of a grid's line from a sample to the next there? It is where a cell to one of its sides is.
static bool is_joined(const nb_heights *h, int column, int row, bool up)
{
  return surface_has_cell(h, column, row) || surface_has_cell(h, column - up, row - !up);
}

// Lifts what was collected off the surface that it lies on.
static void lift_off(space_runs *r, const nb_heights *h, float width)
{
  for (uint32_t k = 0; k < r->point_count; k++)
    r->points[k] =
        space_raised(r->board, r->points[k], surface_normal(h, nb_at(r->points[k].x, r->points[k].y)), width);
}

static void grid_line(space_runs *r, const nb_heights *h, const surface_reach *reach, int which, bool up)
{
  int count = up ? h->rows : h->columns;
  space_runs_move(r);
  for (int k = 0; k < count; k++) {
    int column = up ? which : k, row = up ? k : which;
    nb_vec3 here = surface_at(h, column, row), end;
    go(r, reach, here);
    if (k + 1 == count || is_joined(h, column, row, up))
      continue;
    bool ends = surface_end(h, column, row, up, &end);
    if (ends && space_is_finite(here))
      go(r, reach, end);
    space_runs_move(r);
    if (ends && !space_is_finite(here))
      go(r, reach, end);
  }
}

void nb_surface_grid(nb_board *b, nb_heights h, int every, nb_style style)
{
  if (!board_shows(&style) || !surface_is_sound(&h) || every < 1)
    return;
  surface_reach reach = surface_reach_of(&h);
  space_runs r = space_runs_begin(b, (uint32_t)(2 * h.columns * h.rows / every + h.columns + h.rows), 256);
  for (int row = 0; row < h.rows; row += every)
    grid_line(&r, &h, &reach, row, false);
  for (int column = 0; column < h.columns; column += every)
    grid_line(&r, &h, &reach, column, true);
  lift_off(&r, &h, board_width(style.width, 1));
  space_runs_draw(&r, &style, NB_GROUND, 1, LIFT);
}

// ---------------------------------------------------------------------------------------------------------------
// Level lines

// Heights with the corners of cells at which the surface jumps left out, so that no level line crosses them.
static const float *without_jumps(nb_board *b, const nb_heights *h)
{
  if (h->cut == NULL)
    return h->z;
  size_t count = (size_t)h->columns * (size_t)h->rows;
  float *z = board_take(b, count * sizeof *z);
  for (size_t k = 0; z != NULL && k < count; k++)
    z[k] = h->z[k];
  for (int row = 0; z != NULL && row < h->rows - 1; row++)
    for (int column = 0; column < h->columns - 1; column++)
      if (h->cut[row * (h->columns - 1) + column])
        z[row * h->columns + column] = NAN;
  return z;
}

static void add_level(space_runs *r, const nb_contour *found, float z)
{
  for (uint32_t k = 0; k < found->line_count; k++) {
    nb_contour_line line = found->lines[k];
    space_runs_move(r);
    for (uint32_t n = 0; n < line.count + line.closed; n++) {
      nb_vec2 p = found->points[line.first + n % line.count];
      space_runs_go(r, nb_at3(p.x, p.y, z));
    }
  }
}

static bool trace(nb_board *b, const nb_samples *samples, float level, uint8_t *marks, nb_contour *found)
{
  found->point_count = found->line_count = 0;
  if (found->points && nb_contour_trace(samples, level, marks, found))
    return true;
  uint32_t points = 2 * found->point_count + 1024, lines = 2 * found->line_count + 64;
  *found = (nb_contour){.points = board_take(b, points * sizeof *found->points),
                        .point_capacity = points,
                        .lines = board_take(b, lines * sizeof *found->lines),
                        .line_capacity = lines};
  if (!found->points || !found->lines)
    return false;
  if (nb_contour_trace(samples, level, marks, found))
    return true;
  return points < found->point_count ? trace(b, samples, level, marks, found) : false;
}

void nb_surface_levels(nb_board *b, nb_heights h, const float *levels, int count, float drop, float floor,
                       nb_style style)
{
  if (!board_shows(&style) || levels == NULL || !surface_is_sound(&h))
    return;
  nb_samples samples = {without_jumps(b, &h), (uint32_t)h.columns, (uint32_t)h.rows, h.floor};
  uint8_t *marks = board_take(b, nb_contour_marks(samples.columns, samples.rows));
  nb_contour found = {0};
  nb_color low = style.color, high = style.fill == NB_DEFAULT ? style.color : style.fill;
  count = count < MOST_LEVELS ? count : MOST_LEVELS;
  for (int k = 0; samples.values && marks && k < count; k++) {
    if (!isfinite(levels[k]) || !trace(b, &samples, levels[k], marks, &found))
      continue;
    space_runs r = space_runs_begin(b, found.point_count + found.line_count, found.line_count);
    add_level(&r, &found, levels[k] + board_unit(drop) * (floor - levels[k]));
    if (drop <= 0)
      lift_off(&r, &h, board_width(style.width, 2));
    style.color = nb_mix(b, low, high, count > 1 ? (float)k / (float)(count - 1) : 0);
    space_runs_draw(&r, &style, NB_TEXT, 2, LIFT);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Rims

// The edge between two cells of which one is there, and no part of the other.
static void rim_edge(space_runs *r, const nb_heights *h, const surface_reach *reach, int column, int row,
                     bool up)
{
  nb_vec3 a, b;
  int other_column = column - up, other_row = row - !up;
  bool before = surface_has_cell(h, other_column, other_row), after = surface_has_cell(h, column, row);
  bool within = up ? column > 0 && column < h->columns - 1 : row > 0 && row < h->rows - 1;
  if (!within || before == after || surface_rim(h, column, row, &a, &b) ||
      surface_rim(h, other_column, other_row, &a, &b) || surface_jumps_in(h, column, row) ||
      surface_jumps_in(h, other_column, other_row))
    return;
  space_runs_move(r);
  go(r, reach, surface_at(h, column, row));
  go(r, reach, surface_at(h, column + !up, row + up));
}

static nb_vec3 with_height(nb_vec2 p, float z)
{
  return nb_at3(p.x, p.y, z);
}

static void put_line(space_runs *r, nb_vec3 a, nb_vec3 b)
{
  space_runs_move(r);
  space_runs_go(r, a);
  space_runs_go(r, b);
}

// Whether a corner of a cell stands on that side of the floor.
static bool runs_off(const nb_heights *h, int column, int row, float floor, bool up)
{
  for (int k = 0; k < 4; k++) {
    float z = surface_at(h, column + k % 2, row + k / 2).z;
    if (up ? z > floor : z < floor)
      return true;
  }
  return false;
}

static float floor_of(const nb_heights *h)
{
  return h->low < h->high ? fmaxf(h->low, fminf(h->high, 0)) : 0;
}

// A pole through a cell, from a to b: on the floor, and at the bounds toward which the surface runs off, for it may hide the
// floor.
static void mark_pole(space_runs *r, const nb_heights *h, int column, int row, nb_vec2 a, nb_vec2 b)
{
  float floor = floor_of(h);
  put_line(r, with_height(a, floor), with_height(b, floor));
  for (int end = 0; end < 2 && h->low < h->high; end++) {
    float z = end ? h->high : h->low;
    if (runs_off(h, column, row, floor, end))
      put_line(r, with_height(a, z), with_height(b, z));
  }
}

// One that is a point has a dashed line upright in it, which ends a little beyond where the surface does.
static void mark_lone_pole(space_runs *r, const nb_heights *h, int column, int row, nb_vec2 at)
{
  enum { PIECES = 11 };
  float floor = floor_of(h);
  mark_pole(r, h, column, row, at, at);
  for (int end = 0; end < 2 && h->low < h->high; end++) {
    float up = 1.1f * ((end ? h->high : h->low) - floor) / PIECES;
    for (int k = 0; k < PIECES && runs_off(h, column, row, floor, end); k += 2)
      put_line(r, with_height(at, floor + (float)k * up), with_height(at, floor + (float)(k + 1) * up));
  }
}

static bool is_point(const nb_heights *h, nb_vec2 a, nb_vec2 b)
{
  return nb_length(nb_sub(a, b)) < 1e-6f * (h->floor.width + h->floor.height);
}

// Whether what goes through a cell from a to b is one of its dashes, which follow one another the way that it goes.
static bool is_dash(const nb_heights *h, int column, int row, nb_vec2 a, nb_vec2 b)
{
  bool along_x = fabsf(a.x - b.x) * h->floor.height * (float)(h->columns - 1) >
                 fabsf(a.y - b.y) * h->floor.width * (float)(h->rows - 1);
  return (along_x ? column : row) / DASH % 2 == 0;
}

// The rim of a hole, where it runs through a cell; that of one toward which the surface runs off beyond its bounds is a pole.
static void rim_through(space_runs *rims, space_runs *poles, const nb_heights *h, const surface_reach *reach,
                        int column, int row)
{
  nb_vec3 a, b;
  if (!surface_rim(h, column, row, &a, &b))
    return;
  nb_vec2 from = nb_at(a.x, a.y), to = nb_at(b.x, b.y);
  int beyond = (a.z < h->low || a.z > h->high) + (b.z < h->low || b.z > h->high);
  if (beyond > 0 && reach->bounded && is_point(h, from, to))
    mark_lone_pole(poles, h, column, row, from);
  else if (beyond == 2 && reach->bounded && is_dash(h, column, row, from, to))
    mark_pole(poles, h, column, row, from, to);
  space_runs_move(rims);
  go(rims, reach, a);
  go(rims, reach, b);
}

// A jump that runs through a cell, dashed: along both of its sides, or as a pole, as there is no surface to draw it on.
static void jump_through(space_runs *sides, space_runs *poles, const nb_heights *h,
                         const surface_reach *reach, int column, int row)
{
  nb_vec2 at[4];
  int edge[4], count = 0;
  bool pole = false;
  if (surface_lone_pole(h, column, row, &at[0]))
    mark_lone_pole(poles, h, column, row, at[0]);
  for (int k = 0; k < 4; k++) {
    bool infinite;
    if (!surface_jump(h, column, row, k, &at[count], &infinite) ||
        (infinite && count > 0 && (is_point(h, at[0], at[count]) || is_point(h, at[count - 1], at[count]))))
      continue; // through a corner, where two edges meet
    pole = pole || infinite;
    edge[count++] = k;
  }
  if (count != 2 || !is_dash(h, column, row, at[0], at[1]))
    return;
  if (pole) {
    mark_pole(poles, h, column, row, at[0], at[1]);
    return;
  }
  for (int side = 0; side < 2; side++) { // the corners before and after each of the edges
    float z[2];
    for (int k = 0; k < 2; k++) {
      int corner = (edge[k] + (k == side)) % 4;
      z[k] = surface_at(h, column + (corner == 1 || corner == 2), row + (corner > 1)).z;
    }
    space_runs_move(sides);
    go(sides, reach, with_height(at[0], z[0]));
    go(sides, reach, with_height(at[1], z[1]));
  }
}

void nb_surface_rim(nb_board *b, nb_heights h, nb_style style)
{
  if (!board_shows(&style) || !surface_is_sound(&h))
    return;
  surface_reach reach = surface_reach_of(&h);
  space_runs r = space_runs_begin(b, 1024, 512), poles = space_runs_begin(b, 256, 128);
  for (int row = 0; row < h.rows; row++) {
    for (int column = 0; column < h.columns; column++) {
      // Every other one, so that the rim reads as dashed.
      bool on = (column + row) % 2 == 0;
      rim_through(&r, &poles, &h, &reach, column, row);
      if (on && column + 1 < h.columns)
        rim_edge(&r, &h, &reach, column, row, false);
      if (on && row + 1 < h.rows)
        rim_edge(&r, &h, &reach, column, row, true);
      if (column + 1 < h.columns && row + 1 < h.rows && surface_jumps_in(&h, column, row))
        jump_through(&r, &poles, &h, &reach, column, row);
    }
  }
  space_runs_draw(&r, &style, NB_NEGATIVE, 2, LIFT);
  space_runs_draw(&poles, &style, NB_NEGATIVE, 2, LIFT);
}
