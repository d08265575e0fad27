// Training steps a second of the network that reads digits, beside PyTorch's autograd on one thread in the
// same run.
//
//   cmake --build build/release --target bench_network && build/release/bench_network
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "nabla/math/network.h"

enum {
  BATCH = 32,
  PARAMETERS = NB_DENSE_FLOATS(784, 16) + NB_DENSE_FLOATS(16, 16) + NB_DENSE_FLOATS(16, 10),
  ROUNDS = 7,
  STEPS = 4000,
  PEAK_LOOPS = 2000000,
};

static const nb_network net = {
    .sizes = {784, 16, 16, 10},
    .hidden = NB_RELU,
    .output = NB_SOFTMAX,
    .cost = NB_CROSS_ENTROPY,
};

static double now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

// Operations a second of multiplications and additions that wait for nothing: twelve chains in registers.
// This is the peak without FMA, which we do not use as it would give other bits; where a core has as many
// adders as multipliers, as Zen has, FMA would not be faster. 0 where we do not know how to measure it.
#if defined(__x86_64__)
typedef float lanes __attribute__((vector_size(32)));
#define KEEP(a, b, c, d, e, f) __asm__ volatile("" : "+x"(a), "+x"(b), "+x"(c), "+x"(d), "+x"(e), "+x"(f))

__attribute__((target("avx2"))) static double peak_avx2(void)
{
  lanes factor = {1, 1, 1, 1, 1, 1, 1, 1}, term = {0};
  lanes p0 = factor, p1 = factor, p2 = factor, p3 = factor, p4 = factor, p5 = factor;
  lanes s0 = term, s1 = term, s2 = term, s3 = term, s4 = term, s5 = term;
  double start = now();
  for (int n = 0; n < PEAK_LOOPS; n++) {
    p0 *= factor, p1 *= factor, p2 *= factor, p3 *= factor, p4 *= factor, p5 *= factor;
    s0 += term, s1 += term, s2 += term, s3 += term, s4 += term, s5 += term;
    KEEP(p0, p1, p2, p3, p4, p5); // or the compiler would leave the loop out
    KEEP(s0, s1, s2, s3, s4, s5);
  }
  return 12.0 * 8 * PEAK_LOOPS / (now() - start);
}

static double peak(void)
{
  return __builtin_cpu_supports("avx2") ? peak_avx2() : 0;
}
#else
static double peak(void)
{
  return 0;
}
#endif

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
