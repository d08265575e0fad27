// Surfaces as meshes: a face for each cell or block of cells, cut where heights go beyond their bounds and where the
// surface is not uncovered yet.
#include <math.h>
#include <string.h>

#include "nabla/math/ease.h"
#include "nabla/space/inside.h"
#include "nabla/space/surface.h"

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
// Cutting: a triangle is cut by planes of x and z, corner after corner (Sutherland and Hodgman).

typedef struct plane {
  bool upright;
  float at;   // z, or x where it is upright
  bool below; // what lies there is kept
} plane;

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

static int cut(plane by, const space_corner *in, int count, space_corner *out)
{
  int kept = 0;
  for (int k = 0; k < count; k++) {
    const space_corner *a = &in[k], *b = &in[(k + 1) % count];
    float from = (by.upright ? a->at.x : a->at.z) - by.at, to = (by.upright ? b->at.x : b->at.z) - by.at;
    if (by.below)
      from = -from, to = -to;
    if (from >= 0)
      out[kept++] = *a;
    if ((from >= 0) == (to >= 0))
      continue;
    out[kept] = mix_corner(a, b, from / (from - to));
    *(by.upright ? &out[kept].at.x : &out[kept].at.z) = by.at; // however far away the other end is
    kept++;
  }
  return kept;
}

// A surface on its way into a mesh.
typedef struct sheet {
  nb_board *board;
  const nb_heights *h;
  shades shades;
  float until; // along x
  surface_reach reach;
  float alpha;
  space_body body;
  uint32_t *number; // one for each sample: of its point in the body, plus 1; 0: it is not there yet
  uint8_t *corner;  // one for each sample: not 0 where it is a corner of a block
} sheet;

static void add_polygon(sheet *s, const space_corner *corners, int count)
{
  uint32_t numbers[MOST_CORNERS];
  for (int k = 0; k < count; k++) {
    space_corner c = corners[k];
    if (s->shades.values == s->h->z)
      c.color = shade(s->board, &s->shades, c.at.z, s->alpha);
    c.color = (c.color & 0xffffffu) |
              (nb_rgba)((float)(c.color >> 24) * surface_shows(&s->reach, c.at.z) + 0.5f) << 24;
    numbers[k] = space_body_point(&s->body, c);
  }
  for (int k = 2; k < count; k++)
    space_body_triangle(&s->body, numbers[0], numbers[k - 1], numbers[k]);
}

// A triangle that may reach beyond something. Where it fades it is cut into bands, so that it fades evenly, however large the
// cells are.
static void add_cut(sheet *s, const space_corner *corners)
{
  space_corner whole[MOST_CORNERS], first[MOST_CORNERS], second[MOST_CORNERS];
  const surface_reach *r = &s->reach;
  int count = cut((plane){true, s->until, true}, corners, 3, whole);
  float bands[2 * SURFACE_BANDS + 2];
  float lowest = fminf(corners[0].at.z, fminf(corners[1].at.z, corners[2].at.z)),
        highest = fmaxf(corners[0].at.z, fmaxf(corners[1].at.z, corners[2].at.z));
  if (!r->bounded) {
    add_polygon(s, whole, count);
    return;
  }
  for (int k = 0; k <= SURFACE_BANDS; k++) {
    float t = (float)k / SURFACE_BANDS;
    bands[k] = r->low + t * (r->full_low - r->low);
    bands[SURFACE_BANDS + 1 + k] = r->full_high + t * (r->high - r->full_high);
  }
  for (int k = 0; k + 1 < 2 * SURFACE_BANDS + 2; k++) {
    if (!(bands[k] < bands[k + 1]) || highest < bands[k] || lowest > bands[k + 1])
      continue;
    int kept = cut((plane){false, bands[k], false}, whole, count, first);
    kept = cut((plane){false, bands[k + 1], true}, first, kept, second);
    add_polygon(s, second, kept);
  }
}

