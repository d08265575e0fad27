#include <math.h>

#include "nabla/board/recorder.h"
#include "nabla/board/trace.h"

// Lines drawn to either side of the middle one of a family. As a matrix becomes singular the lines of a
// family come to lie ever denser; so bounded, they close up to one line in the end, as the plane itself does.
enum { MOST_LINES = 64 };

// How much later the outer lines start to grow than the middle one.
#define STAGGER 0.6f

// A family of parallel lines: line c runs through middle + c * step along `along`.
typedef struct family {
  nb_vec2 middle, step, along;
  nb_rect area;
} family;

static const nb_rect whole_board = {-8, -4.5f, 16, 9};

// Which lines reach the area: signed distances of its corners along the lines' normal, in steps. False where
// the family has no direction, or nothing is finite; all lines lie on one another where *first and *last are
// both 0.
static bool reaching(const family *f, double *first, double *last)
{
  double length = hypot(f->along.x, f->along.y);
  double nx = -f->along.y / length, ny = f->along.x / length;
  double step = nx * f->step.x + ny * f->step.y;
  if (!(length > 0) || !isfinite(length) || !isfinite(step))
    return false;
  *first = *last = 0;
  if (fabs(step) < 1e-6)
    return true;
  for (int corner = 0; corner < 4; corner++) {
    double x = (double)f->area.x + (corner & 1 ? f->area.width : 0) - f->middle.x;
    double y = (double)f->area.y + (corner & 2 ? f->area.height : 0) - f->middle.y;
    double c = (nx * x + ny * y) / step;
    *first = corner == 0 ? c : fmin(*first, c);
    *last = corner == 0 ? c : fmax(*last, c);
  }
  return true;
}

// Line c from side to side of the area, grown from its middle.
static void add_line(board_pen *pen, const family *f, double c, float grown)
{
  double length = hypot(f->along.x, f->along.y), x = f->middle.x + c * f->step.x,
         y = f->middle.y + c * f->step.y;
  double ux = f->along.x / length, uy = f->along.y / length;
  // The point of the line that lies nearest to the area's middle, and from there as far as the area can
  // reach.
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
static void add_family(board_pen *pen, const family *f, bool with_axis, float reveal)
{
  double first, last;
  if (!reaching(f, &first, &last))
    return;
  double nearest = round(fmin(fmax(0, first), last));
  double span = fmax(fmax(nearest - first, last - nearest), 1);
  span = fmin(span, MOST_LINES);
  for (int k = -MOST_LINES; k <= MOST_LINES; k++) {
    double c = nearest + k;
    if (c < first || c > last || (c == 0 && !with_axis))
      continue;
    add_line(pen, f, c, board_stagger(reveal, (float)(fabs((double)k) / span), STAGGER));
  }
}

void nb_grid(nb_board *b, nb_mat2 m, nb_grid_spec spec, nb_style style)
{
  if (!board_shows(&style))
    return;
  nb_rect area = spec.area.width == 0 ? whole_board : spec.area;
  float unit = spec.unit == 0 ? 1 : spec.unit, reveal = style.reveal;
  float width = board_width(style.width, 1.5f), axes_width = board_width(spec.axes_width, 3);
  // The lines run on a little beyond the area, so that the clip cuts them off flush with its edge.
  float beyond = 2 * fmaxf(width, axes_width) / NB_POINTS_PER_UNIT;
  nb_rect reach = {area.x - beyond, area.y - beyond, area.width + 2 * beyond, area.height + 2 * beyond};
  nb_vec2 i = nb_scale(unit, m.i), j = nb_scale(unit, m.j);
  family families[] = {{spec.origin, i, j, reach}, {spec.origin, j, i, reach}};
  style.reveal = 1;
  style.width = width > 0 ? width : -1;
  style.cap = NB_CAP_BUTT;
  nb_clip(b, area);
  board_pen *pen = board_shape(b);
  for (int k = 0; k < 2; k++)
    add_family(pen, &families[k], axes_width == 0, reveal);
  board_draw(b, pen_path(pen), &style, (board_look){.color = NB_PLANE});
  if (axes_width > 0) {
    double first, last;
    style.width = axes_width;
    style.color = spec.axes == NB_DEFAULT ? NB_AXIS : spec.axes;
    pen = board_shape(b);
    for (int k = 0; k < 2; k++)
      if (reaching(&families[k], &first, &last) && first <= 0 && last >= 0)
        add_line(pen, &families[k], 0, board_stagger(reveal, 0, STAGGER));
    board_draw(b, pen_path(pen), &style, (board_look){0});
  }
  nb_end(b);
}
