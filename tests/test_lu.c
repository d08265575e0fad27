// Elimination and Cholesky's factor: residuals of a thousand matrices, and what is refused.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nabla/math/cholesky.h"
#include "nabla/math/lu.h"

#include "matrices.h"

static double in_a[MATRIX_ENTRIES], in_b[MATRIX_ENTRIES], in_c[MATRIX_ENTRIES], in_d[MATRIX_ENTRIES];

static void factors_make_the_matrix(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(1, 0);
  for (uint32_t round = 0; round < MATRIX_ROUNDS; round++) {
    uint32_t n = any_size(&random), order[NB_MAT_MAX], kind = round % MATRIX_KINDS;
    bool odd;
    nb_mat a = any_matrix(&random, kind, n, n, in_a), l = {n, n, in_b}, u = {n, n, in_c}, p = {n, n, in_d};
    assert_fine(nb_lu(a, u, order, &odd));
    nb_mat_identity(l);
    for (uint32_t row = 0; row < n; row++)
      for (uint32_t column = 0; column < n; column++) {
        *entry(p, row, column) = *entry(a, order[row], column);
        if (column < row) {
          *entry(l, row, column) = *entry(u, row, column);
          *entry(u, row, column) = 0;
          assert_true(fabs(*entry(l, row, column)) <= 1);
        }
      }
    assert_small(product_error(l, u, p), 2 * n * EPSILON * nb_mat_norm(a), "PA - LU", a, kind);
  }
}

// |a x - b| beside n eps |a| |x|; and where a is refused it is nearly singular indeed.
static void solutions_solve(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(2, 0);
  uint32_t solved = 0;
  for (uint32_t round = 0; round < MATRIX_ROUNDS; round++) {
    uint32_t n = any_size(&random), kind = round % MATRIX_KINDS;
    nb_mat a = any_matrix(&random, kind, n, n, in_a), b = any_matrix(&random, 0, n, 2, in_b),
           x = {n, 2, in_c};
    nb_error e = nb_mat_solve(a, b, x);
    if (nb_failed(e)) {
      assert_int_equal(e.id, NB_SINGULAR);
      assert_true(kind == 1 || kind == 4 || kind == 5 || kind == 7);
      continue;
    }
    solved++;
    assert_small(product_error(a, x, b), 4 * n * EPSILON * nb_mat_norm(a) * nb_mat_norm(x), "Ax - b", a,
                 kind);
  }
  assert_true(solved > MATRIX_ROUNDS / 2);
}

static void inverses_undo(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(3, 0);
  for (uint32_t round = 0; round < 200; round++) {
    uint32_t n = any_size(&random);
    nb_mat a = any_matrix(&random, 0, n, n, in_a), inverse = {n, n, in_b}, one = {n, n, in_c};
    for (uint32_t k = 0; k < n; k++)
      *entry(a, k, k) += n;
    nb_mat_identity(one);
    assert_fine(nb_mat_inverse(a, inverse));
    assert_small(product_error(a, inverse, one), 1e-13, "A A^-1 - 1", a, 0);
  }
}

// Of a product it is the product; of a triangle the diagonal's; a swap of rows turns its sign.
static void determinants_multiply(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(4, 0);
  for (uint32_t round = 0; round < 200; round++) {
    uint32_t n = 1 + nb_random_below(&random, 12);
    nb_mat a = any_matrix(&random, 0, n, n, in_a), b = any_matrix(&random, 0, n, n, in_b), c = {n, n, in_c};
    double of_a, of_b, of_c;
    assert_fine(nb_mat_multiply(a, b, c));
    assert_fine(nb_mat_determinant(a, &of_a));
    assert_fine(nb_mat_determinant(b, &of_b));
    assert_fine(nb_mat_determinant(c, &of_c));
    double size = pow(nb_mat_norm(c), n);
    assert_small(fabs(of_a * of_b - of_c), 1e-13 * size + 1e-9 * fabs(of_c), "det", a, 0);
  }
  double swapped[] = {0, 2, 3, 0}, huge[] = {1e200, 0, 0, 0, 1e200, 0, 0, 0, 1e-300}, d;
  assert_fine(nb_mat_determinant((nb_mat){2, 2, swapped}, &d));
  assert_true(d == -6);
  assert_fine(nb_mat_determinant((nb_mat){3, 3, huge}, &d)); // the first two alone would overflow
  assert_true(fabs(d / 1e100 - 1) < 1e-14);
  huge[8] = 1e300;
  assert_int_equal(nb_mat_determinant((nb_mat){3, 3, huge}, &d).id, NB_NOT_FINITE);
  assert_true(d == 0);
}

