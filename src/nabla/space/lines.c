#include <math.h>

#include "nabla/space/inside.h"

#define LIFT 1.0f // widths: lines win over the surfaces that they lie on

static float sum_of(nb_vec3 p)
{
  return p.x + p.y + p.z;
}

void nb_line3(nb_board *b, nb_vec3 from, nb_vec3 to, nb_style style)
{
  board_expect(b, &style, "nb_line3", sum_of(from) + sum_of(to));
  nb_polyline3(b, (const nb_vec3[]){from, to}, 2, style);
}

void nb_polyline3(nb_board *b, const nb_vec3 *points, int count, nb_style style)
{
  if (!board_shows(&style) || count < 1)
    return;
  bool placed = false;
  space_runs r = space_runs_begin(b, (uint32_t)count, 8);
  for (int k = 0; k < count; k++) {
    space_runs_go(&r, points[k]);
    placed = placed || space_is_finite(points[k]);
  }
  board_expect(b, &style, "nb_polyline3", placed ? 0 : NAN);
  space_runs_draw(&r, &style, NB_TEXT, 3, LIFT);
}

void nb_curve3(nb_board *b, nb_vec3 (*f)(float t, const void *context), const void *context, float from,
               float to, int count, nb_style style)
{
  count = count == 0 ? 256 : count;
  if (!board_shows(&style) || count < 2)
    return;
  space_runs r = space_runs_begin(b, (uint32_t)count, 8);
  for (int k = 0; k < count; k++)
    space_runs_go(&r, f(from + (to - from) * (float)k / (float)(count - 1), context));
  space_runs_draw(&r, &style, NB_TEXT, 3, LIFT);
}

// ---------------------------------------------------------------------------------------------------------------
// Arrows: a line up to the head, and a cone.

#define HEAD_LENGTH 3.9f // widths of the shaft, as the board's
#define HEAD_WIDTH 3.5f
#define SHORTEST 1.35f // of a head's length: below it the whole arrow shrinks
enum { CONE_SIDES = 20 };

static void cone(nb_board *b, nb_vec3 tip, nb_vec3 back, float radius, nb_rgba color)
{
  nb_vec3 u, v, along = nb_unit3(nb_sub3(tip, back));
  nb_vec3 ring[CONE_SIDES], normals[CONE_SIDES];
  space_body m = space_body_begin(b, 3 * CONE_SIDES, 2 * CONE_SIDES);
  float length = nb_length3(nb_sub3(tip, back));
  space_sides(along, &u, &v);
  for (int k = 0; k < CONE_SIDES; k++) {
    nb_vec2 round = nb_polar(1, 6.2831853f * (float)k / CONE_SIDES);
    nb_vec3 out = nb_add3(nb_scale3(round.x, u), nb_scale3(round.y, v));
    ring[k] = nb_add3(back, nb_scale3(radius, out));
    normals[k] = nb_unit3(nb_add3(nb_scale3(length, out), nb_scale3(radius, along)));
  }
  for (int k = 0; k < CONE_SIDES; k++) {
    int next = (k + 1) % CONE_SIDES;
    nb_vec3 middle = nb_unit3(nb_add3(normals[k], normals[next]));
    uint32_t a = space_body_point(&m, (space_corner){ring[k], normals[k], color});
    uint32_t c = space_body_point(&m, (space_corner){ring[next], normals[next], color});
    space_body_triangle(&m, a, c, space_body_point(&m, (space_corner){tip, middle, color}));
  }
  space_body_draw(&m, 0);
  m = space_body_begin(b, CONE_SIDES, CONE_SIDES);
  for (int k = 0; k < CONE_SIDES / 2; k++) { // its foot, seen from behind
    nb_vec3 swap = ring[k];
    ring[k] = ring[CONE_SIDES - 1 - k], ring[CONE_SIDES - 1 - k] = swap;
  }
  space_body_face(&m, ring, CONE_SIDES, color);
  space_body_draw(&m, 0);
}

