#include "nabla/board/trace.h"

#include <math.h>

// The stretch of a segment that is still in, as parameters.
typedef struct stretch {
  double from, to;
} stretch;

// Keeps of s what fulfils start + t * step >= 0.
static bool keep(stretch *s, double start, double step)
{
  if (step == 0)
    return start >= 0;
  double t = -start / step;
  if (step > 0)
    s->from = fmax(s->from, t);
  else
    s->to = fmin(s->to, t);
  return s->from <= s->to;
}

static nb_vec2 point_in(nb_rect area, nb_vec2 from, double x, double y, double t)
{
  float px = (float)(from.x + t * x), py = (float)(from.y + t * y);
  return (nb_vec2){fminf(fmaxf(px, area.x), area.x + area.width),
                   fminf(fmaxf(py, area.y), area.y + area.height)};
}

bool trace_cut(nb_rect area, nb_vec2 *from, nb_vec2 *to, bool *from_cut, bool *to_cut)
{
  if (!isfinite(from->x) || !isfinite(from->y) || !isfinite(to->x) || !isfinite(to->y))
    return false;
  nb_vec2 a = *from;
  double x = (double)to->x - a.x, y = (double)to->y - a.y;
  stretch s = {0, 1};
  if (!keep(&s, (double)a.x - area.x, x) || !keep(&s, (double)area.x + area.width - a.x, -x) ||
      !keep(&s, (double)a.y - area.y, y) || !keep(&s, (double)area.y + area.height - a.y, -y))
    return false;
  *from_cut = s.from > 0;
  *to_cut = s.to < 1;
  if (*from_cut)
    *from = point_in(area, a, x, y, s.from);
  if (*to_cut)
    *to = point_in(area, a, x, y, s.to);
  return true;
}

void trace_break(trace *t)
{
  t->placed = t->connected = false;
}

void trace_to(trace *t, nb_vec2 p)
{
  nb_vec2 from = t->last, to = p;
  bool from_cut, to_cut, went_on = t->placed;
  t->last = p;
  t->placed = isfinite(p.x) && isfinite(p.y);
  if (!went_on || !t->placed || !trace_cut(t->area, &from, &to, &from_cut, &to_cut)) {
    t->connected = false;
    return;
  }
  if (!t->connected || from_cut)
    pen_move(t->pen, from);
  pen_line(t->pen, to);
  t->connected = !to_cut;
}
