// What a tape does to shapes: the same numbers in other places.
#include <string.h>

#include "nabla/math/tape.h"
#include "nabla/math/tape_node.h"

// ---- reshape: the node lies where its operand lies, gradient and all, so there is nothing to run

nb_var nb_tape_reshape(nb_tape *tape, nb_var x, nb_shape shape)
{
  if (!tape_sound(tape, &x, 1))
    return 0;
  if (tape_elements(shape) != nb_tape_count(tape, x)) {
    char words[TAPE_WORDS], others[TAPE_WORDS];
    return tape_fail(tape, nb_fail(NB_BAD_SHAPE,
                                   "tape: reshape of \"%s\" %s to %s: the number of elements must stay",
                                   nb_tape_name_of(tape, x), tape_words(nb_tape_shape(tape, x), words),
                                   tape_words(shape, others)));
  }
  return tape_append(tape, (tape_node){.operation = TAPE_reshape, .shape = shape, .from = {x}}, 0);
}

void tape_reshape_forward(const tape_run *run, const tape_node *node)
{
  (void)run, (void)node;
}

void tape_reshape_backward(const tape_run *run, const tape_node *node)
{
  (void)run, (void)node;
}

// ---- transpose: a tensor as outer x one x middle x other x inner

typedef struct swap {
  uint32_t outer, one, middle, other, inner;
} swap;

static uint32_t product(nb_shape shape, uint32_t from, uint32_t to)
{
  uint32_t count = 1;
  for (uint32_t axis = from; axis < to; axis++)
    count *= shape.sizes[axis];
  return count;
}

static swap swap_of(nb_shape source, uint32_t one, uint32_t other)
{
  return (swap){product(source, 0, one), source.sizes[one], product(source, one + 1, other),
                source.sizes[other], product(source, other + 1, tape_rank(source))};
}

nb_var nb_tape_transpose(nb_tape *tape, nb_var x, uint32_t one, uint32_t other)
{
  if (!tape_sound(tape, &x, 1))
    return 0;
  nb_shape shape = nb_tape_shape(tape, x);
  if (one >= tape_rank(shape) || other >= tape_rank(shape) || one == other)
    return tape_misfit(tape, "transpose", x, 0, "two different sizes of it are needed");
  uint32_t low = one < other ? one : other, high = one < other ? other : one, size = shape.sizes[low];
  shape.sizes[low] = shape.sizes[high];
  shape.sizes[high] = size;
  return tape_append(
      tape, (tape_node){.operation = TAPE_transpose, .shape = shape, .from = {x}, .whole = {low, high}}, 0);
}

// Copies each inner run of x to its place in the transposed value; or where value is NULL, adds each of
// gradient to its place in dx.
static void move_runs(swap s, const float *x, float *value, const float *gradient, float *dx)
{
  for (uint32_t outer = 0; outer < s.outer; outer++)
    for (uint32_t j = 0; j < s.other; j++)
      for (uint32_t m = 0; m < s.middle; m++)
        for (uint32_t i = 0; i < s.one; i++) {
          size_t to = ((((size_t)outer * s.other + j) * s.middle + m) * s.one + i) * s.inner;
          size_t from = ((((size_t)outer * s.one + i) * s.middle + m) * s.other + j) * s.inner;
          if (value)
            memcpy(value + to, x + from, s.inner * sizeof *x);
          else
            for (uint32_t k = 0; k < s.inner; k++)
              dx[from + k] += gradient[to + k];
        }
}

void tape_transpose_forward(const tape_run *run, const tape_node *node)
{
  swap s = swap_of(nb_tape_shape(run->tape, node->from[0]), node->whole[0], node->whole[1]);
  move_runs(s, tape_value(run, node->from[0]), tape_own(run, node), NULL, NULL);
}

void tape_transpose_backward(const tape_run *run, const tape_node *node)
{
  swap s = swap_of(nb_tape_shape(run->tape, node->from[0]), node->whole[0], node->whole[1]);
  move_runs(s, NULL, NULL, tape_own_gradient(run, node), tape_gradient(run, node->from[0]));
}

// ---- slice and concat: blocks that follow one another along an axis

// rows blocks of width floats each, strides floats apart, added or copied from one place to another.
typedef struct blocks {
  uint32_t rows, width, to_stride, from_stride;
} blocks;

static void copy_blocks(blocks b, float *to, const float *from)
{
  for (uint32_t row = 0; row < b.rows; row++)
    memcpy(to + (size_t)row * b.to_stride, from + (size_t)row * b.from_stride, b.width * sizeof *to);
}

