// The floor under a space, and the shadows on it.
#include <math.h>

#include "nabla/math/ease.h"
#include "nabla/space/inside.h"

// ---------------------------------------------------------------------------------------------------------------
// The floor: lines of a lattice that fade towards a circle

enum { LINE_POINTS = 24, MOST_LINES = 200 };

typedef struct floor_lines {
  space_runs runs;
  nb_floor_spec spec;
  float reach; // as far as it has grown
  nb_rgba color;
} floor_lines;

static nb_rgba fainter(nb_rgba color, float by)
{
  return (color & 0xffffffu) | (nb_rgba)((float)(color >> 24) * board_unit(by) + 0.5f) << 24;
}

// A line at `across` from the middle, along x or along y.
static void add_line(floor_lines *l, float across, bool up)
{
  float half = sqrtf(fmaxf(0, l->reach * l->reach - across * across));
  space_runs_move(&l->runs);
  for (int k = 0; k < LINE_POINTS && half > 0; k++) {
    float along = half * (2 * (float)k / (LINE_POINTS - 1) - 1), far = nb_length(nb_at(along, across));
    nb_vec2 at = nb_add(l->spec.middle, up ? nb_at(across, along) : nb_at(along, across));
    uint32_t before = l->runs.point_count;
    space_runs_go(&l->runs, nb_at3(at.x, at.y, l->spec.z));
    if (l->runs.point_count > before && l->runs.colors)
      l->runs.colors[before] = fainter(l->color, 1 - nb_smooth((far / l->reach - 0.4f) / 0.6f));
  }
}

// Those of a family that lie within reach, at whole steps from the origin.
static void add_lines(floor_lines *l, bool up)
{
  float middle = up ? l->spec.middle.x : l->spec.middle.y, step = l->spec.step;
  int first = (int)ceilf((middle - l->reach) / step), last = (int)floorf((middle + l->reach) / step);
  for (int k = first; k <= last; k++)
    add_line(l, (float)k * step - middle, up);
}

void nb_floor3(nb_board *b, nb_floor_spec spec, nb_style style)
{
  spec.reach = spec.reach > 0 ? spec.reach : 3;
  spec.step = spec.step > 0 ? spec.step : 1;
  float lines = 2 * spec.reach / spec.step + 1;
  if (!board_shows(&style) || !(lines < MOST_LINES) ||
      !space_is_finite(nb_at3(spec.middle.x, spec.middle.y, spec.z)) ||
      !(fabsf(spec.middle.x / spec.step) + fabsf(spec.middle.y / spec.step) < 1e6f))
    return;
  uint32_t points = 2 * (uint32_t)(lines + 2) * LINE_POINTS;
  floor_lines l = {.runs = space_runs_begin(b, points, 2 * (uint32_t)(lines + 2)),
                   .spec = spec,
                   .reach = spec.reach * board_unit(style.reveal),
                   .color = board_rgba(b, style.color, NB_GRID, style.alpha)};
  l.runs.colors = board_take(b, points * sizeof *l.runs.colors);
  l.runs.failed = l.runs.failed || l.runs.colors == NULL;
  add_lines(&l, false);
  add_lines(&l, true);
  style.reveal = 1;
  space_runs_draw(&l.runs, &style, NB_GRID, 1.5f, 0);
}

// ---------------------------------------------------------------------------------------------------------------
// Shadows: the hull of a body's points seen from above, and around it a rim that is the wider and the fainter the higher
// the body is there.

enum { MOST_POINTS = 64, ARC = 5, RINGS = 6 };

