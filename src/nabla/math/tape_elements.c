// What a tape does an element at a time, and how it repeats what is too short for that.
#include <string.h>

#include "nabla/math/tape.h"
#include "nabla/math/tape_node.h"

// ---- broadcast: each element's source, by strides that are 0 where the source is repeated

typedef struct repetition {
  uint32_t sizes[NB_TAPE_RANK], strides[NB_TAPE_RANK];
} repetition;

static repetition repeat(nb_shape source, nb_shape shape)
{
  repetition r = {{1, 1, 1, 1}, {0}};
  uint32_t rank = tape_rank(shape), from = tape_rank(source), stride = 1;
  for (uint32_t back = 1; back <= rank; back++) {
    uint32_t size = back <= from ? source.sizes[from - back] : 1;
    r.sizes[NB_TAPE_RANK - back] = shape.sizes[rank - back];
    r.strides[NB_TAPE_RANK - back] = size > 1 ? stride : 0;
    stride *= size;
  }
  return r;
}

// By NumPy's rule: does source, repeated, become shape?
static bool repeats_to(nb_shape source, nb_shape shape)
{
  uint32_t rank = tape_rank(shape), from = tape_rank(source);
  for (uint32_t back = 1; back <= from; back++)
    if (back > rank ||
        (source.sizes[from - back] != 1 && source.sizes[from - back] != shape.sizes[rank - back]))
      return false;
  return true;
}

nb_var nb_tape_broadcast(nb_tape *tape, nb_var x, nb_shape shape)
{
  char words[TAPE_WORDS];
  if (!tape_sound(tape, &x, 1))
    return 0;
  nb_shape source = nb_tape_shape(tape, x);
  if (!repeats_to(source, shape))
    return tape_fail(tape, nb_fail(NB_BAD_SHAPE, "tape: broadcast of \"%s\" %s cannot give %s",
                                   nb_tape_name_of(tape, x), tape_words(source, words),
                                   tape_words(shape, (char[TAPE_WORDS]){0})));
  return tape_append(tape, (tape_node){.operation = TAPE_broadcast, .shape = shape, .from = {x}}, 0);
}

// Where run number n, along the last size, comes from.
static uint32_t run_source(const repetition *r, uint32_t n)
{
  uint32_t k = n % r->sizes[2], j = n / r->sizes[2] % r->sizes[1], i = n / r->sizes[2] / r->sizes[1];
  return i * r->strides[0] + j * r->strides[1] + k * r->strides[2];
}

void tape_broadcast_forward(const tape_run *run, const tape_node *node)
{
  repetition r = repeat(nb_tape_shape(run->tape, node->from[0]), node->shape);
  const float *x = tape_value(run, node->from[0]);
  float *value = tape_own(run, node);
  for (uint32_t n = 0; n * r.sizes[3] < node->count; n++)
    for (uint32_t l = 0, source = run_source(&r, n); l < r.sizes[3]; l++)
      value[n * r.sizes[3] + l] = x[source + l * r.strides[3]];
}

void tape_broadcast_backward(const tape_run *run, const tape_node *node)
{
  repetition r = repeat(nb_tape_shape(run->tape, node->from[0]), node->shape);
  const float *gradient = tape_own_gradient(run, node);
  float *dx = tape_gradient(run, node->from[0]);
  for (uint32_t n = 0; n * r.sizes[3] < node->count; n++)
    for (uint32_t l = 0, source = run_source(&r, n); l < r.sizes[3]; l++)
      dx[source + l * r.strides[3]] += gradient[n * r.sizes[3] + l];
}

// ---- two operands

static nb_shape common_shape(nb_shape a, nb_shape b)
{
  uint32_t ranks[2] = {tape_rank(a), tape_rank(b)}, rank = ranks[0] > ranks[1] ? ranks[0] : ranks[1];
  nb_shape shape = {{0}};
  for (uint32_t back = 1; back <= rank; back++) {
    uint32_t one = back <= ranks[0] ? a.sizes[ranks[0] - back] : 1;
    uint32_t other = back <= ranks[1] ? b.sizes[ranks[1] - back] : 1;
    shape.sizes[rank - back] = one > other ? one : other;
  }
  return shape;
}

