#include <math.h>

#include "nabla/board/recorder.h"

static const board_look plain = {.color = NB_TEXT, .width = 3};

void nb_line(nb_board *b, nb_vec2 from, nb_vec2 to, nb_style style)
{
  board_pen *pen = board_shape(b);
  board_expect(b, &style, "nb_line", board_sum(from, to));
  pen_move(pen, from);
  pen_line(pen, to);
  board_draw(b, pen_path(pen), &style, plain);
}

void nb_polyline(nb_board *b, const nb_vec2 *points, int count, nb_style style)
{
  board_pen *pen = board_shape(b);
  bool placed = count <= 0;
  for (int k = 0; k < count; k++) {
    pen_line(pen, points[k]);
    placed = placed || pen->placed;
  }
  board_expect(b, &style, "nb_polyline", placed ? 0 : NAN);
  board_draw(b, pen_path(pen), &style, plain);
}

void nb_point(nb_board *b, nb_vec2 at, nb_style style)
{
  board_expect(b, &style, "nb_point", at.x + at.y);
  float radius = 0.5f * board_width(style.width, 14) / NB_POINTS_PER_UNIT * board_unit(style.reveal);
  if (!board_shows(&style) || !(radius > 0))
    return;
  board_pen *pen = board_shape(b);
  board_ink ink = board_solid(b, style.color, NB_TEXT, style.alpha);
  pen_ellipse(pen, at, nb_at(radius, radius), 0);
  board_fill(b, pen_path(pen), &ink, false);
}

void nb_circle(nb_board *b, nb_vec2 center, float radius, nb_style style)
{
  board_expect(b, &style, "nb_circle", center.x + center.y + radius);
  nb_ellipse(b, center, nb_at(radius, radius), 0, style);
}

void nb_ellipse(nb_board *b, nb_vec2 center, nb_vec2 radii, float angle, nb_style style)
{
  board_expect(b, &style, "nb_ellipse", board_sum(center, radii) + angle);
  board_pen *pen = board_shape(b);
  pen_ellipse(pen, center, radii, angle);
  board_draw(b, pen_path(pen), &style, plain);
}

void nb_arc(nb_board *b, nb_vec2 center, float radius, float from, float to, nb_style style)
{
  board_expect(b, &style, "nb_arc", center.x + center.y + radius + from + to);
  board_pen *pen = board_shape(b);
  pen_arc(pen, center, radius, from, to, true);
  board_draw(b, pen_path(pen), &style, plain);
}

void nb_rectangle(nb_board *b, nb_rect r, float corner, nb_style style)
{
  board_expect(b, &style, "nb_rectangle", r.x + r.y + r.width + r.height);
  board_pen *pen = board_shape(b);
  pen_rectangle(pen, r, corner);
  board_draw(b, pen_path(pen), &style, plain);
}

void nb_polygon(nb_board *b, const nb_vec2 *points, int count, nb_style style)
{
  board_pen *pen = board_shape(b);
  for (int k = 0; k < count; k++)
    board_expect(b, &style, "nb_polygon", points[k].x + points[k].y);
  pen_polygon(pen, points, count);
  board_draw(b, pen_path(pen), &style, plain);
}

// The point at (along, up) from the brace's start, in its own directions.
typedef struct brace_frame {
  nb_vec2 start, x, y;
} brace_frame;

static nb_vec2 brace_at(const brace_frame *f, float along, float up)
{
  return nb_add(f->start, nb_add(nb_scale(along, f->x), nb_scale(up, f->y)));
}

//               tip
//        ,------'\------,         the line runs at half the depth; four quarter bends join it to the
//       from             to       ends and to the tip
void nb_brace(nb_board *b, nb_vec2 from, nb_vec2 to, float depth, nb_style style)
{
  nb_vec2 span = nb_sub(to, from), x = nb_unit(span);
  board_expect(b, &style, "nb_brace", board_sum(from, to));
  float length = nb_length(span), up = depth == 0 ? 0.25f : depth, half = 0.5f * up;
  float bend = fminf(1.8f * fabsf(half), 0.25f * length), middle = 0.5f * length;
  if (!(length > 0))
    return;
  brace_frame f = {from, x, nb_perp(x)};
  board_pen *pen = board_shape(b);
  pen_move(pen, from);
  pen_quad(pen, brace_at(&f, 0, half), brace_at(&f, bend, half));
  pen_line(pen, brace_at(&f, middle - bend, half));
  pen_quad(pen, brace_at(&f, middle, half), brace_at(&f, middle, up));
  pen_quad(pen, brace_at(&f, middle, half), brace_at(&f, middle + bend, half));
  pen_line(pen, brace_at(&f, length - bend, half));
  pen_quad(pen, brace_at(&f, length, half), to);
  board_draw(b, pen_path(pen), &style, plain);
}

void nb_right_angle(nb_board *b, nb_vec2 corner, nb_vec2 along, nb_vec2 up, float size, nb_style style)
{
  board_expect(b, &style, "nb_right_angle", corner.x + corner.y + board_sum(along, up));
  size = size == 0 ? 0.22f : size;
  nb_vec2 x = nb_scale(size, nb_unit(along)), y = nb_scale(size, nb_unit(up));
  board_pen *pen = board_shape(b);
  pen_move(pen, nb_add(corner, x));
  pen_line(pen, nb_add(corner, nb_add(x, y)));
  pen_line(pen, nb_add(corner, y));
  board_draw(b, pen_path(pen), &style, plain);
}