static float turn_of(nb_vec3 a, nb_vec3 b, nb_vec3 c)
{
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

static bool stands_left(nb_vec3 a, nb_vec3 b)
{
  return a.x != b.x ? a.x < b.x : a.y != b.y ? a.y < b.y : a.z < b.z;
}

static int sorted(const nb_vec3 *points, int count, nb_vec3 *out)
{
  int kept = 0;
  for (int k = 0; k < count && kept < MOST_POINTS; k++) {
    if (!space_is_finite(points[k]))
      continue;
    int at = kept++;
    for (; at > 0 && stands_left(points[k], out[at - 1]); at--)
      out[at] = out[at - 1];
    out[at] = points[k];
  }
  return kept;
}

// Half of the hull (Andrew's monotone chain). Of points that stand above each other the lowest comes first, and counts.
static int half_hull(const nb_vec3 *p, int count, int step, nb_vec3 *hull, int kept)
{
  int first = kept;
  for (int k = 0, at = step > 0 ? 0 : count - 1; k < count; k++, at += step) {
    if (kept > first && hull[kept - 1].x == p[at].x && hull[kept - 1].y == p[at].y) {
      hull[kept - 1].z = fminf(hull[kept - 1].z, p[at].z);
      continue;
    }
    while (kept > first + 1 && turn_of(hull[kept - 2], hull[kept - 1], p[at]) <= 0)
      kept--;
    hull[kept++] = p[at];
  }
  return kept - 1; // its last point is the other half's first
}

static int hull_of(const nb_vec3 *points, int count, nb_vec3 hull[2 * MOST_POINTS])
{
  nb_vec3 p[MOST_POINTS];
  count = sorted(points, count, p);
  if (count == 0)
    return 0;
  int kept = half_hull(p, count, 1, hull, 0);
  kept = half_hull(p, count, -1, hull, kept);
  if (kept == 0)
    hull[kept++] = p[0];
  return kept;
}

// Which way is out at an edge of the hull.
static nb_vec2 outward(nb_vec3 from, nb_vec3 to)
{
  return nb_unit(nb_at(to.y - from.y, from.x - to.x));
}

typedef struct shadow {
  nb_vec3 *points;
  nb_rgba *colors;
  uint32_t *corners, point_count, corner_count;
  float floor;
  float z; // of its points: a hair below the floor, so that what stands on that is in front for certain
  nb_rgba color;
} shadow;

static uint32_t add_point(shadow *s, nb_vec2 at, float alpha)
{
  s->points[s->point_count] = nb_at3(at.x, at.y, s->z);
  s->colors[s->point_count] = fainter(s->color, alpha);
  return s->point_count++;
}

static void add_triangle(shadow *s, uint32_t a, uint32_t b, uint32_t c)
{
  const uint32_t corner[3] = {a, b, c};
  for (int k = 0; k < 3; k++)
    s->corners[s->corner_count++] = corner[k];
}

// Around corner k of the hull, from the way out of the edge before it to that of the edge after it.
static void add_corner(shadow *s, const nb_vec3 *hull, int count, int k)
{
  nb_vec3 at = hull[k], before = hull[(k + count - 1) % count], after = hull[(k + 1) % count];
  float high = fmaxf(0, at.z - s->floor), soft = 0.05f + 0.18f * high, dark = 1 / (1 + 0.5f * high);
  nb_vec2 from = count > 1 ? outward(before, at) : nb_at(1, 0);
  float way = 6.2831853f;
  if (count > 1) {
    nb_vec2 to = outward(at, after);
    way = atan2f(from.x * to.y - from.y * to.x, nb_dot(from, to));
    way = way < 0 ? way + 6.2831853f : way;
  }
  int arc = count > 1 ? ARC : 4 * ARC;
  for (int n = 0; n < arc; n++) {
    float turn = way * (float)n / (float)(count > 1 ? arc - 1 : arc), c = cosf(turn), sine = sinf(turn);
    nb_vec2 out = nb_at(from.x * c - from.y * sine, from.x * sine + from.y * c);
    for (int ring = 0; ring < RINGS; ring++) {
      float t = (float)ring / (RINGS - 1);
      add_point(s, nb_add(nb_at(at.x, at.y), nb_scale(soft * 1.6f * t, out)), dark * (1 - nb_smooth(t)));
    }
  }
}

static void add_rim(shadow *s, uint32_t columns)
{
  for (uint32_t k = 0; k < columns; k++) {
    uint32_t here = k * RINGS, next = (k + 1) % columns * RINGS;
    for (uint32_t ring = 0; ring + 1 < RINGS; ring++) {
      add_triangle(s, here + ring, here + ring + 1, next + ring + 1);
      add_triangle(s, here + ring, next + ring + 1, next + ring);
    }
  }
}

// Within the hull, from its first corner.
static void add_inside(shadow *s, uint32_t columns)
{
  for (uint32_t k = 1; k + 1 < columns; k++)
    add_triangle(s, 0, k * RINGS, (k + 1) * RINGS);
}

static nb_rgba shadow_color(const nb_board *b, float alpha)
{
  nb_theme theme = nb_board_theme(b);
  bool light = theme == NB_BOARD || theme == NB_BOARD_STRONG;
  return light ? board_rgba(b, NB_TEXT, NB_TEXT, 0.2f * alpha)
               : board_rgba(b, nb_rgb(0, 0, 0), NB_TEXT, 0.6f * alpha);
}

void nb_shadow3(nb_board *b, const nb_vec3 *points, int count, float floor, nb_style style)
{
  nb_vec3 hull[2 * MOST_POINTS];
  int corners = board_shows(&style) && isfinite(floor) ? hull_of(points, count, hull) : 0;
  if (corners == 0)
    return;
  uint32_t columns = (uint32_t)corners * ARC * (corners > 1 ? 1 : 4), room = columns * RINGS;
  shadow s = {.points = board_take(b, room * sizeof *s.points),
              .colors = board_take(b, room * sizeof *s.colors),
              .corners = board_take(b, 3 * (2 * room + columns) * sizeof *s.corners),
              .floor = floor,
              .z = floor - 0.25f * space_point_size(b, nb_at3(hull[0].x, hull[0].y, floor)),
              .color = shadow_color(b, style.alpha * board_unit(style.reveal))};
  if (!s.points || !s.colors || !s.corners)
    return;
  for (int k = 0; k < corners; k++)
    add_corner(&s, hull, corners, k);
  add_inside(&s, columns);
  add_rim(&s, columns);
  board_mesh mesh = {.fixed = {.point_count = s.point_count,
                               .color_count = s.point_count,
                               .triangle_count = s.corner_count / 3,
                               .two_sided = 1},
                     .points = s.points,
                     .colors = s.colors,
                     .corners = s.corners};
  board_append_mesh(b, &mesh);
}

void nb_box_shadow(nb_board *b, nb_vec3 corner, nb_mat3 edges, float floor, nb_style style)
{
  nb_vec3 corners[8];
  for (int k = 0; k < 8; k++)
    corners[k] =
        nb_add3(corner, nb_apply3(edges, nb_at3((float)(k & 1), (float)(k >> 1 & 1), (float)(k >> 2))));
  nb_shadow3(b, corners, 8, floor, style);
}
