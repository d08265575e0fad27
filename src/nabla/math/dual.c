#include "nabla/math/dual.h"

#include <math.h>

// Of the six second derivatives.
static const int row[] = {0, 0, 0, 1, 1, 2}, column[] = {0, 1, 2, 1, 2, 2};

// A derivative that is zero stays zero, even beside an infinite slope: a constant under a root.
static double times(double slope, double derivative)
{
  return derivative == 0 ? 0 : slope * derivative;
}

nb_dual nb_dual_constant(double value)
{
  return (nb_dual){.value = value};
}

nb_dual nb_dual_variable(double value, int index)
{
  nb_dual a = {.value = value};
  if (index >= 0 && index < NB_DUAL_VARIABLES)
    a.first[index] = 1;
  return a;
}

nb_dual nb_dual_add(nb_dual a, nb_dual b)
{
  a.value += b.value;
  for (int i = 0; i < 3; i++)
    a.first[i] += b.first[i];
  for (int k = 0; k < 6; k++)
    a.second[k] += b.second[k];
  return a;
}

nb_dual nb_dual_sub(nb_dual a, nb_dual b)
{
  return nb_dual_add(a, nb_dual_neg(b));
}

nb_dual nb_dual_neg(nb_dual a)
{
  return nb_dual_scale(-1, a);
}

nb_dual nb_dual_scale(double factor, nb_dual a)
{
  a.value *= factor;
  for (int i = 0; i < 3; i++)
    a.first[i] *= factor;
  for (int k = 0; k < 6; k++)
    a.second[k] *= factor;
  return a;
}

nb_dual nb_dual_mul(nb_dual a, nb_dual b)
{
  nb_dual c = {.value = a.value * b.value};
  for (int i = 0; i < 3; i++)
    c.first[i] = times(b.value, a.first[i]) + times(a.value, b.first[i]);
  for (int k = 0; k < 6; k++)
    c.second[k] = times(b.value, a.second[k]) + times(a.value, b.second[k]) +
                  times(a.first[row[k]], b.first[column[k]]) + times(a.first[column[k]], b.first[row[k]]);
  return c;
}

nb_dual nb_dual_chain(nb_dual a, double h, double h1, double h2)
{
  nb_dual c = {.value = h};
  for (int i = 0; i < 3; i++)
    c.first[i] = times(h1, a.first[i]);
  for (int k = 0; k < 6; k++)
    c.second[k] = times(h2, a.first[row[k]] * a.first[column[k]]) + times(h1, a.second[k]);
  return c;
}

nb_dual nb_dual_div(nb_dual a, nb_dual b)
{
  double inverse = 1 / b.value;
  nb_dual over = nb_dual_chain(b, inverse, -inverse * inverse, 2 * inverse * inverse * inverse);
  nb_dual c = nb_dual_mul(a, over);
  c.value = a.value / b.value; // rounded once
  return c;
}

// n a^(n - 1), where 0 times infinity is 0: the slope of a constant.
static double power_slope(double a, double n)
{
  return n == 0 ? 0 : n * pow(a, n - 1);
}

nb_dual nb_dual_power(nb_dual a, double n)
{
  double second = n == 1 ? 0 : n * power_slope(a.value, n - 1);
  return nb_dual_chain(a, pow(a.value, n), power_slope(a.value, n), n == 0 ? 0 : second);
}

static bool is_moved(nb_dual a)
{
  for (int i = 0; i < 3; i++)
    if (a.first[i] != 0)
      return true;
  for (int k = 0; k < 6; k++)
    if (a.second[k] != 0)
      return true;
  return false;
}

nb_dual nb_dual_pow(nb_dual a, nb_dual b)
{
  if (!is_moved(b))
    return nb_dual_power(a, b.value);
  nb_dual c = nb_dual_exp(nb_dual_mul(b, nb_dual_log(a)));
  c.value = pow(a.value, b.value);
  return c;
}

nb_dual nb_dual_exp(nb_dual a)
{
  double h = exp(a.value);
  return nb_dual_chain(a, h, h, h);
}

nb_dual nb_dual_log(nb_dual a)
{
  double x = a.value;
  return nb_dual_chain(a, log(x), 1 / x, -1 / (x * x));
}

