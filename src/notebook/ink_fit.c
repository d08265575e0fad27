#include "notebook/ink_fit.h"

#include <math.h>

#define REACH                                                                                                \
  (5.0f / 120)      // board units to either side that tell how the line passes a sample: at least one sample
#define CORNER 1.0f // radians: a corner turns by more at once
#define SUDDEN 1.8f // and by so many times as much as the line beside it
#define IMPROVEMENTS 4 // of the parameters, by Newton's method
#define WORTH 16       // where the error is beyond so many times the tolerance (squared) it is cut at once

typedef struct fit {
  const nb_vec2 *samples;
  float tolerance2;
  ink_knot *knots;
  int *at;
  int count;
} fit;

// The cubic between samples first and last, and where each sample between lies along it.
typedef struct cubic {
  nb_vec2 p[4];
  int first, last;
  float along[INK_FIT_SAMPLES];
} cubic;

static nb_vec2 mix_cubic(const nb_vec2 p[4], float t)
{
  ink_knot a = {.at = p[0], .out = p[1]}, b = {.in = p[2], .at = p[3]};
  return ink_between(&a, &b, t);
}

// First and second derivative.
static void derivatives(const nb_vec2 p[4], float t, nb_vec2 *first, nb_vec2 *second)
{
  nb_vec2 d0 = nb_sub(p[1], p[0]), d1 = nb_sub(p[2], p[1]), d2 = nb_sub(p[3], p[2]);
  *first = nb_scale(3, nb_mix2(nb_mix2(d0, d1, t), nb_mix2(d1, d2, t), t));
  *second = nb_scale(6, nb_mix2(nb_sub(d1, d0), nb_sub(d2, d1), t));
}

static void by_length(const fit *f, cubic *c)
{
  float length = 0;
  c->along[0] = 0;
  for (int k = c->first + 1; k <= c->last; k++) {
    length += nb_length(nb_sub(f->samples[k], f->samples[k - 1]));
    c->along[k - c->first] = length;
  }
  for (int k = 1; k <= c->last - c->first; k++)
    c->along[k] /= length;
}

// The least squares' lengths of the two handles, for directions that are given (Schneider's equation for alpha).
static void place_controls(const fit *f, cubic *c, nb_vec2 out, nb_vec2 in)
{
  nb_vec2 from = f->samples[c->first], to = f->samples[c->last];
  double c00 = 0, c01 = 0, c11 = 0, x0 = 0, x1 = 0;
  for (int k = c->first; k <= c->last; k++) {
    float t = c->along[k - c->first], u = 1 - t;
    float b1 = 3 * t * u * u, b2 = 3 * t * t * u;
    nb_vec2 a0 = nb_scale(b1, out), a1 = nb_scale(b2, in);
    nb_vec2 ends = nb_add(nb_scale(u * u * u + b1, from), nb_scale(t * t * t + b2, to));
    nb_vec2 rest = nb_sub(f->samples[k], ends);
    c00 += nb_dot(a0, a0), c01 += nb_dot(a0, a1), c11 += nb_dot(a1, a1);
    x0 += nb_dot(a0, rest), x1 += nb_dot(a1, rest);
  }
  double determinant = c00 * c11 - c01 * c01;
  float chord = nb_length(nb_sub(to, from)), least = 1e-3f * chord, third = chord / 3;
  float out_length = (float)((x0 * c11 - x1 * c01) / determinant);
  float in_length = (float)((c00 * x1 - c01 * x0) / determinant);
  // Wu and Barsky's rule where the equations have no sensible answer. Handles far longer than the chord make loops.
  if (!(out_length > least && out_length < 3 * chord) || !(in_length > least && in_length < 3 * chord))
    out_length = in_length = third;
  c->p[0] = from, c->p[3] = to;
  c->p[1] = nb_add(from, nb_scale(out_length, out));
  c->p[2] = nb_add(to, nb_scale(in_length, in));
}

// The greatest squared distance of a sample from its point on the cubic, and that sample.
static float worst(const fit *f, const cubic *c, int *where)
{
  float most = 0;
  *where = (c->first + c->last) / 2;
  for (int k = c->first + 1; k < c->last; k++) {
    nb_vec2 off = nb_sub(mix_cubic(c->p, c->along[k - c->first]), f->samples[k]);
    if (nb_dot(off, off) > most) {
      most = nb_dot(off, off);
      *where = k;
    }
  }
  return most;
}

// A step of Newton's method for each sample towards the nearest point of the cubic.
static void improve(const fit *f, cubic *c)
{
  for (int k = c->first + 1; k < c->last; k++) {
    float *t = &c->along[k - c->first];
    nb_vec2 off = nb_sub(mix_cubic(c->p, *t), f->samples[k]), first, second;
    derivatives(c->p, *t, &first, &second);
    float slope = nb_dot(first, first) + nb_dot(off, second);
    if (fabsf(slope) > 1e-12f)
      *t = fminf(fmaxf(*t - nb_dot(off, first) / slope, 0), 1);
  }
}

