#include "nabla/math/cholesky.h"

#include <math.h>

#include "nabla/math/matrix_inside.h"

nb_error nb_cholesky(nb_mat a, nb_mat l)
{
  mat_zero(l);
  nb_error e = mat_check_square(a, "nb_cholesky", "a");
  if (!nb_failed(e))
    e = mat_expect(l, a.rows, a.columns, "nb_cholesky", "l");
  if (nb_failed(e))
    return e;
  for (uint32_t row = 0; row < a.rows; row++) {
    for (uint32_t column = 0; column < row; column++)
      *mat_at(l, row, column) =
          (*mat_at(a, row, column) - mat_dot(mat_at(l, row, 0), 1, mat_at(l, column, 0), 1, column)) /
          *mat_at(l, column, column);
    double square = *mat_at(a, row, row) - mat_dot(mat_at(l, row, 0), 1, mat_at(l, row, 0), 1, row);
    if (!(square > 0)) {
      mat_zero(l);
      return nb_fail(NB_SINGULAR, "nb_cholesky: a is not positive definite: pivot %u is %g", row + 1, square);
    }
    *mat_at(l, row, row) = sqrt(square);
  }
  return mat_check_result(l, "nb_cholesky");
}

static void substitute(nb_mat l, double *x)
{
  for (uint32_t k = 0; k < l.rows; k++)
    x[k] = (x[k] - mat_dot(mat_at(l, k, 0), 1, x, 1, k)) / *mat_at(l, k, k);
  for (uint32_t k = l.rows; k-- > 0;) {
    uint32_t below = l.rows - k - 1;
    double sum = below == 0 ? 0 : mat_dot(mat_at(l, k + 1, k), l.columns, x + k + 1, 1, below);
    x[k] = (x[k] - sum) / *mat_at(l, k, k);
  }
}

nb_error nb_cholesky_solve(nb_mat l, nb_mat b, nb_mat x)
{
  mat_zero(x);
  nb_error e = mat_check_square(l, "nb_cholesky_solve", "l");
  if (!nb_failed(e))
    e = mat_check(b, "nb_cholesky_solve", "b");
  if (!nb_failed(e))
    e = mat_expect(b, l.rows, b.columns, "nb_cholesky_solve", "b");
  if (!nb_failed(e))
    e = mat_expect(x, l.rows, b.columns, "nb_cholesky_solve", "x");
  if (nb_failed(e))
    return e;
  for (uint32_t column = 0; column < b.columns; column++) {
    double y[NB_MAT_MAX];
    for (uint32_t row = 0; row < l.rows; row++)
      y[row] = *mat_at(b, row, column);
    substitute(l, y);
    for (uint32_t row = 0; row < l.rows; row++)
      *mat_at(x, row, column) = y[row];
  }
  return mat_check_result(x, "nb_cholesky_solve");
}
