#include <math.h>

#include "nabla/board/pen.h"

// Control points of the cubic for a quarter circle: off by 2.7e-4 of the radius at most.
#define QUARTER 0.5522847498f

static const float pi = 3.14159265358979f;

void pen_ellipse(board_pen *pen, nb_vec2 center, nb_vec2 radii, float angle)
{
  if (!(radii.x >= 0 && radii.y >= 0 && isfinite(angle)))
    return;
  nb_mat2 turn = nb_rotation(angle);
  nb_vec2 x = nb_scale(radii.x, turn.i), y = nb_scale(radii.y, turn.j);
  nb_vec2 axes[] = {x, y, nb_scale(-1, x), nb_scale(-1, y)};
  pen_move(pen, nb_add(center, x));
  for (int k = 0; k < 4; k++) {
    nb_vec2 from = axes[k], to = axes[(k + 1) % 4];
    pen_cubic(pen, nb_add(center, nb_add(from, nb_scale(QUARTER, to))),
              nb_add(center, nb_add(to, nb_scale(QUARTER, from))), nb_add(center, to));
  }
  pen_close(pen);
}

static void rounded_corner(board_pen *pen, nb_vec2 from, nb_vec2 corner, nb_vec2 to)
{
  pen_cubic(pen, nb_mix2(from, corner, QUARTER), nb_mix2(to, corner, QUARTER), to);
}

void pen_rectangle(board_pen *pen, nb_rect r, float corner)
{
  if (!(r.width >= 0 && r.height >= 0))
    return;
  float left = r.x, right = r.x + r.width, low = r.y, high = r.y + r.height;
  float c = fminf(corner, 0.5f * fminf(r.width, r.height));
  if (!(c > 0)) {
    pen_polygon(pen, (nb_vec2[]){{left, low}, {right, low}, {right, high}, {left, high}}, 4);
    return;
  }
  pen_move(pen, nb_at(left + c, low));
  pen_line(pen, nb_at(right - c, low));
  rounded_corner(pen, nb_at(right - c, low), nb_at(right, low), nb_at(right, low + c));
  pen_line(pen, nb_at(right, high - c));
  rounded_corner(pen, nb_at(right, high - c), nb_at(right, high), nb_at(right - c, high));
  pen_line(pen, nb_at(left + c, high));
  rounded_corner(pen, nb_at(left + c, high), nb_at(left, high), nb_at(left, high - c));
  pen_line(pen, nb_at(left, low + c));
  rounded_corner(pen, nb_at(left, low + c), nb_at(left, low), nb_at(left + c, low));
  pen_close(pen);
}

void pen_polygon(board_pen *pen, const nb_vec2 *points, int count)
{
  for (int k = 0; k < count; k++)
    if (!isfinite(points[k].x) || !isfinite(points[k].y))
      return;
  for (int k = 0; k < count; k++)
    (k == 0 ? pen_move : pen_line)(pen, points[k]);
  pen_close(pen);
}

void pen_arc(board_pen *pen, nb_vec2 center, float radius, float from, float to, bool begin)
{
  float turn = to - from, most = 1000 * 2 * pi;
  if (!(radius >= 0) || !isfinite(turn))
    return;
  turn = fmaxf(-most, fminf(most, turn));
  int count = (int)ceilf(fabsf(turn) / (pi / 2) - 1e-4f);
  count = count < 1 ? 1 : count;
  float step = turn / (float)count, handle = 4.0f / 3 * tanf(step / 4) * radius;
  if (begin)
    pen_move(pen, nb_add(center, nb_polar(radius, from)));
  for (int k = 0; k < count; k++) {
    float a = from + step * (float)k, c = k + 1 == count ? from + turn : a + step;
    nb_vec2 start = nb_add(center, nb_polar(radius, a)), end = nb_add(center, nb_polar(radius, c));
    nb_vec2 leave = nb_perp(nb_polar(handle, a)), arrive = nb_perp(nb_polar(handle, c));
    pen_cubic(pen, nb_add(start, leave), nb_sub(end, arrive), end);
  }
}
