#include "nabla/math/field.h"

#include <math.h>

#include "nabla/math/ease.h"

// A step by which x can be moved exactly: about factor, more where x is large, rounded to what x + step - x
// is.
static float step_at(float x, float factor)
{
  volatile float moved = x + factor * fmaxf(1, fabsf(x));
  return moved - x;
}

static bool finite2(nb_vec2 v)
{
  return isfinite(v.x) && isfinite(v.y);
}

// The step balances the rounding of f, eps / h, and what the formula leaves out, h^2: h = eps^(1/3).
nb_vec2 nb_field_gradient(nb_scalar_field f, const void *context, nb_vec2 p)
{
  float hx = step_at(p.x, 5e-3f), hy = step_at(p.y, 5e-3f);
  float dx = f(nb_at(p.x + hx, p.y), context) - f(nb_at(p.x - hx, p.y), context);
  float dy = f(nb_at(p.x, p.y + hy), context) - f(nb_at(p.x, p.y - hy), context);
  nb_vec2 gradient = nb_at(dx / (2 * hx), dy / (2 * hy));
  return finite2(gradient) ? gradient : nb_origin();
}

// Here the rounding is eps / h^2: h = eps^(1/4), a power of two so that samples fall on exact places.
nb_mat2 nb_field_hessian(nb_scalar_field f, const void *context, nb_vec2 p)
{
  float hx = step_at(p.x, 0x1p-5f), hy = step_at(p.y, 0x1p-5f), s[3][3];
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++)
      s[i][j] = f(nb_at(p.x + (float)(i - 1) * hx, p.y + (float)(j - 1) * hy), context);
  float xx = (s[2][1] - 2 * s[1][1] + s[0][1]) / (hx * hx);
  float yy = (s[1][2] - 2 * s[1][1] + s[1][0]) / (hy * hy);
  float xy = (s[2][2] - s[2][0] - s[0][2] + s[0][0]) / (4 * hx * hy);
  if (!isfinite(xx) || !isfinite(yy) || !isfinite(xy))
    return (nb_mat2){{0, 0}, {0, 0}};
  return (nb_mat2){{xx, xy}, {xy, yy}};
}

nb_vec2 nb_field_flow(nb_vector_field_function f, const void *context, nb_vec2 p, float dt)
{
  nb_vec2 a = f(p, context);
  nb_vec2 b = f(nb_add(p, nb_scale(dt / 2, a)), context);
  nb_vec2 c = f(nb_add(p, nb_scale(dt / 2, b)), context);
  nb_vec2 d = f(nb_add(p, nb_scale(dt, c)), context);
  nb_vec2 slope = nb_add(nb_add(a, d), nb_scale(2, nb_add(b, c)));
  nb_vec2 moved = nb_add(p, nb_scale(dt / 6, slope));
  return finite2(moved) ? moved : p;
}

int nb_descend(nb_vector_field_function gradient, const void *context, nb_descent descent, nb_vec2 *places,
               int most)
{
  int count = 1;
  nb_vec2 at = places[0] = descent.from;
  for (float left = descent.steps; left > 0 && count < most; left -= 1) {
    if (descent.within.width > 0 && !nb_inside(descent.within, at))
      break;
    at = nb_add(at, nb_scale(-descent.rate * fminf(left, 1), gradient(at, context)));
    places[count++] = at;
  }
  return count;
}

nb_walk nb_walk_down(nb_vector_field_function gradient, const void *context, nb_descent descent)
{
  float whole = floorf(fmaxf(descent.steps, 0)), part = fmaxf(descent.steps, 0) - whole,
        goes = 1 - descent.aim;
  nb_walk w = {.rate = descent.rate, .aimed = 1};
  descent.steps = whole + (descent.aim > 0 ? nb_smooth(part / goes) : part);
  if (descent.steps >= whole + 1) // as it is rounded, so that it aims from where it has come to
    w.aimed = nb_smooth((part - goes) / descent.aim);
  w.count = nb_descend(gradient, context, descent, w.places, NB_WALK_PLACES);
  w.made = (int)fminf(descent.steps, (float)w.count - 1);
  w.now = w.places[w.count - 1], w.foot = w.places[w.made], w.slope = gradient(w.foot, context);
  return w;
}
