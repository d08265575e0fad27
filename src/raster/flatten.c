#include "raster/flatten.h"

#include <math.h>

enum { CHORDS_MAX = 64, DEPTH_MAX = 64 };

typedef struct flattener {
  polyline *out;
  raster_box view;
  double tolerance;
  double step; // the turn from chord to chord that a stroke allows; 0 for a fill
} flattener;

static raster_point middle(raster_point a, raster_point b)
{
  return (raster_point){0.5 * (a.x + b.x), 0.5 * (a.y + b.y)};
}

// Whether all control points lie to one side of the view: then the curve does.
static bool outside(raster_box v, const raster_point *p, int count)
{
  bool left = true, right = true, above = true, below = true;
  for (int k = 0; k < count; k++) {
    left = left && p[k].x < v.x0;
    right = right && p[k].x > v.x1;
    above = above && p[k].y < v.y0;
    below = below && p[k].y > v.y1;
  }
  return left || right || above || below;
}

// |a - 2 b + c|: half the second derivative.
static double bend(raster_point a, raster_point b, raster_point c)
{
  double x = a.x - 2 * b.x + c.x, y = a.y - 2 * b.y + c.y;
  return sqrt(x * x + y * y);
}

static double turn(raster_point a, raster_point b)
{
  return fabs(atan2(a.x * b.y - a.y * b.x, a.x * b.x + a.y * b.y));
}

// How far the control polygon turns, which is at least as far as the curve does.
static double turning(const raster_point *p)
{
  raster_point legs[3];
  int count = 0;
  for (int k = 0; k < 3; k++) {
    raster_point leg = {p[k + 1].x - p[k].x, p[k + 1].y - p[k].y};
    if (leg.x != 0 || leg.y != 0)
      legs[count++] = leg;
  }
  double sum = 0;
  for (int k = 1; k < count; k++)
    sum += turn(legs[k - 1], legs[k]);
  return sum;
}

// The curve as a polynomial: ((a t + b) t + c) t + d.
typedef struct polynomial {
  raster_point a, b, c, d;
} polynomial;

static inline void put_at(polyline *out, const polynomial *f, double t)
{
  raster_point at = {((f->a.x * t + f->b.x) * t + f->c.x) * t + f->d.x,
                     ((f->a.y * t + f->b.y) * t + f->c.y) * t + f->d.y};
  polyline_put(out, at, 1);
}

// The parameter at which the curve is about 1/64 pixel from an end whose control point is `away` pixels off: a stroke
// takes its direction there from so short a chord, and so from the tangent.
static double near_end(double away, double step)
{
  return raster_min(1 / (64 * 3 * raster_max(away, 1e-9)), 0.25 * step);
}

static void chords(const flattener *f, const raster_point *p, int count)
{
  if (!polyline_reserve(f->out, (uint32_t)count + 2))
    return;
  polynomial q = {.d = p[0]};
  q.c = (raster_point){3 * (p[1].x - p[0].x), 3 * (p[1].y - p[0].y)};
  q.b = (raster_point){3 * (p[2].x - p[1].x) - q.c.x, 3 * (p[2].y - p[1].y) - q.c.y};
  q.a = (raster_point){p[3].x - p[0].x - q.c.x - q.b.x, p[3].y - p[0].y - q.c.y - q.b.y};
  double step = 1.0 / count;
  if (f->step > 0)
    put_at(f->out, &q, near_end(hypot(p[1].x - p[0].x, p[1].y - p[0].y), step));
  for (int k = 1; k < count; k++)
    put_at(f->out, &q, k * step);
  if (f->step > 0)
    put_at(f->out, &q, 1 - near_end(hypot(p[3].x - p[2].x, p[3].y - p[2].y), step));
  polyline_put(f->out, p[3], 1);
}

static void cubic(const flattener *f, const raster_point *p, int depth)
{
  double most = raster_max(bend(p[0], p[1], p[2]), bend(p[1], p[2], p[3]));
  double count = sqrt(0.75 * most / f->tolerance);
  if (count <= CHORDS_MAX || depth == 0) {
    if (f->step > 0)
      count = raster_max(count, turning(p) / f->step);
    chords(f, p, (int)raster_min(ceil(raster_max(count, 1)), CHORDS_MAX));
  } else if (outside(f->view, p, 4)) {
    polyline_add(f->out, p[3], 1);
  } else {
    raster_point a = middle(p[0], p[1]), b = middle(p[1], p[2]), c = middle(p[2], p[3]);
    raster_point ab = middle(a, b), bc = middle(b, c), half = middle(ab, bc);
    cubic(f, (raster_point[]){p[0], a, ab, half}, depth - 1);
    cubic(f, (raster_point[]){half, bc, c, p[3]}, depth - 1);
  }
}

static raster_point third(raster_point end, raster_point control)
{
  return (raster_point){(end.x + 2 * control.x) / 3, (end.y + 2 * control.y) / 3};
}

// The end of a curve is a corner again: only what lies within is smooth.
static void end_curve(polyline *out)
{
  if (out->count)
    out->smooth[out->count - 1] = 0;
}

void flatten_path(polyline *out, raster_path path, const raster_affine *m, raster_box view, double radius)
{
  // A pen of more than 10,000 pixels, with all that it reaches, would ask for chords without end.
  flattener f = {.out = out, .view = view, .tolerance = raster_max(RASTER_TOLERANCE, 1e-5 * radius)};
  if (radius > 0)
    f.step = raster_max(2 * acos(raster_max(1 - RASTER_TOLERANCE / radius, 0.5)), M_PI / 1024);
  const nb_vec2 *next = path.points;
  raster_point p[4] = {0};
  bool open = false;
  for (uint32_t k = 0; k < path.verb_count; k++) {
    switch (path.verbs[k]) {
    case NB_MOVE:
      if (open)
        polyline_end(out, false);
      polyline_begin(out);
      open = true;
      p[0] = raster_affine_apply(m, *next++);
      polyline_add(out, p[0], 0);
      break;
    case NB_LINE:
      p[0] = raster_affine_apply(m, *next++);
      polyline_add(out, p[0], 0);
      break;
    case NB_QUAD:
      p[1] = raster_affine_apply(m, *next++);
      p[3] = raster_affine_apply(m, *next++);
      p[2] = third(p[3], p[1]);
      p[1] = third(p[0], p[1]);
      cubic(&f, p, DEPTH_MAX);
      end_curve(out);
      p[0] = p[3];
      break;
    case NB_CUBIC:
      p[1] = raster_affine_apply(m, *next++);
      p[2] = raster_affine_apply(m, *next++);
      p[3] = raster_affine_apply(m, *next++);
      cubic(&f, p, DEPTH_MAX);
      end_curve(out);
      p[0] = p[3];
      break;
    default:
      if (open)
        polyline_end(out, true);
      open = false;
    }
  }
  if (open)
    polyline_end(out, false);
}
