#include "nabla/math/elementary.h"

#include <float.h>
#include <stdint.h>
#include <string.h>

#include "nabla/math/dense.h"

float nb_exponential(float x)
{
  nb_dense_best()->exponentials(&x, 1);
  return x;
}

// x = 2^n m with m from sqrt(1/2) to sqrt(2), and ln m = 2 (s + s^3/3 + s^5/5 + ..) for s = (m - 1)/(m + 1).
// In doubles, |s| <= 0.172, and what is left out is below 1e-11.
float nb_logarithm(float x)
{
  x = x >= FLT_MIN ? x : FLT_MIN;
  x = x <= FLT_MAX ? x : FLT_MAX;
  uint32_t bits;
  memcpy(&bits, &x, sizeof bits);
  int32_t n = (int32_t)((bits - 0x3f3504f3) & 0xff800000) >> 23;
  bits -= (uint32_t)n << 23;
  float m;
  memcpy(&m, &bits, sizeof m);
  double s = ((double)m - 1) / ((double)m + 1), s2 = s * s, sum = 0;
  for (int power = 13; power >= 1; power -= 2)
    sum = sum * s2 + 1.0 / power;
  return (float)(n * 0.69314718055994531 + 2 * s * sum);
}

// The sine of x plus quarter quarter turns: Taylor's series within an eighth of a turn.
static float turned_sine(float x, int64_t quarter)
{
  double whole = x;
  if (!(whole >= -1e6 && whole <= 1e6))
    whole = 0;
  double turns = whole * 0.63661977236758134;
  int64_t n = (int64_t)(turns + (turns < 0 ? -0.5 : 0.5));
  double r = whole - (double)n * 1.5707963267948966, r2 = r * r;
  quarter += n;
  double sine = r * (1 - r2 / 6 * (1 - r2 / 20 * (1 - r2 / 42 * (1 - r2 / 72 * (1 - r2 / 110)))));
  double cosine = 1 - r2 / 2 * (1 - r2 / 12 * (1 - r2 / 30 * (1 - r2 / 56 * (1 - r2 / 90 * (1 - r2 / 132)))));
  double value = quarter & 1 ? cosine : sine;
  return (float)(quarter & 2 ? -value : value);
}

float nb_sine(float x)
{
  return turned_sine(x, 0);
}

float nb_cosine(float x)
{
  return turned_sine(x, 1);
}
