// Poles at which a surface goes to infinity the same way on both sides: no sample tells them from a high hill.
//
// Where a sample lies beyond the bounds, and higher than those beside it, the highest place around it is sought: a hill has a
// top, but on a pole one gets higher with every step. Such a sample may stand in the middle of a block of which not all samples
// were made (heights_adapt.c); then the next that was is half the block away.
#include <math.h>

#include "nabla/space/heights.h"

enum { STEPS = 16 };

#define GOLDEN 0.61803399f
#define GROWS 4.0f // a pole becomes so many times as high when the steps are made once more

typedef struct search {
  const sampler *s;
  nb_vec2 p, q;
  float from, to; // where the highest place is, as a part of the way from p to q
  float a, b;     // two places between
  float za, zb;   // how high it is there
} search;

static float height_at(const search *h, float t)
{
  float z = h->s->f(nb_mix2(h->p, h->q, t), h->s->context);
  return isnan(z) ? 0 : fabsf(z);
}

static void set_a(search *h)
{
  h->a = h->to - GOLDEN * (h->to - h->from);
  h->za = height_at(h, h->a);
}

static void set_b(search *h)
{
  h->b = h->from + GOLDEN * (h->to - h->from);
  h->zb = height_at(h, h->b);
}

// Leaves the lower end out, by the golden section (Kiefer, 1953). Returns how high it is then.
static float climb(search *h)
{
  for (int k = 0; k < STEPS && isfinite(h->za) && isfinite(h->zb); k++) {
    if (h->za > h->zb) {
      h->to = h->b, h->b = h->a, h->zb = h->za;
      set_a(h);
    } else {
      h->from = h->a, h->a = h->b, h->za = h->zb;
      set_b(h);
    }
  }
  return fmaxf(h->za, h->zb);
}

// How far the samples to both sides of this one are, in samples.
static int reach_of(const sampler *s, int column, int row)
{
  int cells = s->h.columns - 1, c = column < cells ? column : cells - 1;
  int side = 1 << s->block[(row < s->h.rows - 1 ? row : row - 1) * cells + c];
  return side > 1 ? side / 2 : 1;
}

// Where, in samples, a pole lies between the samples to both sides of this one, along x or (up) along y; NaN: nowhere.
static float pole_near(const sampler *s, int column, int row, bool up, int reach)
{
  nb_vec2 here = sampler_place(&s->h, column, row);
  int dx = up ? 0 : reach, dy = up ? reach : 0, place = up ? row : column;
  search h = {.s = s, .to = 1};
  h.p = sampler_place(&s->h, column - dx, row - dy);
  h.q = sampler_place(&s->h, column + dx, row + dy);
  if (!isfinite(s->f(here, s->context)))
    return (float)place;
  set_a(&h);
  set_b(&h);
  float once = climb(&h), twice = climb(&h);
  if (!(twice > GROWS * once))
    return NAN;
  float at = (float)(place - reach) + (h.za > h.zb ? h.a : h.b) * (float)(2 * reach);
  return fabsf(at - rintf(at)) < 1e-3f ? rintf(at) : at;
}

static void look(sampler *s, int column, int row, bool up)
{
  int place = up ? row : column, last = (up ? s->h.rows : s->h.columns) - 1, step = up ? s->h.columns : 1;
  int reach = reach_of(s, column, row);
  const float *z = &s->z[row * s->h.columns + column];
  if (place < reach || place > last - reach)
    return;
  float before = z[-reach * step] * copysignf(1, *z), after = z[reach * step] * copysignf(1, *z);
  if (!(before > 0 && after > 0 && fabsf(*z) > before && fabsf(*z) > after))
    return;
  float at = pole_near(s, column, row, up, reach);
  if (isnan(at))
    return;
  int first = (int)fminf(at, (float)(last - 1));
  nb_height_end *ends = up ? s->up : s->right;
  column = up ? column : first, row = up ? first : row;
  if (ends[row * s->h.columns + column].at < 0)
    sampler_cut(s, column, row, up, (nb_height_end){at - (float)first, INFINITY});
}

void sampler_find_poles(sampler *s)
{
  if (!(s->h.low < s->h.high))
    return;
  for (int row = 0; row < s->h.rows; row++) {
    for (int column = 0; column < s->h.columns; column++) {
      float z = s->z[row * s->h.columns + column];
      if (!(z > s->h.high || z < s->h.low) || isinf(z))
        continue;
      look(s, column, row, false);
      look(s, column, row, true);
    }
  }
}
