#include "nabla/math/weight_plane.h"

#include <math.h>

nb_weight_plane nb_weights_through(const float *a, const float *b, const float *third, size_t count)
{
  double right = 0, up = 0,
         both = 0; // squares of the ways from the middle to b and to the third, and their product
  for (size_t k = 0; k < count; k++) {
    double to_b = 0.5 * ((double)b[k] - a[k]), to_third = third[k] - 0.5 * ((double)a[k] + b[k]);
    right += to_b * to_b, up += to_third * to_third, both += to_b * to_third;
  }
  double x = both / right;
  nb_vec2 at = {(float)x, (float)sqrt(fmax(up / right - x * x, 0))};
  return (nb_weight_plane){a, b, third, count, at};
}

// All points of the plane are mixes of the three, whose shares sum to 1.
void nb_weights_on(const nb_weight_plane *plane, nb_vec2 p, float *weights)
{
  float third = p.y / plane->at.y, x = p.x - third * plane->at.x;
  float a = (1 - third - x) / 2, b = (1 - third + x) / 2;
  for (size_t k = 0; k < plane->count; k++)
    weights[k] = a * plane->a[k] + b * plane->b[k] + third * plane->third[k];
}
