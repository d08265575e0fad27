// The tape: values and gradients of every operation against PyTorch's and finite differences, what is
// refused, and that a tape is plain data.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/math/tape.h"

#include "data/tape_reference.h"

enum { ARENA = 1 << 18, LEAVES = 3, PARAMETERS = 1024 };

// ---- the operations under the names of make_tape_reference.py

static nb_var filled(nb_tape *t, nb_shape shape, const float *values)
{
  nb_var input = nb_tape_input(t, "", shape);
  if (input)
    memcpy(nb_tape_value(t, NULL, input), values, nb_tape_count(t, input) * sizeof *values);
  return input;
}

#define CASE(name) static nb_var case_##name(nb_tape *t, const nb_var *x)
// clang-format off
CASE(add) { return nb_tape_add(t, x[0], x[1]); }
CASE(add_repeated) { return nb_tape_add(t, x[0], x[1]); }
CASE(subtract) { return nb_tape_subtract(t, x[0], x[1]); }
CASE(multiply) { return nb_tape_multiply(t, x[0], x[1]); }
CASE(multiply_by_itself) { return nb_tape_multiply(t, x[0], x[0]); }
CASE(minimum) { return nb_tape_minimum(t, x[0], x[1]); }
CASE(scale) { return nb_tape_scale(t, x[0], -2.5f); }
CASE(clamp) { return nb_tape_clamp(t, x[0], -0.25f, 0.125f); }
CASE(exponential) { return nb_tape_exponential(t, x[0]); }
CASE(relu) { return nb_tape_activate(t, x[0], NB_RELU); }
CASE(gelu) { return nb_tape_activate(t, nb_tape_scale(t, x[0], 4), NB_GELU); }
CASE(tanh) { return nb_tape_activate(t, x[0], NB_TANH); }
CASE(sigmoid) { return nb_tape_activate(t, x[0], NB_SIGMOID); }
CASE(matmul) { return nb_tape_matmul(t, x[0], x[1]); }
CASE(matmul_shared) { return nb_tape_matmul(t, x[0], x[1]); }
CASE(matmul_stacked) { return nb_tape_matmul(t, x[0], x[1]); }
CASE(matmul_transposed) { return nb_tape_matmul_transposed(t, x[0], x[1]); }
CASE(linear) { return nb_tape_linear(t, x[0], x[1], x[2]); }
CASE(conv2d) { return nb_tape_conv2d(t, x[0], x[1], x[2], (nb_conv2d){0}); }
CASE(conv2d_strided) { return nb_tape_conv2d(t, x[0], x[1], 0, (nb_conv2d){.stride = 2, .padding = 1}); }
CASE(attention) { return nb_tape_attention(t, "look", x[0], x[1], x[2], 0); }
CASE(attention_masked)
{
  const float mask[25] = {1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1};
  return nb_tape_attention(t, "look", x[0], x[1], x[2], filled(t, (nb_shape){{5, 5}}, mask));
}
CASE(softmax) { return nb_tape_softmax(t, nb_tape_scale(t, x[0], 3)); }
CASE(log_softmax) { return nb_tape_log_softmax(t, nb_tape_scale(t, x[0], 3)); }
CASE(layer_norm) { return nb_tape_layer_norm(t, x[0], x[1], x[2]); }
CASE(pick) { return nb_tape_pick(t, x[0], filled(t, (nb_shape){{3}}, (float[]){4, 0, 2})); }
CASE(embedding) { return nb_tape_embedding(t, x[0], filled(t, (nb_shape){{4}}, (float[]){1, 4, 1, 0})); }
CASE(broadcast) { return nb_tape_broadcast(t, x[0], (nb_shape){{2, 3, 4}}); }
CASE(reshape) { return nb_tape_reshape(t, nb_tape_multiply(t, x[0], x[0]), (nb_shape){{2, 6}}); }
CASE(reshape_of_a_leaf)
{
  nb_var once = nb_tape_reshape(t, x[0], (nb_shape){{2, 6}}), flat = nb_tape_reshape(t, x[0], (nb_shape){{12}});
  return nb_tape_add(t, nb_tape_multiply(t, once, once), nb_tape_slice(t, flat, 0, 0, 1));
}
CASE(transpose) { return nb_tape_transpose(t, x[0], 3, 1); }
CASE(slice) { return nb_tape_slice(t, x[0], 1, 1, 3); }
CASE(concat) { return nb_tape_concat(t, x[0], x[1], 1); }
CASE(sum) { return nb_tape_sum(t, x[0]); }
CASE(mean) { return nb_tape_mean(t, x[0]); }
CASE(cross_entropy)
{
  return nb_tape_cross_entropy(t, nb_tape_scale(t, x[0], 4), filled(t, (nb_shape){{3}}, (float[]){4, 0, 2}));
}
CASE(cross_entropy_of_distributions)
{
  const float targets[] = {0.5f, 0.25f, 0.25f, 0, 0, 0, 0.125f, 0.875f};
  return nb_tape_cross_entropy(t, nb_tape_scale(t, x[0], 4), filled(t, (nb_shape){{2, 4}}, targets));
}
CASE(mean_squared_error) { return nb_tape_mean_squared_error(t, x[0], x[1]); }
// clang-format on

