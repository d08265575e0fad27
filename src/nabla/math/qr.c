#include "nabla/math/qr.h"

#include <math.h>

#include "nabla/math/matrix_inside.h"

// R above the diagonal; below and on it the normals of the mirrors, each of length sqrt 2 (or 0 for none); the
// diagonal of R apart.
typedef struct mirrors {
  nb_mat w;
  double diagonal[NB_MAT_MAX], lengths[NB_MAT_MAX]; // lengths: of a's columns
  double memory[NB_MAT_MAX * NB_MAT_MAX];
} mirrors;

// The length of column k from row `from` on, without overflow on the way.
static double length_of(nb_mat m, uint32_t k, uint32_t from)
{
  double largest = 0, squares = 0;
  for (uint32_t row = from; row < m.rows; row++)
    largest = fmax(largest, fabs(*mat_at(m, row, k)));
  for (uint32_t row = from; row < m.rows && largest > 0; row++)
    squares += *mat_at(m, row, k) / largest * (*mat_at(m, row, k) / largest);
  return largest * sqrt(squares);
}

// Turns what is left of column k into the normal of the mirror that brings it on to the axis, on the side
// where nothing cancels. Returns where on the axis it comes to lie.
static double make_normal(nb_mat w, uint32_t k)
{
  double length = length_of(w, k, k), head = *mat_at(w, k, k);
  if (length == 0)
    return 0;
  double target = head > 0 ? -length : length, scale = sqrt(1 + fabs(head) / length);
  for (uint32_t row = k; row < w.rows; row++)
    *mat_at(w, row, k) = (*mat_at(w, row, k) - (row == k ? target : 0)) / length / scale;
  return target;
}

// Mirrors column `column` of m in mirror k.
static void reflect(nb_mat w, uint32_t k, nb_mat m, uint32_t column)
{
  double along = mat_dot(mat_at(w, k, k), w.columns, mat_at(m, k, column), m.columns, w.rows - k);
  for (uint32_t row = k; row < w.rows; row++)
    *mat_at(m, row, column) -= along * *mat_at(w, row, k);
}

static void decompose(nb_mat a, mirrors *h)
{
  h->w = (nb_mat){a.rows, a.columns, h->memory};
  nb_mat_copy(a, h->w);
  for (uint32_t k = 0; k < a.columns; k++)
    h->lengths[k] = length_of(a, k, 0);
  for (uint32_t k = 0; k < a.columns; k++) {
    h->diagonal[k] = make_normal(h->w, k);
    for (uint32_t column = k + 1; column < a.columns; column++)
      reflect(h->w, k, h->w, column);
  }
}

static nb_error check_tall(nb_mat a, const char *who)
{
  nb_error e = mat_check(a, who, "a");
  if (!nb_failed(e) && a.rows < a.columns)
    e = nb_fail(NB_BAD_SHAPE, "%s: a is %u x %u and needs at least as many rows as columns", who, a.rows,
                a.columns);
  return e;
}

nb_error nb_qr(nb_mat a, nb_mat q, nb_mat r)
{
  mirrors h;
  mat_zero(q);
  mat_zero(r);
  nb_error e = check_tall(a, "nb_qr");
  if (!nb_failed(e))
    e = mat_expect(q, a.rows, a.columns, "nb_qr", "q");
  if (!nb_failed(e))
    e = mat_expect(r, a.columns, a.columns, "nb_qr", "r");
  if (nb_failed(e))
    return e;
  decompose(a, &h);
  nb_mat_identity(q);
  for (uint32_t column = 0; column < a.columns; column++) {
    for (uint32_t k = a.columns; k-- > 0;)
      reflect(h.w, k, q, column);
    double sign = h.diagonal[column] < 0 ? -1 : 1;
    for (uint32_t row = 0; row < a.rows; row++)
      *mat_at(q, row, column) *= sign;
    *mat_at(r, column, column) = sign * h.diagonal[column];
    for (uint32_t k = column + 1; k < a.columns; k++)
      *mat_at(r, column, k) = sign * *mat_at(h.w, column, k);
  }
  return mat_check_result(r, "nb_qr");
}

nb_error nb_mat_least_squares(nb_mat a, nb_mat b, nb_mat x)
{
  mirrors h;
  double memory[NB_MAT_MAX];
  nb_mat y = {a.rows, 1, memory};
  mat_zero(x);
  nb_error e = check_tall(a, "nb_mat_least_squares");
  if (!nb_failed(e))
    e = mat_check(b, "nb_mat_least_squares", "b");
  if (!nb_failed(e))
    e = mat_expect(b, a.rows, b.columns, "nb_mat_least_squares", "b");
  if (!nb_failed(e))
    e = mat_expect(x, a.columns, b.columns, "nb_mat_least_squares", "x");
  if (nb_failed(e))
    return e;
  decompose(a, &h);
  for (uint32_t k = 0; k < a.columns; k++)
    if (!(fabs(h.diagonal[k]) > a.rows * MAT_EPSILON * h.lengths[k]))
      return nb_fail(NB_SINGULAR, "nb_mat_least_squares: column %u of a depends on those before it", k + 1);
  for (uint32_t column = 0; column < b.columns; column++) {
    for (uint32_t row = 0; row < a.rows; row++)
      memory[row] = *mat_at(b, row, column);
    for (uint32_t k = 0; k < a.columns; k++)
      reflect(h.w, k, y, 0);
    for (uint32_t k = a.columns; k-- > 0;) {
      for (uint32_t i = k + 1; i < a.columns; i++)
        memory[k] -= *mat_at(h.w, k, i) * memory[i];
      *mat_at(x, k, column) = memory[k] /= h.diagonal[k];
    }
  }
  return mat_check_result(x, "nb_mat_least_squares");
}
