// Layers: every network's values and gradients against PyTorch's, steps and parameters found by name.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "nabla/math/layers.h"

#include "data/layers_reference.h"

enum { ARENA = 1 << 20, PARAMETERS = 8192 };
static const uint32_t GRADIENT_BITS = 0x0209cbab;

// ---- the networks under the names of make_layers_reference.py

static nb_var net_dense(nb_tape *t, nb_var x)
{
  return nb_layer_linear(t, "out", nb_layer_dense(t, "h", x, 5, NB_TANH), 2);
}

static nb_var net_deep_residual(nb_tape *t, nb_var x)
{
  return nb_layer_residual(t, "two", nb_layer_residual(t, "one", x, 5, NB_RELU), 7, NB_TANH);
}

static nb_var net_rnn(nb_tape *t, nb_var x)
{
  nb_recurrent cell = nb_recurrent_cell(t, "cell", NB_RNN, 3, 4);
  return nb_recurrent_run(t, &cell, "h", x);
}

static nb_var net_gru(nb_tape *t, nb_var x)
{
  nb_recurrent cell = nb_recurrent_cell(t, "cell", NB_GRU, 3, 4);
  return nb_recurrent_run(t, &cell, "h", x);
}

static nb_var net_transformer(nb_tape *t, nb_var x)
{
  return nb_layer_transformer(t, "block", x,
                              (nb_transformer){.heads = 2, .mask = nb_causal_mask(t, "mask", 5)});
}

static nb_var net_two_blocks(nb_tape *t, nb_var x)
{
  nb_var mask = nb_causal_mask(t, "mask", 6);
  nb_var once = nb_layer_transformer(t, "one", x, (nb_transformer){.heads = 4, .mask = mask});
  return nb_layer_transformer(t, "two", once, (nb_transformer){.mask = mask});
}

static const struct reference {
  const char *name;
  nb_var (*network)(nb_tape *t, nb_var x);
  nb_shape input;
  uint32_t results, parameters, every;
  const double *value, *gradient;
} references[] = {REFERENCES};
enum { COUNT = sizeof references / sizeof *references };

// ---- running them

// The sequence that make_layers_reference.py uses.
static float number(uint32_t i, uint32_t salt)
{
  return ((float)((i * 2654435761u + salt * 40503u) >> 21) - 1024) / 2048;
}

typedef struct rig {
  nb_tape *tape;
  nb_var x, result, cost;
  float parameters[PARAMETERS], gradient[PARAMETERS];
  uint64_t arena[ARENA / 8];
} rig;

static void fill(nb_tape *tape, nb_var node, uint32_t salt)
{
  for (uint32_t i = 0; i < nb_tape_count(tape, node); i++)
    nb_tape_value(tape, NULL, node)[i] = number(i, salt);
}

static rig *rig_of(const struct reference *reference)
{
  static rig r;
  assert_false(nb_failed(nb_tape_over(r.arena, sizeof r.arena, &r.tape)));
  r.x = nb_tape_variable(r.tape, "x", reference->input);
  r.result = reference->network(r.tape, r.x);
  nb_var weights = nb_tape_input(r.tape, "", nb_tape_shape(r.tape, r.result));
  r.cost = nb_tape_sum(r.tape, nb_tape_multiply(r.tape, r.result, weights));
  assert_string_equal(nb_tape_error(r.tape).text, "");
  fill(r.tape, r.x, 2);
  fill(r.tape, weights, 9);
  for (uint32_t i = 0; i < PARAMETERS; i++)
    r.parameters[i] = number(i, 1);
  return &r;
}

static void rig_run(rig *r)
{
  assert_string_equal(nb_tape_forward(r->tape, r->parameters).text, "");
  assert_string_equal(nb_tape_backward(r->tape, r->parameters, r->cost, r->gradient).text, "");
}

// Within a hundred-thousandth of the reference's, or of a tenth of the largest for those next to nothing.
static void assert_close(const char *what, const float *ours, const double *theirs, size_t count,
                         uint32_t every)
{
  double largest = 0;
  for (size_t i = 0; i * every < count; i++)
    largest = fmax(largest, fabs(theirs[i]));
  for (size_t i = 0; i * every < count; i++)
    if (!(fabs(ours[i * every] - theirs[i]) <= 1e-5 * fmax(fabs(theirs[i]), 0.1 * largest)))
      fail_msg("%s: figure %zu is %.9g, PyTorch has %.9g", what, i * every, ours[i * every], theirs[i]);
}

static void every_network_equals_pytorchs(void **state)
{
  (void)state;
  for (int i = 0; i < COUNT; i++) {
    rig *r = rig_of(&references[i]);
    rig_run(r);
    assert_int_equal(nb_tape_parameters(r->tape), references[i].parameters);
    assert_close(references[i].name, nb_tape_value(r->tape, NULL, r->result), references[i].value,
                 references[i].results, 1);
    assert_close(references[i].name, r->gradient, references[i].gradient, references[i].parameters,
                 references[i].every);
  }
}

