#include "raster/dash.h"

#include <math.h>

#include "raster/flatten.h"

enum { DASHES_MAX = 100000 };

typedef struct dasher {
  polyline *out;
  dash_pattern pattern;
  double total; // of the pattern, pixels
  raster_box view;
  uint32_t index; // in the pattern
  double left;    // of that entry, pixels
  bool drawing;   // a contour of out is open
} dasher;

static bool on(const dasher *d)
{
  return d->index % 2 == 0;
}

static double entry(const dasher *d, uint32_t index)
{
  return d->pattern.lengths[index] * d->pattern.scale;
}

static void advance(dasher *d)
{
  d->index = (d->index + 1) % d->pattern.count;
  d->left = on(d) && d->out->contour_count > DASHES_MAX ? INFINITY : entry(d, d->index);
}

// Places the dasher `distance` pixels into the pattern.
static void seek(dasher *d, double distance)
{
  distance = fmod(distance, d->total);
  if (distance < 0)
    distance += d->total;
  d->index = 0;
  d->left = entry(d, 0);
  for (uint32_t k = 0; k < d->pattern.count && distance >= d->left; k++) {
    distance -= d->left;
    advance(d);
  }
  d->left -= distance;
}

static void start(dasher *d, raster_point at)
{
  polyline_begin(d->out);
  polyline_add(d->out, at, 0);
  d->drawing = true;
}

static void stop(dasher *d)
{
  if (d->drawing)
    polyline_end(d->out, false);
  d->drawing = false;
}

static raster_point between(raster_point a, raster_point b, double t)
{
  return (raster_point){a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

// Narrows [*from, *until] to where a + t * way lies between low and high.
static void narrow(double a, double way, double low, double high, double *from, double *until)
{
  if (way == 0) {
    if (a < low || a > high)
      *until = -1;
    return;
  }
  double t0 = (low - a) / way, t1 = (high - a) / way;
  *from = raster_max(*from, raster_min(t0, t1));
  *until = raster_min(*until, raster_max(t0, t1));
}

// Passes over `length` pixels without drawing.
static void skip(dasher *d, double length)
{
  if (length <= 0)
    return;
  stop(d);
  double into = 0;
  for (uint32_t k = 0; k < d->index; k++)
    into += entry(d, k);
  seek(d, into + entry(d, d->index) - d->left + length);
}

// Dashes from a to b. The line goes on to a point of the given smoothness where the dash lasts.
static void segment(dasher *d, raster_point a, raster_point b, uint8_t smooth)
{
  double length = hypot(b.x - a.x, b.y - a.y), from = 0, until = 1;
  if (!(length > 0))
    return;
  narrow(a.x, b.x - a.x, d->view.x0, d->view.x1, &from, &until);
  narrow(a.y, b.y - a.y, d->view.y0, d->view.y1, &from, &until);
  if (!(from < until)) {
    skip(d, length);
    return;
  }
  skip(d, from * length);
  double at = from * length, end = until * length;
  if (on(d) && !d->drawing)
    start(d, between(a, b, from));
  while (at + d->left < end) {
    at += d->left;
    raster_point p = between(a, b, at / length);
    if (on(d)) {
      polyline_add(d->out, p, 0);
      stop(d);
    }
    advance(d);
    if (on(d))
      start(d, p);
  }
  d->left -= end - at;
  if (on(d))
    polyline_add(d->out, between(a, b, until), until == 1 ? smooth : 0);
  skip(d, (1 - until) * length);
}

// The first dash of a closed contour goes on where the last one ends.
static void close_seam(dasher *d, uint32_t first_contour, raster_point seam)
{
  polyline *out = d->out;
  uint32_t last = out->contour_count - 1;
  raster_contour first = out->contours[first_contour];
  raster_point begins = out->points[first.first];
  if (!d->drawing || first_contour >= last || begins.x != seam.x || begins.y != seam.y)
    return;
  if (!polyline_reserve(out, first.count))
    return;
  for (uint32_t k = 1; k < first.count; k++)
    polyline_put(out, out->points[first.first + k], out->smooth[first.first + k]);
  out->contours[first_contour].count = 0;
}

static void dash_contour(dasher *d, const polyline *p, raster_contour c)
{
  const raster_point *points = p->points + c.first;
  uint32_t first_contour = d->out->contour_count;
  seek(d, d->pattern.phase * d->pattern.scale);
  d->drawing = false;
  if (on(d))
    start(d, points[0]);
  for (uint32_t k = 1; k < c.count; k++)
    segment(d, points[k - 1], points[k], p->smooth[c.first + k]);
  if (c.closed) {
    segment(d, points[c.count - 1], points[0], 0);
    if (d->out->contour_count > first_contour)
      close_seam(d, first_contour, points[0]);
  }
  stop(d);
}

static void copy(polyline *out, const polyline *p)
{
  for (uint32_t k = 0; k < p->contour_count; k++) {
    raster_contour c = p->contours[k];
    polyline_begin(out);
    for (uint32_t i = c.first; i < c.first + c.count; i++)
      polyline_add(out, p->points[i], p->smooth[i]);
    polyline_end(out, c.closed);
  }
}

bool dash_shows(dash_pattern pattern, stroke_style style)
{
  double radius = style.width / 2, seen = raster_max(RASTER_TOLERANCE, 1e-3 * radius);
  if (style.cap != NB_CAP_ROUND)
    return true;
  for (uint32_t k = 1; k < pattern.count; k += 2) {
    double half =
        pattern.lengths[k] * pattern.scale / 2; // of the gap, into which discs reach from both sides
    if (half >= radius || radius - sqrt(radius * radius - half * half) > seen)
      return true;
  }
  return false;
}

void dash_cut(polyline *out, const polyline *p, dash_pattern pattern, raster_box view)
{
  dasher d = {.out = out, .pattern = pattern, .view = view};
  for (uint32_t k = 0; k < pattern.count; k++)
    d.total += entry(&d, k);
  if (!(d.total >= 1.0 / 16)) {
    copy(out, p);
    return;
  }
  for (uint32_t k = 0; k < p->contour_count; k++)
    dash_contour(&d, p, p->contours[k]);
}
