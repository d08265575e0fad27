#include "paint/space_lines.h"

#include <math.h>
#include <string.h>

#include "paint/kernel.h"

typedef struct stroke {
  const space_view *view;
  const nb_command *command;
  double width;  // pixels
  double lifted; // points of width toward the viewer
  solids *out;
  uint32_t first, count; // points of the run at hand
  bool closed;
} stroke;

static solid_end stand(const space_view *v, const space_place *p, double lifted, uint32_t color)
{
  return (solid_end){v->middle.x + p->x / p->w, v->middle.y + p->y / p->w, space_view_depth(v, p, lifted),
                     color};
}

static uint32_t mix(uint32_t a, uint32_t b, double t)
{
  if (a == b)
    return a;
  uint32_t mixed = 0;
  for (int shift = 0; shift < 32; shift += 8) {
    double from = a >> shift & 255, to = b >> shift & 255;
    mixed |= (uint32_t)(from + (to - from) * t + 0.5) << shift;
  }
  return mixed;
}

static uint32_t color_of(const nb_command *c, uint32_t count, uint32_t k)
{
  return premultiply(c->colors[count > 1 ? k : 0]);
}

static bool same_place(nb_vec3 a, nb_vec3 b)
{
  return a.x == b.x && a.y == b.y && a.z == b.z;
}

// What can be shown of the way from a to b: t[0] to t[1] of it.
static bool cut_segment(const space_view *v, const space_place *a, const space_place *b, double t[2])
{
  t[0] = 0;
  t[1] = 1;
  for (int plane = 0; plane < BEYOND_PLANES; plane++) {
    double ia = space_view_inside(v, a, plane), ib = space_view_inside(v, b, plane);
    if (ia < 0 && ib < 0)
      return false;
    if (ia < 0)
      t[0] = fmax(t[0], ia / (ia - ib));
    else if (ib < 0)
      t[1] = fmin(t[1], ia / (ia - ib));
  }
  return t[0] < t[1];
}

// The ends of the segment from point a to point b, as far as it can be shown. False where it cannot.
static bool ends_of(const stroke *s, uint32_t a, uint32_t b, solid_end ends[2], double t[2])
{
  const nb_command *c = s->command;
  space_place from = space_view_place(s->view, c->places[a]), to = space_view_place(s->view, c->places[b]);
  if (!cut_segment(s->view, &from, &to, t))
    return false;
  uint32_t color_a = color_of(c, c->strokes.color_count, a), color_b = color_of(c, c->strokes.color_count, b);
  for (int k = 0; k < 2; k++) {
    space_place p = space_place_between(&from, &to, t[k]);
    ends[k] = stand(s->view, &p, s->lifted, mix(color_a, color_b, t[k]));
  }
  return true;
}

// The segment that ends at point k of the run, passing over points that do not move.
static bool segment_before(const stroke *s, uint32_t k, uint32_t *from)
{
  const nb_vec3 *p = s->command->places + s->first;
  if (k == 0) {
    if (!s->closed)
      return false;
    k = s->count - 1;
  }
  for (uint32_t at = k; at > 0; at--) {
    if (!same_place(p[at - 1], p[k])) {
      *from = s->first + at - 1;
      return true;
    }
  }
  return false;
}

static void segment(const stroke *s, uint32_t k)
{
  const nb_vec3 *p = s->command->places + s->first;
  if (same_place(p[k], p[k + 1]))
    return;
  solid_end ends[2], before[2];
  double t[2], t_before[2];
  if (!ends_of(s, s->first + k, s->first + k + 1, ends, t))
    return;
  uint32_t from;
  bool follows = segment_before(s, k, &from);
  bool joined = follows && t[0] == 0 && ends_of(s, from, s->first + k, before, t_before) && t_before[1] == 1;
  unsigned flags = 0;
  if (s->command->strokes.cap == NB_CAP_BUTT && !s->closed)
    flags = (follows ? 0 : SOLID_BUTT_START) | (k + 2 == s->count ? SOLID_BUTT_END : 0);
  solids_line(s->out, &ends[0], &ends[1], s->width, flags, joined ? &before[0] : NULL);
}

static void dot(const space_view *v, nb_vec3 p, double points, double lifted, uint32_t color, solids *out)
{
  space_place at = space_view_place(v, p);
  if (color == 0 || space_view_beyond(v, &at))
    return;
  solid_end end = stand(v, &at, lifted, color);
  solids_line(out, &end, &end, points * v->point, 0, NULL);
}

// Whether all points of the run are one.
static bool stands_still(const stroke *s)
{
  const nb_vec3 *p = s->command->places + s->first;
  for (uint32_t k = 1; k < s->count; k++) {
    if (!same_place(p[k], p[0]))
      return false;
  }
  return true;
}

static void enter_run(stroke *s, uint32_t run, uint32_t first)
{
  const nb_vec3 *p = s->command->places + first;
  s->first = first;
  s->count = s->command->lengths[run];
  s->closed = s->count > 2 && same_place(p[0], p[s->count - 1]);
}

void space_strokes(const space_view *v, const nb_command *strokes, space_segments which, solids *out)
{
  const nb_strokes_fixed *f = &strokes->strokes;
  double lifted = (double)f->lift * (double)f->width;
  stroke s = {
      .view = v, .command = strokes, .width = (double)f->width * v->point, .lifted = lifted, .out = out};
  uint32_t run = which.run, start = which.run_first;
  enter_run(&s, run, start);
  for (uint32_t k = which.first; k < which.until; k++) {
    if (k == start + s.count) {
      start = k;
      enter_run(&s, ++run, start);
    }
    if (k == start && stands_still(&s)) {
      if (f->cap == NB_CAP_ROUND)
        dot(v, strokes->places[k], (double)f->width, lifted, color_of(strokes, f->color_count, k), out);
    } else if (k + 1 < start + s.count) {
      segment(&s, k - start);
    }
  }
}

void space_dots(const space_view *v, const nb_command *dots, uint32_t first, uint32_t until, solids *out)
{
  const nb_dots_fixed *f = &dots->dots;
  for (uint32_t k = first; k < until; k++) {
    double size = (double)dots->sizes[f->size_count > 1 ? k : 0];
    dot(v, dots->places[k], size, (double)f->lift * size, color_of(dots, f->color_count, k), out);
  }
}