static const struct reference {
  const char *name;
  nb_var (*operation)(nb_tape *t, const nb_var *x);
  nb_shape shapes[LEAVES];
  uint32_t results;
  const double *value, *gradient;
} references[] = {REFERENCES};
enum { COUNT = sizeof references / sizeof *references };

// ---- running them

// The sequence that make_tape_reference.py uses.
static float number(uint32_t i, uint32_t salt)
{
  return ((float)((i * 2654435761u + salt * 40503u) >> 21) - 1024) / 2048;
}

typedef struct rig {
  nb_tape *tape;
  nb_var result, cost;
  size_t count; // of parameters
  float parameters[PARAMETERS], gradient[PARAMETERS];
  uint64_t arena[ARENA / 8];
} rig;

static void rig_set(rig *r, const struct reference *reference)
{
  static float weights[PARAMETERS];
  nb_var leaves[LEAVES] = {0};
  assert_false(nb_failed(nb_tape_over(r->arena, sizeof r->arena, &r->tape)));
  for (int i = 0; i < LEAVES && reference->shapes[i].sizes[0]; i++)
    leaves[i] = nb_tape_parameter(r->tape, "", reference->shapes[i], NB_ZEROS);
  r->result = reference->operation(r->tape, leaves);
  for (uint32_t i = 0; i < PARAMETERS; i++) {
    weights[i] = number(i, 9);
    r->parameters[i] = number(i, 1);
  }
  nb_var weighted =
      nb_tape_multiply(r->tape, r->result, filled(r->tape, nb_tape_shape(r->tape, r->result), weights));
  r->cost = nb_tape_sum(r->tape, weighted);
  assert_string_equal(nb_tape_error(r->tape).text, "");
  r->count = nb_tape_parameters(r->tape);
}

static void rig_run(rig *r)
{
  assert_string_equal(nb_tape_forward(r->tape, r->parameters).text, "");
  assert_string_equal(nb_tape_backward(r->tape, r->parameters, r->cost, r->gradient).text, "");
}

static rig *any(void)
{
  static rig r;
  return &r;
}

// Every figure within a hundred-thousandth of the reference's, or of a tenth of the largest for those that
// are next to nothing.
static void assert_close(const char *what, const float *ours, const double *theirs, size_t count)
{
  double largest = 0;
  for (size_t i = 0; i < count; i++)
    largest = fmax(largest, fabs(theirs[i]));
  for (size_t i = 0; i < count; i++)
    if (!(fabs(ours[i] - theirs[i]) <= 1e-5 * fmax(fabs(theirs[i]), 0.1 * largest)))
      fail_msg("%s: figure %zu is %.9g, PyTorch has %.9g", what, i, ours[i], theirs[i]);
}

static void every_operation_equals_pytorchs(void **state)
{
  (void)state;
  rig *r = any();
  for (int i = 0; i < COUNT; i++) {
    rig_set(r, &references[i]);
    rig_run(r);
    assert_int_equal(nb_tape_count(r->tape, r->result), references[i].results);
    assert_close(references[i].name, nb_tape_value(r->tape, r->parameters, r->result), references[i].value,
                 references[i].results);
    assert_close(references[i].name, r->gradient, references[i].gradient, r->count);
  }
}

