// The ways from one matrix of space to another.
#include <math.h>

#include "nabla/math/eigen.h"
#include "nabla/math/matrix_inside.h"
#include "nabla/math/svd.h"
#include "nabla/math/vector3.h"

static nb_vec3 column(nb_mat m, uint32_t k)
{
  return nb_at3((float)*mat_at(m, 0, k), (float)*mat_at(m, 1, k), (float)*mat_at(m, 2, k));
}

// The axis and the angle, from 0 to pi, of a rotation: r - r^T holds the axis times 2 sin, which says nothing
// of a half turn; there r + 1 is twice the axis times itself.
static nb_vec3 axis_of(nb_mat r, double *angle)
{
  double x = *mat_at(r, 2, 1) - *mat_at(r, 1, 2), y = *mat_at(r, 0, 2) - *mat_at(r, 2, 0),
         z = *mat_at(r, 1, 0) - *mat_at(r, 0, 1);
  double twice_sin = sqrt(x * x + y * y + z * z);
  double twice_cos = *mat_at(r, 0, 0) + *mat_at(r, 1, 1) + *mat_at(r, 2, 2) - 1;
  *angle = atan2(twice_sin, twice_cos);
  if (twice_cos > -1.9)
    return nb_at3((float)x, (float)y, (float)z);
  uint32_t k = 0;
  for (uint32_t i = 1; i < 3; i++)
    k = *mat_at(r, i, i) > *mat_at(r, k, k) ? i : k;
  double of_axis[3];
  for (uint32_t i = 0; i < 3; i++) // minus the cosine's share, and symmetric where r is not quite a half turn
    of_axis[i] = (*mat_at(r, i, k) + *mat_at(r, k, i)) / 2 - (i == k ? twice_cos / 2 : 0);
  double sense = of_axis[0] * x + of_axis[1] * y + of_axis[2] * z < 0 ? -1 : 1;
  return nb_at3((float)(sense * of_axis[0]), (float)(sense * of_axis[1]), (float)(sense * of_axis[2]));
}

// way = r stretch, r = U V^T and stretch = V S V^T. False where way turns space inside out.
static bool polar(nb_mat3 way, nb_vec3 *axis, double *angle, nb_mat3 *stretch)
{
  double in_m[9], in_u[9], in_v[9], in_t[9], in_r[9], s[3];
  nb_mat m = {3, 3, in_m}, u = {3, 3, in_u}, v = {3, 3, in_v}, t = {3, 3, in_t}, r = {3, 3, in_r};
  nb_mat_from3(way, m);
  if (nb_determinant3(way) < 0 || nb_failed(nb_svd(m, u, s, v)))
    return false;
  nb_mat_transpose(v, t);
  nb_mat_multiply(u, t, r);
  *axis = axis_of(r, angle);
  for (uint32_t row = 0; row < 3; row++)
    for (uint32_t k = 0; k < 3; k++)
      *mat_at(v, row, k) *= s[k];
  nb_mat_multiply(v, t, m);
  *stretch = nb_columns3(column(m, 0), column(m, 1), column(m, 2));
  return true;
}

nb_mat3 nb_mat3_turned(nb_mat3 a, nb_mat3 b, float t)
{
  nb_mat3 back, stretch;
  nb_vec3 axis;
  double angle;
  if (t == 0 || t == 1 || !nb_inverse3(a, &back) || !polar(nb_multiply3(b, back), &axis, &angle, &stretch))
    return nb_mat3_between(a, b, t);
  stretch = nb_mat3_between(nb_identity3(), stretch, t);
  return nb_multiply3(nb_multiply3(nb_rotation3(axis, (float)(t * angle)), stretch), a);
}

// True where all eigenvalues are real and positive but for rounding.
static bool keeps_directions(nb_mat3 way)
{
  double in_m[9];
  nb_complex values[3];
  nb_mat m = {3, 3, in_m};
  nb_mat_from3(way, m);
  if (nb_failed(nb_eigenvalues(m, values)))
    return true;
  for (int k = 0; k < 3; k++)
    if (!(values[k].real > 0) || fabs(values[k].imaginary) > 5e-3 * values[k].real)
      return false;
  return true;
}

nb_mat3 nb_mat3_path(nb_mat3 a, nb_mat3 b, float t)
{
  nb_mat3 back;
  if (!nb_inverse3(a, &back) || keeps_directions(nb_multiply3(b, back)))
    return nb_mat3_between(a, b, t);
  return nb_mat3_turned(a, b, t);
}
