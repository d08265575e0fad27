// The kernels in vectors of eight floats, for a file to include that defines
//
//   DENSE_TARGET  the attribute of the machine it is for
//   DENSE_TABLE   the table's name
//   DENSE_NAME    its name in words
//
// Both products are made of tiles whose sums stay in registers. With 16 vector registers, eight sums leave
// room for what they are summed from: 2 rows by 4 neurons, or 4 rows by 2 vectors of columns.
#include "nabla/math/dense_elements.h"
#include "nabla/math/dense_kernels.h"

#define INLINE static inline __attribute__((always_inline)) DENSE_TARGET

typedef float lanes __attribute__((vector_size(32)));
typedef float quad __attribute__((vector_size(16)));
typedef float quad_in_memory __attribute__((vector_size(16), aligned(4), may_alias));
typedef float lanes_in_memory __attribute__((vector_size(32), aligned(4), may_alias));

#define LOAD(p) (*(const lanes_in_memory *)(p))
#define STORE(p, v) (*(lanes_in_memory *)(p) = (v))

// Lanes 0 + 4, 1 + 5, ..; then those 0 + 2, 1 + 3; then the last two.
INLINE quad halves(const lanes *sum)
{
  return __builtin_shufflevector(*sum, *sum, 0, 1, 2, 3) + __builtin_shufflevector(*sum, *sum, 4, 5, 6, 7);
}

INLINE float total(const lanes *sum)
{
  quad q = halves(sum);
  return (q[0] + q[2]) + (q[1] + q[3]);
}

// The totals of four, side by side: the same additions with the fours turned to columns.
INLINE quad four_totals(const lanes *sum)
{
  quad a = halves(sum), b = halves(sum + 1), c = halves(sum + 2), d = halves(sum + 3);
  quad ab = __builtin_shufflevector(a, b, 0, 4, 1, 5) + __builtin_shufflevector(a, b, 2, 6, 3, 7);
  quad cd = __builtin_shufflevector(c, d, 0, 4, 1, 5) + __builtin_shufflevector(c, d, 2, 6, 3, 7);
  return __builtin_shufflevector(ab, cd, 0, 1, 4, 5) + __builtin_shufflevector(ab, cd, 2, 3, 6, 7);
}

INLINE void finish_four(const nb_dense_layer *layer, const lanes *sum, uint32_t j, float *z)
{
  quad biases = {0}, before = {0};
  if (layer->biases)
    biases = *(const quad_in_memory *)(layer->biases + j);
  if (layer->add)
    before = *(const quad_in_memory *)z;
  *(quad_in_memory *)z = four_totals(sum) + biases + before;
}

INLINE void finish_one(const nb_dense_layer *layer, const lanes *sum, uint32_t j, float *z)
{
  float before = layer->add ? *z : 0;
  *z = total(sum) + (layer->biases ? layer->biases[j] : 0) + before;
}

// rows of x against columns of weights; rows and columns are constants to the compiler. What is left over of
// the inputs after whole vectors is padded with zeros, which changes no sum.
INLINE void forward_tile(const nb_dense_layer *layer, uint32_t row, uint32_t j, uint32_t rows,
                         uint32_t columns)
{
  size_t inputs = layer->inputs, whole = inputs / 8 * 8;
  const float *x = layer->x + row * inputs, *w = layer->weights + j * inputs;
  lanes sum[2][4] = {0};
  for (size_t k = 0; k < whole; k += 8)
#pragma GCC unroll 4
    for (uint32_t c = 0; c < columns; c++)
#pragma GCC unroll 2
      for (uint32_t r = 0; r < rows; r++)
        sum[r][c] += LOAD(x + r * inputs + k) * LOAD(w + c * inputs + k);
#pragma GCC unroll 2
  for (uint32_t r = 0; whole < inputs && r < rows; r++)
#pragma GCC unroll 4
    for (uint32_t c = 0; c < columns; c++) {
      lanes tail_x = {0}, tail_w = {0};
      memcpy(&tail_x, x + r * inputs + whole, (inputs - whole) * sizeof(float));
      memcpy(&tail_w, w + c * inputs + whole, (inputs - whole) * sizeof(float));
      sum[r][c] += tail_x * tail_w;
    }
#pragma GCC unroll 2
  for (uint32_t r = 0; r < rows; r++) {
    float *z = layer->z + (size_t)(row + r) * layer->outputs + j;
    if (columns == 4)
      finish_four(layer, sum[r], j, z);
    else
      finish_one(layer, sum[r], j, z);
  }
}