// In double, of which differences leave something over.
static double cost_at(rig *r, size_t parameter, float shift)
{
  float kept = r->parameters[parameter];
  r->parameters[parameter] = kept + shift;
  assert_false(nb_failed(nb_tape_forward(r->tape, r->parameters)));
  r->parameters[parameter] = kept;
  const float *value = nb_tape_value(r->tape, NULL, r->result);
  double sum = 0;
  for (uint32_t i = 0; i < nb_tape_count(r->tape, r->result); i++)
    sum += (double)value[i] * number(i, 9);
  return sum;
}

// The leaves lie further than the step from corners but in a few elements, whose difference lies between.
static void every_operation_equals_finite_differences(void **state)
{
  (void)state;
  rig *r = any();
  const float h = 1.0f / 64;
  for (int index = 0; index < COUNT; index++) {
    double error = 0, length = 0;
    rig_set(r, &references[index]);
    rig_run(r);
    for (size_t i = 0; i < r->count; i++) {
      double near = cost_at(r, i, h) - cost_at(r, i, -h), far = cost_at(r, i, 2 * h) - cost_at(r, i, -2 * h);
      double expected = (8 * near - far) / (12 * h);
      bool corner = fabs(far - 2 * near) > 0.05 * fmax(fabs(far), 2 * fabs(near));
      error += corner ? 0 : pow(r->gradient[i] - expected, 2);
      length += expected * expected;
    }
    if (!(sqrt(error) <= 1e-3 * sqrt(length)))
      fail_msg("%s: off by %.3g of %.3g", references[index].name, sqrt(error), sqrt(length));
  }
}

static void a_gradient_adds_up_over_uses(void **state)
{
  (void)state;
  rig *r = any();
  nb_tape_over(r->arena, sizeof r->arena, &r->tape);
  nb_var x = nb_tape_variable(r->tape, "x", (nb_shape){{0}});
  nb_var cube = nb_tape_multiply(r->tape, nb_tape_multiply(r->tape, x, x), x);
  nb_var cost = nb_tape_add(r->tape, cube, nb_tape_scale(r->tape, x, 5));
  *nb_tape_value(r->tape, NULL, x) = 2;
  for (int round = 0; round < 2; round++) {
    assert_false(nb_failed(nb_tape_forward(r->tape, NULL)));
    assert_false(nb_failed(nb_tape_backward(r->tape, NULL, cost, r->gradient)));
    assert_true(*nb_tape_value(r->tape, NULL, cost) == 18);
    assert_true(*nb_tape_gradient(r->tape, NULL, x) == 17);
  }
}

static void intermediate_values_and_gradients_are_found_by_name(void **state)
{
  (void)state;
  rig *r = any();
  nb_tape_over(r->arena, sizeof r->arena, &r->tape);
  nb_var x = nb_tape_variable(r->tape, "x", (nb_shape){{2, 3}});
  nb_tape_name(r->tape, nb_tape_activate(r->tape, nb_tape_scale(r->tape, x, 2), NB_RELU), "hidden");
  nb_var cost = nb_tape_sum(r->tape, nb_tape_find(r->tape, "hidden"));
  nb_var hidden = nb_tape_find(r->tape, "hidden");
  memcpy(nb_tape_value(r->tape, NULL, x), (float[]){1, -1, 2, -2, 3, -3}, 6 * sizeof(float));
  nb_tape_forward(r->tape, NULL);
  nb_tape_backward(r->tape, NULL, cost, r->gradient);
  assert_memory_equal(nb_tape_value(r->tape, NULL, hidden), ((float[]){2, 0, 4, 0, 6, 0}), 24);
  assert_memory_equal(nb_tape_gradient(r->tape, NULL, hidden), ((float[]){1, 1, 1, 1, 1, 1}), 24);
  assert_memory_equal(nb_tape_gradient(r->tape, NULL, nb_tape_find(r->tape, "x")),
                      ((float[]){2, 0, 2, 0, 2, 0}), 24);
  assert_string_equal(nb_tape_operation(r->tape, hidden), "activate");
  assert_string_equal(nb_tape_name_of(r->tape, nb_tape_operand(r->tape, hidden - 1, 0)), "x");
  assert_int_equal(nb_tape_shape(r->tape, hidden).sizes[1], 3);
  assert_int_equal(nb_tape_find(r->tape, "nobody"), 0);
  assert_null(nb_tape_value(r->tape, NULL, 0));
  assert_null(nb_tape_gradient(r->tape, NULL, 99));
  assert_string_equal(nb_tape_name_of(r->tape, 99), "");
  assert_string_equal(nb_tape_operation(r->tape, 0), "");
}

