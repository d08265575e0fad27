#include "nabla/math/svd.h"

#include <math.h>

#include "nabla/math/matrix_inside.h"

enum { MOST_SWEEPS = 60 };

// Columns shorter than this, where the longest entry is about 1, count as zero: their squares vanish.
#define SHORTEST 0x1p-450

// The columns of a matrix that is at least as high as it is wide, and of V, each as a row, so that they lie
// together in memory.
typedef struct columns {
  nb_mat w; // n x m
  nb_mat v; // n x n
  double in_w[NB_MAT_MAX * NB_MAT_MAX], in_v[NB_MAT_MAX * NB_MAT_MAX];
} columns;

static double product(nb_mat m, uint32_t p, uint32_t q)
{
  return mat_dot(mat_at(m, p, 0), 1, mat_at(m, q, 0), 1, m.columns);
}

static void turn(nb_mat m, uint32_t p, uint32_t q, double c, double s)
{
  double *x = mat_at(m, p, 0), *y = mat_at(m, q, 0);
  for (uint32_t k = 0; k < m.columns; k++) {
    double kept = x[k];
    x[k] = c * kept - s * y[k];
    y[k] = s * kept + c * y[k];
  }
}

// Turns columns p and q within their plane until they stand square, the longer first. False where they did.
static bool square_up(columns *f, uint32_t p, uint32_t q)
{
  double a = product(f->w, p, p), b = product(f->w, q, q), both = product(f->w, p, q);
  if (a < b) { // a quarter turn brings the longer to the front
    turn(f->w, p, q, 0, -1);
    turn(f->v, p, q, 0, -1);
    double kept = a;
    a = b, b = kept, both = -both;
  }
  if (b < SHORTEST * SHORTEST || !(fabs(both) > (f->w.columns + 8) * MAT_EPSILON * sqrt(a) * sqrt(b)))
    return false;
  double slope = (b - a) / (2 * both);
  double t = (slope < 0 ? -1 : 1) / (fabs(slope) + sqrt(1 + slope * slope));
  double c = 1 / sqrt(1 + t * t);
  turn(f->w, p, q, c, c * t);
  turn(f->v, p, q, c, c * t);
  return true;
}

static bool converge(columns *f)
{
  for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    bool turned = false;
    for (uint32_t p = 0; p < f->w.rows; p++)
      for (uint32_t q = p + 1; q < f->w.rows; q++)
        turned = square_up(f, p, q) || turned;
    if (!turned)
      return true;
  }
  return false;
}

// Makes row k of w, which is zero, a unit vector square on those before it: of the axes the one that has most
// left beside them.
static void choose_direction(nb_mat w, uint32_t k)
{
  uint32_t best = 0;
  double most = -1;
  for (uint32_t axis = 0; axis < w.columns; axis++) {
    double left = 1 - mat_dot(w.entries + axis, w.columns, w.entries + axis, w.columns, k);
    if (left > most)
      best = axis, most = left;
  }
  double *x = mat_at(w, k, 0);
  x[best] = 1;
  for (int round = 0; round < 2; round++)
    for (uint32_t i = 0; i < k; i++) {
      double along = product(w, i, k);
      for (uint32_t column = 0; column < w.columns; column++)
        x[column] -= along * *mat_at(w, i, column);
    }
  double length = nb_mat_norm((nb_mat){1, w.columns, x});
  for (uint32_t column = 0; column < w.columns; column++)
    x[column] /= length;
}

// The lengths of the columns are the singular values; what is left of the columns are the directions of U.
static void take_lengths(columns *f, double *s)
{
  uint32_t n = f->w.rows;
  for (uint32_t k = 0; k < n; k++)
    s[k] = nb_mat_norm((nb_mat){1, f->w.columns, mat_at(f->w, k, 0)});
  for (uint32_t k = 0; k < n; k++) {
    uint32_t longest = k;
    for (uint32_t i = k + 1; i < n; i++)
      longest = s[i] > s[longest] ? i : longest;
    double kept = s[k];
    s[k] = s[longest], s[longest] = kept;
    mat_swap_rows(f->w, k, longest);
    mat_swap_rows(f->v, k, longest);
    for (uint32_t column = 0; column < f->w.columns; column++)
      *mat_at(f->w, k, column) = s[k] > SHORTEST ? *mat_at(f->w, k, column) / s[k] : 0;
    if (!(s[k] > SHORTEST)) {
      s[k] = 0;
      choose_direction(f->w, k);
    }
  }
}

// a as columns, turned over where it is wide: then U and V change places.
static nb_error decompose(nb_mat a, columns *f, double *s, const char *who)
{
  nb_error e = mat_check(a, who, "a");
  if (nb_failed(e))
    return e;
  bool wide = a.columns > a.rows;
  uint32_t n = wide ? a.rows : a.columns, m = wide ? a.columns : a.rows;
  f->w = (nb_mat){n, m, f->in_w};
  f->v = (nb_mat){n, n, f->in_v};
  if (wide)
    nb_mat_copy(a, f->w);
  else
    nb_mat_transpose(a, f->w);
  nb_mat_identity(f->v);
  int power = mat_power_to_one(f->w);
  mat_scale_by_power(f->w, power);
  if (!converge(f))
    return nb_fail(NB_NOT_CONVERGED, "%s: the singular values did not settle in %d sweeps", who, MOST_SWEEPS);
  take_lengths(f, s);
  for (uint32_t k = 0; k < n; k++)
    s[k] = ldexp(s[k], -power);
  if (!isfinite(s[0]))
    return nb_fail(NB_NOT_FINITE, "%s: the greatest singular value is too large for a double", who);
  return nb_ok();
}

