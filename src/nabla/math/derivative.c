#include "nabla/math/derivative.h"

#include <math.h>
#include <string.h>

#include "nabla/math/matrix_inside.h"

static nb_error check_count(uint32_t n, uint32_t least, const char *who)
{
  if (n >= least && n <= NB_DUAL_VARIABLES)
    return nb_ok();
  return nb_fail(NB_BAD_SHAPE, "%s: n is %u and must be %u to %d", who, n, least, NB_DUAL_VARIABLES);
}

static void set_variables(nb_dual *x, const double *at, uint32_t n)
{
  for (uint32_t i = 0; i < n; i++)
    x[i] = nb_dual_variable(at[i], (int)i);
}

static bool is_finite(nb_dual a)
{
  double sum = a.value * 0;
  for (int i = 0; i < 3; i++)
    sum += a.first[i] * 0;
  for (int k = 0; k < 6; k++)
    sum += a.second[k] * 0;
  return sum == 0;
}

nb_error nb_derivatives(nb_dual_function f, const void *context, const double *at, uint32_t n,
                        nb_dual *result)
{
  nb_dual x[NB_DUAL_VARIABLES];
  *result = nb_dual_constant(0);
  nb_error e = check_count(n, 1, "nb_derivatives");
  if (nb_failed(e))
    return e;
  set_variables(x, at, n);
  nb_dual y = f(x, context);
  if (!is_finite(y))
    return nb_fail(NB_NOT_FINITE, "nb_derivatives: the function has no finite value or derivative at %g%s",
                   at[0], n > 1 ? ", .." : "");
  *result = y;
  return e;
}

nb_error nb_jacobian(nb_dual_map f, const void *context, const double *at, nb_mat jacobian)
{
  nb_dual x[NB_DUAL_VARIABLES], y[NB_MAP_MAX] = {{0}};
  mat_zero(jacobian);
  nb_error e = check_count(jacobian.columns, 1, "nb_jacobian");
  if (!nb_failed(e) && (jacobian.rows < 1 || jacobian.rows > NB_MAP_MAX))
    e = nb_fail(NB_BAD_SHAPE, "nb_jacobian: a map of %u numbers; 1 to %d are allowed", jacobian.rows,
                NB_MAP_MAX);
  if (nb_failed(e))
    return e;
  set_variables(x, at, jacobian.columns);
  f(x, y, context);
  for (uint32_t row = 0; row < jacobian.rows; row++)
    for (uint32_t column = 0; column < jacobian.columns; column++)
      *mat_at(jacobian, row, column) = isfinite(y[row].value) ? y[row].first[column] : NAN;
  for (uint32_t i = 0; i < jacobian.rows * jacobian.columns; i++)
    if (!isfinite(jacobian.entries[i])) {
      mat_zero(jacobian);
      return nb_fail(NB_NOT_FINITE, "nb_jacobian: the map has no finite value or derivative at %g", at[0]);
    }
  return e;
}

nb_error nb_divergence(nb_dual_map f, const void *context, const double *at, uint32_t n, double *divergence)
{
  double entries[9];
  nb_mat j = {n, n, entries};
  *divergence = 0;
  nb_error e = check_count(n, 2, "nb_divergence");
  if (!nb_failed(e))
    e = nb_jacobian(f, context, at, j);
  for (uint32_t k = 0; k < n && !nb_failed(e); k++)
    *divergence += *mat_at(j, k, k);
  return e;
}

nb_error nb_curl(nb_dual_map f, const void *context, const double *at, uint32_t n, double *curl)
{
  double entries[9];
  nb_mat j = {n, n, entries};
  memset(curl, 0, 3 * sizeof *curl);
  nb_error e = check_count(n, 2, "nb_curl");
  if (!nb_failed(e))
    e = nb_jacobian(f, context, at, j);
  if (nb_failed(e))
    return e;
  curl[2] = *mat_at(j, 1, 0) - *mat_at(j, 0, 1);
  if (n == 3) {
    curl[0] = *mat_at(j, 2, 1) - *mat_at(j, 1, 2);
    curl[1] = *mat_at(j, 0, 2) - *mat_at(j, 2, 0);
  }
  return e;
}

// With velocity v and acceleration a: curvature = (v x a) / |v|^3.
nb_error nb_bend_of(nb_dual_map curve, const void *context, double t, nb_bend *bend)
{
  nb_dual x = nb_dual_variable(t, 0), y[NB_MAP_MAX] = {{0}};
  *bend = (nb_bend){0};
  curve(&x, y, context);
  double vx = y[0].first[0], vy = y[1].first[0], ax = y[0].second[0], ay = y[1].second[0];
  double speed = sqrt(vx * vx + vy * vy), curvature = (vx * ay - vy * ax) / (speed * speed * speed);
  if (!is_finite(y[0]) || !is_finite(y[1]) || !(speed > 0) || !isfinite(curvature))
    return nb_fail(NB_NOT_FINITE, "nb_bend_of: the curve is not finite, or stands still, at %g", t);
  bend->point = nb_at((float)y[0].value, (float)y[1].value);
  bend->tangent = nb_at((float)(vx / speed), (float)(vy / speed));
  bend->speed = (float)speed;
  bend->curvature = (float)curvature;
  if (isfinite(1 / (float)curvature)) {
    bend->radius = fabsf(1 / (float)curvature);
    bend->center =
        nb_at((float)(y[0].value - vy / speed / curvature), (float)(y[1].value + vx / speed / curvature));
  }
  return nb_ok();
}