static void a_copied_tape_runs_by_itself(void **state)
{
  (void)state;
  static uint64_t copy[ARENA / 8];
  static float gradient[PARAMETERS];
  rig *r = any();
  for (int i = 0; i < COUNT; i++) {
    rig_set(r, &references[i]);
    memcpy(copy, r->arena, sizeof copy);
    rig_run(r);
    nb_tape *other = (nb_tape *)copy;
    memset(r->arena, 0xff, sizeof r->arena);
    assert_false(nb_failed(nb_tape_forward(other, r->parameters)));
    assert_false(nb_failed(nb_tape_backward(other, r->parameters, r->cost, gradient)));
    assert_memory_equal(gradient, r->gradient, r->count * sizeof *gradient);
  }
}

// ---- misuse

static void assert_refused(nb_tape *tape, nb_error_id id, const char *words)
{
  nb_error e = nb_tape_error(tape);
  if (e.id != id || !strstr(e.text, words))
    fail_msg("\"%s\" where \"%s\" was expected", e.text, words);
}

static void shapes_that_do_not_fit_are_named(void **state)
{
  (void)state;
  rig *r = any();
#define REFUSED(expected, words, ...)                                                                        \
  do {                                                                                                       \
    nb_tape_over(r->arena, sizeof r->arena, &r->tape);                                                       \
    nb_tape *t = r->tape;                                                                                    \
    nb_var a = nb_tape_variable(t, "a", (nb_shape){{3, 4}}),                                                 \
           b = nb_tape_variable(t, "b", (nb_shape){{5, 2}});                                                 \
    nb_var stack = nb_tape_variable(t, "stack", (nb_shape){{2, 4, 5}});                                      \
    (void)a, (void)b, (void)stack;                                                                           \
    assert_int_equal((__VA_ARGS__), 0);                                                                      \
    assert_refused(t, expected, words);                                                                      \
    assert_int_equal(nb_tape_add(t, a, a), 0);                                                               \
    assert_refused(t, expected, words);                                                                      \
    assert_int_equal(nb_tape_forward(t, NULL).id, expected);                                                 \
    assert_int_equal(nb_tape_backward(t, NULL, a, r->gradient).id, expected);                                \
  } while (0)
  REFUSED(NB_BAD_SHAPE, "add of \"a\" [3, 4] and \"b\" [5, 2]", nb_tape_add(t, a, b));
  REFUSED(NB_BAD_SHAPE, "minimum of \"a\" [3, 4] and \"stack\" [2, 4, 5]", nb_tape_minimum(t, a, stack));
  REFUSED(NB_BAD_SHAPE, "matmul of \"a\" [3, 4] and \"b\" [5, 2]", nb_tape_matmul(t, a, b));
  REFUSED(NB_BAD_SHAPE, "matmul of \"a\" [3, 4] and \"stack\" [2, 4, 5]", nb_tape_matmul(t, a, stack));
  REFUSED(NB_BAD_SHAPE, "linear of \"a\" [3, 4] and \"b\" [5, 2]", nb_tape_matmul_transposed(t, a, b));
  REFUSED(NB_BAD_SHAPE, "linear of \"a\" [3, 4] and \"b\" [5, 2]", nb_tape_linear(t, a, a, b));
  REFUSED(NB_BAD_SHAPE, "conv2d of \"stack\" [2, 4, 5] and \"a\" [3, 4]",
          nb_tape_conv2d(t, stack, a, 0, (nb_conv2d){0}));
  REFUSED(NB_BAD_SHAPE, "linear of \"a\" [3, 4] and \"b\" [5, 2]", nb_tape_attention(t, "look", a, b, b, 0));
  REFUSED(NB_BAD_SHAPE, "masked softmax of \"a\" [3, 4] and \"b\"", nb_tape_masked_softmax(t, a, b));
  REFUSED(NB_BAD_SHAPE, "layer norm of \"a\" [3, 4] and \"b\"", nb_tape_layer_norm(t, a, b, b));
  REFUSED(NB_BAD_SHAPE, "pick of \"a\" [3, 4] and \"b\" [5, 2]", nb_tape_pick(t, a, b));
  REFUSED(NB_BAD_SHAPE, "embedding of \"stack\"", nb_tape_embedding(t, stack, a));
  REFUSED(NB_BAD_SHAPE, "broadcast of \"a\" [3, 4] cannot give [4, 3]",
          nb_tape_broadcast(t, a, (nb_shape){{4, 3}}));
  REFUSED(NB_BAD_SHAPE, "reshape of \"a\" [3, 4] to [5]", nb_tape_reshape(t, a, (nb_shape){{5}}));
  REFUSED(NB_BAD_SHAPE, "transpose of \"a\"", nb_tape_transpose(t, a, 1, 2));
  REFUSED(NB_BAD_SHAPE, "slice of \"a\" [3, 4]: 2 from 3 on along size 1", nb_tape_slice(t, a, 1, 3, 2));
  REFUSED(NB_BAD_SHAPE, "slice of \"a\"", nb_tape_slice(t, a, 1, 1, UINT32_MAX));
  REFUSED(NB_BAD_SHAPE, "concat of \"a\" [3, 4] and \"b\" [5, 2]", nb_tape_concat(t, a, b, 0));
  REFUSED(NB_BAD_SHAPE, "concat of \"a\"", nb_tape_concat(t, a, a, 2));
  REFUSED(NB_BAD_SHAPE, "cross entropy of \"a\" [3, 4] and \"b\" [5, 2]", nb_tape_cross_entropy(t, a, b));
  REFUSED(NB_BAD_SHAPE, "mean squared error of \"a\"", nb_tape_mean_squared_error(t, a, b));
  REFUSED(NB_OUT_OF_RANGE, "no node 77 among 3", nb_tape_add(t, a, 77));
  REFUSED(NB_OUT_OF_RANGE, "activation 9", nb_tape_activate(t, a, (nb_activation)9));
  REFUSED(NB_OUT_OF_RANGE, "[100000, 100000]", nb_tape_input(t, "", (nb_shape){{100000, 100000}}));
  REFUSED(NB_NO_MEMORY, "full at node 4, input of shape [1000, 1000]",
          nb_tape_input(t, "", (nb_shape){{1000, 1000}}));
#undef REFUSED
}

