#include "nabla/math/ease.h"

// The comparisons are so put that NaN fails the first.
float nb_ease_linear(float t)
{
  if (!(t > 0))
    return 0;
  return t < 1 ? t : 1;
}

float nb_ease_cubic(float t)
{
  t = nb_ease_linear(t);
  return t * t * (3 - 2 * t);
}

// The second half mirrors the first, so that rounding can neither pass 1 nor turn back near it.
float nb_smooth(float t)
{
  t = nb_ease_linear(t);
  float s = t < 0.5f ? t : 1 - t;
  float eased = s * s * s * (s * (s * 6 - 15) + 10);
  return t < 0.5f ? eased : 1 - eased;
}

float nb_ease_there_and_back(float t)
{
  t = nb_ease_linear(t);
  return nb_smooth(t < 0.5f ? 2 * t : 2 - 2 * t);
}
