// Training steps a second of the network that reads digits, beside PyTorch's autograd on one thread in the
// same run.
//
//   cmake --build build/release --target bench_network && build/release/bench_network
#include <stdio.h>
#include <stdlib.h>

#include "nabla/math/network.h"

#include "peak.h"

enum {
  BATCH = 32,
  PARAMETERS = NB_DENSE_FLOATS(784, 16) + NB_DENSE_FLOATS(16, 16) + NB_DENSE_FLOATS(16, 10),
  ROUNDS = 7,
  STEPS = 4000,
};

static const nb_network net = {
    .sizes = {784, 16, 16, 10},
    .hidden = NB_RELU,
    .output = NB_SOFTMAX,
    .cost = NB_CROSS_ENTROPY,
};

// Multiplications and additions of a step: forward and the weights' gradients over all layers, backward over
// all but the first.
static double step_operations(void)
{
  double weights = 784 * 16 + 16 * 16 + 16 * 10, inner = 16 * 16 + 16 * 10;
  return 2.0 * BATCH * (2 * weights + inner);
}

static float parameters[PARAMETERS], velocity[PARAMETERS], gradient[PARAMETERS];
static float memory[NB_PASS_FLOATS(BATCH, 784, 16 + 16, 10)];

// The best of a few rounds, as others may be using the machine.
static double ours(void)
{
  nb_random random = nb_random_seed(1, 0);
  nb_network_start(&net, parameters, &random);
  nb_pass pass = nb_pass_over(&net, BATCH, memory);
  for (int i = 0; i < BATCH * 784; i++)
    pass.a[0][i] = nb_random_float(&random);
  for (int row = 0; row < BATCH; row++)
    pass.targets[row * 10 + row % 10] = 1;
  double best = 0;
  for (int round = 0; round < ROUNDS; round++) {
    double start = now();
    for (int step = 0; step < STEPS; step++)
      nb_network_step(&net, parameters, velocity, gradient, &pass, (nb_sgd){.rate = 0.01f, .momentum = 0.9f});
    double rate = STEPS / (now() - start);
    best = rate > best ? rate : best;
  }
  return best;
}

// Steps a second by bench_network.py, 0 where there is no PyTorch.
static double pytorch(void)
{
  FILE *pipe = popen("/usr/bin/python3 '" NABLA_BENCH "/bench_network.py' 2>/dev/null", "r");
  double rate = 0;
  if (!pipe)
    return 0;
  if (fscanf(pipe, "%lf", &rate) != 1)
    rate = 0;
  pclose(pipe);
  return rate;
}

int main(void)
{
  double top = peak(), rate = ours(), theirs = pytorch();
  double again = ours(); // before and after, so that a busy moment does not decide
  rate = again > rate ? again : rate;
  double speed = rate * step_operations();
  printf("network training steps/s  784-16-16-10 batch 32   %.0f   %.1f GFLOP/s", rate, speed * 1e-9);
  if (top > 0)
    printf(", %.0f %% of the core's %.0f", 100 * speed / top, top * 1e-9);
  if (theirs > 0)
    printf("   PyTorch %.0f   ratio %.1f\n", theirs, rate / theirs);
  else
    printf("   PyTorch not installed\n");
  return EXIT_SUCCESS;
}