// Neurons outside, rows inside: four neurons' weights stay in the nearest cache while the rows stream by.
DENSE_TARGET static void forward(const nb_dense_layer *layer)
{
  uint32_t rows = layer->rows / 2 * 2, j = 0;
  for (; j + 4 <= layer->outputs; j += 4) {
    for (uint32_t row = 0; row < rows; row += 2)
      forward_tile(layer, row, j, 2, 4);
    if (rows < layer->rows)
      forward_tile(layer, rows, j, 1, 4);
  }
  for (; j < layer->outputs; j++) {
    for (uint32_t row = 0; row < rows; row += 2)
      forward_tile(layer, row, j, 2, 1);
    if (rows < layer->rows)
      forward_tile(layer, rows, j, 1, 1);
  }
}

INLINE void multiply_tile(const nb_dense_product *product, uint32_t row, uint32_t column, uint32_t rows,
                          uint32_t vectors)
{
  size_t row_stride = product->row_stride, term_stride = product->term_stride, columns = product->columns;
  const float *a = product->a + row * row_stride, *b = product->b + column;
  lanes sum[4][2] = {0};
  for (uint32_t n = 0; n < product->terms; n++, a += term_stride, b += columns)
#pragma GCC unroll 4
    for (uint32_t r = 0; r < rows; r++)
#pragma GCC unroll 2
      for (uint32_t v = 0; v < vectors; v++)
        sum[r][v] += a[r * row_stride] * LOAD(b + 8 * v);
  for (uint32_t r = 0; r < rows; r++)
    for (uint32_t v = 0; v < vectors; v++) {
      float *result = product->result + (row + r) * columns + column + 8 * v;
      lanes before = {0};
      if (product->add)
        before = LOAD(result);
      STORE(result, sum[r][v] * product->scale + before);
    }
}

INLINE void multiply_columns(const nb_dense_product *product, uint32_t column, uint32_t vectors)
{
  uint32_t row = 0;
  for (; row + 4 <= product->rows; row += 4)
    multiply_tile(product, row, column, 4, vectors);
  for (; row < product->rows; row++)
    multiply_tile(product, row, column, 1, vectors);
}

DENSE_TARGET static void multiply_single_column(const nb_dense_product *product, uint32_t column)
{
  for (uint32_t row = 0; row < product->rows; row++) {
    float sum = 0;
    for (uint32_t n = 0; n < product->terms; n++)
      sum += product->a[(size_t)row * product->row_stride + (size_t)n * product->term_stride] *
             product->b[(size_t)n * product->columns + column];
    float *result = product->result + (size_t)row * product->columns + column;
    *result = sum * product->scale + (product->add ? *result : 0);
  }
}

// Columns outside, rows inside: a strip of b stays in the nearest cache for all rows.
DENSE_TARGET static void multiply(const nb_dense_product *product)
{
  uint32_t column = 0;
  for (; column + 16 <= product->columns; column += 16)
    multiply_columns(product, column, 2);
  for (; column + 8 <= product->columns; column += 8)
    multiply_columns(product, column, 1);
  for (; column < product->columns; column++)
    multiply_single_column(product, column);
}

const nb_dense_kernels DENSE_TABLE = {DENSE_NAME, forward,      multiply,   activate,
                                      derive,     exponentials, all_finite, descend};
