// Right angles: QR, least squares, Gram-Schmidt, projections, changes of basis and the exponential.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nabla/math/basis.h"
#include "nabla/math/exponential.h"
#include "nabla/math/lu.h"
#include "nabla/math/qr.h"

#include "matrices.h"

static double in_a[MATRIX_ENTRIES], in_b[MATRIX_ENTRIES], in_c[MATRIX_ENTRIES], in_d[MATRIX_ENTRIES];

static nb_mat any_tall(nb_random *random, uint32_t kind, double *entries)
{
  uint32_t m = any_size(random), n = any_size(random);
  return any_matrix(random, kind, m > n ? m : n, m > n ? n : m, entries);
}

static void factors_make_the_matrix(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(1, 0);
  for (uint32_t round = 0; round < MATRIX_ROUNDS; round++) {
    uint32_t kind = round % MATRIX_KINDS;
    nb_mat a = any_tall(&random, kind, in_a), q = {a.rows, a.columns, in_b}, r = {a.columns, a.columns, in_c};
    assert_fine(nb_qr(a, q, r));
    assert_small(product_error(q, r, a), 4 * (a.rows + 4) * EPSILON * nb_mat_norm(a), "QR - A", a, kind);
    assert_small(squareness_error(q), 4 * (a.rows + 4) * EPSILON, "Q^T Q - 1", a, kind);
    for (uint32_t row = 0; row < r.rows; row++) {
      assert_true(*entry(r, row, row) >= 0);
      for (uint32_t column = 0; column < row; column++)
        assert_true(*entry(r, row, column) == 0);
    }
  }
}

// What is left over is square to all columns.
static void least_squares_leave_a_perpendicular(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(2, 0);
  for (uint32_t round = 0; round < MATRIX_ROUNDS; round++) {
    uint32_t kind = round % MATRIX_KINDS;
    nb_mat a = any_tall(&random, kind, in_a), b = any_matrix(&random, 0, a.rows, 1, in_b);
    nb_mat x = {a.columns, 1, in_c}, left = {a.rows, 1, in_d};
    nb_error e = nb_mat_least_squares(a, b, x);
    if (nb_failed(e)) {
      assert_int_equal(e.id, NB_SINGULAR);
      assert_true(kind != 0 && kind != 3 && kind != 6);
      continue;
    }
    assert_fine(nb_mat_multiply(a, x, left));
    for (uint32_t row = 0; row < a.rows; row++)
      left.entries[row] = b.entries[row] - left.entries[row];
    double scale = nb_mat_norm(a) * nb_mat_norm(x) + nb_mat_norm(b);
    for (uint32_t column = 0; column < a.columns; column++) {
      double along = 0, length = 0;
      for (uint32_t row = 0; row < a.rows; row++) {
        along += *entry(a, row, column) * left.entries[row];
        length = fmax(length, fabs(*entry(a, row, column)));
      }
      assert_small(fabs(along), 8 * a.rows * EPSILON * length * scale, "A^T (b - Ax)", a, kind);
    }
  }
}

static void gram_schmidt_spans_the_same(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(3, 0);
  for (uint32_t round = 0; round < MATRIX_ROUNDS; round++) {
    uint32_t kind = round % MATRIX_KINDS, m = any_size(&random), n = any_size(&random), count;
    nb_mat a = any_matrix(&random, kind, m, n, in_a), q = {m, n, in_b}, foot = {m, n, in_c};
    assert_fine(nb_gram_schmidt(a, q, &count));
    assert_true(count <= (m < n ? m : n));
    for (uint32_t row = 0; row < m; row++)
      for (uint32_t column = 0; column < count; column++)
        in_d[row * count + column] = *entry(q, row, column);
    if (count > 0)
      assert_small(squareness_error((nb_mat){m, count, in_d}), 2 * m * EPSILON, "Q^T Q - 1", a, kind);
    assert_fine(nb_project(a, a, foot)); // what is spanned is its own foot
    for (uint32_t i = 0; i < m * n; i++)
      foot.entries[i] -= a.entries[i];
    assert_small(nb_mat_norm(foot), 8 * m * EPSILON * nb_mat_norm(a), "QQ^T A - A", a, kind);
  }
  double twice[] = {3, 6, 0, 4, 8, 0}, q[6];
  uint32_t count;
  assert_fine(nb_gram_schmidt((nb_mat){2, 3, twice}, (nb_mat){2, 3, q}, &count));
  assert_int_equal(count, 1);
  assert_true(fabs(q[0] - 0.6) < 1e-15 && fabs(q[3] - 0.8) < 1e-15 && q[1] == 0);
}

static void a_projection_is_the_nearest_point(void **state)
{
  (void)state;
  double line[] = {1, 1}, point[] = {3, 1}, foot[2];
  assert_fine(nb_project((nb_mat){2, 1, line}, (nb_mat){2, 1, point}, (nb_mat){2, 1, foot}));
  assert_true(fabs(foot[0] - 2) < 1e-15 && fabs(foot[1] - 2) < 1e-15);
}

