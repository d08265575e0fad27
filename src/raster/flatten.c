#include "raster/flatten.h"

#include <math.h>

enum { CHORDS_MAX = 64, DEPTH_MAX = 64 };

typedef struct flattener {
  polyline *out;
  raster_box view;
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

static void quad_chords(polyline *out, const raster_point *p, int chords)
{
  if (!polyline_reserve(out, (uint32_t)chords))
    return;
  raster_point a = {p[0].x - 2 * p[1].x + p[2].x, p[0].y - 2 * p[1].y + p[2].y};
  raster_point b = {2 * (p[1].x - p[0].x), 2 * (p[1].y - p[0].y)};
  double step = 1.0 / chords;
  for (int k = 1; k < chords; k++) {
    double t = k * step;
    polyline_put(out, (raster_point){(a.x * t + b.x) * t + p[0].x, (a.y * t + b.y) * t + p[0].y}, 1);
  }
  polyline_put(out, p[2], 1);
}

static void quad(flattener *f, const raster_point *p, int depth)
{
  double chords = sqrt(bend(p[0], p[1], p[2]) / (4 * RASTER_TOLERANCE));
  if (chords <= CHORDS_MAX || depth == 0) {
    quad_chords(f->out, p, (int)fmin(ceil(fmax(chords, 1)), CHORDS_MAX));
  } else if (outside(f->view, p, 3)) {
    polyline_add(f->out, p[2], 1);
  } else {
    raster_point a = middle(p[0], p[1]), b = middle(p[1], p[2]), c = middle(a, b);
    quad(f, (raster_point[]){p[0], a, c}, depth - 1);
    quad(f, (raster_point[]){c, b, p[2]}, depth - 1);
  }
}

static void cubic_chords(polyline *out, const raster_point *p, int chords)
{
  if (!polyline_reserve(out, (uint32_t)chords))
    return;
  raster_point c = {3 * (p[1].x - p[0].x), 3 * (p[1].y - p[0].y)};
  raster_point b = {3 * (p[2].x - p[1].x) - c.x, 3 * (p[2].y - p[1].y) - c.y};
  raster_point a = {p[3].x - p[0].x - c.x - b.x, p[3].y - p[0].y - c.y - b.y};
  double step = 1.0 / chords;
  for (int k = 1; k < chords; k++) {
    double t = k * step;
    polyline_put(
        out,
        (raster_point){((a.x * t + b.x) * t + c.x) * t + p[0].x, ((a.y * t + b.y) * t + c.y) * t + p[0].y},
        1);
  }
  polyline_put(out, p[3], 1);
}

static void cubic(flattener *f, const raster_point *p, int depth)
{
  double most = fmax(bend(p[0], p[1], p[2]), bend(p[1], p[2], p[3]));
  double chords = sqrt(0.75 * most / RASTER_TOLERANCE);
  if (chords <= CHORDS_MAX || depth == 0) {
    cubic_chords(f->out, p, (int)fmin(ceil(fmax(chords, 1)), CHORDS_MAX));
  } else if (outside(f->view, p, 4)) {
    polyline_add(f->out, p[3], 1);
  } else {
    raster_point a = middle(p[0], p[1]), b = middle(p[1], p[2]), c = middle(p[2], p[3]);
    raster_point ab = middle(a, b), bc = middle(b, c), half = middle(ab, bc);
    cubic(f, (raster_point[]){p[0], a, ab, half}, depth - 1);
    cubic(f, (raster_point[]){half, bc, c, p[3]}, depth - 1);
  }
}

// The end of a curve is a corner again: only what lies within is smooth.
static void end_curve(polyline *out)
{
  if (out->count)
    out->smooth[out->count - 1] = 0;
}

void flatten_path(polyline *out, raster_path path, const raster_affine *m, raster_box view)
{
  flattener f = {.out = out, .view = view};
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
      p[2] = raster_affine_apply(m, *next++);
      quad(&f, p, DEPTH_MAX);
      end_curve(out);
      p[0] = p[2];
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
