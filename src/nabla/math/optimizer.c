#include "nabla/math/optimizer.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "nabla/math/elementary.h"
#include "nabla/math/network.h"

// An optimizer with its defaults filled in, and how far m and s are below what they will come to.
typedef struct terms {
  float rate, first, second, epsilon, first_missing, second_missing;
} terms;

static bool sound(float p)
{
  return p <= 1e6f && p >= -1e6f;
}

static void rmsprop(terms t, float *restrict parameters, float *restrict squares,
                    const float *restrict gradient, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    float s = t.second * squares[i] + (1 - t.second) * (gradient[i] * gradient[i]);
    float p = parameters[i] - t.rate * gradient[i] / (sqrtf(s) + t.epsilon);
    parameters[i] = sound(p) ? p : parameters[i];
    squares[i] = sound(p) ? s : 0;
  }
}

static void adam(terms t, float *restrict parameters, float *restrict means, float *restrict squares,
                 const float *restrict gradient, size_t count)
{
  float rate = t.rate / t.first_missing, scale = 1 / sqrtf(t.second_missing);
  for (size_t i = 0; i < count; i++) {
    float m = t.first * means[i] + (1 - t.first) * gradient[i];
    float s = t.second * squares[i] + (1 - t.second) * (gradient[i] * gradient[i]);
    float p = parameters[i] - rate * m / (sqrtf(s) * scale + t.epsilon);
    parameters[i] = sound(p) ? p : parameters[i];
    means[i] = sound(p) ? m : 0;
    squares[i] = sound(p) ? s : 0;
  }
}

static terms terms_of(const nb_optimizer *optimizer, nb_progress *progress)
{
  float second = optimizer->method == NB_ADAM ? 0.999f : 0.99f;
  terms t = {.rate = optimizer->rate,
             .first = optimizer->first > 0 ? optimizer->first : 0.9f,
             .second = optimizer->second > 0 ? optimizer->second : second,
             .epsilon = optimizer->epsilon > 0 ? optimizer->epsilon : 1e-8f};
  progress->first = progress->steps ? progress->first * t.first : t.first;
  progress->second = progress->steps ? progress->second * t.second : t.second;
  progress->steps++;
  t.first_missing = 1 - progress->first;
  t.second_missing = 1 - progress->second;
  return t;
}

void nb_optimize(const nb_optimizer *optimizer, nb_progress *progress, float *parameters, float *moments,
                 const float *gradient, size_t count)
{
  terms t = terms_of(optimizer, progress);
  switch (optimizer->method) {
  case NB_DESCENT:
    nb_network_descend((nb_sgd){optimizer->rate, optimizer->momentum}, parameters, moments, gradient, count);
    break;
  case NB_RMSPROP:
    rmsprop(t, parameters, moments, gradient, count);
    break;
  case NB_ADAM:
    adam(t, parameters, moments, moments + count, gradient, count);
    break;
  }
}

// In doubles, where no square of a float overflows.
float nb_clip_gradient(float *gradient, size_t count, float longest)
{
  double squares = 0;
  for (size_t i = 0; i < count; i++)
    squares += (double)gradient[i] * gradient[i];
  double length = sqrt(squares);
  if (!(length <= 3e38)) {
    memset(gradient, 0, count * sizeof *gradient);
    return 0;
  }
  float scale = (float)(longest / length);
  for (size_t i = 0; length > longest && i < count; i++)
    gradient[i] *= scale;
  return (float)length;
}

// factor to the power of exponent.
static float power(float factor, float exponent)
{
  return factor > 0 ? nb_exponential(exponent * nb_logarithm(factor)) : 0;
}

float nb_rate(const nb_schedule *schedule, uint32_t step)
{
  if (step < schedule->warmup)
    return schedule->rate * (float)(step + 1) / (float)(schedule->warmup + 1);
  if (schedule->steps == 0 || schedule->decay == NB_DECAY_NONE)
    return schedule->rate;
  uint32_t gone = step - schedule->warmup;
  float part = (float)gone / (float)schedule->steps, within = part < 1 ? part : 1, left = 1 - within;
  switch (schedule->decay) {
  case NB_DECAY_STAIRS:
    return schedule->rate * power(schedule->factor, (float)(gone / schedule->steps));
  case NB_DECAY_EXPONENTIAL:
    return schedule->rate * power(schedule->factor, part);
  case NB_DECAY_COSINE:
    left = (1 + nb_cosine(3.14159265f * within)) / 2;
    break;
  default:
    break;
  }
  return schedule->rate * (schedule->factor + (1 - schedule->factor) * left);
}