void nb_arrow3(nb_board *b, nb_vec3 from, nb_vec3 to, nb_style style)
{
  float width = board_width(style.width, 7), reveal = board_unit(style.reveal);
  board_expect(b, &style, "nb_arrow3", sum_of(from) + sum_of(to));
  to = nb_mix3(from, to, reveal);
  float length = nb_length3(nb_sub3(to, from)), point = space_point_size(b, to);
  if (!board_shows(&style) || !(length > 0) || !isfinite(length) || !(point > 0) || width == 0)
    return;
  float head = HEAD_LENGTH * width * point, shrunk = fminf(1, length / (SHORTEST * head));
  head *= shrunk;
  nb_vec3 neck = nb_sub3(to, nb_scale3(head / length, nb_sub3(to, from)));
  space_runs r = space_runs_begin(b, 2, 1);
  space_runs_go(&r, from);
  space_runs_go(&r, neck);
  style.width = width * shrunk;
  style.reveal = 1;
  style.cap = NB_CAP_BUTT;
  space_runs_draw(&r, &style, NB_TEXT, 7, LIFT);
  cone(b, to, neck, 0.5f * HEAD_WIDTH * width * shrunk * point,
       board_rgba(b, style.color, NB_TEXT, style.alpha));
}

void nb_shares3(nb_board *b, nb_mat3 m, nb_vec3 shares, nb_style style)
{
  const nb_vec3 legs[] = {nb_scale3(shares.x, m.i), nb_scale3(shares.y, m.j), nb_scale3(shares.z, m.k)};
  nb_vec3 from = {0, 0, 0};
  for (int k = 0; k < 3; k++) {
    nb_vec3 to = nb_add3(from, legs[k]);
    nb_arrow3(b, from, to, space_leg(style, k));
    from = to;
  }
}

void nb_right_angle3(nb_board *b, nb_vec3 corner, nb_vec3 along, nb_vec3 up, float size, nb_style style)
{
  size = size == 0 ? 0.22f : size;
  nb_vec3 x = nb_add3(corner, nb_scale3(size, nb_unit3(along))), y = nb_scale3(size, nb_unit3(up));
  nb_polyline3(b, (const nb_vec3[]){x, nb_add3(x, y), nb_add3(corner, y)}, 3, style);
}

// It lies on the side of the axis that is turned to the eye and ends there, where its head is seen from beside.
void nb_turn3(nb_board *b, nb_vec3 middle, nb_vec3 axis, float radius, nb_style style)
{
  enum { POINTS = 49 };
  const float from = -NB_TURN / 6, sweep = NB_TURN / 4; // angles from where the eye is
  nb_mat3 back = nb_transpose3(b->last.view.turn);
  nb_vec3 u, v, ring[POINTS], eye = nb_sub3(nb_apply3(back, nb_scale3(-1, b->last.view.shift)), middle);
  float reveal = board_unit(style.reveal), width = board_width(style.width, 4), size = nb_length3(axis);
  board_expect(b, &style, "nb_turn3", sum_of(middle) + sum_of(axis) + radius);
  if (!board_shows(&style) || !(size > 0) || !isfinite(size) || !(radius > 0))
    return;
  axis = nb_scale3(1 / size, axis);
  u = nb_sub3(eye, nb_part3(eye, axis));
  if (nb_length3(u) < 1e-3f * nb_length3(eye))
    space_sides(axis, &u, &v);
  u = nb_scale3(radius, nb_unit3(u)), v = nb_cross3(axis, u);
  for (int k = 0; k < POINTS; k++) {
    nb_vec2 round = nb_polar(1, from + sweep * reveal * (float)k / (POINTS - 1));
    ring[k] = nb_add3(middle, nb_add3(nb_scale3(round.x, u), nb_scale3(round.y, v)));
  }
  float head = fminf(HEAD_LENGTH * width * space_point_size(b, ring[POINTS - 1]),
                     fminf(0.5f, sweep * reveal) * radius);
  nb_vec3 way = nb_unit3(nb_sub3(ring[POINTS - 1], ring[POINTS - 2]));
  int last = POINTS - 1;
  while (last > 0 && nb_length3(nb_sub3(ring[last], ring[POINTS - 1])) < 0.8f * head)
    last--;
  style.reveal = 1, style.width = width;
  nb_polyline3(b, ring, last + 1, style);
  cone(b, nb_add3(ring[POINTS - 1], nb_scale3(0.2f * head, way)),
       nb_sub3(ring[POINTS - 1], nb_scale3(0.8f * head, way)), 0.5f * HEAD_WIDTH / HEAD_LENGTH * head,
       board_rgba(b, style.color, NB_TEXT, style.alpha));
}

// ---------------------------------------------------------------------------------------------------------------
// Tubes: rings of a frame that is carried along the line without turning about it.

enum { TUBE_SIDES = 16, TUBE_MOST = 4096 };