// The gradient at the input, which the references do not have: central differences of fourth order.
static void input_gradients_equal_finite_differences(void **state)
{
  (void)state;
  const float h = 1.0f / 64;
  for (int i = 0; i < COUNT; i++) {
    rig *r = rig_of(&references[i]);
    rig_run(r);
    float *x = nb_tape_value(r->tape, NULL, r->x), *gradient = nb_tape_gradient(r->tape, NULL, r->x);
    for (uint32_t k = 0; k < nb_tape_count(r->tape, r->x); k += 5) {
      double cost[5];
      float kept = x[k], expected = gradient[k];
      for (int step = 0; step < 5; step++) {
        x[k] = kept + h * (float)(step - 2);
        assert_false(nb_failed(nb_tape_forward(r->tape, r->parameters)));
        cost[step] = *nb_tape_value(r->tape, NULL, r->cost);
      }
      x[k] = kept;
      assert_float_equal(expected, (8 * (cost[3] - cost[1]) - (cost[4] - cost[0])) / (12 * h), 5e-3);
    }
  }
}

// The same bits whatever the compiler, its options and the machine: FNV-1a over all gradients, as gcc and
// clang have it with and without optimisation on x86-64, and gcc on 64-bit ARM.
static void gradients_are_the_same_bits_everywhere(void **state)
{
  (void)state;
  uint32_t hash = 2166136261u;
  for (int i = 0; i < COUNT; i++) {
    rig *r = rig_of(&references[i]);
    rig_run(r);
    for (size_t k = 0; k < nb_tape_parameters(r->tape); k++) {
      uint32_t bits;
      memcpy(&bits, &r->gradient[k], sizeof bits);
      hash = (hash ^ bits) * 16777619u;
    }
  }
  assert_int_equal(hash, GRADIENT_BITS);
}

static void steps_and_parameters_are_found_by_name(void **state)
{
  (void)state;
  rig *r = rig_of(&references[4]);
  rig_run(r);
  nb_var weights = nb_tape_find(r->tape, "block.attention.weights");
  assert_memory_equal(nb_tape_shape(r->tape, weights).sizes, ((uint32_t[]){2, 2, 5, 5}), 16);
  const float *weight = nb_tape_value(r->tape, NULL, weights);
  for (int row = 0; row < 20; row++) {
    float sum = 0;
    for (int column = 0; column < 5; column++) {
      assert_true(column <= row % 5 || weight[row * 5 + column] == 0);
      sum += weight[row * 5 + column];
    }
    assert_float_equal(sum, 1, 1e-6);
  }
  static const char *const names[] = {"block.norm.gains",   "block.qkv.weights", "block.attention.scores",
                                      "block.queries",      "block.keys",        "block.values",
                                      "block.back.biases",  "block.seen",        "block.mlp.norm",
                                      "block.mlp.hidden.z", "block.mlp.hidden",  "block.mlp.back"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    nb_var node = nb_tape_find(r->tape, names[i]);
    if (!node || !nb_tape_gradient(r->tape, r->gradient, node))
      fail_msg("there is no \"%s\" with a gradient", names[i]);
  }
  r = rig_of(&references[3]);
  assert_int_equal(nb_tape_find(r->tape, "h.4"), r->result);
  assert_true(nb_tape_find(r->tape, "h.0.reset") && nb_tape_find(r->tape, "h.3.update"));
  assert_int_equal(nb_tape_count(r->tape, nb_tape_find(r->tape, "h.2.new")), 2 * 4);
}

static void mistakes_are_the_tapes(void **state)
{
  (void)state;
  static uint64_t arena[ARENA / 8];
  nb_tape *t;
  nb_tape_over(arena, sizeof arena, &t);
  nb_var x = nb_tape_input(t, "x", (nb_shape){{2, 5, 9}});
  assert_int_equal(nb_layer_transformer(t, "block", x, (nb_transformer){.heads = 2}), 0);
  assert_non_null(strstr(nb_tape_error(t).text, "reshape"));
  nb_tape_over(arena, sizeof arena, &t);
  nb_recurrent cell = nb_recurrent_cell(t, "cell", NB_GRU, 3, 4);
  x = nb_tape_input(t, "x", (nb_shape){{5, 2, 9}});
  assert_int_equal(nb_recurrent_run(t, &cell, "h", x), 0);
  assert_non_null(strstr(nb_tape_error(t).text, "linear of \"\" [2, 9] and \"cell.input.weights\" [12, 3]"));
  nb_tape_over(arena, sizeof arena, &t);
  x = nb_tape_input(t, "x", (nb_shape){{8, 8}});
  assert_int_equal(nb_layer_transformer(t, "block", x, (nb_transformer){0}), 0);
  assert_non_null(strstr(nb_tape_error(t).text, "transformer of \"x\" [8, 8]: three sizes are needed"));
  nb_tape_over(arena, 2048, &t);
  x = nb_tape_input(t, "x", (nb_shape){{1, 5, 8}});
  assert_int_equal(nb_layer_transformer(t, "block", x, (nb_transformer){0}), 0);
  assert_int_equal(nb_tape_error(t).id, NB_NO_MEMORY);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_network_equals_pytorchs),
      cmocka_unit_test(input_gradients_equal_finite_differences),
      cmocka_unit_test(gradients_are_the_same_bits_everywhere),
      cmocka_unit_test(steps_and_parameters_are_found_by_name),
      cmocka_unit_test(mistakes_are_the_tapes),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
