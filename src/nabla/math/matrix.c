#include "nabla/math/matrix.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <string.h>

enum { MAX = NB_MATRIX_MAX };
static const double singular = 1e-7;

static float *entry(nb_matrix m, uint32_t row, uint32_t column)
{
  return m.entries + (size_t)row * m.columns + column;
}

void nb_matrix_multiply(nb_matrix a, nb_matrix b, nb_matrix result)
{
  assert(a.columns == b.rows && result.rows == a.rows && result.columns == b.columns);
  for (uint32_t row = 0; row < a.rows; row++)
    for (uint32_t column = 0; column < b.columns; column++) {
      double sum = 0;
      for (uint32_t k = 0; k < a.columns; k++)
        sum += (double)*entry(a, row, k) * *entry(b, k, column);
      *entry(result, row, column) = (float)sum;
    }
}

void nb_matrix_transpose(nb_matrix a, nb_matrix result)
{
  assert(result.rows == a.columns && result.columns == a.rows);
  for (uint32_t row = 0; row < a.rows; row++)
    for (uint32_t column = 0; column < a.columns; column++)
      *entry(result, column, row) = *entry(a, row, column);
}

// A matrix in double to be worked on in place.
typedef struct work {
  uint32_t rows, columns;
  double at[MAX][MAX];
} work;

// False where an entry is not finite. *largest is that of the absolute entries.
static bool load(nb_matrix m, work *w, double *largest)
{
  assert(m.rows <= MAX && m.columns <= MAX);
  w->rows = m.rows, w->columns = m.columns;
  *largest = 0;
  for (uint32_t row = 0; row < m.rows; row++)
    for (uint32_t column = 0; column < m.columns; column++) {
      double value = *entry(m, row, column);
      if (!isfinite(value))
        return false;
      w->at[row][column] = value;
      *largest = fmax(*largest, fabs(value));
    }
  return true;
}

static void swap(double *a, double *b)
{
  double kept = *a;
  *a = *b;
  *b = kept;
}

// Turns a into an upper triangle with its greatest pivots; its multipliers stay below the diagonal, and order
// says which row came where. The sign of the determinant changes with each swap.
static void eliminate(work *a, uint32_t *order, double *sign)
{
  uint32_t n = a->rows;
  *sign = 1;
  for (uint32_t k = 0; k < n; k++)
    order[k] = k;
  for (uint32_t k = 0; k < n; k++) {
    uint32_t best = k;
    for (uint32_t row = k + 1; row < n; row++)
      if (fabs(a->at[row][k]) > fabs(a->at[best][k]))
        best = row;
    if (best != k) {
      for (uint32_t column = 0; column < n; column++)
        swap(&a->at[best][column], &a->at[k][column]);
      uint32_t kept = order[best];
      order[best] = order[k];
      order[k] = kept;
      *sign = -*sign;
    }
    for (uint32_t row = k + 1; row < n && a->at[k][k] != 0; row++) {
      double factor = a->at[row][k] /= a->at[k][k];
      for (uint32_t column = k + 1; column < n; column++)
        a->at[row][column] -= factor * a->at[k][column];
    }
  }
}

double nb_matrix_determinant(nb_matrix a)
{
  assert(a.rows == a.columns);
  work w;
  uint32_t order[MAX];
  double largest, determinant;
  if (!load(a, &w, &largest))
    return 0;
  eliminate(&w, order, &determinant);
  for (uint32_t k = 0; k < w.rows; k++)
    determinant *= w.at[k][k];
  return determinant;
}

// x = U^-1 y for the upper triangle of w, in place.
static void back_substitute(const work *w, double *x)
{
  for (uint32_t k = w->columns; k-- > 0;) {
    for (uint32_t column = k + 1; column < w->columns; column++)
      x[k] -= w->at[k][column] * x[column];
    x[k] /= w->at[k][k];
  }
}

static bool fail(nb_matrix x)
{
  memset(x.entries, 0, (size_t)x.rows * x.columns * sizeof *x.entries);
  return false;
}