static nb_var of_two(nb_tape *tape, tape_operation operation, const char *word, nb_var a, nb_var b)
{
  if (!tape_sound(tape, (nb_var[]){a, b}, 2))
    return 0;
  nb_shape of_a = nb_tape_shape(tape, a), of_b = nb_tape_shape(tape, b), shape = common_shape(of_a, of_b);
  if (!repeats_to(of_a, shape) || !repeats_to(of_b, shape))
    return tape_misfit(tape, word, a, b, "sizes counted from the last must be equal, or 1");
  if (!tape_same(of_a, shape))
    a = nb_tape_broadcast(tape, a, shape);
  if (!tape_same(of_b, shape))
    b = nb_tape_broadcast(tape, b, shape);
  return tape_append(tape, (tape_node){.operation = operation, .shape = shape, .from = {a, b}}, 0);
}

nb_var nb_tape_add(nb_tape *tape, nb_var a, nb_var b)
{
  return of_two(tape, TAPE_add, "add", a, b);
}

nb_var nb_tape_subtract(nb_tape *tape, nb_var a, nb_var b)
{
  return of_two(tape, TAPE_subtract, "subtract", a, b);
}

nb_var nb_tape_multiply(nb_tape *tape, nb_var a, nb_var b)
{
  return of_two(tape, TAPE_multiply, "multiply", a, b);
}

nb_var nb_tape_minimum(nb_tape *tape, nb_var a, nb_var b)
{
  return of_two(tape, TAPE_minimum, "minimum", a, b);
}

// What the backward of an operation on two works with; da and db are NULL where they are not wanted.
typedef struct pair {
  const float *a, *b, *gradient;
  float *value, *da, *db;
} pair;

static pair pair_of(const tape_run *run, const tape_node *node)
{
  return (pair){tape_value(run, node->from[0]),    tape_value(run, node->from[1]),
                tape_own_gradient(run, node),      tape_own(run, node),
                tape_gradient(run, node->from[0]), tape_gradient(run, node->from[1])};
}

static void add_scaled(float *to, float factor, const float *from, uint32_t count)
{
  for (uint32_t i = 0; to && i < count; i++)
    to[i] += factor * from[i];
}

void tape_add_forward(const tape_run *run, const tape_node *node)
{
  pair p = pair_of(run, node);
  for (uint32_t i = 0; i < node->count; i++)
    p.value[i] = p.a[i] + p.b[i];
}

void tape_add_backward(const tape_run *run, const tape_node *node)
{
  pair p = pair_of(run, node);
  add_scaled(p.da, 1, p.gradient, node->count);
  add_scaled(p.db, 1, p.gradient, node->count);
}

void tape_subtract_forward(const tape_run *run, const tape_node *node)
{
  pair p = pair_of(run, node);
  for (uint32_t i = 0; i < node->count; i++)
    p.value[i] = p.a[i] - p.b[i];
}

void tape_subtract_backward(const tape_run *run, const tape_node *node)
{
  pair p = pair_of(run, node);
  add_scaled(p.da, 1, p.gradient, node->count);
  add_scaled(p.db, -1, p.gradient, node->count);
}

void tape_multiply_forward(const tape_run *run, const tape_node *node)
{
  pair p = pair_of(run, node);
  for (uint32_t i = 0; i < node->count; i++)
    p.value[i] = p.a[i] * p.b[i];
}

void tape_multiply_backward(const tape_run *run, const tape_node *node)
{
  pair p = pair_of(run, node);
  for (uint32_t i = 0; p.da && i < node->count; i++)
    p.da[i] += p.gradient[i] * p.b[i];
  for (uint32_t i = 0; p.db && i < node->count; i++)
    p.db[i] += p.gradient[i] * p.a[i];
}