static void cholesky_takes_the_root(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(5, 0);
  for (uint32_t round = 0; round < MATRIX_ROUNDS; round++) {
    uint32_t n = any_size(&random), kind = round % 2 == 0 ? 0 : 3;
    nb_mat w = any_matrix(&random, kind, n + 4 <= 64 ? n + 4 : 64, n, in_a), t = {n, w.rows, in_b};
    nb_mat a = {n, n, in_c}, l = {n, n, in_d}, lt = {n, n, in_b};
    assert_fine(nb_mat_transpose(w, t));
    assert_fine(nb_mat_multiply(t, w, a));
    nb_error e = nb_cholesky(a, l);
    if (nb_failed(e) && n > 60) // a square product may lack the last bits
      continue;
    assert_fine(e);
    assert_fine(nb_mat_transpose(l, lt));
    assert_small(product_error(l, lt, a), n * EPSILON * nb_mat_norm(a), "A - LL^T", a, kind);
    if (kind != 0)
      continue;
    double in_x[NB_MAT_MAX], in_y[NB_MAT_MAX];
    nb_mat b = any_matrix(&random, 0, n, 1, in_y), x = {n, 1, in_x};
    assert_fine(nb_cholesky_solve(l, b, x));
    assert_small(product_error(a, x, b), 4 * n * EPSILON * nb_mat_norm(a) * nb_mat_norm(x), "Ax - b", a,
                 kind);
  }
  double saddle[] = {1, 2, 2, 1}, root[4] = {9, 9, 9, 9};
  assert_int_equal(nb_cholesky((nb_mat){2, 2, saddle}, (nb_mat){2, 2, root}).id, NB_SINGULAR);
  assert_true(root[0] == 0 && root[3] == 0);
}

static void what_is_wrong_is_told(void **state)
{
  (void)state;
  double x[9] = {1, 1, 1, 1, 1, 1, 1, 1, 1}, b[3] = {1, 2, 3};
  double singular[][9] = {{0}, {1, 2, 3, 2, 4, 6, 0, 0, 1}, {1, 2, 3, 4, 5, 6, 7, 8, 9}};
  for (int i = 0; i < 3; i++) {
    nb_mat a = {3, 3, singular[i]};
    nb_error e = nb_mat_inverse(a, (nb_mat){3, 3, x});
    assert_int_equal(e.id, NB_SINGULAR);
    assert_true(e.text[0] != '\0');
    for (int k = 0; k < 9; k++)
      assert_true(x[k] == 0);
    assert_int_equal(nb_mat_solve(a, (nb_mat){3, 1, b}, (nb_mat){3, 1, x}).id, NB_SINGULAR);
  }
  double wrong[9] = {1, 0, 0, 0, NAN, 0, 0, 0, 1}, d;
  nb_mat a = {3, 3, wrong};
  assert_int_equal(nb_mat_solve(a, (nb_mat){3, 1, b}, (nb_mat){3, 1, x}).id, NB_NOT_FINITE);
  assert_int_equal(nb_mat_determinant(a, &d).id, NB_NOT_FINITE);
  assert_int_equal(nb_cholesky(a, (nb_mat){3, 3, x}).id, NB_NOT_FINITE);
  wrong[4] = 1, b[1] = INFINITY;
  assert_int_equal(nb_mat_solve(a, (nb_mat){3, 1, b}, (nb_mat){3, 1, x}).id, NB_NOT_FINITE);
  assert_int_equal(nb_mat_determinant((nb_mat){3, 2, wrong}, &d).id, NB_BAD_SHAPE);
  assert_int_equal(nb_mat_solve(a, (nb_mat){2, 1, b}, (nb_mat){3, 1, x}).id, NB_NOT_FINITE);
  b[1] = 1;
  assert_int_equal(nb_mat_solve(a, (nb_mat){2, 1, b}, (nb_mat){2, 1, x}).id, NB_BAD_SHAPE);
  assert_int_equal(nb_mat_solve(a, (nb_mat){3, 1, b}, (nb_mat){2, 1, x}).id, NB_BAD_SHAPE);
  assert_int_equal(nb_mat_inverse((nb_mat){0, 0, wrong}, (nb_mat){0, 0, x}).id, NB_BAD_SHAPE);
  static double large[65 * 65];
  assert_int_equal(nb_mat_determinant((nb_mat){65, 65, large}, &d).id, NB_BAD_SHAPE);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(factors_make_the_matrix), cmocka_unit_test(solutions_solve),
      cmocka_unit_test(inverses_undo),           cmocka_unit_test(determinants_multiply),
      cmocka_unit_test(cholesky_takes_the_root), cmocka_unit_test(what_is_wrong_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
