// What dense layers do an element at a time, for a kernel file to include: the compiler makes vectors of
// these loops. The including file defines DENSE_TARGET, the attribute of the machine that it is for.
#include <string.h>

#include "nabla/math/dense.h"

// Cephes' expf (Moshier): x = n ln 2 + r with |r| <= ln 2 / 2, a polynomial for e^r, and n put into the
// exponent. The sum with 1.5 * 2^23 rounds to n and leaves it in the low bits, so that no branch stands in
// the way of vectors.
DENSE_TARGET static inline float exponential(float x)
{
  x = x > -87 ? x : -87; // NaN too
  x = x < 87 ? x : 87;
  float shifted = x * 1.44269504f + 12582912.0f;
  float n = shifted - 12582912.0f;
  float r = x - n * 0.693359375f - n * -2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * (r * r) + r + 1;
  uint32_t power;
  memcpy(&power, &shifted, sizeof power);
  power = (power << 23) + (127u << 23);
  float scale;
  memcpy(&scale, &power, sizeof scale);
  return p * scale;
}

DENSE_TARGET static void exponentials(float *x, size_t count)
{
  for (size_t i = 0; i < count; i++)
    x[i] = exponential(x[i]);
}

// How much of a standard normal lies above |x|, to 1e-7 (Abramowitz and Stegun, "Handbook of Mathematical
// Functions", 7.1.26), where e_x is e^(-x^2/2).
DENSE_TARGET static inline float normal_tail(float x, float e_x)
{
  float u = (x < 0 ? -x : x) * 0.70710678f;
  float t = 1 / (1 + 0.3275911f * u);
  float p = 1.061405429f;
  p = p * t - 1.453152027f;
  p = p * t + 1.421413741f;
  p = p * t - 0.284496736f;
  p = p * t + 0.254829592f;
  return 0.5f * p * t * e_x;
}

DENSE_TARGET static void activate(nb_activation activation, const float *restrict z, float *restrict a,
                                  size_t count)
{
  switch (activation) {
  case NB_SIGMOID:
    for (size_t i = 0; i < count; i++)
      a[i] = 1 / (1 + exponential(-z[i]));
    break;
  case NB_TANH: // to an absolute error of 2e-7
    for (size_t i = 0; i < count; i++)
      a[i] = 2 / (1 + exponential(-2 * z[i])) - 1;
    break;
  case NB_RELU:
    for (size_t i = 0; i < count; i++)
      a[i] = z[i] > 0 ? z[i] : 0;
    break;
  case NB_GELU:
    for (size_t i = 0; i < count; i++) {
      float tail = normal_tail(z[i], exponential(-0.5f * z[i] * z[i]));
      a[i] = z[i] * (z[i] > 0 ? 1 - tail : tail);
    }
    break;
  case NB_IDENTITY:
  case NB_SOFTMAX:
    memcpy(a, z, count * sizeof *a);
    break;
  }
}

DENSE_TARGET static void derive(nb_activation activation, const float *restrict z, const float *restrict a,
                                const float *restrict da, float *restrict dz, size_t count)
{
  switch (activation) {
  case NB_SIGMOID:
    for (size_t i = 0; i < count; i++)
      dz[i] += da[i] * (a[i] * (1 - a[i]));
    break;
  case NB_TANH:
    for (size_t i = 0; i < count; i++)
      dz[i] += da[i] * (1 - a[i] * a[i]);
    break;
  case NB_RELU:
    for (size_t i = 0; i < count; i++)
      dz[i] += z[i] > 0 ? da[i] : 0;
    break;
  case NB_GELU: // the normal's distribution plus z times its density
    for (size_t i = 0; i < count; i++) {
      float e_z = exponential(-0.5f * z[i] * z[i]), tail = normal_tail(z[i], e_z);
      dz[i] += da[i] * ((z[i] > 0 ? 1 - tail : tail) + z[i] * e_z * 0.39894228f);
    }
    break;
  case NB_IDENTITY:
  case NB_SOFTMAX:
    for (size_t i = 0; i < count; i++)
      dz[i] += da[i];
    break;
  }
}

// Without their signs, the bits of floats are ordered as the floats are, and those of infinity and of what is no
// number come last.
DENSE_TARGET static bool all_finite(const float *x, size_t count)
{
  uint32_t largest = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t bits;
    memcpy(&bits, x + i, sizeof bits);
    bits &= 0x7fffffff;
    largest = bits > largest ? bits : largest;
  }
  return largest < 0x7f800000;
}

DENSE_TARGET static void descend(nb_sgd sgd, float *restrict parameters, float *restrict velocity,
                                 const float *restrict gradient, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    float v = sgd.momentum * velocity[i] + gradient[i];
    float p = parameters[i] - sgd.rate * v;
    _Bool sound = (p <= 1e6f) & (p >= -1e6f);
    parameters[i] = sound ? p : parameters[i];
    velocity[i] = sound ? v : 0;
  }
}