// Every tape works with exactly the bytes that it takes, and is refused with less.
static void a_full_arena_is_an_error(void **state)
{
  (void)state;
  rig *r = any();
  nb_tape *tape;
  assert_int_equal(nb_tape_over(r->arena, 8, &tape).id, NB_NO_MEMORY);
  assert_null(tape);
  for (size_t bytes = 1024; bytes < 8192; bytes += 32) {
    uint64_t *exact = malloc(bytes); // so that a sanitizer sees one float too many
    assert_false(nb_failed(nb_tape_over(exact, bytes, &tape)));
    nb_var x = nb_tape_input(tape, "x", (nb_shape){{4, 8}});
    nb_var w = nb_tape_parameter(tape, "w", (nb_shape){{8, 8}}, NB_HE);
    nb_var y = nb_tape_log_softmax(tape, nb_tape_matmul(tape, x, w));
    nb_var cost = nb_tape_mean(tape, y);
    nb_error e = nb_tape_error(tape);
    assert_true(e.id == NB_NO_MEMORY || (e.id == NB_OK && cost));
    assert_true(nb_tape_used(tape) <= bytes);
    assert_int_equal(nb_tape_forward(tape, r->parameters).id, e.id);
    assert_int_equal(nb_tape_backward(tape, r->parameters, cost, r->gradient).id, e.id);
    free(exact);
  }
}

static void what_is_not_finite_is_named(void **state)
{
  (void)state;
  rig *r = any();
  nb_tape_over(r->arena, sizeof r->arena, &r->tape);
  nb_tape *t = r->tape;
  nb_var x = nb_tape_variable(t, "x", (nb_shape){{3}});
  nb_var w = nb_tape_parameter(t, "w", (nb_shape){{3}}, NB_ONES);
  nb_var cost = nb_tape_sum(t, nb_tape_name(t, nb_tape_multiply(t, x, w), "product"));
  float *value = nb_tape_value(t, NULL, x);
  r->parameters[0] = r->parameters[1] = 1, r->parameters[2] = FLT_MAX;
  value[2] = NAN;
  assert_non_null(strstr(nb_tape_forward(t, r->parameters).text, "node 1, variable \"x\""));
  value[2] = 2;
  assert_non_null(strstr(nb_tape_forward(t, r->parameters).text, "multiply \"product\""));
  value[2] = 1;
  assert_false(nb_failed(nb_tape_forward(t, r->parameters)));
  assert_false(nb_failed(nb_tape_backward(t, r->parameters, cost, r->gradient)));
  value[2] = INFINITY; // between the two runs
  assert_int_equal(nb_tape_backward(t, r->parameters, cost, r->gradient).id, NB_NOT_FINITE);
  assert_true(r->gradient[0] == 0 && r->gradient[2] == 0);
  assert_int_equal(nb_tape_backward(t, r->parameters, x, r->gradient).id, NB_BAD_SHAPE);
}

