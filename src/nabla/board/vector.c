// The stage as a plane, vectors on it, and how it moves.
#include <math.h>

#include "nabla/board/recorder.h"
#include "nabla/math/ease.h"

nb_rect nb_stage(void)
{
  return (nb_rect){-8, -3.3f, 11.1f, 7};
}

nb_plane nb_stage_plane(nb_vec2 origin, float unit)
{
  nb_rect area = nb_stage();
  return (nb_plane){area, (area.x - origin.x) / unit, (area.x + area.width - origin.x) / unit,
                    (area.y - origin.y) / unit, (area.y + area.height - origin.y) / unit};
}

nb_grid_spec nb_plane_grid(nb_plane plane)
{
  return (nb_grid_spec){
      .area = plane.area, .origin = nb_on_plane(plane, nb_origin()), .unit = nb_plane_scale(plane).i.x};
}

// From nothing to all where x goes from a to b, evenly.
static float between(float x, float a, float b)
{
  return nb_ease_linear((x - a) / (b - a));
}

// Ahead of the tip and to one side: there the arrow never is.
static nb_vec2 beside_tip(nb_vec2 way, nb_anchor side)
{
  nb_vec2 along = nb_unit(way), aside = nb_perp(along);
  if (along.x == 0 && along.y == 0)
    return nb_at(0, 1);
  return side == NB_LEFT ? nb_add(along, aside) : nb_sub(along, aside);
}

// An arrow and its name, which comes with the second half of it, as far as it is clear. Where the arrow is pale, the name
// can still be read.
static void draw_named(nb_board *b, nb_vec2 from, nb_vec2 to, nb_vec2 side, const char *name, float clear,
                       nb_style style)
{
  nb_arrow(b, from, to, style);
  nb_style label = nb_style(.color = style.color, .size = style.size);
  label.alpha = clear * fminf(1, 2 * style.alpha) * fmaxf(0, 2 * style.reveal - 1);
  if (name != NULL)
    nb_label(b, to, side, name, label);
}

void nb_vector(nb_board *b, nb_plane plane, nb_vec2 tail, nb_vec2 v, const char *name, nb_style style)
{
  nb_vec2 from = nb_on_plane(plane, tail), to = nb_on_plane(plane, nb_add(tail, v));
  board_expect(b, &style, "nb_vector", board_sum(from, to));
  float clear = between(nb_length(nb_sub(to, from)), 0.05f, 0.25f); // the name goes where the arrow does
  draw_named(b, from, to, beside_tip(nb_sub(to, from), style.anchor), name, clear, style);
}

void nb_vector_name(nb_board *b, nb_plane plane, nb_vec2 tail, nb_vec2 v, const char *name, nb_style style)
{
  nb_vec2 from = nb_on_plane(plane, tail), to = nb_on_plane(plane, nb_add(tail, v));
  nb_vec2 aside = nb_perp(nb_unit(nb_sub(to, from)));
  nb_label(b, nb_mix2(from, to, 0.5f), nb_scale(style.anchor == NB_LEFT ? 1 : -1, aside), name, style);
}

void nb_vector_part(nb_board *b, nb_plane plane, nb_vec2 tail, nb_vec2 v, const char *name, nb_style style)
{
  nb_vector(b, plane, tail, v, NULL, style);
  nb_vector_name(b, plane, tail, v, name, style);
}

void nb_parallelogram_on_plane(nb_board *b, nb_plane plane, nb_vec2 p, nb_vec2 u, nb_vec2 v, nb_style style)
{
  nb_vec2 corners[] = {p, nb_add(p, u), nb_add(nb_add(p, u), v), nb_add(p, v)};
  for (int k = 0; k < 4; k++)
    corners[k] = nb_on_plane(plane, corners[k]);
  nb_polygon(b, corners, 4, style);
}

void nb_shadow(nb_board *b, nb_plane plane, nb_vec2 tail, nb_vec2 v, nb_vec2 line, nb_style style)
{
  board_expect(b, &style, "nb_shadow", board_sum(tail, v) + line.x + line.y);
  nb_vec2 along = nb_unit(line), foot = nb_scale(nb_dot(v, along), along);
  nb_vec2 far = nb_scale(nb_cross(line, v) < 0 ? 1 : -1, nb_perp(along)), aside = nb_scale(0.09f, far);
  nb_vec2 root = nb_on_plane(plane, tail), end = nb_on_plane(plane, nb_add(tail, foot));
  float length = nb_length(nb_sub(end, root)), part = nb_length(foot) / fmaxf(nb_length(v), 1e-6f);
  nb_style drop = style, stroke = style, corner = nb_style(.color = NB_DIM, .width = 2);
  drop.color = stroke.color = style.color == NB_DEFAULT ? NB_K : style.color;
  drop.width = 2.5f, drop.dash[0] = drop.dash[1] = 6, drop.reveal = fminf(1, 2 * style.reveal);
  nb_line(b, nb_on_plane(plane, nb_add(tail, v)), end, drop);
  // At the foot, where there is room for it; and at the tail where that is the foot.
  corner.alpha = style.alpha * style.reveal * between(length, 0.25f, 0.4f) * between(1 - part, 0.001f, 0.01f);
  nb_right_angle(b, end, nb_scale(-1, foot), nb_scale(-1, far), 0, corner);
  corner.alpha = style.alpha * style.reveal * between(0.04f - part, 0, 0.02f);
  nb_right_angle(b, root, along, nb_scale(-1, far), 0, corner);
  stroke.alpha *= between(length, 0.02f, 0.1f);
  stroke.width = style.width == 0 ? 8 : style.width, stroke.reveal = fmaxf(0, 2 * style.reveal - 1);
  nb_line(b, nb_add(root, aside), nb_add(end, aside), stroke);
}

