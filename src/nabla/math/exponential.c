#include "nabla/math/exponential.h"

#include <math.h>

#include "nabla/math/lu.h"
#include "nabla/math/matrix_inside.h"

// Up to this norm the quotient is right to the last bit (Higham 2005, table 2.3).
#define REACH 5.371920351148152

typedef struct square {
  double entries[NB_MAT_MAX * NB_MAT_MAX];
} square;

// The largest sum of a column's absolute entries.
static double norm1(nb_mat a)
{
  double largest = 0;
  for (uint32_t column = 0; column < a.columns; column++) {
    double sum = 0;
    for (uint32_t row = 0; row < a.rows; row++)
      sum += fabs(*mat_at(a, row, column));
    largest = fmax(largest, sum);
  }
  return largest;
}

// result = c0 1 + c2 a2 + c4 a4 + c6 a6.
static void combine(nb_mat a2, nb_mat a4, nb_mat a6, const double *c, nb_mat result)
{
  for (size_t i = 0; i < (size_t)a2.rows * a2.columns; i++)
    result.entries[i] = c[6] * a6.entries[i] + c[4] * a4.entries[i] + c[2] * a2.entries[i];
  for (uint32_t k = 0; k < a2.rows; k++)
    *mat_at(result, k, k) += c[0];
}

static void add(nb_mat a, nb_mat to)
{
  for (size_t i = 0; i < (size_t)a.rows * a.columns; i++)
    to.entries[i] += a.entries[i];
}

// The quotient's numerator and denominator are even + odd and even - odd parts; result is their quotient.
static nb_error pade(nb_mat a, nb_mat result)
{
  static const double c[] = {64764752532480000,
                             32382376266240000,
                             7771770303897600,
                             1187353796428800,
                             129060195264000,
                             10559470521600,
                             670442572800,
                             33522128640,
                             1323241920,
                             40840800,
                             960960,
                             16380,
                             182,
                             1};
  square in2, in4, in6, in_high, in_odd, in_even;
  uint32_t n = a.rows;
  nb_mat a2 = {n, n, in2.entries}, a4 = {n, n, in4.entries}, a6 = {n, n, in6.entries};
  nb_mat high = {n, n, in_high.entries}, odd = {n, n, in_odd.entries}, even = {n, n, in_even.entries};
  const double odd_high[7] = {0, 0, c[9], 0, c[11], 0, c[13]}, odd_low[7] = {c[1], 0, c[3], 0, c[5], 0, c[7]};
  const double even_high[7] = {0, 0, c[8], 0, c[10], 0, c[12]},
               even_low[7] = {c[0], 0, c[2], 0, c[4], 0, c[6]};
  nb_mat_multiply(a, a, a2);
  nb_mat_multiply(a2, a2, a4);
  nb_mat_multiply(a2, a4, a6);
  combine(a2, a4, a6, odd_high, high);
  nb_mat_multiply(a6, high, even);
  combine(a2, a4, a6, odd_low, high);
  add(high, even);
  nb_mat_multiply(a, even, odd);
  combine(a2, a4, a6, even_high, high);
  nb_mat_multiply(a6, high, even);
  combine(a2, a4, a6, even_low, high);
  add(high, even);
  for (uint32_t i = 0; i < n * n; i++) {
    double e = even.entries[i], o = odd.entries[i];
    even.entries[i] = e + o, odd.entries[i] = e - o;
  }
  return nb_mat_solve(odd, even, result);
}

nb_error nb_mat_exponential(nb_mat a, nb_mat result)
{
  square in_scaled, in_squared;
  nb_mat scaled = {a.rows, a.rows, in_scaled.entries}, squared = {a.rows, a.rows, in_squared.entries};
  mat_zero(result);
  nb_error e = mat_check_square(a, "nb_mat_exponential", "a");
  if (!nb_failed(e))
    e = mat_expect(result, a.rows, a.columns, "nb_mat_exponential", "result");
  if (nb_failed(e))
    return e;
  double norm = norm1(a);
  int squarings = 0;
  if (!isfinite(norm))
    return nb_fail(NB_NOT_FINITE, "nb_mat_exponential: a is too large");
  if (norm > REACH)
    frexp(norm / REACH, &squarings);
  nb_mat_copy(a, scaled);
  mat_scale_by_power(scaled, -squarings);
  e = pade(scaled, result);
  for (int k = 0; k < squarings && !nb_failed(e); k++) {
    e = nb_mat_multiply(result, result, squared);
    nb_mat_copy(squared, result);
  }
  if (nb_failed(e))
    mat_zero(result);
  return e;
}
