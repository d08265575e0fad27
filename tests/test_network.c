// Networks: gradients against PyTorch's and finite differences, the same bits from every kernel, sound
// numbers.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/math/dense.h"
#include "nabla/math/network.h"

#include "data/network_reference.h"

enum { REFERENCES = sizeof references / sizeof *references };

// The sequence that make_network_reference.py uses.
static float number(uint32_t i, uint32_t salt)
{
  return ((float)((i * 2654435761u + salt * 40503u) >> 21) - 1024) / 2048;
}

// A network with its parameters and a pass, set up as the reference's.
typedef struct rig {
  const nb_network *network;
  uint32_t layers, outputs;
  size_t count;
  float *parameters, *velocity, *gradient, *memory;
  nb_pass pass;
} rig;

static rig rig_make(int index)
{
  const nb_network *network = &references[index].network;
  rig r = {.network = network, .layers = nb_network_layers(network), .count = nb_network_parameters(network)};
  r.outputs = network->sizes[r.layers - 1];
  r.parameters = calloc(r.count, sizeof(float));
  r.velocity = calloc(r.count, sizeof(float));
  r.gradient = calloc(r.count, sizeof(float));
  r.memory = calloc(nb_pass_floats(network, references[index].examples), sizeof(float));
  r.pass = nb_pass_over(network, references[index].examples, r.memory);
  for (uint32_t i = 0; i < r.count; i++)
    r.parameters[i] = number(i, 1) * references[index].scale;
  for (uint32_t i = 0; i < r.pass.count * network->sizes[0]; i++)
    r.pass.a[0][i] = number(i, 2) + 0.5f;
  for (uint32_t i = 0; i < r.pass.count * r.outputs; i++)
    r.pass.targets[i] =
        network->cost == NB_QUADRATIC ? number(i, 3) : i / r.outputs % r.outputs == i % r.outputs;
  return r;
}

static void rig_free(rig *r)
{
  free(r->parameters);
  free(r->velocity);
  free(r->gradient);
  free(r->memory);
}

// Every figure within a hundred-thousandth of the reference's, or of a hundredth of the largest for those
// that are next to nothing.
static void assert_close(const char *what, const float *ours, const double *theirs, size_t count,
                         uint32_t every)
{
  double largest = 0;
  for (size_t i = 0; i * every < count; i++)
    largest = fmax(largest, fabs(theirs[i]));
  for (size_t i = 0; i * every < count; i++)
    if (!(fabs(ours[i * every] - theirs[i]) <= 1e-5 * fmax(fabs(theirs[i]), 0.01 * largest)))
      fail_msg("%s: figure %zu is %.9g, PyTorch has %.9g", what, i * every, ours[i * every], theirs[i]);
}

static void gradients_equal_pytorchs(void **state)
{
  (void)state;
  for (int index = 0; index < REFERENCES; index++) {
    rig r = rig_make(index);
    nb_network_forward(r.network, r.parameters, &r.pass);
    nb_network_backward(r.network, r.parameters, &r.pass, r.gradient);
    float cost = nb_network_cost(r.network, &r.pass);
    assert_close(references[index].name, &cost, &references[index].cost, 1, 1);
    assert_close(references[index].name, r.gradient, references[index].gradient, r.count,
                 references[index].every);
    rig_free(&r);
  }
}

static void training_equals_pytorchs(void **state)
{
  (void)state;
  for (int index = 0; index < REFERENCES; index++) {
    rig r = rig_make(index);
    for (int step = 0; step < REFERENCE_STEPS; step++)
      nb_network_step(r.network, r.parameters, r.velocity, r.gradient, &r.pass, reference_sgd);
    assert_close(references[index].name, r.parameters, references[index].trained, r.count,
                 references[index].every);
    rig_free(&r);
  }
}

// The mean cost in double, of which differences leave something over.
static double cost_at(rig *r, size_t parameter, float shift)
{
  float kept = r->parameters[parameter];
  r->parameters[parameter] = kept + shift;
  nb_network_forward(r->network, r->parameters, &r->pass);
  r->parameters[parameter] = kept;
  const float *a = r->pass.a[r->layers - 1], *targets = r->pass.targets;
  double sum = 0;
  for (uint32_t i = 0; i < r->pass.count * r->outputs; i++)
    sum += r->network->cost == NB_QUADRATIC ? pow((double)a[i] - targets[i], 2) : -targets[i] * log(a[i]);
  return sum / r->pass.count;
}