// Softmax of what is far apart, rows without anything to look at, indices that are none.
static void extremes_stay_sound(void **state)
{
  (void)state;
  rig *r = any();
  nb_tape_over(r->arena, sizeof r->arena, &r->tape);
  nb_tape *t = r->tape;
  nb_var x = nb_tape_variable(t, "x", (nb_shape){{2, 3}});
  nb_var mask = filled(t, (nb_shape){{2, 3}}, (float[]){1, 0, 1, 0, 0, 0});
  nb_var shares = nb_tape_masked_softmax(t, x, mask), logs = nb_tape_log_softmax(t, x);
  nb_var picked = nb_tape_pick(t, x, filled(t, (nb_shape){{2}}, (float[]){-7, 1e30f}));
  nb_var sums = nb_tape_add(t, nb_tape_sum(t, shares), nb_tape_sum(t, logs));
  nb_var cost = nb_tape_add(t, sums, nb_tape_sum(t, picked));
  memcpy(nb_tape_value(t, NULL, x), (float[]){1e30f, 3e30f, 1e30f, -1e30f, 0, 7}, 6 * sizeof(float));
  assert_string_equal(nb_tape_forward(t, NULL).text, "");
  assert_string_equal(nb_tape_backward(t, NULL, cost, r->gradient).text, "");
  assert_memory_equal(nb_tape_value(t, NULL, shares), ((float[]){0.5f, 0, 0.5f, 0, 0, 0}), 24);
  assert_memory_equal(nb_tape_value(t, NULL, picked), ((float[]){1e30f, 7}), 8);
  for (int i = 0; i < 6; i++)
    assert_true(isfinite(nb_tape_gradient(t, NULL, x)[i]));
}

static void parameters_start_as_they_were_declared(void **state)
{
  (void)state;
  rig *r = any();
  static float parameters[300 * 40 + 40 + 20 + 5000];
  nb_tape_over(r->arena, sizeof r->arena, &r->tape);
  nb_tape_parameter(r->tape, "w", (nb_shape){{40, 300}}, NB_HE);
  nb_var b = nb_tape_parameter(r->tape, "b", (nb_shape){{40}}, NB_ZEROS);
  nb_tape_parameter(r->tape, "gain", (nb_shape){{20}}, NB_ONES);
  nb_var e = nb_tape_parameter(r->tape, "embedding", (nb_shape){{50, 100}}, NB_NORMAL);
  nb_random random = nb_random_seed(3, 0);
  nb_tape_start(r->tape, parameters, &random);
  assert_int_equal(nb_tape_parameters(r->tape), sizeof parameters / sizeof *parameters);
  assert_int_equal(nb_tape_place(r->tape, b), 12000);
  assert_ptr_equal(nb_tape_value(r->tape, parameters, e), parameters + 12060);
  double weights = 0, rows = 0;
  for (int i = 0; i < 12000; i++)
    weights += (double)parameters[i] * parameters[i] / 12000;
  for (int i = 0; i < 5000; i++)
    rows += (double)parameters[12060 + i] * parameters[12060 + i] / 5000;
  assert_float_equal(weights * 300 / 2, 1, 0.05);
  assert_float_equal(sqrt(rows), 0.02, 0.001);
  assert_true(parameters[12000] == 0 && parameters[12040] == 1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_operation_equals_pytorchs),
      cmocka_unit_test(every_operation_equals_finite_differences),
      cmocka_unit_test(a_gradient_adds_up_over_uses),
      cmocka_unit_test(intermediate_values_and_gradients_are_found_by_name),
      cmocka_unit_test(a_copied_tape_runs_by_itself),
      cmocka_unit_test(shapes_that_do_not_fit_are_named),
      cmocka_unit_test(a_full_arena_is_an_error),
      cmocka_unit_test(what_is_not_finite_is_named),
      cmocka_unit_test(extremes_stay_sound),
      cmocka_unit_test(parameters_start_as_they_were_declared),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
