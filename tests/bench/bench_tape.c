// Training steps a second on a tape, beside PyTorch's autograd on one thread in the same run; and how much of
// the core's peak the product under it reaches, beside OpenBLAS where that is installed (libopenblas0).
//
//   cmake --build build/release --target bench_tape && build/release/bench_tape
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/math/dense.h"
#include "nabla/math/layers.h"
#include "nabla/math/optimizer.h"

#include "peak.h"

enum { ROUNDS = 7, ARENA = 1 << 22, PARAMETERS = 1 << 15, TOKENS = 16, VOCABULARY = 32, WIDTH = 32 };

static uint64_t arena[ARENA / 8];
static float parameters[PARAMETERS], gradient[PARAMETERS], moments[2 * PARAMETERS];

static nb_tape *blank(void)
{
  nb_tape *tape;
  nb_tape_over(arena, sizeof arena, &tape);
  memset(moments, 0, sizeof moments);
  return tape;
}

static nb_var small_network(nb_tape *tape)
{
  nb_var x = nb_tape_input(tape, "x", (nb_shape){{4, 2}});
  nb_var target = nb_tape_input(tape, "target", (nb_shape){{4, 1}});
  memcpy(nb_tape_value(tape, NULL, x), (float[]){0, 0, 0, 1, 1, 0, 1, 1}, 8 * sizeof(float));
  memcpy(nb_tape_value(tape, NULL, target), (float[]){0, 1, 1, 0}, 4 * sizeof(float));
  nb_var h = nb_layer_dense(tape, "one", x, 8, NB_TANH);
  h = nb_layer_dense(tape, "two", h, 8, NB_TANH);
  return nb_tape_mean_squared_error(tape, nb_layer_linear(tape, "out", h, 1), target);
}

static nb_var transformer(nb_tape *tape, uint32_t batch)
{
  nb_var ids = nb_tape_input(tape, "ids", (nb_shape){{batch, TOKENS}});
  for (uint32_t i = 0; i < batch * TOKENS; i++)
    nb_tape_value(tape, NULL, ids)[i] = (float)(i % VOCABULARY);
  nb_var table = nb_tape_parameter(tape, "embedding", (nb_shape){{VOCABULARY, WIDTH}}, NB_NORMAL);
  nb_var position = nb_tape_parameter(tape, "position", (nb_shape){{TOKENS, WIDTH}}, NB_NORMAL);
  nb_var x = nb_tape_add(tape, nb_tape_embedding(tape, table, ids), position);
  nb_var mask = nb_causal_mask(tape, "mask", TOKENS);
  x = nb_layer_transformer(tape, "block", x, (nb_transformer){.heads = 4, .mask = mask});
  x = nb_layer_linear(tape, "logits", nb_layer_norm(tape, "norm", x), VOCABULARY);
  return nb_tape_cross_entropy(tape, x, ids);
}

// The best of a few rounds, as others may be using the machine.
static double steps_a_second(nb_tape *tape, nb_var cost, nb_optimizer optimizer, int steps)
{
  nb_random random = nb_random_seed(1, 0);
  nb_progress progress = {0};
  double best = 0;
  nb_tape_start(tape, parameters, &random);
  for (int round = 0; round < ROUNDS; round++) {
    double start = now();
    for (int step = 0; step < steps; step++) {
      nb_error e = nb_tape_forward(tape, parameters);
      if (nb_failed(e))
        fprintf(stderr, "%s\n", e.text);
      nb_tape_backward(tape, parameters, cost, gradient);
      nb_optimize(&optimizer, &progress, parameters, moments, gradient, nb_tape_parameters(tape));
    }
    double rate = steps / (now() - start);
    best = rate > best ? rate : best;
  }
  return best;
}

// The three figures of bench_tape.py; zeros where there is no PyTorch.
static void pytorch(double rates[3])
{
  FILE *pipe = popen("/usr/bin/python3 '" NABLA_BENCH "/bench_tape.py' 2>/dev/null", "r");
  if (!pipe)
    return;
  if (fscanf(pipe, "%lf %lf %lf", &rates[0], &rates[1], &rates[2]) != 3)
    memset(rates, 0, 3 * sizeof *rates);
  pclose(pipe);
}

