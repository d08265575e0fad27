#include <math.h>

#include "nabla/board/recorder.h"
#include "nabla/board/trace.h"

// A curve is first sampled evenly and then halved where it bends: at most INTERVALS << DEEPEST samples.
enum { INTERVALS = 256, DEEPEST = 6, JUMP_HALVINGS = 20 };

// Board units: how far a chord may stray from the curve (a quarter of a pixel at 2160 rows), and how long one
// must be at the finest to be looked at for a jump.
#define TOLERANCE 0.001f
#define SUSPICIOUS 0.02f

// What is sampled: y = f(x) or (x, y) = g(t), for t from `from` to `to`.
typedef struct sampler {
  nb_plane plane;
  float (*f)(float x, const void *context);
  nb_vec2 (*g)(float t, const void *context);
  const void *context;
  float from, to;
  trace line;
} sampler;

typedef struct sample {
  double u; // 0 to 1 along the curve
  nb_vec2 p;
  bool finite;
} sample;

// Where the curve is at u, in board units.
static sample take(const sampler *s, double u)
{
  float t = u < 1 ? (float)(s->from + u * ((double)s->to - s->from)) : s->to;
  nb_vec2 p = s->f != NULL ? nb_at(t, s->f(t, s->context)) : s->g(t, s->context);
  p = nb_on_plane(s->plane, p);
  return (sample){u, p, isfinite(p.x) && isfinite(p.y)};
}

// In doubles, which hold the square of any float.
static double distance(nb_vec2 a, nb_vec2 b)
{
  double x = (double)b.x - a.x, y = (double)b.y - a.y;
  return sqrt(x * x + y * y);
}

// A step that stays as high however closely one looks is a jump; a steep slope becomes lower as one halves
// it.
static bool jumps(const sampler *s, sample a, sample b)
{
  double first = distance(a.p, b.p), now = first;
  if (!(first > SUSPICIOUS))
    return false;
  for (int k = 0; k < JUMP_HALVINGS && now > 0.3 * first; k++) {
    sample middle = take(s, 0.5 * (a.u + b.u));
    if (!middle.finite)
      return true;
    if (distance(a.p, middle.p) > distance(middle.p, b.p))
      b = middle;
    else
      a = middle;
    now = distance(a.p, b.p);
  }
  return now > 0.3 * first;
}

// True where both lie beyond the same edge of the area, so that what is between them is not seen.
static bool beyond(nb_rect r, nb_vec2 a, nb_vec2 b)
{
  return (a.x < r.x && b.x < r.x) || (a.y < r.y && b.y < r.y) ||
         (a.x > r.x + r.width && b.x > r.x + r.width) || (a.y > r.y + r.height && b.y > r.y + r.height);
}

// True where the chord from a to b would do for the curve through `middle`.
static bool straight(const sampler *s, sample a, sample middle, sample b)
{
  if (!a.finite && !b.finite)
    return !middle.finite;
  if (!a.finite || !b.finite || !middle.finite)
    return false;
  if (beyond(s->line.area, a.p, middle.p) && beyond(s->line.area, middle.p, b.p))
    return true;
  return distance(nb_mix2(a.p, b.p, 0.5f), middle.p) < TOLERANCE;
}

// Draws from a, where the line stands, to b.
static void sample_between(sampler *s, sample a, sample b, int depth)
{
  sample middle = take(s, 0.5 * (a.u + b.u));
  if (depth < DEEPEST && !straight(s, a, middle, b)) {
    sample_between(s, a, middle, depth + 1);
    sample_between(s, middle, b, depth + 1);
    return;
  }
  if (a.finite && b.finite && depth == DEEPEST && jumps(s, a, b))
    trace_break(&s->line);
  trace_to(&s->line, b.p);
}

static void draw_samples(nb_board *b, sampler *s, const nb_style *style)
{
  if (!board_shows(style) || !isfinite(s->from) || !isfinite(s->to))
    return;
  board_pen *pen = board_shape(b);
  s->line = (trace){.pen = pen, .area = s->plane.area};
  sample last = take(s, 0);
  trace_to(&s->line, last.p);
  for (int k = 1; k <= INTERVALS; k++) {
    sample next = take(s, (double)k / INTERVALS);
    sample_between(s, last, next, 0);
    last = next;
  }
  board_draw(b, pen_path(pen), style, (board_look){.color = NB_TEXT, .width = 3});
}

void nb_curve(nb_board *b, nb_plane plane, float (*f)(float x, const void *context), const void *context,
              nb_style style)
{
  sampler s = {.plane = plane, .f = f, .context = context, .from = plane.x0, .to = plane.x1};
  draw_samples(b, &s, &style);
}

void nb_parametric(nb_board *b, nb_plane plane, nb_vec2 (*f)(float t, const void *context),
                   const void *context, float from, float to, nb_style style)
{
  sampler s = {.plane = plane, .g = f, .context = context, .from = from, .to = to};
  draw_samples(b, &s, &style);
}