// Puts y into a column of x; false where it does not fit floats.
static bool store(const double *y, nb_matrix x, uint32_t column)
{
  for (uint32_t row = 0; row < x.rows; row++) {
    if (!(fabs(y[row]) <= FLT_MAX))
      return false;
    *entry(x, row, column) = (float)y[row];
  }
  return true;
}

static bool has_pivots(const work *w, double largest)
{
  for (uint32_t k = 0; k < w->columns; k++)
    if (!(fabs(w->at[k][k]) > singular * largest))
      return false;
  return true;
}

bool nb_matrix_solve(nb_matrix a, nb_matrix b, nb_matrix x)
{
  assert(a.rows == a.columns && b.rows == a.rows && x.rows == a.columns && x.columns == b.columns);
  work w;
  uint32_t order[MAX], n = a.rows;
  double largest, sign, y[MAX];
  if (!load(a, &w, &largest))
    return fail(x);
  eliminate(&w, order, &sign);
  if (!has_pivots(&w, largest))
    return fail(x);
  for (uint32_t column = 0; column < b.columns; column++) {
    for (uint32_t row = 0; row < n; row++) {
      y[row] = *entry(b, order[row], column);
      for (uint32_t k = 0; k < row; k++)
        y[row] -= w.at[row][k] * y[k];
    }
    back_substitute(&w, y);
    if (!store(y, x, column))
      return fail(x);
  }
  return true;
}

bool nb_matrix_inverse(nb_matrix a, nb_matrix result)
{
  assert(a.rows == a.columns && a.rows <= MAX);
  float ones[MAX * MAX] = {0};
  for (uint32_t k = 0; k < a.rows; k++)
    ones[k * a.rows + k] = 1;
  return nb_matrix_solve(a, (nb_matrix){a.rows, a.rows, ones}, result);
}

// Reflects the part of column k from the diagonal on to the axis; false for a column with nothing left. v
// becomes the mirror's normal, of length sqrt 2.
static bool mirror(work *w, uint32_t k, double least, double *v)
{
  double squares = 0;
  for (uint32_t row = k; row < w->rows; row++)
    squares += w->at[row][k] * w->at[row][k];
  double length = sqrt(squares);
  if (!(length > least))
    return false;
  double target = w->at[k][k] > 0 ? -length : length;
  for (uint32_t row = k; row < w->rows; row++)
    v[row] = w->at[row][k] - (row == k ? target : 0);
  double scale = sqrt(length * (length + fabs(w->at[k][k])));
  for (uint32_t row = k; row < w->rows; row++)
    v[row] /= scale;
  return true;
}

static double along(const double *v, const double *x, uint32_t from, uint32_t rows)
{
  double sum = 0;
  for (uint32_t row = from; row < rows; row++)
    sum += v[row] * x[row];
  return sum;
}

static void reflect(const double *v, double *x, uint32_t from, uint32_t rows)
{
  double by = along(v, x, from, rows);
  for (uint32_t row = from; row < rows; row++)
    x[row] -= by * v[row];
}

bool nb_matrix_least_squares(nb_matrix a, nb_matrix b, nb_matrix x)
{
  assert(a.rows >= a.columns && b.rows == a.rows && x.rows == a.columns && x.columns == b.columns);
  work w;
  double largest, mirrors[MAX][MAX], y[MAX];
  if (!load(a, &w, &largest))
    return fail(x);
  for (uint32_t k = 0; k < a.columns; k++) {
    if (!mirror(&w, k, singular * largest, mirrors[k]))
      return fail(x);
    for (uint32_t column = k; column < a.columns; column++) {
      for (uint32_t row = k; row < a.rows; row++)
        y[row] = w.at[row][column];
      reflect(mirrors[k], y, k, a.rows);
      for (uint32_t row = k; row < a.rows; row++)
        w.at[row][column] = y[row];
    }
  }
  for (uint32_t column = 0; column < b.columns; column++) {
    for (uint32_t row = 0; row < a.rows; row++)
      y[row] = *entry(b, row, column);
    for (uint32_t k = 0; k < a.columns; k++)
      reflect(mirrors[k], y, k, a.rows);
    back_substitute(&w, y);
    if (!store(y, x, column))
      return fail(x);
  }
  return true;
}
