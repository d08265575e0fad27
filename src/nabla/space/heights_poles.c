// Poles at which a surface goes to infinity the same way on both sides, or around a lone point: no samples tell them from a
// high hill.
//
// Where a sample lies beyond the bounds, and higher than those beside it, the highest place around it is sought: a hill has a
// top, but on a pole one gets higher with every step. Such a sample may stand in the middle of a block of which not all samples
// were made (heights_adapt.c); then the next that was is half the block away.
#include <math.h>

#include "nabla/space/heights.h"

// Steps of half an ascent, along a line and around a point: both end where the rounding of places does not tell yet.
enum { STEPS = 10, STEPS_AROUND = 12 };

#define GOLDEN 0.61803399f
#define NARROWER 0.7f // each look around from where it is highest, than the one before

// How high one is at first, after half of the steps, and at the end.
typedef struct ascent {
  float first, half, end;
} ascent;

// On a pole the second half of the steps leads up as far as the first did, be it only a logarithm's; on a hill it stays at the
// top. What rounding makes higher is neither.
static bool is_endless(ascent a)
{
  return !isfinite(a.end) || (a.end > 1.05f * a.half && a.end - a.half > 0.5f * (a.half - a.first));
}

static float height_at(const sampler *s, nb_vec2 p)
{
  float z = s->f(p, s->context);
  return isnan(z) ? 0 : fabsf(z);
}

// ---------------------------------------------------------------------------------------------------------------
// Along a line

typedef struct search {
  const sampler *s;
  nb_vec2 p, q;
  float from, to; // where the highest place is, as a part of the way from p to q
  float a, b;     // two places between
  float za, zb;   // how high it is there
  float highest;  // of all places so far
} search;

static void set_a(search *h)
{
  h->a = h->to - GOLDEN * (h->to - h->from);
  h->za = height_at(h->s, nb_mix2(h->p, h->q, h->a));
  h->highest = fmaxf(h->highest, h->za);
}

static void set_b(search *h)
{
  h->b = h->from + GOLDEN * (h->to - h->from);
  h->zb = height_at(h->s, nb_mix2(h->p, h->q, h->b));
  h->highest = fmaxf(h->highest, h->zb);
}

// Leaves the lower end out, by the golden section (Kiefer, 1953).
static void climb(search *h)
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
}

// Where between two places, as a part of the way, there is a pole; NaN: nowhere.
static float pole_between(const sampler *s, nb_vec2 p, nb_vec2 q)
{
  search h = {.s = s, .p = p, .q = q, .to = 1};
  set_a(&h);
  set_b(&h);
  ascent a = {.first = h.highest};
  climb(&h);
  a.half = h.highest;
  climb(&h);
  a.end = h.highest;
  return is_endless(a) ? (h.za > h.zb ? h.a : h.b) : NAN;
}

// ---------------------------------------------------------------------------------------------------------------
// Samples that are higher than those around them

// How far the samples to both sides of this one are, in samples.
static int reach_of(const sampler *s, int column, int row)
{
  int cells = s->h.columns - 1, c = column < cells ? column : cells - 1;
  int side = 1 << s->block[(row < s->h.rows - 1 ? row : row - 1) * cells + c];
  return side > 1 ? side / 2 : 1;
}

static bool has_both(int place, int reach, int count)
{
  return place >= reach && place + reach < count;
}

// Of two that are equally high the first one counts.
static bool stands_out(const float *z, int before, int after)
{
  return fabsf(*z) >= fabsf(z[before]) && fabsf(*z) > fabsf(z[after]);
}

// ---------------------------------------------------------------------------------------------------------------
// Lone ones

// Looks around from p, and goes to where it is highest. Returns how high that is.
static float climb_around(const sampler *s, nb_vec2 *p, nb_vec2 *step)
{
  float highest = height_at(s, *p);
  for (int k = 0; k < STEPS_AROUND && isfinite(highest); k++) {
    nb_vec2 middle = *p;
    for (int n = 0; n < 9; n++) {
      nb_vec2 there = nb_at(middle.x + step->x * (float)(n % 3 - 1), middle.y + step->y * (float)(n / 3 - 1));
      float z = height_at(s, there);
      if (z > highest)
        highest = z, *p = there;
    }
    *step = nb_scale(NARROWER, *step);
  }
  return highest;
}

// Whether no pole runs through the sides of a square around p.
static bool is_lone(const sampler *s, nb_vec2 p, nb_vec2 half)
{
  static const float across[5] = {-1, 1, 1, -1, -1}, up[5] = {-1, -1, 1, 1, -1};
  for (int k = 0; k < 4; k++) {
    nb_vec2 from = nb_at(p.x + across[k] * half.x, p.y + up[k] * half.y),
            to = nb_at(p.x + across[k + 1] * half.x, p.y + up[k + 1] * half.y);
    if (!isnan(pole_between(s, from, to)))
      return false;
  }
  return true;
}

static void mark_lone(sampler *s, nb_vec2 p, nb_vec2 cell)
{
  float across = (p.x - s->h.floor.x) / cell.x, up = (p.y - s->h.floor.y) / cell.y;
  int column = (int)fmaxf(0, fminf(across + 1e-3f, (float)(s->h.columns - 2)));
  int row = (int)fmaxf(0, fminf(up + 1e-3f, (float)(s->h.rows - 2))), k = row * s->h.columns + column;
  s->right[k] = (nb_height_end){fmaxf(0, fminf(1, across - (float)column)), -INFINITY};
  s->up[k] = (nb_height_end){fmaxf(0, fminf(1, up - (float)row)), -INFINITY};
  s->cut[row * (s->h.columns - 1) + column] = 1;
  s->jumps = true;
}

