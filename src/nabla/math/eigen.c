#include "nabla/math/eigen.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/math/matrix_inside.h"
#include "nabla/math/schur.h"

// Beyond this what back substitution makes is scaled down.
#define LARGE 0x1p400

typedef struct schur {
  nb_mat t, z;
  int power; // t is that of 2^power a
  double in_t[NB_MAT_MAX * NB_MAT_MAX], in_z[NB_MAT_MAX * NB_MAT_MAX];
} schur;

static nb_error decompose(nb_mat a, schur *f, const char *who)
{
  nb_error e = mat_check_square(a, who, "a");
  if (nb_failed(e))
    return e;
  f->t = (nb_mat){a.rows, a.rows, f->in_t};
  f->z = (nb_mat){a.rows, a.rows, f->in_z};
  nb_mat_copy(a, f->t);
  f->power = mat_power_to_one(a);
  mat_scale_by_power(f->t, f->power);
  if (!mat_schur(f->t, f->z))
    return nb_fail(NB_NOT_CONVERGED, "%s: the eigenvalues do not settle", who);
  return nb_ok();
}

static bool is_pair(nb_mat t, uint32_t k)
{
  return k + 1 < t.rows && *mat_at(t, k + 1, k) != 0;
}

// The eigenvalues that stand at k on the diagonal: one, or a pair of conjugates. Returns how many.
static uint32_t values_at(nb_mat t, uint32_t k, nb_complex *values)
{
  double a = *mat_at(t, k, k);
  if (!is_pair(t, k)) {
    values[0] = (nb_complex){a, 0};
    return 1;
  }
  double d = *mat_at(t, k + 1, k + 1), half = (a - d) / 2;
  double off = *mat_at(t, k, k + 1) * *mat_at(t, k + 1, k);
  double turn = sqrt(fmax(0, -(half * half + off)));
  values[0] = (nb_complex){d + half, turn};
  values[1] = (nb_complex){d + half, -turn};
  return 2;
}

// x / (t - value), kept away from zero.
static double divide(double x, double pivot)
{
  if (fabs(pivot) < MAT_EPSILON)
    pivot = MAT_EPSILON;
  return x / pivot;
}

// Solves the 2 x 2 block at k for x[k] and x[k + 1]. Its eigenvalues are complex, so that it is far from
// singular unless the pair is nearly real.
static void solve_pair(nb_mat t, uint32_t k, double value, double *x)
{
  double a = *mat_at(t, k, k) - value, b = *mat_at(t, k, k + 1);
  double c = *mat_at(t, k + 1, k), d = *mat_at(t, k + 1, k + 1) - value;
  double determinant = a * d - b * c, p = x[k], q = x[k + 1];
  if (fabs(determinant) < MAT_EPSILON * MAT_EPSILON)
    determinant = MAT_EPSILON * MAT_EPSILON;
  x[k] = (d * p - b * q) / determinant;
  x[k + 1] = (a * q - c * p) / determinant;
}

// x becomes the eigenvector of t for the real value at `at`: 1 there, 0 below, and above what makes each row of
// (t - value) x zero.
static void back_substitute(nb_mat t, uint32_t at, double *x)
{
  double value = *mat_at(t, at, at);
  memset(x, 0, t.rows * sizeof *x);
  x[at] = 1;
  for (uint32_t row = at; row > 0;) {
    bool pair = row > 1 && is_pair(t, row - 2);
    uint32_t first = pair ? row - 2 : row - 1;
    for (uint32_t k = first; k < row; k++)
      x[k] = -mat_dot(mat_at(t, k, row), 1, x + row, 1, at + 1 - row);
    if (pair)
      solve_pair(t, first, value, x);
    else
      x[first] = divide(x[first], *mat_at(t, first, first) - value);
    for (uint32_t k = 0; fabs(x[first]) > LARGE && k <= at; k++)
      x[k] /= k == first ? 1 : fabs(x[first]);
    if (fabs(x[first]) > LARGE)
      x[first] = x[first] < 0 ? -1 : 1;
    row = first;
  }
}

static void eigenvector(const schur *f, uint32_t at, nb_mat vectors, uint32_t column)
{
  double x[NB_MAT_MAX], v[NB_MAT_MAX];
  uint32_t n = f->t.rows;
  back_substitute(f->t, at, x);
  for (uint32_t row = 0; row < n; row++)
    v[row] = mat_dot(mat_at(f->z, row, 0), 1, x, 1, n);
  double length = nb_mat_norm((nb_mat){n, 1, v});
  for (uint32_t row = 0; row < n; row++)
    *mat_at(vectors, row, column) = v[row] / length;
}

// An eigenvalue and where on the diagonal it stands.
typedef struct found {
  nb_complex value;
  uint32_t at;
} found;

static int by_size(const void *a, const void *b)
{
  const found *x = a, *y = b;
  if (x->value.real != y->value.real)
    return x->value.real > y->value.real ? -1 : 1;
  if (x->value.imaginary != y->value.imaginary)
    return x->value.imaginary > y->value.imaginary ? -1 : 1;
  return x->at < y->at ? -1 : x->at > y->at;
}

static void sorted_values(nb_mat t, found *all)
{
  for (uint32_t k = 0; k < t.rows;) {
    nb_complex values[2];
    uint32_t count = values_at(t, k, values);
    for (uint32_t i = 0; i < count; i++)
      all[k + i] = (found){values[i], k + i};
    k += count;
  }
  qsort(all, t.rows, sizeof *all, by_size);
}

static nb_error eigen(nb_mat a, nb_complex *values, nb_mat *vectors, const char *who)
{
  schur f;
  found all[NB_MAT_MAX];
  nb_error e = decompose(a, &f, who);
  if (nb_failed(e))
    return e;
  sorted_values(f.t, all);
  for (uint32_t k = 0; k < a.rows; k++) {
    values[k].real = ldexp(all[k].value.real, -f.power);
    values[k].imaginary = ldexp(all[k].value.imaginary, -f.power);
    if (!isfinite(values[k].real) || !isfinite(values[k].imaginary))
      return nb_fail(NB_NOT_FINITE, "%s: an eigenvalue is too large for a double", who);
    if (vectors != NULL && all[k].value.imaginary == 0)
      eigenvector(&f, all[k].at, *vectors, k);
  }
  return e;
}

nb_error nb_eigenvalues(nb_mat a, nb_complex *values)
{
  return eigen(a, values, NULL, "nb_eigenvalues");
}

nb_error nb_eigenvectors(nb_mat a, nb_complex *values, nb_mat vectors)
{
  mat_zero(vectors);
  nb_error e = mat_expect(vectors, a.rows, a.rows, "nb_eigenvectors", "vectors");
  return nb_failed(e) ? e : eigen(a, values, &vectors, "nb_eigenvectors");
}
