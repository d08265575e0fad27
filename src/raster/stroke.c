#include "raster/stroke.h"

#include <math.h>
#include <stdlib.h>

#include "raster/flatten.h"

static const double miter_limit = 4;
static const double arc_tolerance = RASTER_TOLERANCE / 2; // pixels: dots are small and round, and one sees it
static const double shortest = 1.0 / 4096;                // pixels: points closer than this are one

typedef struct stroker {
  polyline *out;
  double radius;
  nb_join join;
  nb_cap cap;
  double step, step_cos, step_sin; // the turn between two points of a round join that stays within tolerance
  double gentle;                   // the cosine of a turn within a curve that one point does for
  const raster_point *points, *ways;
  const double *lengths;
  const uint8_t *smooth;
  uint32_t count;
  bool closed;
  bool back; // on the right side of the path, going back
} stroker;

void stroke_work_free(stroke_work *work)
{
  free(work->points);
  free(work->ways);
  free(work->lengths);
  free(work->smooth);
  *work = (stroke_work){0};
}

static bool reserve(stroke_work *w, uint32_t count)
{
  if (count <= w->capacity)
    return true;
  size_t capacity = count + count / 2 + 64;
  stroke_work_free(w);
  w->points = malloc(capacity * sizeof *w->points);
  w->ways = malloc(capacity * sizeof *w->ways);
  w->lengths = malloc(capacity * sizeof *w->lengths);
  w->smooth = malloc(capacity);
  if (!w->points || !w->ways || !w->lengths || !w->smooth) {
    stroke_work_free(w);
    return false;
  }
  w->capacity = (uint32_t)capacity;
  return true;
}

static raster_point along(raster_point p, double length, raster_point way)
{
  return (raster_point){p.x + length * way.x, p.y + length * way.y};
}

static raster_point left_of(raster_point way)
{
  return (raster_point){-way.y, way.x};
}

static raster_point opposite(raster_point way)
{
  return (raster_point){-way.x, -way.y};
}

static double dot(raster_point a, raster_point b)
{
  return a.x * b.x + a.y * b.y;
}

static double cross(raster_point a, raster_point b)
{
  return a.x * b.y - a.y * b.x;
}

// Points around p from p + radius * from, turning clockwise (seen with y up), up to but not with p + radius *
// to.
static void arc(stroker *s, raster_point p, raster_point from, raster_point to)
{
  raster_point at = from;
  double angle = atan2(-cross(from, to), dot(from, to));
  if (angle <= 0)
    angle += 2 * M_PI;
  for (int left = (int)ceil(angle / s->step - 1e-9); left > 0; left--) {
    polyline_add(s->out, along(p, s->radius, at), 0);
    at = (raster_point){at.x * s->step_cos + at.y * s->step_sin, at.y * s->step_cos - at.x * s->step_sin};
  }
}

// The outer side of a corner at p, between the directions a and b: all points but the last.
static void outer_join(stroker *s, raster_point p, raster_point a, raster_point b, nb_join join)
{
  raster_point from = left_of(a), to = left_of(b);
  double turn = dot(a, b);
  if (join == NB_JOIN_ROUND) {
    arc(s, p, from, to);
    return;
  }
  polyline_add(s->out, along(p, s->radius, from), 0);
  if (join == NB_JOIN_MITER && 2 <= miter_limit * miter_limit * (1 + turn)) {
    raster_point sum = {from.x + to.x, from.y + to.y};
    polyline_add(s->out, along(p, s->radius / (1 + turn), sum), 0);
  }
}

// Whether a turn within a curve needs but one point on either side: it is slight, and the parts of the line that meet
// (from a to k, from k to b) are so long that the inner side does not run back on itself.
static bool gentle(const stroker *s, uint32_t from, uint32_t k, double turn)
{
  double shorter = raster_min(s->lengths[from], s->lengths[k]);
  return s->smooth[k] && turn > s->gentle &&
         shorter * shorter * (1 + turn) > 4 * s->radius * s->radius * (1 - turn);
}

// The left side of the corner at point k, between the directions a and b; on the path the lines before and after k are those
// of points `from` and k.
static void join(stroker *s, uint32_t from, uint32_t k, raster_point a, raster_point b)
{
  raster_point p = s->points[k];
  double turn = dot(a, b), side = cross(a, b);
  if (gentle(s, from, k, turn)) {
    raster_point sum = {-a.y - b.y, a.x + b.x};
    polyline_add(s->out, along(p, s->radius / (1 + turn), sum), 0);
    return;
  }
  if (side > 0) { // the inner side
    polyline_add(s->out, along(p, s->radius, left_of(a)), 0);
    polyline_add(s->out, p, 0);
  } else if (side < 0 || (turn < 0 && !s->back)) { // half a turn has two outer sides: one does
    outer_join(s, p, a, b, s->smooth[k] ? NB_JOIN_ROUND : s->join);
  }
  polyline_add(s->out, along(p, s->radius, left_of(b)), 0);
}