// Central differences of fourth order; floats allow no small step.
static double difference(rig *r, size_t parameter)
{
  const float h = 1.0f / 16;
  double near = cost_at(r, parameter, h) - cost_at(r, parameter, -h);
  double far = cost_at(r, parameter, 2 * h) - cost_at(r, parameter, -2 * h);
  return (8 * near - far) / (12 * h);
}

// For the smooth networks; a step across ReLU's corner has no derivative to compare with.
static void gradients_equal_finite_differences(void **state)
{
  (void)state;
  for (int index = 0; index < REFERENCES; index++) {
    if (references[index].network.hidden == NB_RELU)
      continue;
    rig r = rig_make(index);
    nb_network_forward(r.network, r.parameters, &r.pass);
    nb_network_backward(r.network, r.parameters, &r.pass, r.gradient);
    double error = 0, length = 0;
    for (size_t i = 0; i < r.count; i += references[index].every) {
      double expected = difference(&r, i);
      error += (r.gradient[i] - expected) * (r.gradient[i] - expected);
      length += expected * expected;
    }
    if (!(sqrt(error) <= 1e-3 * sqrt(length)))
      fail_msg("%s: off by %.3g of %.3g", references[index].name, sqrt(error), sqrt(length));
    rig_free(&r);
  }
}

// da is what the cost of that example does when an activation is moved: shown on the last hidden layer, by
// running what comes behind it as a network of its own.
static void activation_gradients_equal_finite_differences(void **state)
{
  (void)state;
  enum { DIGITS = 5, HIDDEN = 2 };
  rig r = rig_make(DIGITS);
  nb_network_forward(r.network, r.parameters, &r.pass);
  nb_network_backward(r.network, r.parameters, &r.pass, r.gradient);
  nb_network tail = {.sizes = {16, 10}, .output = NB_SOFTMAX, .cost = NB_CROSS_ENTROPY};
  float memory[NB_PASS_FLOATS(1, 16, 0, 10)];
  nb_pass one = nb_pass_over(&tail, 1, memory);
  memcpy(one.a[0], r.pass.a[HIDDEN], 16 * sizeof(float));
  memcpy(one.targets, r.pass.targets, 10 * sizeof(float));
  const float *parameters = r.parameters + nb_network_weights(r.network, HIDDEN + 1), h = 1.0f / 32;
  for (int i = 0; i < 16; i++) {
    float kept = one.a[0][i];
    one.a[0][i] = kept + h;
    nb_network_forward(&tail, parameters, &one);
    float above = nb_network_cost(&tail, &one);
    one.a[0][i] = kept - h;
    nb_network_forward(&tail, parameters, &one);
    float below = nb_network_cost(&tail, &one);
    one.a[0][i] = kept;
    assert_float_equal(r.pass.da[HIDDEN][i], (above - below) / (2 * h), 1e-4f);
  }
  rig_free(&r);
}

// One example by itself gives the bits that it gives in a batch.
static void a_batch_is_its_examples(void **state)
{
  (void)state;
  rig r = rig_make(5);
  nb_network_forward(r.network, r.parameters, &r.pass);
  float *memory = calloc(nb_pass_floats(r.network, 1), sizeof(float));
  nb_pass one = nb_pass_over(r.network, 1, memory);
  for (uint32_t row = 0; row < r.pass.count; row++) {
    memcpy(one.a[0], r.pass.a[0] + row * 784, 784 * sizeof(float));
    nb_network_forward(r.network, r.parameters, &one);
    assert_memory_equal(one.a[3], r.pass.a[3] + row * 10, 10 * sizeof(float));
    assert_memory_equal(one.z[1], r.pass.z[1] + row * 16, 16 * sizeof(float));
  }
  free(memory);
  rig_free(&r);
}

static float *random_floats(nb_random *random, size_t count)
{
  float *floats = malloc((count + 1) * sizeof *floats);
  for (size_t i = 0; i < count; i++)
    floats[i] = 3 * nb_random_normal(random);
  return floats;
}

