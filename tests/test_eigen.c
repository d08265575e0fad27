// Eigenvalues and singular values: residuals of a thousand matrices, NumPy's and SciPy's figures, and spaces.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "nabla/math/eigen.h"
#include "nabla/math/exponential.h"
#include "nabla/math/svd.h"

#include "data/spectrum_reference.h"
#include "matrices.h"

enum { SPECTRA = sizeof spectra / sizeof *spectra };

static double in_a[MATRIX_ENTRIES], in_b[MATRIX_ENTRIES], in_c[MATRIX_ENTRIES], in_d[MATRIX_ENTRIES];

static void scale_column(nb_mat m, uint32_t column, double factor)
{
  for (uint32_t row = 0; row < m.rows; row++)
    *entry(m, row, column) *= factor;
}

static void singular_vectors_make_the_matrix(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(1, 0);
  for (uint32_t round = 0; round < MATRIX_ROUNDS; round++) {
    uint32_t kind = round % MATRIX_KINDS, m = any_size(&random), n = any_size(&random), k = m < n ? m : n;
    double s[NB_MAT_MAX];
    nb_mat a = any_matrix(&random, kind, m, n, in_a), u = {m, k, in_b}, v = {n, k, in_c}, vt = {k, n, in_d};
    assert_fine(nb_svd(a, u, s, v));
    assert_small(squareness_error(u), 8 * (m + n) * EPSILON, "U^T U - 1", a, kind);
    assert_small(squareness_error(v), 8 * (m + n) * EPSILON, "V^T V - 1", a, kind);
    for (uint32_t i = 0; i < k; i++) {
      assert_true(s[i] >= 0 && (i == 0 || s[i] <= s[i - 1]));
      scale_column(u, i, s[i]);
    }
    assert_fine(nb_mat_transpose(v, vt));
    assert_small(product_error(u, vt, a), 4 * (m + n) * EPSILON * nb_mat_norm(a), "USV^T - A", a, kind);
  }
}

static void symmetric_matrices_have_right_angles(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(2, 0);
  for (uint32_t round = 0; round < MATRIX_ROUNDS; round++) {
    uint32_t kind = round % MATRIX_KINDS, n = any_size(&random);
    double values[NB_MAT_MAX];
    nb_mat a = any_matrix(&random, kind, n, n, in_a), v = {n, n, in_b}, scaled = {n, n, in_c};
    for (uint32_t row = 0; row < n; row++)
      for (uint32_t column = 0; column < row; column++)
        *entry(a, column, row) = *entry(a, row, column);
    assert_fine(nb_eigen_symmetric(a, values, v));
    assert_small(squareness_error(v), 16 * (n + 2) * EPSILON, "V^T V - 1", a, kind);
    assert_fine(nb_mat_copy(v, scaled));
    for (uint32_t k = 0; k < n; k++) {
      assert_true(k == 0 || values[k] <= values[k - 1]);
      scale_column(scaled, k, values[k]);
    }
    assert_small(product_error(a, v, scaled), 8 * n * EPSILON * nb_mat_norm(a), "AV - VC", a, kind);
  }
}

// Real ones: A v = c v. All: their sum is the trace, the sum of their squares that of A^2.
static void eigenvectors_keep_their_directions(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(3, 0);
  uint32_t real = 0, complex = 0;
  for (uint32_t round = 0; round < MATRIX_ROUNDS; round++) {
    uint32_t kind = round % MATRIX_KINDS, n = any_size(&random);
    nb_complex values[NB_MAT_MAX];
    nb_mat a = any_matrix(&random, kind, n, n, in_a), v = {n, n, in_b}, av = {n, n, in_c};
    assert_fine(nb_eigenvectors(a, values, v));
    assert_fine(nb_mat_multiply(a, v, av));
    double size = nb_mat_norm(a), sum = 0, trace = 0;
    for (uint32_t k = 0; k < n; k++) {
      trace += *entry(a, k, k);
      sum += values[k].real;
      double length = 0, error = 0;
      for (uint32_t row = 0; row < n; row++) {
        length += *entry(v, row, k) * *entry(v, row, k);
        double left = (*entry(av, row, k) - values[k].real * *entry(v, row, k)) / (size > 0 ? size : 1);
        error += left * left;
      }
      if (values[k].imaginary == 0) {
        real++;
        assert_true(fabs(length - 1) < 1e-13);
        assert_small(sqrt(error), 20 * n * EPSILON, "Av - cv", a, kind);
      } else {
        complex++;
        nb_complex other = values[values[k].imaginary > 0 ? k + 1 : k - 1];
        assert_true(other.real == values[k].real && other.imaginary == -values[k].imaginary);
        assert_true(length == 0);
      }
    }
    assert_small(fabs(sum - trace), 20 * n * EPSILON * size, "sum - trace", a, kind);
  }
  assert_true(real > 1000 && complex > 1000);
}

