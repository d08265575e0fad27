// For tests that include a lesson's C file, to hold its mathematics against what it must be.
#ifndef TESTS_LESSON_H
#define TESTS_LESSON_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "nabla/math/random.h"
#include "nabla/math/vector.h"

// The k-th of points that fill the square from -reach to reach (Martin Roberts' R2 sequence).
static inline nb_vec2 lesson_point(int k, float reach)
{
  double x = fmod(0.5 + 0.7548776662466927 * (double)k, 1), y = fmod(0.5 + 0.5698402909980532 * (double)k, 1);
  return nb_at(reach * (float)(2 * x - 1), reach * (float)(2 * y - 1));
}

// The slopes of f at p are those that were given, as far as differences over a thousandth tell.
static inline void assert_same_slopes(float (*f)(nb_vec2 p), nb_vec2 p, nb_vec2 slopes)
{
  const float h = 4e-3f;
  float x = (f(nb_add(p, nb_at(h, 0))) - f(nb_sub(p, nb_at(h, 0)))) / (2 * h);
  float y = (f(nb_add(p, nb_at(0, h))) - f(nb_sub(p, nb_at(0, h)))) / (2 * h);
  if (!(fabsf(x - slopes.x) < 2e-3f * (1 + fabsf(x)) && fabsf(y - slopes.y) < 2e-3f * (1 + fabsf(y))))
    fail_msg("at (%g, %g) the slopes are %g and %g, not %g and %g", (double)p.x, (double)p.y, (double)x,
             (double)y, (double)slopes.x, (double)slopes.y);
}

#endif