static void add_blocks(blocks b, float *to, const float *from)
{
  for (uint32_t row = 0; to && row < b.rows; row++)
    for (uint32_t i = 0; i < b.width; i++)
      to[(size_t)row * b.to_stride + i] += from[(size_t)row * b.from_stride + i];
}

static blocks turned(blocks b)
{
  return (blocks){b.rows, b.width, b.from_stride, b.to_stride};
}

nb_var nb_tape_slice(nb_tape *tape, nb_var x, uint32_t axis, uint32_t first, uint32_t count)
{
  if (!tape_sound(tape, &x, 1))
    return 0;
  nb_shape shape = nb_tape_shape(tape, x);
  if (axis >= tape_rank(shape) || count == 0 || (uint64_t)first + count > shape.sizes[axis]) {
    char words[TAPE_WORDS];
    return tape_fail(tape, nb_fail(NB_BAD_SHAPE,
                                   "tape: slice of \"%s\" %s: %u from %u on along size %u is not in it",
                                   nb_tape_name_of(tape, x), tape_words(shape, words), count, first, axis));
  }
  shape.sizes[axis] = count;
  return tape_append(
      tape, (tape_node){.operation = TAPE_slice, .shape = shape, .from = {x}, .whole = {axis, first}}, 0);
}

static blocks slice_blocks(const tape_run *run, const tape_node *node, uint32_t *first)
{
  nb_shape source = nb_tape_shape(run->tape, node->from[0]);
  uint32_t axis = node->whole[0], inner = product(source, axis + 1, tape_rank(source));
  *first = node->whole[1] * inner;
  return (blocks){product(source, 0, axis), node->shape.sizes[axis] * inner, node->shape.sizes[axis] * inner,
                  source.sizes[axis] * inner};
}

void tape_slice_forward(const tape_run *run, const tape_node *node)
{
  uint32_t first;
  blocks b = slice_blocks(run, node, &first);
  copy_blocks(b, tape_own(run, node), tape_value(run, node->from[0]) + first);
}

void tape_slice_backward(const tape_run *run, const tape_node *node)
{
  uint32_t first;
  blocks b = slice_blocks(run, node, &first);
  add_blocks(turned(b), tape_gradient(run, node->from[0]) + first, tape_own_gradient(run, node));
}

nb_var nb_tape_concat(nb_tape *tape, nb_var a, nb_var b, uint32_t axis)
{
  if (!tape_sound(tape, (nb_var[]){a, b}, 2))
    return 0;
  nb_shape shape = nb_tape_shape(tape, a), other = nb_tape_shape(tape, b);
  if (axis >= tape_rank(shape) || axis >= tape_rank(other))
    return tape_misfit(tape, "concat", a, b, "there is no such size to put them together at");
  uint32_t both = shape.sizes[axis] + other.sizes[axis];
  other.sizes[axis] = shape.sizes[axis];
  if (!tape_same(shape, other))
    return tape_misfit(tape, "concat", a, b, "the other sizes must be equal");
  shape.sizes[axis] = both;
  return tape_append(
      tape, (tape_node){.operation = TAPE_concat, .shape = shape, .from = {a, b}, .whole = {axis}}, 0);
}

// Of operand 0 or 1: into the node, which *first says where.
static blocks concat_blocks(const tape_run *run, const tape_node *node, int operand, uint32_t *first)
{
  uint32_t axis = node->whole[0], inner = product(node->shape, axis + 1, tape_rank(node->shape));
  uint32_t size = nb_tape_shape(run->tape, node->from[operand]).sizes[axis];
  *first = operand ? (node->shape.sizes[axis] - size) * inner : 0;
  return (blocks){product(node->shape, 0, axis), size * inner, node->shape.sizes[axis] * inner, size * inner};
}

void tape_concat_forward(const tape_run *run, const tape_node *node)
{
  for (int operand = 0; operand < 2; operand++) {
    uint32_t first;
    blocks b = concat_blocks(run, node, operand, &first);
    copy_blocks(b, tape_own(run, node) + first, tape_value(run, node->from[operand]));
  }
}

void tape_concat_backward(const tape_run *run, const tape_node *node)
{
  for (int operand = 0; operand < 2; operand++) {
    uint32_t first;
    blocks b = concat_blocks(run, node, operand, &first);
    add_blocks(turned(b), tape_gradient(run, node->from[operand]), tape_own_gradient(run, node) + first);
  }
}