static bool is_highest(const sampler *s, int column, int row, int reach)
{
  const float *z = &s->z[row * s->h.columns + column];
  int right = reach, up = reach * s->h.columns;
  for (int k = 0; k < 9; k++)
    if (!isfinite(z[(k % 3 - 1) * right + (k / 3 - 1) * up]))
      return false;
  return stands_out(z, -right, right) && stands_out(z, -up, up) && stands_out(z, -up - right, up + right) &&
         stands_out(z, -up + right, up - right);
}

// Whether a line is known to run through the cells around a sample: it crosses two of their edges at least.
static bool is_near_line(const sampler *s, int column, int row)
{
  int crossed = 0;
  for (int y = row - 1; y <= row + 1; y++) {
    for (int x = column - 1; x <= column + 1; x++) {
      if (x < 0 || y < 0 || x >= s->h.columns || y >= s->h.rows)
        continue;
      int k = y * s->h.columns + x;
      crossed += x <= column && s->right[k].at >= 0;
      crossed += y <= row && s->up[k].at >= 0;
    }
  }
  return crossed >= 2;
}

static void look_around(sampler *s, int column, int row)
{
  int reach = reach_of(s, column, row);
  if (!has_both(column, reach, s->h.columns) || !has_both(row, reach, s->h.rows) ||
      !is_highest(s, column, row, reach) || is_near_line(s, column, row))
    return;
  nb_vec2 p = sampler_place(&s->h, column, row);
  nb_vec2 cell =
      nb_at(s->h.floor.width / (float)(s->h.columns - 1), s->h.floor.height / (float)(s->h.rows - 1));
  nb_vec2 step = nb_scale(0.5f * (float)reach, cell);
  ascent a = {.first = height_at(s, p)};
  a.half = climb_around(s, &p, &step);
  a.end = climb_around(s, &p, &step);
  if (is_endless(a) && is_lone(s, p, nb_scale(0.5f, cell)))
    mark_lone(s, p, cell);
}

// ---------------------------------------------------------------------------------------------------------------
// Those that are lines, where they cross the lines of the grid

// Whether a lone one stands in a cell that has a corner here, or beside one.
static bool is_near_lone(const sampler *s, int column, int row)
{
  for (int y = row > 2 ? row - 2 : 0; y < row + 2 && y < s->h.rows; y++)
    for (int x = column > 2 ? column - 2 : 0; x < column + 2 && x < s->h.columns; x++)
      if (s->right[y * s->h.columns + x].at >= 0 && s->right[y * s->h.columns + x].z == -INFINITY)
        return true;
  return false;
}

// Where, in samples, a pole lies between the samples to both sides of this one, along x or (up) along y; NaN: nowhere.
static float pole_near(const sampler *s, int column, int row, bool up, int reach)
{
  int dx = up ? 0 : reach, dy = up ? reach : 0, place = up ? row : column;
  nb_vec2 p = sampler_place(&s->h, column - dx, row - dy), q = sampler_place(&s->h, column + dx, row + dy);
  if (!isfinite(s->f(p, s->context)) || !isfinite(s->f(q, s->context)))
    return NAN;
  if (!isfinite(s->f(sampler_place(&s->h, column, row), s->context)))
    return (float)place;
  float at = (float)(place - reach) + pole_between(s, p, q) * (float)(2 * reach);
  return fabsf(at - rintf(at)) < 1e-3f ? rintf(at) : at;
}

static void mark(sampler *s, int column, int row, bool up, float at)
{
  if (column >= 0 && row >= 0 && (up ? s->up : s->right)[row * s->h.columns + column].at < 0)
    sampler_cut(s, column, row, up, (nb_height_end){at, INFINITY});
}

// A pole that runs through a sample itself lies on all edges that meet there, so that it is on two of each cell that it crosses.
static void mark_through(sampler *s, int column, int row)
{
  if (column + 1 < s->h.columns)
    mark(s, column, row, false, 0);
  if (row + 1 < s->h.rows)
    mark(s, column, row, true, 0);
  mark(s, column - 1, row, false, 1);
  mark(s, column, row - 1, true, 1);
}

static void look(sampler *s, int column, int row, bool up)
{
  int reach = reach_of(s, column, row), step = reach * (up ? s->h.columns : 1);
  const float *z = &s->z[row * s->h.columns + column];
  if (!has_both(up ? row : column, reach, up ? s->h.rows : s->h.columns) || !stands_out(z, -step, step) ||
      z[-step] * *z <= 0 || z[step] * *z <= 0 || is_near_lone(s, column, row))
    return;
  float at = pole_near(s, column, row, up, reach);
  if (isnan(at))
    return;
  int first = (int)at;
  column = up ? column : first, row = up ? first : row;
  if (at == (float)first)
    mark_through(s, column, row);
  else
    mark(s, column, row, up, at - (float)first);
}

static bool is_beyond(const sampler *s, int column, int row)
{
  float z = s->z[row * s->h.columns + column];
  return (z > s->h.high || z < s->h.low) && !isinf(z);
}

void sampler_find_poles(sampler *s)
{
  if (!(s->h.low < s->h.high))
    return;
  for (int lines = 0; lines < 2; lines++) {
    for (int row = 0; row < s->h.rows; row++) {
      for (int column = 0; column < s->h.columns; column++) {
        if (!is_beyond(s, column, row))
          continue;
        if (lines) {
          look(s, column, row, false);
          look(s, column, row, true);
        } else {
          look_around(s, column, row);
        }
      }
    }
  }
}