static void same_layer(const nb_dense_kernels *kernels, nb_random *random)
{
  nb_dense_layer layer = {.rows = 1 + nb_random_below(random, 9)};
  layer.inputs = 1 + nb_random_below(random, 40);
  layer.outputs = 1 + nb_random_below(random, 20);
  size_t size = (size_t)layer.rows * layer.outputs;
  float *x = random_floats(random, (size_t)layer.rows * layer.inputs);
  float *weights = random_floats(random, (size_t)layer.outputs * layer.inputs);
  float *biases = random_floats(random, layer.outputs), *z = random_floats(random, size);
  float *expected = random_floats(random, size);
  layer.x = x, layer.weights = weights, layer.biases = nb_random_below(random, 3) ? biases : NULL;
  layer.add = nb_random_below(random, 2);
  memcpy(z, expected, size * sizeof *z);
  layer.z = expected;
  nb_dense_kernels_at(0)->forward(&layer);
  layer.z = z;
  kernels->forward(&layer);
  assert_memory_equal(z, expected, size * sizeof *z);
  free(x), free(weights), free(biases), free(z), free(expected);
}

static void same_product(const nb_dense_kernels *kernels, nb_random *random)
{
  nb_dense_product product = {.rows = 1 + nb_random_below(random, 9), .scale = nb_random_float(random)};
  product.columns = 1 + nb_random_below(random, 40);
  product.terms = nb_random_below(random, 20);
  size_t size = (size_t)product.rows * product.columns;
  float *a = random_floats(random, (size_t)product.rows * product.terms);
  float *b = random_floats(random, (size_t)product.terms * product.columns);
  float *result = random_floats(random, size), *expected = random_floats(random, size);
  int transposed = nb_random_below(random, 2);
  product.a = a, product.b = b;
  product.row_stride = transposed ? 1 : product.terms;
  product.term_stride = transposed ? product.rows : 1;
  product.add = nb_random_below(random, 2);
  memcpy(result, expected, size * sizeof *result);
  product.result = expected;
  nb_dense_kernels_at(0)->multiply(&product);
  product.result = result;
  kernels->multiply(&product);
  assert_memory_equal(result, expected, size * sizeof *result);
  free(a), free(b), free(result), free(expected);
}

static void same_elements(const nb_dense_kernels *kernels, nb_random *random)
{
  enum { COUNT = 100 };
  const nb_dense_kernels *scalar = nb_dense_kernels_at(0);
  uint32_t count = nb_random_below(random, COUNT);
  float *z = random_floats(random, COUNT), ours[COUNT], expected[COUNT];
  for (nb_activation activation = NB_SIGMOID; activation <= NB_GELU; activation++) {
    float ours_dz[COUNT] = {0}, expected_dz[COUNT] = {0};
    kernels->activate(activation, z, ours, count);
    scalar->activate(activation, z, expected, count);
    assert_memory_equal(ours, expected, count * sizeof *ours);
    kernels->derive(activation, z, ours, z, ours_dz, count);
    scalar->derive(activation, z, expected, z, expected_dz, count);
    assert_memory_equal(ours_dz, expected_dz, sizeof ours_dz);
  }
  memcpy(ours, z, COUNT * sizeof *z);
  memcpy(expected, z, COUNT * sizeof *z);
  kernels->exponentials(ours, count);
  scalar->exponentials(expected, count);
  assert_memory_equal(ours, expected, sizeof ours);
  float *velocity = random_floats(random, COUNT), *expected_velocity = malloc(COUNT * sizeof(float));
  memcpy(expected_velocity, velocity, COUNT * sizeof(float));
  nb_sgd sgd = {nb_random_float(random), 0.9f};
  kernels->descend(sgd, ours, velocity, z, count);
  scalar->descend(sgd, expected, expected_velocity, z, count);
  assert_memory_equal(ours, expected, sizeof ours);
  assert_memory_equal(velocity, expected_velocity, COUNT * sizeof(float));
  free(z), free(velocity), free(expected_velocity);
}

static void every_kernel_gives_the_same_bits(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(11, 0);
  for (uint32_t index = 1; index < NB_DENSE_KERNELS; index++) {
    const nb_dense_kernels *kernels = nb_dense_kernels_at(index);
    if (!kernels)
      continue;
    for (int round = 0; round < 200; round++) {
      same_layer(kernels, &random);
      same_product(kernels, &random);
      same_elements(kernels, &random);
    }
  }
}

