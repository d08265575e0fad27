#include "nabla/math/basis.h"

#include <math.h>

#include "nabla/math/lu.h"
#include "nabla/math/matrix_inside.h"

// Takes from x what lies along the first `count` columns of q.
static void take_away(nb_mat q, uint32_t count, double *x)
{
  for (uint32_t k = 0; k < count; k++) {
    double along = mat_dot(q.entries + k, q.columns, x, 1, q.rows);
    for (uint32_t row = 0; row < q.rows; row++)
      x[row] -= along * *mat_at(q, row, k);
  }
}

static bool load_unit(nb_mat a, uint32_t column, double *x)
{
  for (uint32_t row = 0; row < a.rows; row++)
    x[row] = *mat_at(a, row, column);
  double length = nb_mat_norm((nb_mat){a.rows, 1, x});
  for (uint32_t row = 0; row < a.rows && length > 0; row++)
    x[row] /= length;
  return length > 0;
}

nb_error nb_gram_schmidt(nb_mat a, nb_mat q, uint32_t *count)
{
  *count = 0;
  mat_zero(q);
  nb_error e = mat_check(a, "nb_gram_schmidt", "a");
  if (!nb_failed(e))
    e = mat_expect(q, a.rows, a.columns, "nb_gram_schmidt", "q");
  if (nb_failed(e))
    return e;
  for (uint32_t column = 0; column < a.columns && *count < a.rows; column++) {
    double x[NB_MAT_MAX];
    if (!load_unit(a, column, x))
      continue;
    take_away(q, *count, x);
    double left = nb_mat_norm((nb_mat){a.rows, 1, x});
    if (!(left > 4 * a.rows * MAT_EPSILON))
      continue;
    for (uint32_t row = 0; row < a.rows; row++)
      x[row] /= left;
    take_away(q, *count, x);
    left = nb_mat_norm((nb_mat){a.rows, 1, x});
    for (uint32_t row = 0; row < a.rows; row++)
      *mat_at(q, row, *count) = x[row] / left;
    ++*count;
  }
  return nb_ok();
}

nb_error nb_project(nb_mat a, nb_mat b, nb_mat foot)
{
  double memory[NB_MAT_MAX * NB_MAT_MAX];
  nb_mat q = {a.rows, a.columns, memory};
  uint32_t count;
  mat_zero(foot);
  nb_error e = mat_check(a, "nb_project", "a");
  if (!nb_failed(e))
    e = mat_check(b, "nb_project", "b");
  if (!nb_failed(e))
    e = mat_expect(b, a.rows, b.columns, "nb_project", "b");
  if (!nb_failed(e))
    e = mat_expect(foot, a.rows, b.columns, "nb_project", "foot");
  if (!nb_failed(e))
    e = nb_gram_schmidt(a, q, &count);
  if (nb_failed(e))
    return e;
  for (uint32_t column = 0; column < b.columns; column++)
    for (uint32_t k = 0; k < count; k++) {
      double along = mat_dot(memory + k, q.columns, b.entries + column, b.columns, a.rows);
      for (uint32_t row = 0; row < a.rows; row++)
        *mat_at(foot, row, column) += along * *mat_at(q, row, k);
    }
  return mat_check_result(foot, "nb_project");
}

nb_error nb_change_basis(nb_mat a, nb_mat p, nb_mat result)
{
  double memory[NB_MAT_MAX * NB_MAT_MAX];
  nb_mat moved = {a.rows, a.columns, memory};
  mat_zero(result);
  nb_error e = mat_check_square(a, "nb_change_basis", "a");
  if (!nb_failed(e))
    e = mat_expect(p, a.rows, a.columns, "nb_change_basis", "p");
  if (!nb_failed(e))
    e = mat_expect(result, a.rows, a.columns, "nb_change_basis", "result");
  if (!nb_failed(e))
    e = nb_mat_multiply(a, p, moved);
  return nb_failed(e) ? e : nb_mat_solve(p, moved, result);
}