// The sequence that make_spectrum_reference.py uses.
static nb_mat fill(double *entries, uint32_t rows, uint32_t columns, uint32_t salt)
{
  for (uint32_t i = 0; i < rows * columns; i++)
    entries[i] = ((double)(((i + 1) * (i + salt) * 2654435761u) >> 21) - 1024) / 2048;
  return (nb_mat){rows, columns, entries};
}

static void assert_equal_to(double ours, double theirs, double size, const char *what)
{
  if (!(fabs(ours - theirs) <= 1e-12 * size))
    fail_msg("%s is %.17g, and should be %.17g", what, ours, theirs);
}

static void values_equal_numpys(void **state)
{
  (void)state;
  for (int i = 0; i < SPECTRA; i++) {
    uint32_t n = spectra[i].n;
    nb_complex values[NB_MAT_MAX];
    double s[NB_MAT_MAX];
    nb_mat a = fill(in_a, n, n, spectra[i].salt), b = {n, n, in_b}, v = {n, n, in_c};
    double size = nb_mat_norm(a);
    assert_fine(nb_eigenvalues(a, values));
    for (uint32_t k = 0; k < n; k++) {
      assert_equal_to(values[k].real, spectra[i].real[k], size, "a real part");
      assert_equal_to(values[k].imaginary, spectra[i].imaginary[k], size, "an imaginary part");
    }
    assert_fine(nb_mat_transpose(a, b));
    for (uint32_t k = 0; k < n * n; k++)
      b.entries[k] += a.entries[k];
    assert_fine(nb_eigen_symmetric(b, s, v));
    for (uint32_t k = 0; k < n; k++)
      assert_equal_to(s[k], spectra[i].symmetric[k], size, "a symmetric matrix's eigenvalue");
    for (uint32_t k = 0; k < n * n; k++)
      b.entries[k] = 4 * a.entries[k];
    assert_fine(nb_mat_exponential(b, v));
    for (uint32_t column = 0; column < n; column++) {
      double sum = 0;
      for (uint32_t row = 0; row < n; row++)
        sum += *entry(v, row, column);
      assert_equal_to(sum, spectra[i].exponential[column], nb_mat_norm(v), "an exponential's column");
    }
    a.rows = n / 2 > 1 ? n / 2 : 1;
    assert_fine(nb_svd(a, (nb_mat){a.rows, a.rows, in_c}, s, (nb_mat){n, a.rows, in_d}));
    for (uint32_t k = 0; k < a.rows; k++)
      assert_equal_to(s[k], spectra[i].singular[k], size, "a singular value");
  }
}

// A product of n x r and r x n has rank r; what it takes to zero and where it reaches follow.
static void ranks_and_spaces_are_found(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(4, 0);
  for (uint32_t round = 0; round < 300; round++) {
    uint32_t m = 1 + nb_random_below(&random, 20), n = 1 + nb_random_below(&random, 20), rank, count;
    uint32_t r = nb_random_below(&random, 1 + (m < n ? m : n));
    nb_mat a = {m, n, in_a};
    for (uint32_t i = 0; i < m * n; i++)
      in_a[i] = 0;
    if (r > 0) {
      nb_mat left = any_matrix(&random, 0, m, r, in_b), right = any_matrix(&random, 0, r, n, in_c);
      assert_fine(nb_mat_multiply(left, right, a));
    }
    assert_fine(nb_rank(a, &rank));
    assert_int_equal(rank, r);
    assert_fine(nb_null_space(a, (nb_mat){n, n, in_b}, &count));
    assert_int_equal(count, n - r);
    for (uint32_t row = 0; row < m; row++)
      for (uint32_t k = 0; k < count; k++) {
        double sum = 0;
        for (uint32_t i = 0; i < n; i++)
          sum += in_a[row * n + i] * in_b[i * n + k];
        assert_true(fabs(sum) <= 20 * (m + n) * EPSILON * nb_mat_norm(a));
      }
    assert_fine(nb_column_space(a, (nb_mat){m, m, in_b}, &count));
    assert_int_equal(count, r);
  }
}

// Penrose's four rules make it the only one.
static void pseudo_inverses_keep_penroses_rules(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(5, 0);
  for (uint32_t round = 0; round < 300; round++) {
    uint32_t m = 1 + nb_random_below(&random, 12), n = 1 + nb_random_below(&random, 12);
    nb_mat a = any_matrix(&random, round % 2 == 0 ? 0 : 5, m, n, in_a), p = {n, m, in_b};
    nb_mat ap = {m, m, in_c}, pa = {n, n, in_d};
    assert_fine(nb_pseudo_inverse(a, p));
    double bound = 1e-13 * (1 + nb_mat_norm(a)) * (1 + nb_mat_norm(p)) * (1 + nb_mat_norm(p));
    assert_fine(nb_mat_multiply(a, p, ap));
    assert_fine(nb_mat_multiply(p, a, pa));
    assert_small(product_error(ap, a, a), bound, "A P A - A", a, 0);
    assert_small(product_error(pa, p, p), bound, "P A P - P", a, 0);
    for (uint32_t row = 0; row < m; row++)
      for (uint32_t column = 0; column < row; column++)
        assert_true(fabs(*entry(ap, row, column) - *entry(ap, column, row)) <= bound);
    for (uint32_t row = 0; row < n; row++)
      for (uint32_t column = 0; column < row; column++)
        assert_true(fabs(*entry(pa, row, column) - *entry(pa, column, row)) <= bound);
  }
}

