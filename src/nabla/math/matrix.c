#include "nabla/math/matrix.h"

#include <math.h>
#include <string.h>

#include "nabla/math/matrix_inside.h"

nb_error mat_expect(nb_mat m, uint32_t rows, uint32_t columns, const char *who, const char *name)
{
  if (m.rows == rows && m.columns == columns)
    return nb_ok();
  return nb_fail(NB_BAD_SHAPE, "%s: %s is %u x %u and should be %u x %u", who, name, m.rows, m.columns, rows,
                 columns);
}

nb_error mat_check(nb_mat m, const char *who, const char *name)
{
  if (m.rows < 1 || m.columns < 1 || m.rows > NB_MAT_MAX || m.columns > NB_MAT_MAX)
    return nb_fail(NB_BAD_SHAPE, "%s: %s is %u x %u; from 1 to %d rows and columns can be worked on", who,
                   name, m.rows, m.columns, NB_MAT_MAX);
  for (uint32_t row = 0; row < m.rows; row++)
    for (uint32_t column = 0; column < m.columns; column++)
      if (!isfinite(*mat_at(m, row, column)))
        return nb_fail(NB_NOT_FINITE, "%s: %s has %g in row %u, column %u; its entries must be finite", who,
                       name, *mat_at(m, row, column), row + 1, column + 1);
  return nb_ok();
}

nb_error mat_check_square(nb_mat m, const char *who, const char *name)
{
  if (m.rows != m.columns)
    return nb_fail(NB_BAD_SHAPE, "%s: %s is %u x %u and must be square", who, name, m.rows, m.columns);
  return mat_check(m, who, name);
}

nb_error mat_check_result(nb_mat m, const char *who)
{
  for (size_t i = 0; i < (size_t)m.rows * m.columns; i++)
    if (!isfinite(m.entries[i])) {
      mat_zero(m);
      return nb_fail(NB_NOT_FINITE, "%s: the result is too large for doubles", who);
    }
  return nb_ok();
}

void mat_zero(nb_mat m)
{
  memset(m.entries, 0, (size_t)m.rows * m.columns * sizeof *m.entries);
}

void mat_swap_rows(nb_mat m, uint32_t a, uint32_t b)
{
  for (uint32_t column = 0; column < m.columns; column++) {
    double kept = *mat_at(m, a, column);
    *mat_at(m, a, column) = *mat_at(m, b, column);
    *mat_at(m, b, column) = kept;
  }
}

double mat_largest(nb_mat m)
{
  double largest = 0;
  for (size_t i = 0; i < (size_t)m.rows * m.columns; i++)
    largest = fmax(largest, fabs(m.entries[i]));
  return largest;
}

void mat_scale_by_power(nb_mat m, int exponent)
{
  for (size_t i = 0; i < (size_t)m.rows * m.columns; i++)
    m.entries[i] = ldexp(m.entries[i], exponent);
}

int mat_power_to_one(nb_mat m)
{
  int exponent = 0;
  frexp(mat_largest(m), &exponent);
  return -exponent;
}

double mat_dot(const double *x, size_t x_step, const double *y, size_t y_step, uint32_t count)
{
  double sum = 0;
  for (uint32_t k = 0; k < count; k++)
    sum += x[k * x_step] * y[k * y_step];
  return sum;
}

void nb_mat_identity(nb_mat result)
{
  mat_zero(result);
  for (uint32_t k = 0; k < result.rows && k < result.columns; k++)
    *mat_at(result, k, k) = 1;
}

nb_error nb_mat_from2(nb_mat2 m, nb_mat result)
{
  nb_error e = mat_expect(result, 2, 2, "nb_mat_from2", "result");
  if (nb_failed(e))
    return e;
  *mat_at(result, 0, 0) = m.i.x, *mat_at(result, 0, 1) = m.j.x;
  *mat_at(result, 1, 0) = m.i.y, *mat_at(result, 1, 1) = m.j.y;
  return nb_ok();
}

nb_error nb_mat_from3(nb_mat3 m, nb_mat result)
{
  nb_error e = mat_expect(result, 3, 3, "nb_mat_from3", "result");
  const nb_vec3 columns[] = {m.i, m.j, m.k};
  for (uint32_t k = 0; k < 3 && !nb_failed(e); k++) {
    *mat_at(result, 0, k) = columns[k].x;
    *mat_at(result, 1, k) = columns[k].y;
    *mat_at(result, 2, k) = columns[k].z;
  }
  return e;
}

nb_error nb_mat_copy(nb_mat a, nb_mat result)
{
  nb_error e = mat_expect(result, a.rows, a.columns, "nb_mat_copy", "result");
  if (!nb_failed(e))
    memcpy(result.entries, a.entries, (size_t)a.rows * a.columns * sizeof *a.entries);
  return e;
}

nb_error nb_mat_multiply(nb_mat a, nb_mat b, nb_mat result)
{
  if (a.columns != b.rows)
    return nb_fail(NB_BAD_SHAPE, "nb_mat_multiply: %u x %u times %u x %u; the inner sizes must agree", a.rows,
                   a.columns, b.rows, b.columns);
  nb_error e = mat_expect(result, a.rows, b.columns, "nb_mat_multiply", "result");
  if (nb_failed(e))
    return e;
  for (uint32_t row = 0; row < a.rows; row++)
    for (uint32_t column = 0; column < b.columns; column++)
      *mat_at(result, row, column) = mat_dot(mat_at(a, row, 0), 1, b.entries + column, b.columns, a.columns);
  return mat_check_result(result, "nb_mat_multiply");
}

nb_error nb_mat_transpose(nb_mat a, nb_mat result)
{
  nb_error e = mat_expect(result, a.columns, a.rows, "nb_mat_transpose", "result");
  if (nb_failed(e))
    return e;
  for (uint32_t row = 0; row < a.rows; row++)
    for (uint32_t column = 0; column < a.columns; column++)
      *mat_at(result, column, row) = *mat_at(a, row, column);
  return e;
}

double nb_mat_norm(nb_mat a)
{
  double largest = 0, squares = 0;
  for (size_t i = 0; i < (size_t)a.rows * a.columns; i++) {
    if (!isfinite(a.entries[i]))
      return INFINITY;
    largest = fmax(largest, fabs(a.entries[i]));
  }
  if (largest == 0)
    return 0;
  for (size_t i = 0; i < (size_t)a.rows * a.columns; i++)
    squares += a.entries[i] / largest * (a.entries[i] / largest);
  return largest * sqrt(squares);
}
