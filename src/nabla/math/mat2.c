#include "nabla/math/mat2.h"

#include <math.h>

static bool finite_mat(nb_mat2 m)
{
  return isfinite(m.i.x) && isfinite(m.i.y) && isfinite(m.j.x) && isfinite(m.j.y);
}

static double length(double x, double y)
{
  return sqrt(x * x + y * y);
}

static double determinant(nb_mat2 m)
{
  return (double)m.i.x * m.j.y - (double)m.j.x * m.i.y;
}

nb_mat2 nb_transpose2(nb_mat2 m)
{
  return (nb_mat2){{m.i.x, m.j.x}, {m.i.y, m.j.y}};
}

float nb_trace2(nb_mat2 m)
{
  return m.i.x + m.j.y;
}

// A direction that m - value takes to zero: square to the longer of its rows.
static nb_vec2 kept_direction(nb_mat2 m, double value, nb_vec2 otherwise)
{
  double a = m.i.x - value, b = m.j.x, c = m.i.y, d = m.j.y - value;
  double first = length(a, b), second = length(c, d);
  if (first == 0 && second == 0)
    return otherwise;
  if (first >= second)
    return nb_at((float)(b / first), (float)(-a / first));
  return nb_at((float)(d / second), (float)(-c / second));
}

nb_eigen2 nb_eigen2_of(nb_mat2 m)
{
  nb_eigen2 e = {0};
  if (!finite_mat(m))
    return e;
  double half = ((double)m.i.x - m.j.y) / 2, middle = ((double)m.i.x + m.j.y) / 2;
  double square = half * half + (double)m.j.x * m.i.y;
  if (square < 0) {
    e.values[0] = (nb_complex){middle, sqrt(-square)};
    e.values[1] = (nb_complex){middle, -sqrt(-square)};
    return e;
  }
  // The value nearer to zero would lose its digits as a difference; the determinant keeps them.
  double far = middle < 0 ? middle - sqrt(square) : middle + sqrt(square);
  double near = far == 0 ? 0 : determinant(m) / far;
  e.values[0].real = fmax(far, near);
  e.values[1].real = fmin(far, near);
  e.directions[0] = kept_direction(m, e.values[0].real, nb_at(1, 0));
  e.directions[1] = kept_direction(m, e.values[1].real, nb_at(0, 1));
  return e;
}

// A matrix is the sum of one that turns and scales, with angle p, and one that mirrors and scales, with angle
// q: their sizes are half the sum and half the difference of the singular values (Blinn, "Consider the lowly 2
// x 2 matrix", 1996).
nb_svd2 nb_svd2_of(nb_mat2 m)
{
  if (!finite_mat(m))
    return (nb_svd2){nb_identity2(), nb_identity2(), 0, 0};
  double e = ((double)m.i.x + m.j.y) / 2, f = ((double)m.i.x - m.j.y) / 2;
  double g = ((double)m.i.y + m.j.x) / 2, h = ((double)m.i.y - m.j.x) / 2;
  double turns = length(e, h), mirrors = length(f, g);
  double p = atan2(h, e), q = atan2(g, f);
  double s1 = turns + mirrors, s2 = s1 > 0 ? determinant(m) / s1 : 0;
  nb_svd2 d = {.u = nb_rotation((float)((p + q) / 2)), .v = nb_rotation((float)((q - p) / 2))};
  if (s2 < 0)
    d.u.j = nb_scale(-1, d.u.j);
  d.s1 = (float)s1, d.s2 = (float)fabs(s2);
  return d;
}

nb_polar2 nb_polar2_of(nb_mat2 m)
{
  if (!finite_mat(m))
    return (nb_polar2){0, {{0, 0}, {0, 0}}};
  float angle = (float)atan2((double)m.i.y - m.j.x, (double)m.i.x + m.j.y);
  nb_mat2 s = nb_multiply(nb_rotation(-angle), m);
  s.i.y = s.j.x = 0.5f * (s.i.y + s.j.x);
  return (nb_polar2){angle, s};
}

nb_mat2 nb_mat2_turned(nb_mat2 a, nb_mat2 b, float t)
{
  nb_mat2 back;
  if (t == 0 || t == 1 || !nb_inverse(a, &back))
    return nb_mat2_between(a, b, t);
  nb_polar2 way = nb_polar2_of(nb_multiply(b, back));
  nb_mat2 stretch = nb_mat2_between(nb_identity2(), way.stretch, t);
  nb_mat2 now = nb_multiply(nb_multiply(nb_rotation(t * way.angle), stretch), a);
  return finite_mat(now) ? now : b;
}

nb_mat2 nb_mat2_path(nb_mat2 a, nb_mat2 b, float t)
{
  nb_mat2 back, way;
  if (!finite_mat(a) || !finite_mat(b) || !isfinite(t))
    return b;
  if (!nb_inverse(a, &back))
    return nb_mat2_between(a, b, t);
  way = nb_multiply(b, back);
  double det = determinant(way), trace = (double)way.i.x + way.j.y;
  // Real and positive eigenvalues: trace >= 2 sqrt(det). A little slack keeps a shear's rounding on its side.
  bool keeps = trace >= 2 * sqrt(fmax(0, det)) * (1 - 1e-6);
  return det > 0 && !keeps ? nb_mat2_turned(a, b, t) : nb_mat2_between(a, b, t);
}