static space_corner corner_of(const sheet *s, int column, int row)
{
  return (space_corner){
      surface_at(s->h, column, row), normal_at(s->h, column, row),
      shade(s->board, &s->shades, s->shades.values[row * s->h->columns + column], s->alpha)};
}

// A cell of which some corners have no height: what there is of it, up to where the surface ends.
static void add_part(sheet *s, int column, int row)
{
  space_corner part[MOST_CORNERS];
  int count = 0;
  for (int k = 0; k < 4; k++) {
    int x = column + (k == 1 || k == 2), y = row + (k > 1), n = (k + 1) % 4;
    int next_x = column + (n == 1 || n == 2), next_y = row + (n > 1);
    space_corner here = corner_of(s, x, y);
    bool there = space_is_finite(here.at);
    nb_vec3 end;
    if (there)
      part[count++] = here;
    if (!surface_cell_end(s->h, column, row, k, &end))
      continue;
    if (!there)
      here = corner_of(s, next_x, next_y);
    here.at = end;
    part[count++] = here;
  }
  for (int k = 2; k < count; k++)
    add_cut(s, (space_corner[]){part[0], part[k - 1], part[k]});
}

// A cell in which the surface jumps: its corners on either side of the jump, and what lies before it, as high as they
// are. Where it runs off to infinity there is nothing to close.
static void add_jump(sheet *s, int column, int row)
{
  space_corner corner[4];
  nb_vec2 at[4];
  bool jumps[4], pole = false;
  int count = 0;
  for (int k = 0; k < 4; k++) {
    bool infinite = false;
    corner[k] = corner_of(s, column + (k == 1 || k == 2), row + (k > 1));
    jumps[k] = surface_jump(s->h, column, row, k, &at[k], &infinite);
    count += jumps[k];
    pole = pole || infinite || !space_is_finite(corner[k].at);
  }
  if (count != 2 || pole)
    return;
  for (int k = 0; k < 4; k++) {
    if (!jumps[k])
      continue;
    space_corner side[MOST_CORNERS];
    int kept = 0, n = k;
    side[kept] = corner[(k + 1) % 4];
    side[kept].at.x = at[k].x, side[kept++].at.y = at[k].y;
    do {
      n = (n + 1) % 4;
      side[kept++] = corner[n];
    } while (!jumps[n]);
    side[kept] = corner[n];
    side[kept].at.x = at[n].x, side[kept++].at.y = at[n].y;
    for (int i = 2; i < kept; i++)
      add_cut(s, (space_corner[]){side[0], side[i - 1], side[i]});
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Faces: a block of cells, or one cell. What lies inside the bounds shares its points; the rest is cut, with points of
// its own.

typedef struct spot {
  int column, row;
} spot;

enum { OUTSIDE = -1, MOST_RIM = 4 * 16 };

static uint32_t number_of(sheet *s, spot p)
{
  uint32_t *n = &s->number[p.row * s->h->columns + p.column];
  if (*n == 0) {
    space_corner c = corner_of(s, p.column, p.row);
    bool inside = c.at.x <= s->until && c.at.z >= s->reach.full_low && c.at.z <= s->reach.full_high;
    *n = inside ? space_body_point(&s->body, c) + 1 : (uint32_t)OUTSIDE;
  }
  return *n;
}

static void add_triangle(sheet *s, spot a, spot b, spot c)
{
  const spot p[3] = {a, b, c};
  uint32_t n[3];
  bool inside = true;
  for (int k = 0; k < 3; k++) {
    n[k] = number_of(s, p[k]);
    inside = inside && n[k] != (uint32_t)OUTSIDE;
  }
  if (inside) {
    space_body_triangle(&s->body, n[0] - 1, n[1] - 1, n[2] - 1);
    return;
  }
  space_corner corners[3];
  for (int k = 0; k < 3; k++)
    corners[k] = corner_of(s, p[k].column, p[k].row);
  add_cut(s, corners);
}

// Cells along the side of the block that begins at a cell: 1 where something happens within it.
static int side_of(const nb_heights *h, int column, int row)
{
  int side = h->block == NULL ? 1 : 1 << h->block[row * (h->columns - 1) + column];
  for (int y = row; side > 1 && y < row + side; y++)
    for (int x = column; x < column + side; x++)
      if (!surface_has_cell(h, x, y))
        return 1;
  return side;
}

static bool begins_block(const nb_heights *h, int column, int row)
{
  int mask = h->block == NULL ? 0 : (1 << h->block[row * (h->columns - 1) + column]) - 1;
  return ((column | row) & mask) == 0;
}

// Does `with` for all faces there are: for whole blocks, and for each cell of those that are none.
static void for_faces(sheet *s, void (*with)(sheet *s, int column, int row, int side))
{
  const nb_heights *h = s->h;
  for (int row = 0; row < h->rows - 1; row++) {
    for (int column = 0; column < h->columns - 1; column++) {
      if (!begins_block(h, column, row))
        continue;
      int whole = h->block == NULL ? 1 : 1 << h->block[row * (h->columns - 1) + column];
      int side = side_of(h, column, row);
      for (int k = 0; k < whole * whole; k += side * side)
        with(s, column + (side == whole ? 0 : k % whole), row + (side == whole ? 0 : k / whole), side);
    }
  }
}

static void mark_corners(sheet *s, int column, int row, int side)
{
  for (int k = 0; k < 4; k++)
    s->corner[(row + k / 2 * side) * s->h->columns + column + k % 2 * side] = 1;
}

// The corners of blocks on a block's rim, counter-clockwise.
static int rim_of(const sheet *s, int column, int row, int side, spot rim[MOST_RIM])
{
  static const int right[4] = {1, 0, -1, 0}, up[4] = {0, 1, 0, -1};
  spot p = {column, row};
  int count = 0;
  for (int k = 0; k < 4 * side; k++) {
    if (s->corner[p.row * s->h->columns + p.column])
      rim[count++] = p;
    p.column += right[k / side];
    p.row += up[k / side];
  }
  return count;
}

static void add_face(sheet *s, int column, int row, int side)
{
  spot rim[MOST_RIM];
  if (!surface_has_cell(s->h, column, row)) {
    if (surface_jumps_in(s->h, column, row))
      add_jump(s, column, row);
    else if (s->h->right != NULL)
      add_part(s, column, row);
    return;
  }
  int count = rim_of(s, column, row, side, rim);
  if (count == 4) {
    add_triangle(s, rim[0], rim[1], rim[2]);
    add_triangle(s, rim[0], rim[2], rim[3]);
    return;
  }
  for (int k = 0; k < count; k++)
    add_triangle(s, (spot){column + side / 2, row + side / 2}, rim[k], rim[(k + 1) % count]);
}

void nb_surface(nb_board *b, nb_heights h, nb_surface_spec spec, nb_style style)
{
  if (!board_shows(&style) || !surface_is_sound(&h))
    return;
  size_t count = (size_t)h.columns * (size_t)h.rows;
  sheet s = {.board = b,
             .h = &h,
             .shades = shades_of(b, &h, &spec, &style),
             .alpha = style.alpha,
             .until = h.floor.x + h.floor.width * board_unit(style.reveal) +
                      (style.reveal >= 1 ? 1e-3f * h.floor.width : 0),
             .reach = surface_reach_of(&h),
             .number = board_take(b, count * sizeof *s.number),
             .corner = board_take(b, count)};
  if (s.number == NULL || s.corner == NULL)
    return;
  memset(s.number, 0, count * sizeof *s.number);
  memset(s.corner, 0, count);
  uint32_t room = h.block == NULL ? (uint32_t)count : 4096;
  s.body = space_body_begin(b, room, 2 * room);
  for_faces(&s, mark_corners);
  for_faces(&s, add_face);
  space_body_draw(&s.body, spec.shine);
}
