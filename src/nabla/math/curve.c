#include "nabla/math/curve.h"

#include <math.h>

enum { INTERVALS = 256, DEEPEST = 6, JUMP_HALVINGS = 20 };

// A step that is still this share of what it was, halved so often, is a jump; one that has grown so much, a pole.
#define STAYS 0.3
#define GROWS 3

typedef struct follower {
  nb_curve_source source;
  nb_curve_pen pen;
} follower;

typedef struct sample {
  double u;
  nb_vec2 p;
  bool finite;
} sample;

static sample take(const follower *f, double u)
{
  nb_vec2 p = f->source.at(u, f->source.context);
  return (sample){u, p, isfinite(p.x) && isfinite(p.y)};
}

// In doubles, which hold the square of any float.
static double distance(nb_vec2 a, nb_vec2 b)
{
  double x = (double)b.x - a.x, y = (double)b.y - a.y;
  return sqrt(x * x + y * y);
}

// Looks closer and closer at where the curve goes farthest between a and b. True where it breaks there.
static bool breaks(const follower *f, sample a, sample b, nb_gap *gap, double *u)
{
  double first = distance(a.p, b.p), now = first;
  if (!(first > f->source.leap))
    return false;
  *gap = NB_GAP_POLE;
  for (int k = 0; k < JUMP_HALVINGS && now > STAYS * first; k++) {
    sample middle = take(f, 0.5 * (a.u + b.u));
    *u = middle.u;
    if (!middle.finite)
      return true;
    if (distance(a.p, middle.p) > distance(middle.p, b.p))
      b = middle;
    else
      a = middle;
    now = distance(a.p, b.p);
  }
  *gap = now > GROWS * first ? NB_GAP_POLE : NB_GAP_JUMP;
  *u = 0.5 * (a.u + b.u);
  return now > STAYS * first;
}

// True where both lie beyond the same side of the view, so that what is between them is not seen.
static bool beyond(nb_rect r, nb_vec2 a, nb_vec2 b)
{
  return (a.x < r.x && b.x < r.x) || (a.y < r.y && b.y < r.y) ||
         (a.x > r.x + r.width && b.x > r.x + r.width) || (a.y > r.y + r.height && b.y > r.y + r.height);
}

// True where the chord from a to b would do for the curve through `middle`.
static bool straight(const follower *f, sample a, sample middle, sample b)
{
  if (!a.finite && !b.finite)
    return !middle.finite;
  if (!a.finite || !b.finite || !middle.finite)
    return false;
  if (beyond(f->source.view, a.p, middle.p) && beyond(f->source.view, middle.p, b.p))
    return true;
  return distance(nb_mix2(a.p, b.p, 0.5f), middle.p) < f->source.tolerance;
}

// From a, where the pen stands, to b.
static void go_on(const follower *f, sample a, sample b, bool looked_at)
{
  nb_gap gap;
  double u;
  if (a.finite && b.finite && looked_at && breaks(f, a, b, &gap, &u))
    f->pen.lift(gap, u, f->pen.context);
  if (b.finite)
    f->pen.go(b.p, f->pen.context);
  else if (a.finite)
    f->pen.lift(NB_GAP_UNDEFINED, b.u, f->pen.context);
}

static void follow_between(const follower *f, sample a, sample b, int depth)
{
  sample middle = take(f, 0.5 * (a.u + b.u));
  if (depth == DEEPEST || straight(f, a, middle, b)) {
    go_on(f, a, b, depth == DEEPEST);
    return;
  }
  follow_between(f, a, middle, depth + 1);
  follow_between(f, middle, b, depth + 1);
}

void nb_follow_curve(nb_curve_source source, nb_curve_pen pen)
{
  follower f = {source, pen};
  if (f.source.leap == 0)
    f.source.leap = 20 * source.tolerance;
  sample last = take(&f, 0);
  if (last.finite)
    pen.go(last.p, pen.context);
  for (int k = 1; k <= INTERVALS; k++) {
    sample next = take(&f, (double)k / INTERVALS);
    follow_between(&f, last, next, 0);
    last = next;
  }
}
