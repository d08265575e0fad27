#include <math.h>

#include "nabla/board/recorder.h"
#include "nabla/board/trace.h"

// Lines drawn to either side of the middle one of a family. As a matrix becomes singular the lines of a
// family come to lie ever denser; so bounded, they close up to one line in the end, as the plane itself does.
enum { MOST_LINES = 64 };

// How much later the outer lines start to grow than the middle one.
#define STAGGER 0.6f

// Lines closer than this (board units) grow fainter, down to FAINTEST: a grid that closes up must not shout.
#define DENSE 0.3
#define FAINTEST 0.1

// A family of parallel lines: line c runs through middle + c * step along `along`.
typedef struct family {
  nb_vec2 middle, step, along;
  nb_rect area;
  double first, last; // the lines that reach the area; both 0 where all lie on one another
  double gap;         // between two lines, board units
  bool sound;         // it has a direction, and all is finite
} family;

static const nb_rect whole_board = {-8, -4.5f, 16, 9};

// Measures where the area's corners lie along the lines' normal.
static family family_of(nb_vec2 middle, nb_vec2 step, nb_vec2 along, nb_rect area)
{
  family f = {middle, step, along, area, 0, 0, 0, false};
  double length = hypot(along.x, along.y), nx = -along.y / length, ny = along.x / length;
  double signed_gap = nx * step.x + ny * step.y;
  f.gap = fabs(signed_gap);
  f.sound = length > 0 && isfinite(length) && isfinite(signed_gap);
  if (!f.sound || f.gap < 1e-6)
    return f;
  for (int corner = 0; corner < 4; corner++) {
    double x = (double)area.x + (corner & 1 ? area.width : 0) - middle.x;
    double y = (double)area.y + (corner & 2 ? area.height : 0) - middle.y;
    double c = (nx * x + ny * y) / signed_gap;
    f.first = corner == 0 ? c : fmin(f.first, c);
    f.last = corner == 0 ? c : fmax(f.last, c);
  }
  return f;
}

// Line c from side to side of the area, grown from its middle.
static void add_line(board_pen *pen, const family *f, double c, float grown)
{
  double length = hypot(f->along.x, f->along.y), ux = f->along.x / length, uy = f->along.y / length;
  double x = f->middle.x + c * f->step.x, y = f->middle.y + c * f->step.y;
  // The point of the line nearest to the area's middle, and from there as far as the area can reach.
  double mx = f->area.x + 0.5 * f->area.width, my = f->area.y + 0.5 * f->area.height;
  double foot = (mx - x) * ux + (my - y) * uy, reach = (double)f->area.width + f->area.height;
  nb_vec2 from = {(float)(x + (foot - reach) * ux), (float)(y + (foot - reach) * uy)};
  nb_vec2 to = {(float)(x + (foot + reach) * ux), (float)(y + (foot + reach) * uy)};
  bool from_cut, to_cut;
  if (!(grown > 0) || !trace_cut(f->area, &from, &to, &from_cut, &to_cut))
    return;
  nb_vec2 middle = nb_mix2(from, to, 0.5f);
  pen_move(pen, grown < 1 ? nb_mix2(middle, from, grown) : from);
  pen_line(pen, grown < 1 ? nb_mix2(middle, to, grown) : to);
}

// The lines of a family but for its axis, c = 0, unless `with_axis`.
static void draw_family(nb_board *b, const family *f, bool with_axis, nb_style style)
{
  float reveal = style.reveal;
  double nearest = round(fmin(fmax(0, f->first), f->last));
  double span = fmin(fmax(fmax(nearest - f->first, f->last - nearest), 1), MOST_LINES);
  board_pen *pen = board_shape(b);
  for (int k = -MOST_LINES; k <= MOST_LINES && f->sound; k++) {
    double c = nearest + k;
    if (c >= f->first && c <= f->last && (c != 0 || with_axis))
      add_line(pen, f, c, board_stagger(reveal, (float)(fabs((double)k) / span), STAGGER));
  }
  if (f->last > f->first)
    style.alpha *= (float)fmin(fmax(f->gap / DENSE, FAINTEST), 1);
  style.reveal = 1;
  board_draw(b, pen_path(pen), &style, (board_look){.color = NB_PLANE, .width = 1.5f});
}

static void draw_axes(nb_board *b, const family families[2], nb_color color, float width, nb_style style)
{
  board_pen *pen = board_shape(b);
  for (int k = 0; k < 2; k++)
    if (families[k].sound)
      add_line(pen, &families[k], 0, board_stagger(style.reveal, 0, STAGGER));
  style.reveal = 1;
  style.width = width;
  style.color = color == NB_DEFAULT ? NB_AXIS : color;
  board_draw(b, pen_path(pen), &style, (board_look){0});
}

void nb_grid(nb_board *b, nb_mat2 m, nb_grid_spec spec, nb_style style)
{
  if (!board_shows(&style))
    return;
  nb_rect area = spec.area.width == 0 ? whole_board : spec.area;
  float unit = spec.unit == 0 ? 1 : spec.unit, axes_width = board_width(spec.axes_width, 3);
  // The lines run on a little beyond the area, so that the clip cuts them off flush with its edge.
  float beyond = 2 * fmaxf(board_width(style.width, 1.5f), axes_width) / NB_POINTS_PER_UNIT;
  nb_rect reach = {area.x - beyond, area.y - beyond, area.width + 2 * beyond, area.height + 2 * beyond};
  nb_vec2 i = nb_scale(unit, m.i), j = nb_scale(unit, m.j);
  family families[] = {family_of(spec.origin, i, j, reach), family_of(spec.origin, j, i, reach)};
  style.cap = NB_CAP_BUTT;
  style.fill = NB_DEFAULT;
  style.gradient.count = 0;
  nb_clip(b, area);
  for (int k = 0; k < 2; k++)
    draw_family(b, &families[k], axes_width == 0, style);
  if (axes_width > 0)
    draw_axes(b, families, spec.axes, axes_width, style);
  nb_end(b);
}
