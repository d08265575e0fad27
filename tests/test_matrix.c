// Matrices of any size against NumPy's figures, and what is singular.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "nabla/math/matrix.h"

#include "data/matrix_reference.h"

enum { REFERENCES = sizeof references / sizeof *references, ENTRIES = NB_MATRIX_MAX * NB_MATRIX_MAX };

// The sequence that make_matrix_reference.py uses.
static nb_matrix fill(float *entries, uint32_t rows, uint32_t columns, uint32_t salt)
{
  for (uint32_t i = 0; i < rows * columns; i++)
    entries[i] = ((float)(((i + 1) * (i + salt) * 2654435761u) >> 21) - 1024) / 2048;
  return (nb_matrix){rows, columns, entries};
}

static void assert_close(nb_matrix ours, const double *theirs, double tolerance)
{
  double largest = 0;
  for (uint32_t i = 0; i < ours.rows * ours.columns; i++)
    largest = fmax(largest, fabs(theirs[i]));
  for (uint32_t i = 0; i < ours.rows * ours.columns; i++)
    if (!(fabs(ours.entries[i] - theirs[i]) <= tolerance * largest))
      fail_msg("entry %u of %u x %u is %.9g, NumPy has %.9g", i, ours.rows, ours.columns, ours.entries[i],
               theirs[i]);
}

static void products_equal_numpys(void **state)
{
  (void)state;
  float in_a[ENTRIES], in_b[ENTRIES], in_t[ENTRIES], in_p[ENTRIES];
  for (int i = 0; i < REFERENCES; i++) {
    nb_matrix a = fill(in_a, references[i].m, references[i].n, references[i].salt_a);
    nb_matrix b = fill(in_b, references[i].m, references[i].k, references[i].salt_b);
    nb_matrix t = {a.columns, a.rows, in_t}, p = {a.columns, b.columns, in_p};
    nb_matrix_transpose(a, t);
    nb_matrix_multiply(t, b, p);
    assert_close(p, references[i].product, 1e-7);
  }
}

static void solutions_equal_numpys(void **state)
{
  (void)state;
  float in_a[ENTRIES], in_b[ENTRIES], in_x[ENTRIES];
  for (int i = 0; i < REFERENCES; i++) {
    nb_matrix a = fill(in_a, references[i].m, references[i].n, references[i].salt_a);
    nb_matrix b = fill(in_b, references[i].m, references[i].k, references[i].salt_b);
    nb_matrix x = {a.columns, b.columns, in_x};
    assert_true(nb_matrix_least_squares(a, b, x));
    assert_close(x, references[i].solved, 1e-6);
    if (a.rows != a.columns)
      continue;
    assert_true(nb_matrix_solve(a, b, x));
    assert_close(x, references[i].solved, 1e-6);
    double determinant = nb_matrix_determinant(a);
    assert_true(fabs(determinant - references[i].determinant) <= 1e-9 * fabs(references[i].determinant));
  }
}

static void an_inverse_undoes(void **state)
{
  (void)state;
  float in_a[ENTRIES], in_b[ENTRIES], in_p[ENTRIES];
  for (uint32_t n = 1; n <= NB_MATRIX_MAX; n++) {
    nb_matrix a = fill(in_a, n, n, 90 + n), b = {n, n, in_b}, p = {n, n, in_p};
    for (uint32_t k = 0; k < n; k++)
      in_a[k * n + k] += 2;
    assert_true(nb_matrix_inverse(a, b));
    nb_matrix_multiply(a, b, p);
    for (uint32_t i = 0; i < n * n; i++) {
      float expected = i / n == i % n ? 1 : 0;
      assert_float_equal(in_p[i], expected, 1e-5f);
    }
  }
}

static void what_is_singular_is_refused(void **state)
{
  (void)state;
  float x[9] = {1, 1, 1, 1, 1, 1, 1, 1, 1};
  float wrong[][9] = {
      {0},
      {1, 2, 3, 2, 4, 6, 0, 0, 1},
      {1, 2, 3, 4, 5, 6, 7, 8, 9},
      {1, 0, 0, 0, NAN, 0, 0, 0, 1},
      {INFINITY, 0, 0, 0, 1, 0, 0, 0, 1},
      {1e-39f, 0, 0, 0, 1e-39f, 0, 0, 0, 1e-39f},
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    assert_false(nb_matrix_inverse((nb_matrix){3, 3, wrong[i]}, (nb_matrix){3, 3, x}));
    for (int k = 0; k < 9; k++)
      assert_true(x[k] == 0);
    float b[3] = {1, NAN, 1e38f};
    assert_false(
        nb_matrix_least_squares((nb_matrix){3, 3, wrong[i]}, (nb_matrix){3, 1, b}, (nb_matrix){3, 1, x}));
    assert_true(isfinite(nb_matrix_determinant((nb_matrix){3, 3, wrong[i]})));
  }
  float one[] = {2}, nan[] = {NAN};
  assert_false(nb_matrix_solve((nb_matrix){1, 1, one}, (nb_matrix){1, 1, nan}, (nb_matrix){1, 1, x}));
  assert_true(x[0] == 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(products_equal_numpys),
      cmocka_unit_test(solutions_equal_numpys),
      cmocka_unit_test(an_inverse_undoes),
      cmocka_unit_test(what_is_singular_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