// From the left of way around the end p to its right: all points but the last.
static void cap(stroker *s, raster_point p, raster_point way)
{
  raster_point from = left_of(way);
  if (s->cap == NB_CAP_ROUND)
    arc(s, p, from, opposite(from));
  else
    polyline_add(s->out, along(p, s->radius, from), 0);
}

static void dot_outline(stroker *s, raster_point p)
{
  if (s->cap != NB_CAP_ROUND)
    return;
  raster_point way = {1, 0};
  polyline_begin(s->out);
  cap(s, p, way);
  cap(s, p, opposite(way));
  polyline_end(s->out, true);
}

static void open_outline(stroker *s)
{
  uint32_t last = s->count - 1;
  polyline_begin(s->out);
  polyline_add(s->out, along(s->points[0], s->radius, left_of(s->ways[0])), 0);
  for (uint32_t k = 1; k < last; k++)
    join(s, k - 1, k, s->ways[k - 1], s->ways[k]);
  cap(s, s->points[last], s->ways[last - 1]);
  s->back = true;
  polyline_add(s->out, along(s->points[last], s->radius, left_of(opposite(s->ways[last - 1]))), 0);
  for (uint32_t k = last - 1; k > 0; k--)
    join(s, k - 1, k, opposite(s->ways[k]), opposite(s->ways[k - 1]));
  cap(s, s->points[0], opposite(s->ways[0]));
  polyline_end(s->out, true);
}

static uint32_t before(const stroker *s, uint32_t k)
{
  return k ? k - 1 : s->count - 1;
}

static void closed_outlines(stroker *s)
{
  uint32_t n = s->count;
  polyline_begin(s->out);
  for (uint32_t k = 0; k < n; k++)
    join(s, before(s, k), k, s->ways[before(s, k)], s->ways[k]);
  polyline_end(s->out, true);
  s->back = true;
  polyline_begin(s->out);
  for (uint32_t k = n; k-- > 0;)
    join(s, before(s, k), k, opposite(s->ways[k]), opposite(s->ways[before(s, k)]));
  polyline_end(s->out, true);
}

// The direction and the distance from a to b, and true where they are apart.
static bool unit(raster_point a, raster_point b, raster_point *way, double *distance)
{
  double x = b.x - a.x, y = b.y - a.y, length = sqrt(x * x + y * y);
  *distance = length;
  if (!(length > shortest))
    return false;
  *way = (raster_point){x / length, y / length};
  return true;
}

// Copies a contour without points that stand still, with the directions between them.
static uint32_t copy_contour(stroke_work *w, const polyline *p, raster_contour c)
{
  uint32_t n = 0;
  for (uint32_t k = c.first; k < c.first + c.count; k++) {
    if (n && !unit(w->points[n - 1], p->points[k], &w->ways[n - 1], &w->lengths[n - 1])) {
      w->smooth[n - 1] &= p->smooth[k];
      continue;
    }
    w->points[n] = p->points[k];
    w->smooth[n++] = p->smooth[k];
  }
  if (c.closed) {
    while (n > 1 && !unit(w->points[n - 1], w->points[0], &w->ways[n - 1], &w->lengths[n - 1]))
      n--;
  }
  return n;
}

static void contour_outline(stroker *s)
{
  if (s->count == 0)
    return;
  if (s->count == 1)
    dot_outline(s, s->points[0]);
  else if (s->closed && s->count > 1)
    closed_outlines(s);
  else
    open_outline(s);
}

void stroke_outline(polyline *out, const polyline *p, stroke_style style, stroke_work *work)
{
  double radius = style.width / 2;
  if (!(radius > 0))
    return;
  // A chord over twice the angle at which it leaves the circle by the tolerance.
  double step = 2 * acos(raster_max(1 - arc_tolerance / radius, 0.5));
  step = raster_min(raster_max(step, M_PI / 1024), M_PI / 3); // pens of more than 10,000 pixels have corners
  stroker s = {
      .out = out,
      .radius = radius,
      .join = style.join,
      .cap = style.cap,
      .step = step,
      .step_cos = cos(step),
      .step_sin = sin(step),
      .gentle = raster_max(0.9, 1 - RASTER_TOLERANCE / radius),
  };
  for (uint32_t k = 0; k < p->contour_count; k++) {
    if (!reserve(work, p->contours[k].count)) {
      out->failed = true;
      return;
    }
    s.count = copy_contour(work, p, p->contours[k]);
    s.points = work->points;
    s.ways = work->ways;
    s.lengths = work->lengths;
    s.smooth = work->smooth;
    s.closed = p->contours[k].closed;
    s.back = false;
    contour_outline(&s);
  }
}