const char *nb_primed(nb_board *b, const char *name, float landed, float *alpha)
{
  static const char *const primes[] = {"", "'", "''", "'''"};
  landed = fminf(fmaxf(landed, 0), 3);
  *alpha *= fabsf(2 * (landed - floorf(landed)) - 1);
  return nb_words(b, "%s%s", name, primes[(int)(landed + 0.5f)]);
}

void nb_tangent(nb_board *b, nb_plane plane, nb_vec2 at, float slope, float half, nb_style style)
{
  board_expect(b, &style, "nb_tangent", at.x + at.y + slope + half);
  nb_vec2 middle = nb_on_plane(plane, at);
  nb_vec2 way = nb_scale(half, nb_unit(nb_apply(nb_plane_scale(plane), nb_at(1, slope))));
  nb_line(b, nb_sub(middle, way), nb_add(middle, way), style);
}

void nb_basis(nb_board *b, nb_plane plane, nb_mat2 m, nb_style style)
{
  nb_moved_basis(b, plane, m, 0, style);
}

void nb_moved_basis(nb_board *b, nb_plane plane, nb_mat2 m, float landed, nb_style style)
{
  static const char *const names[] = {"\\hat\\imath", "\\hat\\jmath"};
  nb_vec2 home = nb_on_plane(plane, nb_origin()), columns[] = {m.i, m.j};
  int longer = nb_length(m.j) > nb_length(m.i);
  // î has its name to its right and ĵ to its left, in line too; the sides change where the plane is well turned over.
  float aside = fminf(fmaxf(2.5f * (nb_cross(nb_unit(m.i), nb_unit(m.j)) + 0.35f), -1), 1);
  for (int n = 0; n < 2; n++) {
    int k = n == 0 ? longer : 1 - longer;
    nb_vec2 along = nb_unit(columns[k]);
    style.color = k == 0 ? NB_I : NB_J;
    float clear = 1;
    const char *name = nb_primed(b, names[k], landed, &clear);
    draw_named(b, home, nb_on_plane(plane, columns[k]),
               nb_add(nb_scale(0.55f, along), nb_scale(k == 0 ? -aside : aside, nb_perp(along))), name, clear,
               style);
  }
}

void nb_moved_plane(nb_board *b, nb_plane plane, nb_mat2 m, nb_style style)
{
  nb_grid_spec moved = nb_plane_grid(plane), still = moved;
  nb_style rest = style;
  rest.color = NB_GRID;
  still.axes_width = -1;
  nb_grid(b, nb_identity2(), still, rest);
  nb_grid(b, m, moved, style);
}

void nb_grab_on_plane(nb_board *b, nb_plane plane, const nb_vec2 *field, nb_vec2 tail)
{
  nb_grab(b, field, nb_on_plane(plane, nb_add(tail, *field)), nb_plane_scale(plane));
}

void nb_grab_value_on_plane(nb_board *b, nb_plane plane, const float *field, nb_vec2 at, nb_vec2 moves)
{
  nb_grab_value(b, field, nb_on_plane(plane, at), nb_apply(nb_plane_scale(plane), moves));
}

void nb_line_at_x(nb_board *b, nb_plane plane, float x, nb_style style)
{
  nb_line(b, nb_on_plane(plane, nb_at(x, plane.y0)), nb_on_plane(plane, nb_at(x, plane.y1)), style);
}

void nb_line_at_y(nb_board *b, nb_plane plane, float y, nb_style style)
{
  nb_line(b, nb_on_plane(plane, nb_at(plane.x0, y)), nb_on_plane(plane, nb_at(plane.x1, y)), style);
}

void nb_polyline_on_plane(nb_board *b, nb_plane plane, const nb_vec2 *points, int count, nb_style style)
{
  nb_vec2 *placed = count > 0 ? nb_scratch(b, (size_t)count * sizeof *placed) : NULL;
  for (int k = 0; placed && k < count; k++)
    placed[k] = nb_on_plane(plane, points[k]);
  if (placed)
    nb_polyline(b, placed, count, style);
}