static void another_basis_sees_the_same_map(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(4, 0);
  for (uint32_t round = 0; round < 200; round++) {
    uint32_t n = 1 + nb_random_below(&random, 12);
    nb_mat a = any_matrix(&random, 0, n, n, in_a), p = any_matrix(&random, 0, n, n, in_b);
    nb_mat seen = {n, n, in_c}, pm = {n, n, in_d};
    for (uint32_t k = 0; k < n; k++)
      *entry(p, k, k) += n;
    assert_fine(nb_change_basis(a, p, seen));
    assert_fine(nb_mat_multiply(a, p, pm));
    assert_small(product_error(p, seen, pm), 1e-13 * nb_mat_norm(pm), "P (P^-1 A P) - A P", a, 0);
  }
  double turn[] = {0, -1, 1, 0}, flat[] = {1, 2, 2, 4}, seen[4];
  nb_error e = nb_change_basis((nb_mat){2, 2, turn}, (nb_mat){2, 2, flat}, (nb_mat){2, 2, seen});
  assert_int_equal(e.id, NB_SINGULAR);
}

// e^(a + b) = e^a e^b where a and b commute, as multiples of one matrix do; det e^a = e^trace.
static void exponentials_keep_their_laws(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(5, 0);
  for (uint32_t round = 0; round < 300; round++) {
    uint32_t n = 1 + nb_random_below(&random, 10);
    double size = ldexp(1, (int)nb_random_below(&random, 6) - 3), trace = 0, determinant;
    nb_mat a = any_matrix(&random, 0, n, n, in_a), once = {n, n, in_b}, back = {n, n, in_c},
           one = {n, n, in_d};
    for (uint32_t i = 0; i < n * n; i++)
      a.entries[i] *= size;
    for (uint32_t k = 0; k < n; k++)
      trace += *entry(a, k, k);
    assert_fine(nb_mat_exponential(a, once));
    assert_fine(nb_mat_determinant(once, &determinant));
    double rounding = 50 * n * EPSILON * nb_mat_norm(once) * (1 + nb_mat_norm(a));
    for (uint32_t i = 0; i < n * n; i++)
      a.entries[i] *= -1;
    assert_fine(nb_mat_exponential(a, back));
    nb_mat_identity(one);
    assert_small(product_error(once, back, one), rounding * nb_mat_norm(back), "e^A e^-A - 1", a, 0);
    if (n <= 3)
      assert_true(fabs(log(determinant) - trace) < 1e-9);
  }
}

static void an_exponential_turns(void **state)
{
  (void)state;
  double result[4];
  for (double angle = -700; angle < 700; angle += 13.7) {
    double spin[] = {0, -angle, angle, 0};
    assert_fine(nb_mat_exponential((nb_mat){2, 2, spin}, (nb_mat){2, 2, result}));
    assert_true(fabs(result[0] - cos(angle)) < 1e-12 && fabs(result[2] - sin(angle)) < 1e-12);
    assert_true(fabs(result[1] + sin(angle)) < 1e-12 && fabs(result[3] - cos(angle)) < 1e-12);
  }
  double shear[] = {0, 1, 0, 0}, huge[] = {1000, 0, 0, 1000}, gone[] = {-1000, 0, 0, -2000};
  assert_fine(nb_mat_exponential((nb_mat){2, 2, shear}, (nb_mat){2, 2, result}));
  assert_true(result[0] == 1 && result[1] == 1 && result[2] == 0 && result[3] == 1);
  assert_int_equal(nb_mat_exponential((nb_mat){2, 2, huge}, (nb_mat){2, 2, result}).id, NB_NOT_FINITE);
  assert_true(result[0] == 0);
  assert_fine(nb_mat_exponential((nb_mat){2, 2, gone}, (nb_mat){2, 2, result}));
  assert_true(result[0] == 0);
}

static void what_is_wrong_is_told(void **state)
{
  (void)state;
  double wide[6] = {1, 2, 3, 4, 5, 6}, q[6], r[9], x[3];
  assert_int_equal(nb_qr((nb_mat){2, 3, wide}, (nb_mat){2, 3, q}, (nb_mat){3, 3, r}).id, NB_BAD_SHAPE);
  assert_int_equal(nb_qr((nb_mat){3, 2, wide}, (nb_mat){3, 2, q}, (nb_mat){3, 3, r}).id, NB_BAD_SHAPE);
  double twice[6] = {1, 2, 2, 4, 3, 6};
  nb_error e = nb_mat_least_squares((nb_mat){3, 2, twice}, (nb_mat){3, 1, wide}, (nb_mat){2, 1, x});
  assert_int_equal(e.id, NB_SINGULAR);
  assert_true(x[0] == 0 && x[1] == 0);
  wide[3] = NAN;
  assert_int_equal(nb_qr((nb_mat){3, 2, wide}, (nb_mat){3, 2, q}, (nb_mat){2, 2, r}).id, NB_NOT_FINITE);
  uint32_t count;
  assert_int_equal(nb_gram_schmidt((nb_mat){3, 2, wide}, (nb_mat){3, 2, q}, &count).id, NB_NOT_FINITE);
  assert_int_equal(nb_mat_exponential((nb_mat){3, 2, twice}, (nb_mat){3, 2, q}).id, NB_BAD_SHAPE);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(factors_make_the_matrix),
      cmocka_unit_test(least_squares_leave_a_perpendicular),
      cmocka_unit_test(gram_schmidt_spans_the_same),
      cmocka_unit_test(a_projection_is_the_nearest_point),
      cmocka_unit_test(another_basis_sees_the_same_map),
      cmocka_unit_test(exponentials_keep_their_laws),
      cmocka_unit_test(an_exponential_turns),
      cmocka_unit_test(what_is_wrong_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