static void report(const char *what, double ours, double theirs)
{
  printf("tape training steps/s  %-36s %8.0f", what, ours);
  if (theirs > 0)
    printf("   PyTorch %5.0f   ratio %.1f\n", theirs, ours / theirs);
  else
    printf("   PyTorch not installed\n");
}

// ---- the 784 x 16 product at batch 32

enum { ROWS = 32, INPUTS = 784, OUTPUTS = 16, PRODUCTS = 20000 };
static float x[ROWS * INPUTS], weights[OUTPUTS * INPUTS], biases[OUTPUTS], z[ROWS * OUTPUTS];

static void our_product(void *context)
{
  (void)context;
  nb_dense_best()->forward(&(nb_dense_layer){ROWS, INPUTS, OUTPUTS, x, weights, biases, z, false});
}

typedef void (*sgemm)(int order, int transpose_a, int transpose_b, int m, int n, int k, float alpha,
                      const float *a, int lda, const float *b, int ldb, float beta, float *c, int ldc);

static void blas_product(void *context)
{
  enum { ROW_MAJOR = 101, PLAIN = 111, TRANSPOSED = 112 };
  (*(sgemm *)context)(ROW_MAJOR, PLAIN, TRANSPOSED, ROWS, OUTPUTS, INPUTS, 1, x, INPUTS, weights, INPUTS, 0,
                      z, OUTPUTS);
}

// Operations a second, the best of a few rounds.
static double product_speed(void (*product)(void *context), void *context)
{
  double best = 0;
  for (int round = 0; round < ROUNDS; round++) {
    double start = now();
    for (int n = 0; n < PRODUCTS; n++)
      product(context);
    double speed = 2.0 * ROWS * INPUTS * OUTPUTS * PRODUCTS / (now() - start);
    best = speed > best ? speed : best;
  }
  return best;
}

static void compare_products(void)
{
  for (int i = 0; i < ROWS * INPUTS; i++)
    x[i] = (float)(i % 17) / 17;
  for (int i = 0; i < OUTPUTS * INPUTS; i++)
    weights[i] = (float)(i % 13) / 13;
  double top = peak(), ours = product_speed(our_product, NULL);
  printf("product GFLOP/s  32 x 784 times 784 x 16   %.1f", ours * 1e-9);
  if (top > 0)
    printf(", %.0f %% of the core's %.0f without FMA", 100 * ours / top, top * 1e-9);
  setenv("OPENBLAS_NUM_THREADS", "1", 1);
  void *library = dlopen("libopenblas.so.0", RTLD_NOW);
  sgemm theirs = NULL;
  if (library)
    *(void **)&theirs = dlsym(library, "cblas_sgemm");
  if (theirs)
    printf("   OpenBLAS %.1f\n", product_speed(blas_product, &theirs) * 1e-9);
  else
    printf("   OpenBLAS not installed\n");
}

enum { NETWORKS = 3 };

// Our three figures, each at least as good as what rates has.
static bool ours(double rates[NETWORKS])
{
  static const struct {
    nb_optimizer optimizer;
    uint32_t batch; // of the transformer; 0 for the small network
    int steps;
  } runs[NETWORKS] = {{{.rate = 0.1f}, 0, 20000},
                      {{.method = NB_ADAM, .rate = 1e-3f}, 1, 500},
                      {{.method = NB_ADAM, .rate = 1e-3f}, 8, 100}};
  for (int i = 0; i < NETWORKS; i++) {
    nb_tape *tape = blank();
    nb_var cost = runs[i].batch ? transformer(tape, runs[i].batch) : small_network(tape);
    if (nb_failed(nb_tape_error(tape)))
      return false;
    double rate = steps_a_second(tape, cost, runs[i].optimizer, runs[i].steps);
    rates[i] = rate > rates[i] ? rate : rates[i];
  }
  return true;
}

// Before and after PyTorch, so that a busy moment does not decide.
int main(void)
{
  double rates[NETWORKS] = {0}, theirs[NETWORKS] = {0};
  if (!ours(rates))
    return EXIT_FAILURE;
  pytorch(theirs);
  ours(rates);
  report("2-8-8-1, 4 rows", rates[0], theirs[0]);
  report("transformer of width 32, 1 x 16 tokens", rates[1], theirs[1]);
  report("transformer of width 32, 8 x 16 tokens", rates[2], theirs[2]);
  compare_products();
  return EXIT_SUCCESS;
}
