#include "nabla/math/initial.h"

#include <math.h>

// Of a uniform distribution around 0, whose variance is a third of its bound squared.
static float bound(nb_initial initial, float inputs, float outputs)
{
  switch (initial) {
  case NB_GLOROT:
    return sqrtf(3 * (2 / (inputs + outputs)));
  case NB_HE:
    return sqrtf(3 * (2 / inputs));
  case NB_LECUN:
    return sqrtf(1 / inputs);
  default:
    return 0;
  }
}

void nb_initialise(nb_initial initial, uint32_t inputs, uint32_t outputs, float *weights, size_t count,
                   nb_random *random)
{
  float within = inputs ? bound(initial, (float)inputs, (float)outputs) : 0;
  for (size_t i = 0; i < count; i++)
    switch (initial) {
    case NB_ZEROS:
      weights[i] = 0;
      break;
    case NB_ONES:
      weights[i] = 1;
      break;
    case NB_NORMAL:
      weights[i] = 0.02f * nb_random_normal(random);
      break;
    default:
      weights[i] = within * (2 * nb_random_float(random) - 1);
      break;
    }
}