nb_dual nb_dual_sqrt(nb_dual a)
{
  double h = sqrt(a.value);
  return nb_dual_chain(a, h, 0.5 / h, -0.25 / (h * a.value));
}

nb_dual nb_dual_sin(nb_dual a)
{
  double s = sin(a.value);
  return nb_dual_chain(a, s, cos(a.value), -s);
}

nb_dual nb_dual_cos(nb_dual a)
{
  double c = cos(a.value);
  return nb_dual_chain(a, c, -sin(a.value), -c);
}

nb_dual nb_dual_tan(nb_dual a)
{
  double h = tan(a.value), slope = 1 + h * h;
  return nb_dual_chain(a, h, slope, 2 * h * slope);
}

nb_dual nb_dual_asin(nb_dual a)
{
  double x = a.value, slope = 1 / sqrt((1 - x) * (1 + x));
  return nb_dual_chain(a, asin(x), slope, x * slope * slope * slope);
}

nb_dual nb_dual_acos(nb_dual a)
{
  double x = a.value, slope = -1 / sqrt((1 - x) * (1 + x));
  return nb_dual_chain(a, acos(x), slope, x * slope * slope * slope);
}

nb_dual nb_dual_atan(nb_dual a)
{
  double x = a.value, slope = 1 / (1 + x * x);
  return nb_dual_chain(a, atan(x), slope, -2 * x * slope * slope);
}

// The slope of the angle is that of atan(y / x), or of -atan(x / y) where that is the better divided.
nb_dual nb_dual_atan2(nb_dual y, nb_dual x)
{
  nb_dual c;
  if (fabs(x.value) >= fabs(y.value))
    c = nb_dual_atan(nb_dual_div(y, x));
  else
    c = nb_dual_neg(nb_dual_atan(nb_dual_div(x, y)));
  c.value = atan2(y.value, x.value);
  return c;
}

nb_dual nb_dual_sinh(nb_dual a)
{
  double s = sinh(a.value);
  return nb_dual_chain(a, s, cosh(a.value), s);
}

nb_dual nb_dual_cosh(nb_dual a)
{
  double c = cosh(a.value);
  return nb_dual_chain(a, c, sinh(a.value), c);
}

nb_dual nb_dual_tanh(nb_dual a)
{
  double h = tanh(a.value), c = cosh(a.value), slope = 1 / (c * c);
  return nb_dual_chain(a, h, slope, -2 * h * slope);
}

nb_dual nb_dual_abs(nb_dual a)
{
  double sign = a.value > 0 ? 1 : a.value < 0 ? -1 : 0;
  return nb_dual_chain(a, fabs(a.value), sign, 0);
}

double nb_dual_second(nb_dual a, int i, int j)
{
  static const int where[3][3] = {{0, 1, 2}, {1, 3, 4}, {2, 4, 5}};
  return i < 0 || j < 0 || i > 2 || j > 2 ? 0 : a.second[where[i][j]];
}

nb_vec2 nb_dual_gradient2(nb_dual a)
{
  return nb_at((float)a.first[0], (float)a.first[1]);
}

nb_vec3 nb_dual_gradient3(nb_dual a)
{
  return (nb_vec3){(float)a.first[0], (float)a.first[1], (float)a.first[2]};
}

nb_mat2 nb_dual_hessian2(nb_dual a)
{
  float xx = (float)a.second[0], xy = (float)a.second[1], yy = (float)a.second[3];
  return (nb_mat2){{xx, xy}, {xy, yy}};
}

nb_mat3 nb_dual_hessian3(nb_dual a)
{
  float s[6];
  for (int k = 0; k < 6; k++)
    s[k] = (float)a.second[k];
  return (nb_mat3){{s[0], s[1], s[2]}, {s[1], s[3], s[4]}, {s[2], s[4], s[5]}};
}

double nb_dual_laplacian(nb_dual a)
{
  return a.second[0] + a.second[3] + a.second[5];
}

double nb_dual_along(nb_dual a, nb_vec3 direction)
{
  return a.first[0] * direction.x + a.first[1] * direction.y + a.first[2] * direction.z;
}
