// What a tape does with rows: softmax and norms.
#include <math.h>
#include <string.h>

#include "nabla/math/elementary.h"
#include "nabla/math/tape.h"
#include "nabla/math/tape_node.h"

tape_rows tape_rows_of(const tape_run *run, const tape_node *node)
{
  uint32_t size = tape_last(nb_tape_shape(run->tape, node->from[0]));
  return (tape_rows){.rows = (uint32_t)nb_tape_count(run->tape, node->from[0]) / size,
                     .size = size,
                     .x = tape_value(run, node->from[0]),
                     .gradient = tape_own_gradient(run, node),
                     .value = tape_own(run, node),
                     .dx = tape_gradient(run, node->from[0])};
}

// ---- softmax: a = e^x / sum; x' = a (a' - sum a a')

nb_var nb_tape_softmax(nb_tape *tape, nb_var x)
{
  if (!tape_sound(tape, &x, 1))
    return 0;
  return tape_append(tape,
                     (tape_node){.operation = TAPE_softmax, .shape = nb_tape_shape(tape, x), .from = {x}}, 0);
}

// Does the mask's shape end the tensor's?
static bool ends(nb_shape mask, nb_shape shape)
{
  uint32_t rank = tape_rank(mask), of = tape_rank(shape);
  return rank <= of && memcmp(mask.sizes, shape.sizes + of - rank, rank * sizeof *mask.sizes) == 0;
}

nb_var nb_tape_masked_softmax(nb_tape *tape, nb_var x, nb_var mask)
{
  if (!tape_sound(tape, (nb_var[]){x, mask}, 2))
    return 0;
  if (tape_rank(nb_tape_shape(tape, mask)) == 0 || !ends(nb_tape_shape(tape, mask), nb_tape_shape(tape, x)))
    return tape_misfit(tape, "masked softmax", x, mask, "the mask must have the last sizes of what it masks");
  return tape_append(
      tape, (tape_node){.operation = TAPE_softmax, .shape = nb_tape_shape(tape, x), .from = {x, 0, mask}}, 0);
}

// e^0 stands for the largest, so that none overflows; what is masked is -87 below it, and cleared after.
static void shift_row(const float *x, const float *mask, float *value, uint32_t size)
{
  float largest = -INFINITY;
  for (uint32_t i = 0; i < size; i++)
    largest = (!mask || mask[i] != 0) && x[i] > largest ? x[i] : largest;
  for (uint32_t i = 0; i < size; i++)
    value[i] = mask && mask[i] == 0 ? -87 : x[i] - largest;
}

static void share_row(const float *mask, float *value, uint32_t size)
{
  float sum = 0;
  for (uint32_t i = 0; i < size; i++) {
    value[i] = mask && mask[i] == 0 ? 0 : value[i];
    sum += value[i];
  }
  for (uint32_t i = 0; sum > 0 && i < size; i++)
    value[i] /= sum;
}

void tape_softmax_forward(const tape_run *run, const tape_node *node)
{
  tape_rows r = tape_rows_of(run, node);
  const float *mask = tape_value(run, node->from[2]);
  uint32_t masks = mask ? (uint32_t)nb_tape_count(run->tape, node->from[2]) / r.size : 1;
  for (uint32_t row = 0; row < r.rows; row++)
    shift_row(r.x + (size_t)row * r.size, mask ? mask + (size_t)(row % masks) * r.size : NULL,
              r.value + (size_t)row * r.size, r.size);
  run->kernels->exponentials(r.value, node->count);
  for (uint32_t row = 0; row < r.rows; row++)
    share_row(mask ? mask + (size_t)(row % masks) * r.size : NULL, r.value + (size_t)row * r.size, r.size);
}

void tape_softmax_backward(const tape_run *run, const tape_node *node)
{
  tape_rows r = tape_rows_of(run, node);
  for (uint32_t row = 0; r.dx && row < r.rows; row++) {
    const float *a = r.value + (size_t)row * r.size, *da = r.gradient + (size_t)row * r.size;
    float along = 0, *dx = r.dx + (size_t)row * r.size;
    for (uint32_t i = 0; i < r.size; i++)
      along += a[i] * da[i];
    for (uint32_t i = 0; i < r.size; i++)
      dx[i] += a[i] * (da[i] - along);
  }
}

// ---- log softmax: y = x - ln sum e^x; x' = y' - e^y sum y'

nb_var nb_tape_log_softmax(nb_tape *tape, nb_var x)
{
  if (!tape_sound(tape, &x, 1))
    return 0;
  nb_shape shape = nb_tape_shape(tape, x);
  return tape_append(tape, (tape_node){.operation = TAPE_log_softmax, .shape = shape, .from = {x}},
                     tape_elements(shape));
}

