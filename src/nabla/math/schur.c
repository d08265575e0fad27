#include "nabla/math/schur.h"

#include <math.h>

#include "nabla/math/matrix_inside.h"

enum { MOST_STEPS_A_VALUE = 60, UNUSUAL_STEP = 10 };

// A mirror for 2 or 3 neighbouring axes: x goes to x - (v . x) v.
typedef struct mirror {
  double v[3];
  uint32_t size;
} mirror;

// The mirror that brings x on to the first axis.
static mirror mirror_for(const double *x, uint32_t size)
{
  mirror m = {.size = size};
  double largest = 0, squares = 0;
  for (uint32_t k = 0; k < size; k++)
    largest = fmax(largest, fabs(x[k]));
  if (largest == 0)
    return m;
  for (uint32_t k = 0; k < size; k++)
    squares += x[k] / largest * (x[k] / largest);
  double length = sqrt(squares), head = x[0] / largest;
  double scale = sqrt(length * (length + fabs(head)));
  for (uint32_t k = 0; k < size; k++)
    m.v[k] = x[k] / largest / scale;
  m.v[0] += (head > 0 ? length : -length) / scale;
  return m;
}

static void mirror_line(const mirror *m, double *x, size_t step)
{
  double along = mat_dot(m->v, 1, x, step, m->size);
  for (uint32_t k = 0; k < m->size; k++)
    x[k * step] -= along * m->v[k];
}

// Mirrors the axes from `axis` on: columns `first` on of those rows of t, and all that is not zero of those
// columns of t, and of z.
static void mirror_axes(const mirror *m, nb_mat t, nb_mat z, uint32_t axis, uint32_t first, uint32_t rows)
{
  for (uint32_t column = first; column < t.columns; column++)
    mirror_line(m, mat_at(t, axis, column), t.columns);
  for (uint32_t row = 0; row < rows; row++)
    mirror_line(m, mat_at(t, row, axis), 1);
  for (uint32_t row = 0; row < z.rows; row++)
    mirror_line(m, mat_at(z, row, axis), 1);
}

// Zeros below the first subdiagonal. For each column the entries below it are cleared two by two, from the
// foot up, by the same small mirrors that the steps use.
static void to_hessenberg(nb_mat t, nb_mat z)
{
  for (uint32_t column = 0; column + 2 < t.columns; column++)
    for (uint32_t row = t.rows - 1; row > column + 1; row--) {
      double pair[] = {*mat_at(t, row - 1, column), *mat_at(t, row, column)};
      if (pair[1] == 0)
        continue;
      mirror m = mirror_for(pair, 2);
      mirror_axes(&m, t, z, row - 1, column, t.rows);
      *mat_at(t, row, column) = 0;
    }
}

// One step of Francis on the block from low to high: the first column of (T - a)(T - b), where a and b are the
// shifts with sum and product as given, begins a bulge that is chased down the subdiagonal.
static void francis_step(nb_mat t, nb_mat z, uint32_t low, uint32_t high, double sum, double product)
{
  double a = *mat_at(t, low, low), b = *mat_at(t, low, low + 1), c = *mat_at(t, low + 1, low);
  double x[3] = {a * a + b * c - sum * a + product, c * (a + *mat_at(t, low + 1, low + 1) - sum),
                 c * *mat_at(t, low + 2, low + 1)};
  for (uint32_t k = low; k < high; k++) {
    uint32_t size = k + 1 < high ? 3 : 2, rows = k + 3 < high ? k + 4 : high + 1;
    mirror m = mirror_for(x, size);
    mirror_axes(&m, t, z, k, k > low ? k - 1 : low, rows);
    if (k > low)
      for (uint32_t i = 1; i < size; i++)
        *mat_at(t, k + i, k - 1) = 0;
    x[0] = *mat_at(t, k + 1, k);
    x[1] = k + 1 < high ? *mat_at(t, k + 2, k) : 0;
    x[2] = k + 2 < high ? *mat_at(t, k + 3, k) : 0;
  }
}

// A 2 x 2 block with real eigenvalues is turned until it is a triangle: its first axis becomes an
// eigenvector.
static void split_pair(nb_mat t, nb_mat z, uint32_t k)
{
  double a = *mat_at(t, k, k), b = *mat_at(t, k, k + 1), c = *mat_at(t, k + 1, k),
         d = *mat_at(t, k + 1, k + 1);
  double half = (a - d) / 2, square = half * half + b * c;
  if (square < 0)
    return;
  double reach = half + (half < 0 ? -sqrt(square) : sqrt(square)); // the eigenvalue farther from d, less d
  double eigenvector[] = {reach, c};
  mirror m = mirror_for(eigenvector, 2);
  mirror_axes(&m, t, z, k, k, k + 2);
  *mat_at(t, k + 1, k) = 0;
}

// Where the block that ends at high begins: above it the subdiagonal is nothing but rounding, and is cleared.
static uint32_t block_start(nb_mat t, uint32_t high)
{
  uint32_t low = high;
  for (; low > 0; low--) {
    double beside = fabs(*mat_at(t, low - 1, low - 1)) + fabs(*mat_at(t, low, low));
    if (beside == 0)
      beside = 1;
    if (fabs(*mat_at(t, low, low - 1)) <= MAT_EPSILON * beside) {
      *mat_at(t, low, low - 1) = 0;
      break;
    }
  }
  return low;
}

// The shifts are the eigenvalues of the last 2 x 2; now and then others, as some matrices go round in circles.
static void step_on(nb_mat t, nb_mat z, uint32_t low, uint32_t high, int count)
{
  double a = *mat_at(t, high - 1, high - 1), b = *mat_at(t, high - 1, high);
  double c = *mat_at(t, high, high - 1), d = *mat_at(t, high, high);
  if (count % UNUSUAL_STEP == 0) {
    double size = fabs(c) + fabs(*mat_at(t, high - 1, high - 2));
    francis_step(t, z, low, high, 1.5 * size, size * size);
  } else {
    francis_step(t, z, low, high, a + d, a * d - b * c);
  }
}

bool mat_schur(nb_mat t, nb_mat z)
{
  nb_mat_identity(z);
  to_hessenberg(t, z);
  int steps = 0;
  for (uint32_t high = t.rows - 1; high > 0;) {
    uint32_t low = block_start(t, high);
    if (high - low > 1) {
      if (++steps > MOST_STEPS_A_VALUE)
        return false;
      step_on(t, z, low, high, steps);
      continue;
    }
    steps = 0;
    if (low < high)
      split_pair(t, z, low);
    high = low > 0 ? low - 1 : 0;
  }
  return true;
}
