#include "nabla/math/spring.h"

#include <math.h>
#include <stddef.h>

#define TAU 6.28318530717958647693
// Below this share of the frequency the two ways of a damped spring are told apart by their limit.
#define CRITICAL 1e-4

typedef struct motion {
  double x, v; // from the goal
} motion;

// Swings at w s under an envelope e^(-z w t), s = sqrt(1 - z^2).
static motion swing(motion start, double w, double z, double t)
{
  double s = w * sqrt(1 - z * z), fade = exp(-z * w * t), c = cos(s * t), k = sin(s * t) / s;
  return (motion){fade * (start.x * c + (start.v + z * w * start.x) * k),
                  fade * (start.v * c - (w * w * start.x + z * w * start.v) * k)};
}

static motion settle(motion start, double w, double t)
{
  double fade = exp(-w * t), slope = start.v + w * start.x;
  return (motion){fade * (start.x + slope * t), fade * (start.v - w * slope * t)};
}

// The sum of a quick and a slow way home.
static motion creep(motion start, double w, double z, double t)
{
  double s = w * sqrt(z * z - 1), slow = -z * w + s, quick = -z * w - s;
  slow = w * w / quick; // as their product is w^2: the difference would lose its digits
  double a = (start.v - quick * start.x) / (slow - quick), b = start.x - a;
  double of_slow = a * exp(slow * t), of_quick = b * exp(quick * t);
  return (motion){of_slow + of_quick, slow * of_slow + quick * of_quick};
}

static nb_spring with_defaults(nb_spring spring)
{
  spring.frequency = spring.frequency > 0 ? spring.frequency : 2;
  spring.damping = spring.damping > 0 ? spring.damping : 0.5f;
  return spring;
}

float nb_spring_at(nb_spring spring, float from, float velocity, float goal, float seconds, float *speed)
{
  spring = with_defaults(spring);
  double w = TAU * spring.frequency, z = spring.damping, t = fmax(0, seconds);
  motion start = {(double)from - goal, velocity}, now;
  if (fabs(z - 1) < CRITICAL)
    now = settle(start, w, t);
  else
    now = z < 1 ? swing(start, w, z, t) : creep(start, w, z, t);
  if (!isfinite(seconds) || !isfinite((float)(goal + now.x)) || !isfinite((float)now.v)) {
    now = (motion){0, 0};
    goal = isfinite(goal) ? goal : 0;
  }
  if (speed != NULL)
    *speed = (float)now.v;
  return (float)(goal + now.x);
}

// Under the envelope: the slower of the two rates, and for the swinging one what stands before it.
float nb_spring_rest(nb_spring spring, float within)
{
  spring = with_defaults(spring);
  double w = TAU * spring.frequency, z = spring.damping, most = 1000;
  if (!(within > 0) || !isfinite(w) || !isfinite(z))
    return (float)most;
  double rate = z < 1 ? z * w : w / (z + sqrt(z * z - 1));
  double height = z < 1 - CRITICAL   ? 1 / sqrt(1 - z * z)
                  : z > 1 + CRITICAL ? 1 + 1 / (2 * sqrt(z * z - 1))
                                     : 1;
  double t = fmax(0, log(height / within) / rate);
  // At the limit the envelope is (1 + w t) e^(-w t).
  for (int k = 0; k < 60 && fabs(z - 1) <= CRITICAL; k++)
    t = fmax(0, log((1 + w * t) / within) / rate);
  return (float)fmin(t, most);
}

// With the chord c and the angle a the radius is c / (2 sin(a / 2)); the point is from plus the chord turned by
// (t - 1) a / 2 and shortened to sin(t a / 2) / sin(a / 2).
nb_vec2 nb_arc_point(nb_arc_between arc, float t)
{
  double half = 0.5 * (double)arc.angle, whole = sin(half);
  if (t == 0 || t == 1 || fabs(half) < 1e-6 || !(fabs(whole) > 1e-6) || !(fabs(half) < TAU / 2))
    return nb_mix2(arc.from, arc.to, t);
  double turn = (t - 1) * half, share = sin(t * half) / whole;
  double x = (double)arc.to.x - arc.from.x, y = (double)arc.to.y - arc.from.y, c = share * cos(turn),
         s = share * sin(turn);
  return nb_at((float)(arc.from.x + c * x - s * y), (float)(arc.from.y + s * x + c * y));
}