void tape_log_shares(const tape_run *run, const tape_rows *r, float *value, float *shares)
{
  for (uint32_t row = 0; row < r->rows; row++)
    shift_row(r->x + (size_t)row * r->size, NULL, value + (size_t)row * r->size, r->size);
  memcpy(shares, value, (size_t)r->rows * r->size * sizeof *value);
  run->kernels->exponentials(shares, (size_t)r->rows * r->size);
  for (uint32_t row = 0; row < r->rows; row++) {
    float sum = 0, *y = value + (size_t)row * r->size, *share = shares + (size_t)row * r->size;
    for (uint32_t i = 0; i < r->size; i++)
      sum += share[i];
    float log_sum = nb_logarithm(sum);
    for (uint32_t i = 0; i < r->size; i++) {
      y[i] -= log_sum;
      share[i] /= sum;
    }
  }
}

void tape_log_softmax_forward(const tape_run *run, const tape_node *node)
{
  tape_rows r = tape_rows_of(run, node);
  tape_log_shares(run, &r, r.value, tape_kept(run, node));
}

void tape_log_softmax_backward(const tape_run *run, const tape_node *node)
{
  tape_rows r = tape_rows_of(run, node);
  for (uint32_t row = 0; row < r.rows; row++) {
    const float *share = tape_kept(run, node) + (size_t)row * r.size;
    const float *dy = r.gradient + (size_t)row * r.size;
    float sum = 0, *dx = r.dx + (size_t)row * r.size;
    for (uint32_t i = 0; i < r.size; i++)
      sum += dy[i];
    for (uint32_t i = 0; i < r.size; i++)
      dx[i] += dy[i] - share[i] * sum;
  }
}

// ---- layer norm: n = (x - mean) / root, y = n gains + biases; with g = y' gains,
//      x' = (g - mean g - n mean(g n)) / root

nb_var nb_tape_layer_norm(nb_tape *tape, nb_var x, nb_var gains, nb_var biases)
{
  if (!tape_sound(tape, (nb_var[]){x, gains, biases}, 3))
    return 0;
  nb_shape shape = nb_tape_shape(tape, x), row = {{tape_last(shape)}};
  if (!tape_same(nb_tape_shape(tape, gains), row))
    return tape_misfit(tape, "layer norm", x, gains, "a gain for each element of a row is needed");
  if (!tape_same(nb_tape_shape(tape, biases), row))
    return tape_misfit(tape, "layer norm", x, biases, "a bias for each element of a row is needed");
  uint32_t count = tape_elements(shape);
  return tape_append(tape,
                     (tape_node){.operation = TAPE_layer_norm, .shape = shape, .from = {x, gains, biases}},
                     count + count / tape_last(shape));
}

// Leaves the normalised row in n, and gives 1 / root.
static float normalise(const float *x, float *n, uint32_t size)
{
  float sum = 0, squares = 0;
  for (uint32_t i = 0; i < size; i++)
    sum += x[i];
  float mean = sum / (float)size;
  for (uint32_t i = 0; i < size; i++)
    squares += (x[i] - mean) * (x[i] - mean);
  float scale = 1 / sqrtf(squares / (float)size + 1e-5f);
  for (uint32_t i = 0; i < size; i++)
    n[i] = (x[i] - mean) * scale;
  return scale;
}

void tape_layer_norm_forward(const tape_run *run, const tape_node *node)
{
  tape_rows r = tape_rows_of(run, node);
  const float *gains = tape_value(run, node->from[1]), *biases = tape_value(run, node->from[2]);
  float *normal = tape_kept(run, node), *scales = normal + node->count;
  for (uint32_t row = 0; row < r.rows; row++) {
    float *n = normal + (size_t)row * r.size, *y = r.value + (size_t)row * r.size;
    scales[row] = normalise(r.x + (size_t)row * r.size, n, r.size);
    for (uint32_t i = 0; i < r.size; i++)
      y[i] = n[i] * gains[i] + biases[i];
  }
}

static void layer_norm_row(const float *dy, const float *n, const float *gains, float scale, float *dx,
                           uint32_t size)
{
  float sum = 0, along = 0;
  for (uint32_t i = 0; i < size; i++) {
    sum += dy[i] * gains[i];
    along += dy[i] * gains[i] * n[i];
  }
  for (uint32_t i = 0; i < size; i++)
    dx[i] += (dy[i] * gains[i] - (sum + n[i] * along) / (float)size) * scale;
}

void tape_layer_norm_backward(const tape_run *run, const tape_node *node)
{
  tape_rows r = tape_rows_of(run, node);
  const float *gains = tape_value(run, node->from[1]), *normal = tape_kept(run, node);
  float *dgains = tape_gradient(run, node->from[1]), *dbiases = tape_gradient(run, node->from[2]);
  for (uint32_t row = 0; row < r.rows; row++) {
    const float *dy = r.gradient + (size_t)row * r.size, *n = normal + (size_t)row * r.size;
    if (r.dx)
      layer_norm_row(dy, n, gains, normal[node->count + row], r.dx + (size_t)row * r.size, r.size);
    for (uint32_t i = 0; dgains && i < r.size; i++)
      dgains[i] += dy[i] * n[i];
    for (uint32_t i = 0; dbiases && i < r.size; i++)
      dbiases[i] += dy[i];
  }
}
