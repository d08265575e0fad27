#include <math.h>

#include "nabla/board/recorder.h"
#include "nabla/board/trace.h"
#include "nabla/math/curve.h"

// Board units: how far a chord may stray from the curve, a quarter of a pixel at 2160 rows.
#define TOLERANCE 0.001f

// What is drawn: y = f(x) or (x, y) = g(t), for t from `from` to `to`.
typedef struct plotted {
  nb_plane plane;
  float (*f)(float x, const void *context);
  nb_vec2 (*g)(float t, const void *context);
  const void *context;
  float from, to;
} plotted;

// Where the curve is at u, in board units.
static nb_vec2 place(double u, const void *context)
{
  const plotted *c = context;
  float t = u < 1 ? (float)(c->from + u * ((double)c->to - c->from)) : c->to;
  nb_vec2 p = c->f != NULL ? nb_at(t, c->f(t, c->context)) : c->g(t, c->context);
  return nb_on_plane(c->plane, p);
}

static void go(nb_vec2 to, void *line)
{
  trace_to(line, to);
}

static void lift(nb_gap gap, double u, void *line)
{
  (void)gap, (void)u;
  trace_break(line);
}

// Is it nowhere? A curve may have gaps.
static bool is_nowhere(const plotted *c)
{
  enum { LOOKS = 33 };
  for (int k = 0; k < LOOKS; k++) {
    nb_vec2 p = place((double)k / (LOOKS - 1), c);
    if (isfinite(p.x) && isfinite(p.y))
      return false;
  }
  return true;
}

static void draw_curve(nb_board *b, const plotted *c, const nb_style *style)
{
  const char *call = c->f != NULL ? "nb_curve" : "nb_parametric";
  board_expect(b, style, call, c->from + c->to);
  if (!board_shows(style) || !isfinite(c->from) || !isfinite(c->to))
    return;
  board_pen *pen = board_shape(b);
  trace line = {.pen = pen, .area = c->plane.area};
  nb_follow_curve((nb_curve_source){.at = place, .context = c, .view = c->plane.area, .tolerance = TOLERANCE},
                  (nb_curve_pen){.go = go, .lift = lift, .context = &line});
  if (pen->verb_count == 0 && is_nowhere(c))
    board_lost(b, style, call);
  board_draw(b, pen_path(pen), style, (board_look){.color = NB_TEXT, .width = 3});
}

void nb_curve(nb_board *b, nb_plane plane, float (*f)(float x, const void *context), const void *context,
              nb_style style)
{
  plotted c = {.plane = plane, .f = f, .context = context, .from = plane.x0, .to = plane.x1};
  draw_curve(b, &c, &style);
}

nb_vec2 nb_on_curve(nb_plane plane, float (*f)(float x, const void *context), const void *context, float x)
{
  return nb_on_plane(plane, nb_at(x, f(x, context)));
}

void nb_parametric(nb_board *b, nb_plane plane, nb_vec2 (*f)(float t, const void *context),
                   const void *context, float from, float to, nb_style style)
{
  plotted c = {.plane = plane, .g = f, .context = context, .from = from, .to = to};
  draw_curve(b, &c, &style);
}
