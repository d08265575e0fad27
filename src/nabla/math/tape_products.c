// A tape's matrix products, on the kernels of dense.h.
#include <math.h>
#include <stdio.h>

#include "nabla/math/tape.h"
#include "nabla/math/tape_node.h"

// matrices products of rows x terms with terms x columns (or, transposed, columns x terms); b_step is 0 where
// all share b.
typedef struct products {
  uint32_t matrices, rows, columns, terms, b_step;
} products;

static products products_of(const tape_run *run, const tape_node *node)
{
  uint32_t a_count = (uint32_t)nb_tape_count(run->tape, node->from[0]);
  uint32_t b_count = (uint32_t)nb_tape_count(run->tape, node->from[1]);
  nb_shape b = nb_tape_shape(run->tape, node->from[1]);
  products p = {.columns = tape_last(node->shape)};
  p.terms = tape_last(nb_tape_shape(run->tape, node->from[0]));
  bool shared = tape_rank(b) == 2;
  p.matrices = shared ? 1 : b_count / (p.terms * p.columns);
  p.rows = a_count / p.terms / p.matrices;
  p.b_step = shared ? 0 : p.terms * p.columns;
  return p;
}

// The shape of a times b, whose sizes number terms and columns (from its last two) are named; false where
// they do not fit.
static bool product_shape(nb_shape a, nb_shape b, bool transposed, nb_shape *shape)
{
  uint32_t rank = tape_rank(a), b_rank = tape_rank(b);
  if (rank < 1 || b_rank < 2 || (b_rank > 2 && b_rank != rank))
    return false;
  uint32_t rows = b.sizes[b_rank - 2], columns = b.sizes[b_rank - 1];
  uint32_t terms = transposed ? columns : rows;
  for (uint32_t axis = 0; b_rank > 2 && axis < rank - 2; axis++)
    if (a.sizes[axis] != b.sizes[axis])
      return false;
  *shape = a;
  shape->sizes[rank - 1] = transposed ? rows : columns;
  return a.sizes[rank - 1] == terms;
}

nb_var nb_tape_matmul(nb_tape *tape, nb_var a, nb_var b)
{
  nb_shape shape;
  if (!tape_sound(tape, (nb_var[]){a, b}, 2))
    return 0;
  if (!product_shape(nb_tape_shape(tape, a), nb_tape_shape(tape, b), false, &shape))
    return tape_misfit(tape, "matmul", a, b, "rows of the first must be as long as columns of the second");
  return tape_append(tape, (tape_node){.operation = TAPE_matmul, .shape = shape, .from = {a, b}}, 0);
}

nb_var nb_tape_linear(nb_tape *tape, nb_var x, nb_var weights, nb_var biases)
{
  nb_shape shape;
  if (!tape_sound(tape, (nb_var[]){x, weights, biases}, biases ? 3 : 2))
    return 0;
  if (!product_shape(nb_tape_shape(tape, x), nb_tape_shape(tape, weights), true, &shape))
    return tape_misfit(tape, "linear", x, weights, "rows of both must be of equal length");
  if (biases && !tape_same(nb_tape_shape(tape, biases), (nb_shape){{tape_last(shape)}}))
    return tape_misfit(tape, "linear", weights, biases, "a bias for each output is needed");
  return tape_append(tape,
                     (tape_node){.operation = TAPE_linear, .shape = shape, .from = {x, weights, biases}}, 0);
}

nb_var nb_tape_matmul_transposed(nb_tape *tape, nb_var a, nb_var b)
{
  return nb_tape_linear(tape, a, b, 0);
}

// ---- c = a b; a' = c' b^T, b' = a^T c'

void tape_matmul_forward(const tape_run *run, const tape_node *node)
{
  products p = products_of(run, node);
  const float *a = tape_value(run, node->from[0]), *b = tape_value(run, node->from[1]);
  float *c = tape_own(run, node);
  for (uint32_t m = 0; m < p.matrices; m++)
    run->kernels->multiply(&(nb_dense_product){.rows = p.rows,
                                               .columns = p.columns,
                                               .terms = p.terms,
                                               .a = a + (size_t)m * p.rows * p.terms,
                                               .row_stride = p.terms,
                                               .term_stride = 1,
                                               .b = b + (size_t)m * p.b_step,
                                               .result = c + (size_t)m * p.rows * p.columns,
                                               .scale = 1});
}

