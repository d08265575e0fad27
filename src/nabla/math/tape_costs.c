// What a tape comes down to: single numbers.
#include "nabla/math/tape.h"
#include "nabla/math/tape_node.h"

// ---- sums, in eight lanes as the kernels' are

static float sum_of(const float *x, uint32_t count)
{
  float lane[8] = {0};
  uint32_t whole = count / 8 * 8;
  for (uint32_t i = 0; i < whole; i += 8)
    for (uint32_t l = 0; l < 8; l++)
      lane[l] += x[i + l];
  for (uint32_t i = whole; i < count; i++)
    lane[i - whole] += x[i];
  for (uint32_t half = 4; half > 0; half /= 2)
    for (uint32_t l = 0; l < half; l++)
      lane[l] += lane[l + half];
  return lane[0];
}

static nb_var scaled_sum(nb_tape *tape, nb_var x, float scale)
{
  if (!tape_sound(tape, &x, 1))
    return 0;
  return tape_append(tape, (tape_node){.operation = TAPE_sum, .from = {x}, .real = {scale}}, 0);
}

nb_var nb_tape_sum(nb_tape *tape, nb_var x)
{
  return scaled_sum(tape, x, 1);
}

nb_var nb_tape_mean(nb_tape *tape, nb_var x)
{
  size_t count = nb_tape_count(tape, x);
  return scaled_sum(tape, x, count ? 1 / (float)count : 0);
}

void tape_sum_forward(const tape_run *run, const tape_node *node)
{
  uint32_t count = (uint32_t)nb_tape_count(run->tape, node->from[0]);
  *tape_own(run, node) = sum_of(tape_value(run, node->from[0]), count) * node->real[0];
}

void tape_sum_backward(const tape_run *run, const tape_node *node)
{
  float each = *tape_own_gradient(run, node) * node->real[0], *dx = tape_gradient(run, node->from[0]);
  for (size_t i = 0; i < nb_tape_count(run->tape, node->from[0]); i++)
    dx[i] += each;
}

// ---- mean squared error

nb_var nb_tape_mean_squared_error(nb_tape *tape, nb_var a, nb_var b)
{
  if (!tape_sound(tape, (nb_var[]){a, b}, 2))
    return 0;
  if (!tape_same(nb_tape_shape(tape, a), nb_tape_shape(tape, b)))
    return tape_misfit(tape, "mean squared error", a, b, "the shapes must be equal");
  return tape_append(tape, (tape_node){.operation = TAPE_mean_squared_error, .from = {a, b}},
                     (uint32_t)nb_tape_count(tape, a));
}

void tape_mean_squared_error_forward(const tape_run *run, const tape_node *node)
{
  const float *a = tape_value(run, node->from[0]), *b = tape_value(run, node->from[1]);
  uint32_t count = (uint32_t)nb_tape_count(run->tape, node->from[0]);
  float *squares = tape_kept(run, node);
  for (uint32_t i = 0; i < count; i++)
    squares[i] = (a[i] - b[i]) * (a[i] - b[i]);
  *tape_own(run, node) = sum_of(squares, count) / (float)count;
}

void tape_mean_squared_error_backward(const tape_run *run, const tape_node *node)
{
  const float *a = tape_value(run, node->from[0]), *b = tape_value(run, node->from[1]);
  float *da = tape_gradient(run, node->from[0]), *db = tape_gradient(run, node->from[1]);
  uint32_t count = (uint32_t)nb_tape_count(run->tape, node->from[0]);
  float each = *tape_own_gradient(run, node) * 2 / (float)count;
  for (uint32_t i = 0; da && i < count; i++)
    da[i] += each * (a[i] - b[i]);
  for (uint32_t i = 0; db && i < count; i++)
    db[i] -= each * (a[i] - b[i]);
}

// ---- cross-entropy: minus the mean of the targets' log softmax; x' = (softmax - target) / rows

nb_var nb_tape_cross_entropy(nb_tape *tape, nb_var logits, nb_var targets)
{
  if (!tape_sound(tape, (nb_var[]){logits, targets}, 2))
    return 0;
  nb_shape shape = nb_tape_shape(tape, logits), of_targets = nb_tape_shape(tape, targets);
  uint32_t rank = tape_rank(shape), distributions = tape_same(shape, of_targets);
  if (rank && !distributions)
    shape.sizes[rank - 1] = 0;
  if (!rank || !tape_same(shape, of_targets))
    return tape_misfit(tape, "cross entropy", logits, targets,
                       "an index for each row, or a distribution of equal shape, is needed");
  return tape_append(
      tape, (tape_node){.operation = TAPE_cross_entropy, .from = {logits, targets}, .whole = {distributions}},
      2 * (uint32_t)nb_tape_count(tape, logits));
}

void tape_cross_entropy_forward(const tape_run *run, const tape_node *node)
{
  tape_rows r = tape_rows_of(run, node);
  const float *targets = tape_value(run, node->from[1]);
  float *logs = tape_kept(run, node), sum = 0;
  tape_log_shares(run, &r, logs, logs + (size_t)r.rows * r.size);
  for (uint32_t row = 0; row < r.rows; row++)
    if (node->whole[0])
      for (uint32_t i = row * r.size; i < (row + 1) * r.size; i++)
        sum -= targets[i] * logs[i];
    else
      sum -= logs[row * r.size + tape_index(targets[row], r.size)];
  *r.value = sum / (float)r.rows;
}

static void add_to_row(float each, const float *shares, const float *distribution, float *dx, uint32_t size)
{
  float total = 0;
  for (uint32_t i = 0; i < size; i++)
    total += distribution[i];
  for (uint32_t i = 0; i < size; i++)
    dx[i] += each * (total * shares[i] - distribution[i]);
}

void tape_cross_entropy_backward(const tape_run *run, const tape_node *node)
{
  tape_rows r = tape_rows_of(run, node);
  const float *targets = tape_value(run, node->from[1]);
  const float *shares = tape_kept(run, node) + (size_t)r.rows * r.size;
  float each = *r.gradient / (float)r.rows;
  for (uint32_t row = 0; r.dx && row < r.rows; row++) {
    float *dx = r.dx + (size_t)row * r.size;
    const float *share = shares + (size_t)row * r.size;
    if (node->whole[0]) {
      add_to_row(each, share, targets + (size_t)row * r.size, dx, r.size);
      continue;
    }
    for (uint32_t i = 0; i < r.size; i++)
      dx[i] += each * share[i];
    dx[tape_index(targets[row], r.size)] -= each;
  }
}