void tape_minimum_forward(const tape_run *run, const tape_node *node)
{
  pair p = pair_of(run, node);
  for (uint32_t i = 0; i < node->count; i++)
    p.value[i] = p.b[i] < p.a[i] ? p.b[i] : p.a[i];
}

void tape_minimum_backward(const tape_run *run, const tape_node *node)
{
  pair p = pair_of(run, node);
  for (uint32_t i = 0; p.da && i < node->count; i++)
    p.da[i] += p.b[i] < p.a[i] ? 0 : p.gradient[i];
  for (uint32_t i = 0; p.db && i < node->count; i++)
    p.db[i] += p.b[i] < p.a[i] ? p.gradient[i] : 0;
}

// ---- one operand

static nb_var of_one(nb_tape *tape, nb_var x, tape_node node)
{
  if (!tape_sound(tape, &x, 1))
    return 0;
  node.shape = nb_tape_shape(tape, x);
  node.from[0] = x;
  return tape_append(tape, node, 0);
}

nb_var nb_tape_scale(nb_tape *tape, nb_var x, float factor)
{
  return of_one(tape, x, (tape_node){.operation = TAPE_scale, .real = {factor}});
}

nb_var nb_tape_clamp(nb_tape *tape, nb_var x, float low, float high)
{
  return of_one(tape, x, (tape_node){.operation = TAPE_clamp, .real = {low, high}});
}

nb_var nb_tape_exponential(nb_tape *tape, nb_var x)
{
  return of_one(tape, x, (tape_node){.operation = TAPE_exponential});
}

nb_var nb_tape_activate(nb_tape *tape, nb_var x, nb_activation activation)
{
  if (activation == NB_SOFTMAX)
    return nb_tape_softmax(tape, x);
  if ((uint32_t)activation > NB_SOFTMAX)
    return tape_fail(tape, nb_fail(NB_OUT_OF_RANGE, "tape: unknown activation %u", (uint32_t)activation));
  return of_one(tape, x, (tape_node){.operation = TAPE_activate, .whole = {activation}});
}

void tape_scale_forward(const tape_run *run, const tape_node *node)
{
  pair p = pair_of(run, node);
  for (uint32_t i = 0; i < node->count; i++)
    p.value[i] = p.a[i] * node->real[0];
}

void tape_scale_backward(const tape_run *run, const tape_node *node)
{
  pair p = pair_of(run, node);
  add_scaled(p.da, node->real[0], p.gradient, node->count);
}

void tape_clamp_forward(const tape_run *run, const tape_node *node)
{
  pair p = pair_of(run, node);
  float low = node->real[0], high = node->real[1];
  for (uint32_t i = 0; i < node->count; i++)
    p.value[i] = p.a[i] < low ? low : p.a[i] > high ? high : p.a[i];
}

void tape_clamp_backward(const tape_run *run, const tape_node *node)
{
  pair p = pair_of(run, node);
  for (uint32_t i = 0; i < node->count; i++)
    p.da[i] += p.a[i] < node->real[0] || p.a[i] > node->real[1] ? 0 : p.gradient[i];
}

void tape_exponential_forward(const tape_run *run, const tape_node *node)
{
  pair p = pair_of(run, node);
  memcpy(p.value, p.a, node->count * sizeof *p.value);
  run->kernels->exponentials(p.value, node->count);
}

void tape_exponential_backward(const tape_run *run, const tape_node *node)
{
  pair p = pair_of(run, node);
  for (uint32_t i = 0; i < node->count; i++)
    p.da[i] += p.gradient[i] * p.value[i];
}

void tape_activate_forward(const tape_run *run, const tape_node *node)
{
  pair p = pair_of(run, node);
  run->kernels->activate((nb_activation)node->whole[0], p.a, p.value, node->count);
}

void tape_activate_backward(const tape_run *run, const tape_node *node)
{
  pair p = pair_of(run, node);
  run->kernels->derive((nb_activation)node->whole[0], p.a, p.value, p.gradient, p.da, node->count);
}