static void activations_equal_their_formulas(void **state)
{
  (void)state;
  const nb_dense_kernels *best = nb_dense_best();
  for (float x = -87; x <= 87; x += 0.37f) {
    float e = x, sigmoid, tangent, rectified, gelu;
    best->exponentials(&e, 1);
    best->activate(NB_SIGMOID, &x, &sigmoid, 1);
    best->activate(NB_TANH, &x, &tangent, 1);
    best->activate(NB_RELU, &x, &rectified, 1);
    best->activate(NB_GELU, &x, &gelu, 1);
    assert_true(fabs(e / exp((double)x) - 1) < 3e-7);
    assert_true(fabs(sigmoid * (1 + exp(-(double)x)) - 1) < 5e-7);
    assert_true(fabs(tangent - tanh((double)x)) < 2e-7);
    assert_true(rectified == (x > 0 ? x : 0));
    assert_true(fabs(gelu - x * 0.5 * erfc(-x / sqrt(2))) < 2e-7 * fmax(1, fabs(x)));
  }
  const float extremes[] = {INFINITY, -INFINITY, NAN, 1e30f, -1e30f, 0.0f};
  for (int i = 0; i < 6; i++) {
    float e = extremes[i];
    best->exponentials(&e, 1);
    assert_true(isfinite(e));
    float among[] = {1, 2, 3, 4, 5, 6, 7, 8, extremes[i]};
    assert_true(best->finite(among, 9) == !!isfinite(extremes[i]));
  }
}

static void softmax_sums_to_one(void **state)
{
  (void)state;
  float a[4];
  nb_softmax((float[]){1e30f, -1e30f, 1e30f, 0}, a, 4);
  assert_float_equal(a[0], 0.5f, 1e-7f);
  assert_float_equal(a[1] + a[3], 0, 1e-7f);
  nb_softmax((float[]){0, logf(2), logf(3), logf(4)}, a, 4);
  for (int i = 0; i < 4; i++)
    assert_float_equal(a[i], 0.1f * (float)(i + 1), 1e-6f);
  nb_softmax(a, a, 0);
  assert_int_equal(nb_largest((float[]){1, 3, 3, 2}, 4), 1);
  assert_int_equal(nb_largest(NULL, 0), 0);
}

static void parameters_lie_as_documented(void **state)
{
  (void)state;
  const nb_network net = {.sizes = {784, 16, 16, 10}};
  assert_int_equal(nb_network_layers(&net), 4);
  assert_int_equal(nb_network_weights(&net, 1), 0);
  assert_int_equal(nb_network_biases(&net, 1), 784 * 16);
  assert_int_equal(nb_network_weights(&net, 3), 784 * 16 + 16 + 16 * 16 + 16);
  assert_int_equal(nb_network_parameters(&net), 13002);
  assert_int_equal(nb_network_parameters(&net),
                   NB_DENSE_FLOATS(784, 16) + NB_DENSE_FLOATS(16, 16) + NB_DENSE_FLOATS(16, 10));
  assert_int_equal(nb_pass_floats(&net, 32), NB_PASS_FLOATS(32, 784, 16 + 16, 10));
}

static void starts_with_the_right_spread(void **state)
{
  (void)state;
  static float parameters[13002];
  nb_random random = nb_random_seed(5, 0);
  nb_network_start(&(nb_network){.sizes = {784, 16, 16, 10}, .hidden = NB_RELU}, parameters, &random);
  double squares = 0;
  for (int i = 0; i < 784 * 16; i++)
    squares += (double)parameters[i] * parameters[i];
  assert_float_equal(squares / (784 * 16) * 784 / 2, 1, 0.05);
  for (int i = 0; i < 16; i++)
    assert_true(parameters[784 * 16 + i] == 0);
}

