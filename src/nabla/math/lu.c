#include "nabla/math/lu.h"

#include <math.h>

#include "nabla/math/matrix_inside.h"

static uint32_t pivot_row(nb_mat m, uint32_t k)
{
  uint32_t best = k;
  for (uint32_t row = k + 1; row < m.rows; row++)
    if (fabs(*mat_at(m, row, k)) > fabs(*mat_at(m, best, k)))
      best = row;
  return best;
}

static void eliminate_below(nb_mat m, uint32_t k)
{
  double pivot = *mat_at(m, k, k);
  for (uint32_t row = k + 1; row < m.rows && pivot != 0; row++) {
    double factor = *mat_at(m, row, k) /= pivot;
    for (uint32_t column = k + 1; column < m.columns; column++)
      *mat_at(m, row, column) -= factor * *mat_at(m, k, column);
  }
}

static void eliminate(nb_mat m, uint32_t *order, bool *odd)
{
  *odd = false;
  for (uint32_t k = 0; k < m.rows; k++)
    order[k] = k;
  for (uint32_t k = 0; k < m.rows; k++) {
    uint32_t best = pivot_row(m, k);
    if (best != k) {
      mat_swap_rows(m, k, best);
      uint32_t kept = order[k];
      order[k] = order[best];
      order[best] = kept;
      *odd = !*odd;
    }
    eliminate_below(m, k);
  }
}

nb_error nb_lu(nb_mat a, nb_mat lu, uint32_t *order, bool *odd)
{
  nb_error e = mat_check_square(a, "nb_lu", "a");
  if (!nb_failed(e))
    e = mat_expect(lu, a.rows, a.columns, "nb_lu", "lu");
  if (nb_failed(e))
    return e;
  if (lu.entries != a.entries)
    nb_mat_copy(a, lu);
  eliminate(lu, order, odd);
  return mat_check_result(lu, "nb_lu");
}

// A pivot is what was left of its entry when the products l u were taken away. Where it is no larger than the
// rounding of those it says nothing. This holds however rows and columns are scaled.
static bool is_rounding(nb_mat lu, uint32_t k)
{
  double taken = 0, pivot = fabs(*mat_at(lu, k, k));
  for (uint32_t i = 0; i < k; i++)
    taken += fabs(*mat_at(lu, k, i) * *mat_at(lu, i, k));
  return !(pivot > 2 * MAT_EPSILON * taken);
}

static void substitute(nb_mat lu, double *x)
{
  for (uint32_t k = 0; k < lu.rows; k++)
    x[k] -= mat_dot(mat_at(lu, k, 0), 1, x, 1, k);
  for (uint32_t k = lu.rows; k-- > 0;)
    x[k] = (x[k] - mat_dot(mat_at(lu, k, k) + 1, 1, x + k + 1, 1, lu.rows - k - 1)) / *mat_at(lu, k, k);
}

static nb_error solve(nb_mat a, nb_mat b, nb_mat x, const char *who)
{
  double factors[NB_MAT_MAX * NB_MAT_MAX], y[NB_MAT_MAX];
  uint32_t order[NB_MAT_MAX];
  bool odd;
  nb_mat lu = {a.rows, a.columns, factors};
  nb_error e = nb_lu(a, lu, order, &odd);
  if (nb_failed(e))
    return e;
  for (uint32_t k = 0; k < a.rows; k++)
    if (is_rounding(lu, k))
      return nb_fail(NB_SINGULAR, "%s: a is singular: row %u depends on the rows before it", who,
                     order[k] + 1);
  for (uint32_t column = 0; column < b.columns; column++) {
    for (uint32_t row = 0; row < a.rows; row++)
      y[row] = *mat_at(b, order[row], column);
    substitute(lu, y);
    for (uint32_t row = 0; row < a.rows; row++)
      *mat_at(x, row, column) = y[row];
  }
  return mat_check_result(x, who);
}

nb_error nb_mat_solve(nb_mat a, nb_mat b, nb_mat x)
{
  mat_zero(x);
  nb_error e = mat_check_square(a, "nb_mat_solve", "a");
  if (!nb_failed(e))
    e = mat_check(b, "nb_mat_solve", "b");
  if (!nb_failed(e))
    e = mat_expect(b, a.rows, b.columns, "nb_mat_solve", "b");
  if (!nb_failed(e))
    e = mat_expect(x, a.rows, b.columns, "nb_mat_solve", "x");
  return nb_failed(e) ? e : solve(a, b, x, "nb_mat_solve");
}

nb_error nb_mat_determinant(nb_mat a, double *determinant)
{
  double factors[NB_MAT_MAX * NB_MAT_MAX];
  uint32_t order[NB_MAT_MAX];
  bool odd;
  nb_mat lu = {a.rows, a.columns, factors};
  *determinant = 0;
  nb_error e = mat_check_square(a, "nb_mat_determinant", "a");
  if (!nb_failed(e))
    e = nb_lu(a, lu, order, &odd);
  if (nb_failed(e))
    return e;
  // The exponents are kept apart, as the product of some pivots may overflow where that of all does not.
  double product = odd ? -1 : 1;
  int64_t exponents = 0;
  for (uint32_t k = 0; k < a.rows; k++) {
    int exponent;
    product = frexp(product * *mat_at(lu, k, k), &exponent);
    exponents += exponent;
  }
  product = ldexp(product, exponents > 4096 ? 4096 : exponents < -4096 ? -4096 : (int)exponents);
  if (!isfinite(product))
    return nb_fail(NB_NOT_FINITE, "nb_mat_determinant: the determinant is too large for a double");
  *determinant = product;
  return nb_ok();
}

nb_error nb_mat_inverse(nb_mat a, nb_mat result)
{
  double ones[NB_MAT_MAX * NB_MAT_MAX];
  mat_zero(result);
  nb_error e = mat_check_square(a, "nb_mat_inverse", "a");
  if (!nb_failed(e))
    e = mat_expect(result, a.rows, a.columns, "nb_mat_inverse", "result");
  if (nb_failed(e))
    return e;
  nb_mat identity = {a.rows, a.rows, ones};
  nb_mat_identity(identity);
  return solve(a, identity, result, "nb_mat_inverse");
}