nb_error nb_svd(nb_mat a, nb_mat u, double *s, nb_mat v)
{
  columns f;
  uint32_t least = a.rows < a.columns ? a.rows : a.columns;
  mat_zero(u);
  mat_zero(v);
  nb_error e = mat_expect(u, a.rows, least, "nb_svd", "u");
  if (!nb_failed(e))
    e = mat_expect(v, a.columns, least, "nb_svd", "v");
  if (!nb_failed(e))
    e = decompose(a, &f, s, "nb_svd");
  if (nb_failed(e))
    return e;
  bool wide = a.columns > a.rows;
  nb_mat_transpose(wide ? f.v : f.w, u);
  return nb_mat_transpose(wide ? f.w : f.v, v);
}

static uint32_t count_above_rounding(nb_mat a, const double *s)
{
  uint32_t least = a.rows < a.columns ? a.rows : a.columns, most = a.rows + a.columns - least, rank = 0;
  while (rank < least && s[rank] > most * MAT_EPSILON * s[0])
    rank++;
  return rank;
}

nb_error nb_rank(nb_mat a, uint32_t *rank)
{
  columns f;
  double s[NB_MAT_MAX];
  nb_error e = decompose(a, &f, s, "nb_rank");
  *rank = nb_failed(e) ? 0 : count_above_rounding(a, s);
  return e;
}

// Copies rows first to end of m to the first columns of basis.
static void put_columns(nb_mat m, uint32_t first, uint32_t end, nb_mat basis)
{
  for (uint32_t k = first; k < end; k++)
    for (uint32_t row = 0; row < m.columns; row++)
      *mat_at(basis, row, k - first) = *mat_at(m, k, row);
}

// With rows of zeros below a wide matrix there is a direction of V for each of its columns.
nb_error nb_null_space(nb_mat a, nb_mat basis, uint32_t *count)
{
  columns f;
  double s[NB_MAT_MAX], padded[NB_MAT_MAX * NB_MAT_MAX] = {0};
  *count = 0;
  mat_zero(basis);
  nb_error e = mat_check(a, "nb_null_space", "a");
  if (!nb_failed(e))
    e = mat_expect(basis, a.columns, a.columns, "nb_null_space", "basis");
  if (nb_failed(e))
    return e;
  nb_mat_copy(a, (nb_mat){a.rows, a.columns, padded});
  nb_mat tall = {a.rows < a.columns ? a.columns : a.rows, a.columns, padded};
  e = decompose(tall, &f, s, "nb_null_space");
  if (nb_failed(e))
    return e;
  uint32_t rank = count_above_rounding(tall, s);
  put_columns(f.v, rank, a.columns, basis);
  *count = a.columns - rank;
  return e;
}

nb_error nb_column_space(nb_mat a, nb_mat basis, uint32_t *count)
{
  columns f;
  double s[NB_MAT_MAX];
  *count = 0;
  mat_zero(basis);
  nb_error e = mat_expect(basis, a.rows, a.rows, "nb_column_space", "basis");
  if (!nb_failed(e))
    e = decompose(a, &f, s, "nb_column_space");
  if (nb_failed(e))
    return e;
  *count = count_above_rounding(a, s);
  put_columns(a.columns > a.rows ? f.v : f.w, 0, *count, basis);
  return e;
}

nb_error nb_mat_nearest(nb_mat a, nb_mat b, nb_mat x)
{
  columns f;
  double s[NB_MAT_MAX];
  mat_zero(x);
  nb_error e = mat_check(b, "nb_mat_nearest", "b");
  if (!nb_failed(e))
    e = mat_expect(b, a.rows, b.columns, "nb_mat_nearest", "b");
  if (!nb_failed(e))
    e = mat_expect(x, a.columns, b.columns, "nb_mat_nearest", "x");
  if (!nb_failed(e))
    e = decompose(a, &f, s, "nb_mat_nearest");
  if (nb_failed(e))
    return e;
  nb_mat u = a.columns > a.rows ? f.v : f.w, v = a.columns > a.rows ? f.w : f.v;
  uint32_t rank = count_above_rounding(a, s);
  for (uint32_t column = 0; column < b.columns; column++)
    for (uint32_t k = 0; k < rank; k++) {
      double along = mat_dot(mat_at(u, k, 0), 1, b.entries + column, b.columns, a.rows) / s[k];
      for (uint32_t row = 0; row < a.columns; row++)
        *mat_at(x, row, column) += along * *mat_at(v, k, row);
    }
  return mat_check_result(x, "nb_mat_nearest");
}

// The nearest to the identity.
nb_error nb_pseudo_inverse(nb_mat a, nb_mat result)
{
  double ones[NB_MAT_MAX * NB_MAT_MAX];
  mat_zero(result);
  nb_error e = mat_check(a, "nb_pseudo_inverse", "a");
  if (!nb_failed(e))
    e = mat_expect(result, a.columns, a.rows, "nb_pseudo_inverse", "result");
  if (nb_failed(e))
    return e;
  nb_mat identity = {a.rows, a.rows, ones};
  nb_mat_identity(identity);
  return nb_mat_nearest(a, identity, result);
}