void tape_matmul_backward(const tape_run *run, const tape_node *node)
{
  products p = products_of(run, node);
  const float *a = tape_value(run, node->from[0]), *b = tape_value(run, node->from[1]);
  const float *dc = tape_own_gradient(run, node);
  float *da = tape_gradient(run, node->from[0]), *db = tape_gradient(run, node->from[1]);
  for (uint32_t m = 0; m < p.matrices; m++) {
    size_t at_a = (size_t)m * p.rows * p.terms, at_b = (size_t)m * p.b_step;
    size_t at_c = (size_t)m * p.rows * p.columns;
    if (da)
      run->kernels->forward(&(nb_dense_layer){.rows = p.rows,
                                              .inputs = p.columns,
                                              .outputs = p.terms,
                                              .x = dc + at_c,
                                              .weights = b + at_b,
                                              .z = da + at_a,
                                              .add = true});
    if (db)
      run->kernels->multiply(&(nb_dense_product){.rows = p.terms,
                                                 .columns = p.columns,
                                                 .terms = p.rows,
                                                 .a = a + at_a,
                                                 .row_stride = 1,
                                                 .term_stride = p.terms,
                                                 .b = dc + at_c,
                                                 .result = db + at_b,
                                                 .scale = 1,
                                                 .add = true});
  }
}

// ---- z = x w^T + biases; x' = z' w, w' = z'^T x, biases' = the sum of the rows of z'

void tape_linear_forward(const tape_run *run, const tape_node *node)
{
  products p = products_of(run, node);
  const float *x = tape_value(run, node->from[0]), *weights = tape_value(run, node->from[1]);
  for (uint32_t m = 0; m < p.matrices; m++)
    run->kernels->forward(&(nb_dense_layer){.rows = p.rows,
                                            .inputs = p.terms,
                                            .outputs = p.columns,
                                            .x = x + (size_t)m * p.rows * p.terms,
                                            .weights = weights + (size_t)m * p.b_step,
                                            .biases = tape_value(run, node->from[2]),
                                            .z = tape_own(run, node) + (size_t)m * p.rows * p.columns});
}

static void add_rows(float *sums, const float *x, uint32_t rows, uint32_t columns)
{
  for (uint32_t row = 0; sums && row < rows; row++)
    for (uint32_t column = 0; column < columns; column++)
      sums[column] += x[(size_t)row * columns + column];
}

void tape_linear_backward(const tape_run *run, const tape_node *node)
{
  products p = products_of(run, node);
  const float *x = tape_value(run, node->from[0]), *weights = tape_value(run, node->from[1]);
  const float *dz = tape_own_gradient(run, node);
  float *dx = tape_gradient(run, node->from[0]), *dw = tape_gradient(run, node->from[1]);
  for (uint32_t m = 0; m < p.matrices; m++) {
    size_t at_x = (size_t)m * p.rows * p.terms, at_w = (size_t)m * p.b_step;
    size_t at_z = (size_t)m * p.rows * p.columns;
    if (dx)
      run->kernels->multiply(&(nb_dense_product){.rows = p.rows,
                                                 .columns = p.terms,
                                                 .terms = p.columns,
                                                 .a = dz + at_z,
                                                 .row_stride = p.columns,
                                                 .term_stride = 1,
                                                 .b = weights + at_w,
                                                 .result = dx + at_x,
                                                 .scale = 1,
                                                 .add = true});
    if (dw)
      run->kernels->multiply(&(nb_dense_product){.rows = p.columns,
                                                 .columns = p.terms,
                                                 .terms = p.rows,
                                                 .a = dz + at_z,
                                                 .row_stride = 1,
                                                 .term_stride = p.columns,
                                                 .b = x + at_x,
                                                 .result = dw + at_w,
                                                 .scale = 1,
                                                 .add = true});
  }
  add_rows(tape_gradient(run, node->from[2]), dz, p.rows * p.matrices, p.columns);
}

// ---- attention, of what there is

nb_var nb_tape_attention(nb_tape *tape, const char *name, nb_var queries, nb_var keys, nb_var values,
                         nb_var mask)
{
  char part[2 * NB_TAPE_NAME];
  if (!tape_sound(tape, (nb_var[]){queries, keys, values}, 3))
    return 0;
  float size = (float)tape_last(nb_tape_shape(tape, queries));
  nb_var scores = nb_tape_scale(tape, nb_tape_matmul_transposed(tape, queries, keys), 1 / sqrtf(size));
  snprintf(part, sizeof part, "%s.scores", name);
  nb_tape_name(tape, scores, part);
  nb_var weights = mask ? nb_tape_masked_softmax(tape, scores, mask) : nb_tape_softmax(tape, scores);
  snprintf(part, sizeof part, "%s.weights", name);
  nb_tape_name(tape, weights, part);
  return nb_tape_name(tape, nb_tape_matmul(tape, weights, values), name);
}