static nb_vec3 tangent(const nb_vec3 *points, int count, int k)
{
  return nb_unit3(nb_sub3(points[k + 1 < count ? k + 1 : k], points[k > 0 ? k - 1 : k]));
}

static void add_ring(space_body *m, nb_vec3 middle, nb_vec3 u, nb_vec3 v, float radius, nb_rgba color)
{
  for (int k = 0; k < TUBE_SIDES; k++) {
    nb_vec2 round = nb_polar(1, 6.2831853f * (float)k / TUBE_SIDES);
    nb_vec3 out = nb_add3(nb_scale3(round.x, u), nb_scale3(round.y, v));
    space_body_point(m, (space_corner){nb_add3(middle, nb_scale3(radius, out)), out, color});
  }
}

static void join_rings(space_body *m, uint32_t first)
{
  for (uint32_t k = 0; k < TUBE_SIDES; k++) {
    uint32_t a = first + k, c = first + (k + 1) % TUBE_SIDES;
    space_body_triangle(m, a, c, c + TUBE_SIDES);
    space_body_triangle(m, a, c + TUBE_SIDES, a + TUBE_SIDES);
  }
}

void nb_tube(nb_board *b, const nb_vec3 *points, int count, float radius, nb_style style)
{
  count = (int)((float)count * board_unit(style.reveal) + 0.5f);
  if (!board_shows(&style) || count < 2 || count > TUBE_MOST || !(radius > 0))
    return;
  space_body m = space_body_begin(b, (uint32_t)count * TUBE_SIDES, 2 * (uint32_t)count * TUBE_SIDES);
  nb_rgba color = board_rgba(b, style.fill == NB_DEFAULT ? style.color : style.fill, NB_TEXT, style.alpha);
  nb_vec3 u, v, along = tangent(points, count, 0);
  bool joined = false;
  space_sides(along, &u, &v);
  for (int k = 0; k < count; k++) {
    if (!space_is_finite(points[k])) {
      joined = false;
      continue;
    }
    nb_vec3 way = tangent(points, count, k);
    if (space_is_finite(way) && nb_length3(way) > 0)
      along = way;
    u = nb_unit3(nb_sub3(u, nb_scale3(nb_dot3(u, along), along)));
    if (nb_length3(u) < 0.5f)
      space_sides(along, &u, &v);
    v = nb_cross3(along, u);
    add_ring(&m, points[k], u, v, radius, color);
    if (joined)
      join_rings(&m, m.point_count - 2 * TUBE_SIDES);
    joined = true;
  }
  space_body_draw(&m, 0.15f);
}

// ---------------------------------------------------------------------------------------------------------------
// Points

void nb_point3(nb_board *b, nb_vec3 at, nb_style style)
{
  board_expect(b, &style, "nb_point3", sum_of(at));
  float size = board_width(style.width, 14) * board_unit(style.reveal);
  nb_rgba color = board_rgba(b, style.color, NB_TEXT, style.alpha);
  board_dots dots = {.fixed = {.lift = 1, .point_count = 1, .color_count = 1, .size_count = 1},
                     .points = &at,
                     .colors = &color,
                     .sizes = &size};
  if (board_shows(&style) && space_is_finite(at) && size > 0)
    board_append_dots(b, &dots);
}

void nb_cloud(nb_board *b, const nb_vec3 *points, const nb_color *colors, int count, nb_style style)
{
  float size = board_width(style.width, 4);
  uint32_t most = count > 0 ? (uint32_t)((float)count * board_unit(style.reveal) + 0.5f) : 0, kept = 0;
  nb_vec3 *places = board_shows(&style) && most > 0 ? board_take(b, most * sizeof *places) : NULL;
  nb_rgba *each = places && colors ? board_take(b, most * sizeof *each) : NULL;
  nb_rgba one = board_rgba(b, style.color, NB_TEXT, style.alpha);
  if (places == NULL || size == 0 || (colors && each == NULL))
    return;
  for (uint32_t k = 0; k < most; k++) {
    if (!space_is_finite(points[k]))
      continue;
    if (each)
      each[kept] = board_rgba(b, colors[k], NB_TEXT, style.alpha);
    places[kept++] = points[k];
  }
  board_dots dots = {.fixed = {.point_count = kept, .color_count = each ? kept : 1, .size_count = 1},
                     .points = places,
                     .colors = each ? each : &one,
                     .sizes = &size};
  board_append_dots(b, &dots);
}