// The sample that lies REACH before (step -1) or after (step 1) sample k, at least one away, not beyond `end`.
static int reach(const fit *f, int k, int step, int end)
{
  float way = 0;
  while (k != end && way < REACH) {
    way += nb_length(nb_sub(f->samples[k + step], f->samples[k]));
    k += step;
  }
  return k;
}

// The direction at the beginning of a, b, c: the tangent of the parabola through them (parameters by length).
static nb_vec2 sets_out(nb_vec2 a, nb_vec2 b, nb_vec2 c)
{
  nb_vec2 first = nb_sub(b, a), second = nb_sub(c, b);
  float near = nb_length(first), far = nb_length(second);
  if (!(near > 0) || !(far > 0))
    return nb_unit(first);
  nb_vec2 slope = nb_scale(1 / near, first), bend = nb_sub(nb_scale(1 / far, second), slope);
  nb_vec2 way = nb_sub(slope, nb_scale(near / (near + far), bend));
  return nb_dot(way, slope) > 0 ? nb_unit(way) : nb_unit(first);
}

// The direction in which the line passes sample k, looking only at samples within [first, last].
static nb_vec2 direction(const fit *f, int k, int first, int last)
{
  int before = reach(f, k, -1, first), after = reach(f, k, 1, last);
  const nb_vec2 *p = f->samples;
  if (k == first)
    return sets_out(p[k], p[after], p[reach(f, after, 1, last)]);
  if (k == last)
    return nb_scale(-1, sets_out(p[k], p[before], p[reach(f, before, -1, first)]));
  nb_vec2 way = nb_unit(nb_sub(p[after], p[before]));
  // A line that comes back to where it was has no direction that way.
  return nb_length(way) > 0 ? way : nb_unit(nb_sub(p[k], p[k - 1]));
}

static void add_knot(fit *f, int sample, nb_vec2 in)
{
  f->at[f->count] = sample;
  f->knots[f->count++] =
      (ink_knot){.in = in, .at = f->samples[sample], .out = f->samples[sample], .width = 1};
}

// Fits samples first to last, setting out along `out` and arriving along `arrive`.
static void fit_between(fit *f, int first, int last, nb_vec2 out, nb_vec2 arrive)
{
  cubic c = {.first = first, .last = last};
  by_length(f, &c);
  float off = INFINITY;
  int where = first;
  for (int k = 0; k <= IMPROVEMENTS; k++) {
    place_controls(f, &c, out, nb_scale(-1, arrive));
    off = worst(f, &c, &where);
    if (off <= f->tolerance2 || off > WORTH * f->tolerance2)
      break;
    improve(f, &c);
  }
  if (off <= f->tolerance2 || last - first < 2) {
    f->knots[f->count - 1].out = c.p[1];
    add_knot(f, last, c.p[2]);
    return;
  }
  nb_vec2 through = direction(f, where, first, last);
  fit_between(f, first, where, out, through);
  fit_between(f, where, last, through, arrive);
}

// By how much the line turns about sample k, 0 to pi.
static float turn_at(const fit *f, int k, int count)
{
  if (k <= 0 || k >= count - 1)
    return 0;
  nb_vec2 arrives = nb_sub(f->samples[k], f->samples[reach(f, k, -1, 0)]);
  nb_vec2 leaves = nb_sub(f->samples[reach(f, k, 1, count - 1)], f->samples[k]);
  return fabsf(atan2f(nb_cross(arrives, leaves), nb_dot(arrives, leaves)));
}

// A corner turns more than the samples near it, and much more than the line beside it: a small loop turns as fast all
// along.
static bool is_corner(const fit *f, int k, int count)
{
  float turn = turn_at(f, k, count);
  if (turn <= CORNER)
    return false;
  int before = reach(f, k, -1, 0), after = reach(f, k, 1, count - 1);
  for (int near = before + 1; near < after; near++)
    if (turn_at(f, near, count) > turn || (near < k && turn_at(f, near, count) == turn))
      return false;
  return turn > SUDDEN * 0.5f * (turn_at(f, before, count) + turn_at(f, after, count));
}

int ink_fit(const nb_vec2 *samples, int count, nb_vec2 start, float tolerance, ink_knot *knots, int *at)
{
  fit f = {.samples = samples, .tolerance2 = tolerance * tolerance, .knots = knots, .at = at};
  add_knot(&f, 0, samples[0]);
  int first = 0;
  for (int k = 1; k < count; k++) {
    if (k < count - 1 && !is_corner(&f, k, count))
      continue;
    nb_vec2 out = first == 0 && nb_length(start) > 0 ? start : direction(&f, first, first, k);
    fit_between(&f, first, k, out, direction(&f, k, first, k));
    first = k;
  }
  return f.count;
}
