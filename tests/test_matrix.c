// Matrices of any size against NumPy's figures.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "nabla/math/lu.h"
#include "nabla/math/qr.h"

#include "data/matrix_reference.h"

enum { REFERENCES = sizeof references / sizeof *references, ENTRIES = NB_MAT_MAX * NB_MAT_MAX };

// The sequence that make_matrix_reference.py uses.
static nb_mat fill(double *entries, uint32_t rows, uint32_t columns, uint32_t salt)
{
  for (uint32_t i = 0; i < rows * columns; i++)
    entries[i] = ((double)(((i + 1) * (i + salt) * 2654435761u) >> 21) - 1024) / 2048;
  return (nb_mat){rows, columns, entries};
}

static void assert_close(nb_mat ours, const double *theirs, double tolerance)
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
  double in_a[ENTRIES], in_b[ENTRIES], in_t[ENTRIES], in_p[ENTRIES];
  for (int i = 0; i < REFERENCES; i++) {
    nb_mat a = fill(in_a, references[i].m, references[i].n, references[i].salt_a);
    nb_mat b = fill(in_b, references[i].m, references[i].k, references[i].salt_b);
    nb_mat t = {a.columns, a.rows, in_t}, p = {a.columns, b.columns, in_p};
    assert_false(nb_failed(nb_mat_transpose(a, t)));
    assert_false(nb_failed(nb_mat_multiply(t, b, p)));
    assert_close(p, references[i].product, 1e-8);
  }
}

static void solutions_equal_numpys(void **state)
{
  (void)state;
  double in_a[ENTRIES], in_b[ENTRIES], in_x[ENTRIES];
  for (int i = 0; i < REFERENCES; i++) {
    nb_mat a = fill(in_a, references[i].m, references[i].n, references[i].salt_a);
    nb_mat b = fill(in_b, references[i].m, references[i].k, references[i].salt_b);
    nb_mat x = {a.columns, b.columns, in_x};
    assert_false(nb_failed(nb_mat_least_squares(a, b, x)));
    assert_close(x, references[i].solved, 1e-8);
    if (a.rows != a.columns)
      continue;
    assert_false(nb_failed(nb_mat_solve(a, b, x)));
    assert_close(x, references[i].solved, 1e-8);
    double determinant;
    assert_false(nb_failed(nb_mat_determinant(a, &determinant)));
    assert_true(fabs(determinant - references[i].determinant) <= 1e-9 * fabs(references[i].determinant));
  }
}

static void what_does_not_fit_is_told(void **state)
{
  (void)state;
  double six[6] = {1, 2, 3, 4, 5, 6}, nine[9], huge[] = {1e200, 1e200, 1e200, 1e200};
  nb_mat a = {2, 3, six};
  assert_int_equal(nb_mat_multiply(a, a, (nb_mat){2, 2, nine}).id, NB_BAD_SHAPE);
  assert_int_equal(nb_mat_multiply(a, (nb_mat){3, 2, six}, (nb_mat){3, 3, nine}).id, NB_BAD_SHAPE);
  assert_int_equal(nb_mat_transpose(a, (nb_mat){2, 3, nine}).id, NB_BAD_SHAPE);
  assert_int_equal(nb_mat_copy(a, (nb_mat){3, 2, nine}).id, NB_BAD_SHAPE);
  nb_mat h = {2, 2, huge}, p = {2, 2, nine};
  assert_int_equal(nb_mat_multiply(h, h, p).id, NB_NOT_FINITE);
  assert_true(nine[0] == 0 && nine[3] == 0);
  assert_true(fabs(nb_mat_norm(h) / 2e200 - 1) < 1e-15);
  assert_true(nb_mat_norm((nb_mat){2, 2, (double[]){0, 0, 0, NAN}}) == INFINITY);
  assert_true(nb_mat_norm((nb_mat){2, 2, (double[]){0, 0, 0, 0}}) == 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(products_equal_numpys),
      cmocka_unit_test(solutions_equal_numpys),
      cmocka_unit_test(what_does_not_fit_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