static void what_is_no_network_is_refused(void **state)
{
  (void)state;
  const nb_network wrong[] = {
      {.sizes = {0}},
      {.sizes = {3}},
      {.sizes = {3, 5000}},
      {.sizes = {3, 2}, .hidden = NB_SOFTMAX},
      {.sizes = {3, 2}, .hidden = (nb_activation)-1},
      {.sizes = {3, 2}, .output = (nb_activation)9},
      {.sizes = {3, 2}, .cost = (nb_cost)7},
      {.sizes = {3, 2}, .output = NB_SIGMOID, .cost = NB_CROSS_ENTROPY},
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    assert_int_equal(nb_network_check(&wrong[i]).id, NB_OUT_OF_RANGE);
  for (int i = 0; i < REFERENCES; i++)
    assert_false(nb_failed(nb_network_check(&references[i].network)));
  assert_false(nb_failed(nb_network_check(&(nb_network){.sizes = {1, 1, 1, 1, 1, 1, 1, 1}})));
}

static void no_step_leaves_the_limits(void **state)
{
  (void)state;
  float parameters[] = {1, 2, 3, 4}, velocity[] = {0, 0, 0, 5};
  const float gradient[] = {1e38f, NAN, INFINITY, 1};
  nb_network_descend((nb_sgd){.rate = 0.5f, .momentum = 0.5f}, parameters, velocity, gradient, 4);
  assert_memory_equal(parameters, ((float[]){1, 2, 3, 4 - 0.5f * 3.5f}), sizeof parameters);
  assert_memory_equal(velocity, ((float[]){0, 0, 0, 3.5f}), sizeof velocity);
}

static void loads_bytes_as_fractions(void **state)
{
  (void)state;
  const nb_network net = {.sizes = {2, 3}, .output = NB_SOFTMAX, .cost = NB_CROSS_ENTROPY};
  float memory[NB_PASS_FLOATS(3, 2, 0, 3)];
  nb_pass pass = nb_pass_over(&net, 3, memory);
  const nb_examples examples = {(const uint8_t[]){0, 255, 51, 102}, (const uint8_t[]){2, 9}, 2};
  nb_pass_load(&net, &pass, &examples, (const uint32_t[]){1, 0, 4});
  assert_memory_equal(pass.targets, ((float[]){0, 0, 0, 0, 0, 1, 0, 0, 1}), 9 * sizeof(float));
  const float expected[] = {0.2f, 0.4f, 0, 1, 0, 1};
  for (int i = 0; i < 6; i++)
    assert_float_equal(pass.a[0][i], expected[i], 1e-7f);
  float parameters[NB_DENSE_FLOATS(2, 3)] = {0, 0, 0, 0, 0, 0, 0, 0, 1}; // always says 2
  nb_score score = nb_network_score(&net, parameters, &examples, &pass);
  assert_float_equal(score.accuracy, 0.5f, 1e-7f);
  score = nb_network_score(&net, parameters, &(nb_examples){0}, &pass);
  assert_true(score.accuracy == 0 && score.cost == 0);
}

// Drawn examples are those that the same chance picks one after the other.
static void draws_what_chance_picks(void **state)
{
  (void)state;
  const nb_network net = {.sizes = {2, 3}};
  const nb_examples examples = {(const uint8_t[]){0, 255, 51, 102, 7, 8}, (const uint8_t[]){2, 1, 0}, 3};
  float drawn[NB_PASS_FLOATS(40, 2, 0, 3)], loaded[NB_PASS_FLOATS(40, 2, 0, 3)];
  nb_pass a = nb_pass_over(&net, 40, drawn), b = nb_pass_over(&net, 40, loaded);
  nb_random random = nb_random_seed(5, 1), same = random;
  uint32_t picks[40], seen = 0;
  for (int k = 0; k < 40; k++)
    seen |= 1u << (picks[k] = nb_random_below(&same, 3));
  nb_pass_draw(&net, &a, &examples, &random);
  nb_pass_load(&net, &b, &examples, picks);
  assert_memory_equal(a.a[0], b.a[0], 80 * sizeof(float));
  assert_memory_equal(a.targets, b.targets, 120 * sizeof(float));
  assert_int_equal(seen, 7);
  nb_pass_draw(&net, &a, &(nb_examples){0}, &random); // leaves it as it is
  assert_memory_equal(a.a[0], b.a[0], 80 * sizeof(float));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(gradients_equal_pytorchs),
      cmocka_unit_test(training_equals_pytorchs),
      cmocka_unit_test(gradients_equal_finite_differences),
      cmocka_unit_test(activation_gradients_equal_finite_differences),
      cmocka_unit_test(a_batch_is_its_examples),
      cmocka_unit_test(every_kernel_gives_the_same_bits),
      cmocka_unit_test(activations_equal_their_formulas),
      cmocka_unit_test(softmax_sums_to_one),
      cmocka_unit_test(parameters_lie_as_documented),
      cmocka_unit_test(starts_with_the_right_spread),
      cmocka_unit_test(what_is_no_network_is_refused),
      cmocka_unit_test(no_step_leaves_the_limits),
      cmocka_unit_test(loads_bytes_as_fractions),
      cmocka_unit_test(draws_what_chance_picks),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
