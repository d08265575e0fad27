#include "nabla/math/streamline_step.h"

#include <math.h>

enum { STAGES = 7 };

// Steps below this share of the longest are not tried: the line has come to a place without a direction.
#define SHORTEST 1e-3f
// The cosine of the angle by which one step may turn, so that lines look smooth.
#define TURN 0.94f

// Dormand and Prince: what each stage takes of those before it. The last row is the step itself.
static const float stage[STAGES][STAGES - 1] = {
    {0},
    {1.0f / 5},
    {3.0f / 40, 9.0f / 40},
    {44.0f / 45, -56.0f / 15, 32.0f / 9},
    {19372.0f / 6561, -25360.0f / 2187, 64448.0f / 6561, -212.0f / 729},
    {9017.0f / 3168, -355.0f / 33, 46732.0f / 5247, 49.0f / 176, -5103.0f / 18656},
    {35.0f / 384, 0, 500.0f / 1113, 125.0f / 192, -2187.0f / 6784, 11.0f / 84},
};
// What the step of fifth order differs by from that of fourth.
static const float difference[STAGES] = {71.0f / 57600,      0,           -71.0f / 16695, 71.0f / 1920,
                                         -17253.0f / 339200, 22.0f / 525, -1.0f / 40};

static bool direction(const streamline_walk *w, nb_vec2 p, nb_vec2 *way)
{
  nb_vec2 v = w->flow->f(p, w->flow->context);
  float length = nb_length(v);
  if (!(length > 0) || !isfinite(length))
    return false;
  *way = nb_at(w->sense * v.x / length, w->sense * v.y / length);
  return true;
}

static nb_vec2 combine(const float *shares, const nb_vec2 *k, int count)
{
  nb_vec2 sum = {0, 0};
  for (int i = 0; i < count; i++)
    sum.x += shares[i] * k[i].x, sum.y += shares[i] * k[i].y;
  return sum;
}

// A step of length h: where it leads and by how much it may be wrong. False where the field has no direction on
// the way.
static bool try_step(const streamline_walk *w, nb_vec2 *there, nb_vec2 *way, float *error)
{
  nb_vec2 k[STAGES] = {w->way};
  for (int s = 1; s < STAGES; s++) {
    nb_vec2 by = combine(stage[s], k, s);
    *there = nb_at(w->p.x + w->h * by.x, w->p.y + w->h * by.y);
    if (!direction(w, *there, &k[s]))
      return false;
  }
  *way = k[STAGES - 1];
  *error = w->h * nb_length(combine(difference, k, STAGES));
  return true;
}

bool streamline_begin(streamline_walk *w, const nb_flow *flow, nb_vec2 p, float sense, float longest)
{
  *w = (streamline_walk){.flow = flow, .p = p, .sense = sense, .h = 0.5f * longest, .longest = longest};
  return direction(w, p, &w->way);
}

// The step's length goes with the fourth root of the error, by square roots, which are the same everywhere.
bool streamline_step(streamline_walk *w)
{
  while (w->h > SHORTEST * w->longest) {
    nb_vec2 there, way;
    float error, tolerance = w->flow->tolerance;
    if (!try_step(w, &there, &way, &error)) {
      w->h *= 0.25f;
      continue;
    }
    float factor = error > 0 ? 0.9f * sqrtf(sqrtf(tolerance / error)) : 3;
    factor = fminf(fmaxf(factor, 0.2f), 3);
    if (error <= tolerance && nb_dot(way, w->way) > TURN) {
      w->p = there;
      w->way = way;
      w->h = fminf(w->h * factor, w->longest);
      return true;
    }
    w->h *= fminf(factor, 0.5f);
  }
  return false;
}
