#include "notebook/ink_pen.h"

#include <math.h>
#include <string.h>

#include "notebook/ink_shape.h"

#define TOLERANCE (0.7f / 120) // board units: within a pixel at 1080 lines
#define STIR (0.35f / 120)     // a movement that is none
#define SLOW 1.5f              // board units a second: up to there the line is widest
#define FAST 16.0f             // and from there on thinnest
#define WIDEST 1.2f
#define THINNEST 0.6f
#define INERTIA 0.05f // seconds in which the width follows the speed

static float width_of(ink_pen *pen, ink_sample sample, float way)
{
  if (pen->look.tool == INK_HIGHLIGHTER)
    return pen->scale;
  if (sample.pressure >= 0)
    return pen->scale * (THINNEST + (WIDEST - THINNEST) * fminf(sample.pressure, 1));
  float passed = fmaxf((float)(sample.when - pen->last.when), 1e-3f);
  pen->speed += (way / pen->scale / passed - pen->speed) * (1 - expf(-passed / INERTIA));
  float share = fminf(fmaxf((pen->speed - SLOW) / (FAST - SLOW), 0), 1);
  return pen->scale * (WIDEST + (THINNEST - WIDEST) * share * (2 - share));
}

static void add_sample(ink_pen *pen, ink_sample sample)
{
  float way = nb_length(nb_sub(sample.at, pen->last.at));
  float width = width_of(pen, sample, way);
  pen->samples[pen->sample_count] = sample.at;
  pen->widths[pen->sample_count++] = width;
  pen->last = sample;
}

void ink_pen_down(ink_pen *pen, ink_look look, float scale, ink_sample sample)
{
  pen->look = look;
  pen->scale = scale;
  pen->count = pen->settled = pen->sample_count = 0;
  pen->straightened = false;
  pen->start = nb_origin();
  pen->speed = 0.5f * (SLOW + FAST) * 0.5f; // a stroke begins neither fat nor thin
  pen->last = sample;
  add_sample(pen, sample);
  pen->knots[0] = (ink_knot){.in = sample.at, .at = sample.at, .out = sample.at, .width = pen->widths[0]};
  pen->count = 1;
}

// What lies before the last curve but one of the part that may change is settled: the rest goes on from there.
static void settle(ink_pen *pen, const int *at, int fresh)
{
  int keep = fresh > 3 ? fresh - 3 : fresh - 1; // the knot from which the rest goes on
  int from = at[keep], left = pen->sample_count - from;
  pen->settled += keep;
  const ink_knot *knot = &pen->knots[pen->settled];
  pen->start = nb_unit(nb_sub(knot->at, knot->in));
  bool corner = keep < fresh - 1 && nb_dot(pen->start, nb_unit(nb_sub(knot->out, knot->at))) < 0.99f;
  if (corner)
    pen->start = nb_unit(nb_sub(knot->out, knot->at));
  memmove(pen->samples, &pen->samples[from], (size_t)left * sizeof *pen->samples);
  memmove(pen->widths, &pen->widths[from], (size_t)left * sizeof *pen->widths);
  pen->sample_count = left;
}

// Fits the part that may still change anew.
static void refit(ink_pen *pen, int *at, int *fresh)
{
  ink_knot knots[INK_FIT_SAMPLES];
  *fresh = ink_fit(pen->samples, pen->sample_count, pen->start, TOLERANCE * pen->scale, knots, at);
  ink_knot *first = &pen->knots[pen->settled];
  first->out = knots[0].out;
  for (int k = 1; k < *fresh; k++) {
    first[k] = knots[k];
    first[k].width = pen->widths[at[k]];
  }
  pen->count = pen->settled + *fresh;
}

bool ink_pen_move(ink_pen *pen, ink_sample sample)
{
  if (pen->straightened || !isfinite(sample.at.x) || !isfinite(sample.at.y) ||
      !(nb_length(nb_sub(sample.at, pen->last.at)) > STIR * pen->scale))
    return true;
  if (pen->settled + INK_FIT_SAMPLES >= INK_MAX_KNOTS)
    return false;
  int at[INK_FIT_SAMPLES], fresh;
  add_sample(pen, sample);
  refit(pen, at, &fresh);
  if (pen->sample_count == INK_FIT_SAMPLES)
    settle(pen, at, fresh);
  return true;
}

bool ink_pen_hold(ink_pen *pen)
{
  ink_knot shape[INK_SHAPE_KNOTS];
  int count = ink_shape(pen->knots, pen->count, pen->scale, shape);
  if (count == 0)
    return false;
  memcpy(pen->knots, shape, (size_t)count * sizeof *shape);
  pen->count = count;
  pen->straightened = true;
  return true;
}
