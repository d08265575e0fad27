// Random matrices for tests: plain ones, nearly singular ones and badly scaled ones.
#ifndef NABLA_TESTS_MATRICES_H
#define NABLA_TESTS_MATRICES_H

#include <math.h>
#include <stdio.h>

#include "nabla/math/matrix.h"
#include "nabla/math/random.h"

#define EPSILON 0x1p-52

enum { MATRIX_KINDS = 8, MATRIX_ROUNDS = 1000, MATRIX_ENTRIES = NB_MAT_MAX * NB_MAT_MAX };

static inline double *entry(nb_mat m, uint32_t row, uint32_t column)
{
  return m.entries + (size_t)row * m.columns + column;
}

static inline double uniform(nb_random *random)
{
  return 2.0 * nb_random_bits(random) / 4294967296.0 - 1;
}

// One to two dozen rows, now and then all that is allowed.
static inline uint32_t any_size(nb_random *random)
{
  return nb_random_below(random, 50) == 0 ? NB_MAT_MAX : 1 + nb_random_below(random, 24);
}

static inline void copy_column_of(nb_mat m, uint32_t from, uint32_t to, double noise, nb_random *random)
{
  for (uint32_t row = 0; row < m.rows; row++)
    *entry(m, row, to) = *entry(m, row, from) * (1 + noise * uniform(random));
}

// Kinds: 0 plain, 1 a column nearly twice, 2 rows of all scales, 3 columns of all scales, 4 mostly zeros, 5
// small whole numbers, 6 near the ends of what doubles hold, 7 Hilbert's.
static inline nb_mat any_matrix(nb_random *random, uint32_t kind, uint32_t rows, uint32_t columns,
                                double *entries)
{
  nb_mat m = {rows, columns, entries};
  double size = kind == 6 ? ldexp(1, (int)nb_random_below(random, 900) - 450) : 1;
  for (uint32_t i = 0; i < rows * columns; i++) {
    m.entries[i] = size * uniform(random);
    if (kind == 4 && nb_random_below(random, 4) != 0)
      m.entries[i] = 0;
    if (kind == 5)
      m.entries[i] = (double)nb_random_below(random, 7) - 3;
    if (kind == 7)
      m.entries[i] = 1.0 / (1 + i / columns + i % columns);
  }
  if (kind == 1 && columns > 1)
    copy_column_of(m, 0, columns - 1, ldexp(1, -30 - (int)nb_random_below(random, 20)), random);
  for (uint32_t row = 0; row < rows && kind == 2; row++) {
    int power = (int)nb_random_below(random, 80) - 40;
    for (uint32_t column = 0; column < columns; column++)
      *entry(m, row, column) = ldexp(*entry(m, row, column), power);
  }
  for (uint32_t column = 0; column < columns && kind == 3; column++) {
    int power = (int)nb_random_below(random, 80) - 40;
    for (uint32_t row = 0; row < rows; row++)
      *entry(m, row, column) = ldexp(*entry(m, row, column), power);
  }
  return m;
}

static inline void assert_small(double residual, double bound, const char *what, nb_mat m, uint32_t kind)
{
  if (!(residual <= bound))
    fail_msg("%s of a %u x %u matrix of kind %u: %.3g is above %.3g", what, m.rows, m.columns, kind, residual,
             bound);
}

static inline void assert_fine(nb_error e)
{
  if (nb_failed(e))
    fail_msg("%s", e.text);
}

// |a b - c|, the norm.
static inline double product_error(nb_mat a, nb_mat b, nb_mat c)
{
  double in_p[MATRIX_ENTRIES];
  nb_mat p = {a.rows, b.columns, in_p};
  assert_fine(nb_mat_multiply(a, b, p));
  for (uint32_t i = 0; i < p.rows * p.columns; i++)
    p.entries[i] -= c.entries[i];
  return nb_mat_norm(p);
}

// |q^T q - 1|, the norm.
static inline double squareness_error(nb_mat q)
{
  double in_t[MATRIX_ENTRIES], in_one[MATRIX_ENTRIES];
  nb_mat t = {q.columns, q.rows, in_t}, one = {q.columns, q.columns, in_one};
  assert_fine(nb_mat_transpose(q, t));
  nb_mat_identity(one);
  return product_error(t, q, one);
}

#endif
