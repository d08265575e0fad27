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
  case NB_IDENTITY:
  case NB_SOFTMAX:
    memcpy(a, z, count * sizeof *a);
    break;
  }
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
