#include "nabla/math/probability.h"

#include <float.h>
#include <stdbool.h>

#include "nabla/math/elementary.h"

static float weight(float w)
{
  return w > 0 && w <= FLT_MAX ? w : 0;
}

// The last outcome with any weight stands for what rounding leaves over.
uint32_t nb_categorical(nb_random *random, const float *weights, uint32_t count)
{
  double sum = 0, at;
  uint32_t last = count ? count - 1 : 0;
  for (uint32_t i = 0; i < count; i++)
    sum += (double)weight(weights[i]);
  at = (double)nb_random_float(random) * sum;
  for (uint32_t i = 0; sum > 0 && i < count; i++) {
    if (weight(weights[i]) == 0)
      continue;
    last = i;
    at -= (double)weights[i];
    if (at < 0)
      break;
  }
  return last;
}

float nb_entropy(const float *p, uint32_t count)
{
  float sum = 0;
  for (uint32_t i = 0; i < count; i++)
    if (p[i] > 0)
      sum -= p[i] * nb_logarithm(p[i]);
  return sum;
}

float nb_kl_divergence(const float *p, const float *q, uint32_t count)
{
  float sum = 0;
  for (uint32_t i = 0; i < count; i++)
    if (p[i] > 0)
      sum += p[i] * (nb_logarithm(p[i]) - nb_logarithm(q[i] > 1e-12f ? q[i] : 1e-12f));
  return sum;
}

void nb_moments_add(nb_moments *moments, float x)
{
  if (!(x >= -FLT_MAX && x <= FLT_MAX))
    return;
  double before = (double)x - moments->mean;
  moments->count++;
  moments->mean += before / (double)moments->count;
  moments->squares += before * ((double)x - moments->mean);
}

nb_moments nb_moments_merge(nb_moments a, nb_moments b)
{
  nb_moments both = {.count = a.count + b.count};
  if (both.count == 0)
    return both;
  double apart = b.mean - a.mean, part = (double)b.count / (double)both.count;
  both.mean = a.mean + apart * part;
  both.squares = a.squares + b.squares + apart * apart * (double)a.count * part;
  return both;
}

double nb_moments_variance(nb_moments moments)
{
  return moments.count > 1 ? moments.squares / (double)(moments.count - 1) : 0;
}

uint32_t nb_histogram_bin(nb_histogram histogram, float x)
{
  bool inside = x >= histogram.from && x <= histogram.to && histogram.from < histogram.to;
  if (!inside || histogram.bins == 0)
    return histogram.bins;
  double part = ((double)x - histogram.from) / ((double)histogram.to - histogram.from);
  uint32_t bin = (uint32_t)(part * histogram.bins);
  return bin < histogram.bins ? bin : histogram.bins - 1;
}

void nb_histogram_add(nb_histogram histogram, uint32_t *counts, float x)
{
  uint32_t bin = nb_histogram_bin(histogram, x);
  if (bin < histogram.bins)
    counts[bin]++;
}
