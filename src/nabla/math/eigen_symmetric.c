#include <math.h>

#include "nabla/math/eigen.h"
#include "nabla/math/matrix_inside.h"

enum { MOST_SWEEPS = 60 };

// Rotates in the plane of axes p and q: rows and columns of w, and the columns of v.
static void rotate(nb_mat w, nb_mat v, uint32_t p, uint32_t q, double c, double s)
{
  for (uint32_t k = 0; k < w.rows; k++) {
    double x = *mat_at(w, p, k), y = *mat_at(w, q, k);
    *mat_at(w, p, k) = c * x - s * y;
    *mat_at(w, q, k) = s * x + c * y;
  }
  for (uint32_t k = 0; k < w.rows; k++) {
    double x = *mat_at(w, k, p), y = *mat_at(w, k, q);
    *mat_at(w, k, p) = c * x - s * y;
    *mat_at(w, k, q) = s * x + c * y;
    x = *mat_at(v, k, p), y = *mat_at(v, k, q);
    *mat_at(v, k, p) = c * x - s * y;
    *mat_at(v, k, q) = s * x + c * y;
  }
}

// The rotation that makes entry (p, q) zero; false where it is too small beside its diagonal entries to
// matter.
static bool clear(nb_mat w, nb_mat v, uint32_t p, uint32_t q)
{
  double a = *mat_at(w, p, p), b = *mat_at(w, q, q), off = *mat_at(w, q, p);
  if (fabs(off) <= MAT_EPSILON / 4 * sqrt(fabs(a)) * sqrt(fabs(b)) || fabs(off) < 0x1p-200)
    return false;
  double slope = (b - a) / (2 * off);
  double t = (slope < 0 ? -1 : 1) / (fabs(slope) + sqrt(1 + slope * slope));
  double c = 1 / sqrt(1 + t * t);
  rotate(w, v, p, q, c, c * t);
  *mat_at(w, p, p) = a - t * off, *mat_at(w, q, q) = b + t * off;
  *mat_at(w, p, q) = *mat_at(w, q, p) = 0;
  return true;
}

static bool diagonalise(nb_mat w, nb_mat v)
{
  double largest = mat_largest(w);
  for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    bool turned = false;
    for (uint32_t p = 0; p < w.rows; p++)
      for (uint32_t q = p + 1; q < w.rows; q++)
        turned = (fabs(*mat_at(w, q, p)) > MAT_EPSILON / 16 * largest && clear(w, v, p, q)) || turned;
    if (!turned)
      return true;
  }
  return false;
}

static void copy_column(nb_mat from, uint32_t a, nb_mat to, uint32_t b)
{
  for (uint32_t row = 0; row < from.rows; row++)
    *mat_at(to, row, b) = *mat_at(from, row, a);
}

// The values on the diagonal of w with their directions, the greatest first.
static void sort(nb_mat w, nb_mat v, double *values, nb_mat vectors)
{
  bool taken[NB_MAT_MAX] = {false};
  for (uint32_t k = 0; k < w.rows; k++) {
    uint32_t best = w.rows;
    for (uint32_t i = 0; i < w.rows; i++)
      if (!taken[i] && (best == w.rows || *mat_at(w, i, i) > *mat_at(w, best, best)))
        best = i;
    taken[best] = true;
    values[k] = *mat_at(w, best, best);
    copy_column(v, best, vectors, k);
  }
}

nb_error nb_eigen_symmetric(nb_mat a, double *values, nb_mat vectors)
{
  double in_w[NB_MAT_MAX * NB_MAT_MAX], in_v[NB_MAT_MAX * NB_MAT_MAX];
  nb_mat w = {a.rows, a.rows, in_w}, v = {a.rows, a.rows, in_v};
  mat_zero(vectors);
  nb_error e = mat_check_square(a, "nb_eigen_symmetric", "a");
  if (!nb_failed(e))
    e = mat_expect(vectors, a.rows, a.rows, "nb_eigen_symmetric", "vectors");
  if (nb_failed(e))
    return e;
  for (uint32_t row = 0; row < a.rows; row++)
    for (uint32_t column = 0; column <= row; column++)
      *mat_at(w, row, column) = *mat_at(w, column, row) = *mat_at(a, row, column);
  nb_mat_identity(v);
  int power = mat_power_to_one(w);
  mat_scale_by_power(w, power);
  if (!diagonalise(w, v))
    return nb_fail(NB_NOT_CONVERGED, "nb_eigen_symmetric: no diagonal in %d sweeps", MOST_SWEEPS);
  mat_scale_by_power(w, -power);
  e = mat_check_result(w, "nb_eigen_symmetric");
  if (!nb_failed(e))
    sort(w, v, values, vectors);
  return e;
}