static void known_maps_have_known_values(void **state)
{
  (void)state;
  nb_complex values[3];
  double turn[] = {0, -1, 1, 0}, shear[] = {1, 1, 0, 1}, v[9];
  assert_fine(nb_eigenvalues((nb_mat){2, 2, turn}, values));
  assert_true(values[0].real == 0 && values[0].imaginary == 1 && values[1].imaginary == -1);
  assert_fine(nb_eigenvectors((nb_mat){2, 2, shear}, values, (nb_mat){2, 2, v}));
  assert_true(values[0].real == 1 && values[1].real == 1 && values[0].imaginary == 0);
  assert_true(fabs(fabs(v[0]) - 1) < 1e-12 && fabs(fabs(v[1]) - 1) < 1e-12); // both along x
  // A cyclic permutation, on which plain double shifts go round in circles: the cube roots of one.
  double cycle[] = {0, 0, 1, 1, 0, 0, 0, 1, 0};
  assert_fine(nb_eigenvalues((nb_mat){3, 3, cycle}, values));
  assert_true(fabs(values[0].real - 1) < 1e-14 && fabs(values[1].real + 0.5) < 1e-14);
  assert_true(fabs(values[1].imaginary - sqrt(0.75)) < 1e-14);
}

static uint64_t hash(uint64_t so_far, const double *numbers, uint32_t count)
{
  for (uint32_t k = 0; k < count; k++) {
    uint64_t bits;
    memcpy(&bits, &numbers[k], sizeof bits);
    so_far = (so_far ^ bits) * 1099511628211u; // FNV-1a, a number at a time
  }
  return so_far;
}

// Nothing but sums, products, quotients and square roots, in a fixed order: one number for every compiler.
static void the_bits_are_the_same_everywhere(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(6, 0);
  uint64_t bits = 14695981039346656037u;
  for (uint32_t round = 0; round < 50; round++) {
    uint32_t n = 1 + nb_random_below(&random, 20);
    double s[NB_MAT_MAX];
    nb_complex values[NB_MAT_MAX];
    nb_mat a = any_matrix(&random, round % 7, n, n, in_a), u = {n, n, in_b}, v = {n, n, in_c};
    assert_fine(nb_svd(a, u, s, v));
    bits = hash(hash(hash(bits, s, n), in_b, n * n), in_c, n * n);
    assert_fine(nb_eigenvectors(a, values, u));
    bits = hash(bits, in_b, n * n);
    assert_fine(nb_mat_exponential((nb_mat){n, n, in_b}, v));
    bits = hash(bits, in_c, n * n);
  }
  if (bits != 11154388820097265479u)
    fail_msg("the bits are %llu", (unsigned long long)bits);
}

static void what_is_wrong_is_told(void **state)
{
  (void)state;
  double a[6] = {1, 2, 3, 4, 5, NAN}, s[3], u[9], v[9];
  nb_complex values[3];
  uint32_t rank = 7;
  assert_int_equal(nb_svd((nb_mat){2, 3, a}, (nb_mat){2, 2, u}, s, (nb_mat){3, 2, v}).id, NB_NOT_FINITE);
  assert_int_equal(nb_svd((nb_mat){2, 3, a}, (nb_mat){2, 3, u}, s, (nb_mat){3, 2, v}).id, NB_BAD_SHAPE);
  assert_int_equal(nb_rank((nb_mat){2, 3, a}, &rank).id, NB_NOT_FINITE);
  assert_int_equal(rank, 0);
  assert_int_equal(nb_eigenvalues((nb_mat){2, 3, a}, values).id, NB_BAD_SHAPE);
  assert_int_equal(nb_eigen_symmetric((nb_mat){2, 2, a + 2}, s, (nb_mat){2, 2, v}).id, NB_NOT_FINITE);
  assert_int_equal(nb_null_space((nb_mat){2, 2, a}, (nb_mat){3, 3, v}, &rank).id, NB_BAD_SHAPE);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(singular_vectors_make_the_matrix),
      cmocka_unit_test(symmetric_matrices_have_right_angles),
      cmocka_unit_test(eigenvectors_keep_their_directions),
      cmocka_unit_test(values_equal_numpys),
      cmocka_unit_test(ranks_and_spaces_are_found),
      cmocka_unit_test(pseudo_inverses_keep_penroses_rules),
      cmocka_unit_test(known_maps_have_known_values),
      cmocka_unit_test(the_bits_are_the_same_everywhere),
      cmocka_unit_test(what_is_wrong_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
