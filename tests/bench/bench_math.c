// The shared mathematics: a typed function on a grid beside the same compiled, and small matrices taken apart.
//
//   cmake --build build/release --target bench_math && build/release/bench_math
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "nabla/math/eigen.h"
#include "nabla/math/expression.h"
#include "nabla/math/lu.h"
#include "nabla/math/random.h"
#include "nabla/math/streamline.h"
#include "nabla/math/svd.h"

enum { SIDE = 512, ROUNDS = 15 };

static float values[SIDE * SIDE];

static double now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

// The best of a few rounds, as others may be using the machine. Milliseconds.
static double best_of(void (*work)(const void *context), const void *context)
{
  double best = 1e9;
  for (int round = 0; round < ROUNDS; round++) {
    double start = now();
    work(context);
    best = fmin(best, 1e3 * (now() - start));
  }
  return best;
}

// ---- typed functions

static const nb_rect area = {-3, -3, 6, 6};

static void typed(const void *context)
{
  nb_expression_grid(context, NULL, area, SIDE, SIDE, values);
}

static double waves(double x, double y)
{
  return sin(x) * y + x * x;
}

static double hills(double x, double y)
{
  return 3 * (1 - x) * (1 - x) * exp(-x * x - (y + 1) * (y + 1)) -
         10 * (x / 5 - x * x * x - y * y * y * y * y) * exp(-x * x - y * y) -
         exp(-(x + 1) * (x + 1) - y * y) / 3;
}

static double himmelblau(double x, double y)
{
  double a = x * x + y - 11, b = x + y * y - 7;
  return a * a + b * b;
}

typedef struct compiled {
  double (*f)(double x, double y);
} compiled;

static void by_function(const void *context)
{
  double (*f)(double, double) = ((const compiled *)context)->f;
  for (int row = 0; row < SIDE; row++)
    for (int column = 0; column < SIDE; column++)
      values[row * SIDE + column] = (float)f(-3 + 6.0 * column / (SIDE - 1), -3 + 6.0 * row / (SIDE - 1));
}

static void compare(const char *text, double (*f)(double, double))
{
  nb_expression e;
  if (nb_failed(nb_expression_parse(text, "x y", &e, NULL)))
    exit(EXIT_FAILURE);
  compiled c = {f};
  double ours = best_of(typed, &e), theirs = best_of(by_function, &c);
  printf("typed function 512x512 ms   %.2f   compiled C %.2f   ratio %.2f   %s\n", ours, theirs,
         ours / theirs, text);
}

// ---- matrices

static double in_a[64 * 64], in_b[64 * 64], in_c[64 * 64], numbers[64];
static nb_complex roots[64];
static const nb_mat a = {64, 64, in_a}, b = {64, 64, in_b}, c = {64, 64, in_c};

static void inverse(const void *context)
{
  (void)context;
  nb_mat_inverse(a, b);
}

static void singular(const void *context)
{
  (void)context;
  nb_svd(a, b, numbers, c);
}

static void eigen(const void *context)
{
  (void)context;
  nb_eigenvectors(a, roots, b);
}

static void symmetric(const void *context)
{
  (void)context;
  nb_eigen_symmetric(a, numbers, b);
}

// ---- streamlines

static nb_vec2 places[20000];
static nb_streamline lines[2000];

static nb_vec2 swirls(nb_vec2 p, const void *context)
{
  (void)context;
  return nb_at(sinf(p.y) + 0.3f, cosf(1.3f * p.x));
}

static const nb_flow flow = {.f = swirls, .area = {-8, -4.5f, 16, 9}, .spacing = 0.3f};
static nb_streamlines found = {
    .points = places, .point_capacity = 20000, .lines = lines, .line_capacity = 2000};

static void fill(const void *memory)
{
  nb_trace_streamlines(&flow, (void *)memory, &found);
}

int main(void)
{
  nb_random random = nb_random_seed(1, 0);
  compare("sin(x) y + x^2", waves);
  compare("(x^2+y-11)^2 + (x+y^2-7)^2", himmelblau);
  compare("3(1-x)^2 e^(-x^2-(y+1)^2) - 10(x/5-x^3-y^5) e^(-x^2-y^2) - e^(-(x+1)^2-y^2)/3", hills);
  for (int i = 0; i < 64 * 64; i++)
    in_a[i] = nb_random_float(&random) - 0.5;
  printf("matrix 64x64 ms   inverse %.2f   singular values %.2f   eigenvectors %.2f   symmetric %.2f\n",
         best_of(inverse, NULL), best_of(singular, NULL), best_of(eigen, NULL), best_of(symmetric, NULL));
  void *memory = malloc(nb_streamlines_memory(&flow, found.point_capacity));
  double time = best_of(fill, memory);
  printf("streamlines 16x9, 0.3 apart ms   %.2f   %u lines, %u points\n", time, found.line_count,
         found.point_count);
  free(memory);
  return EXIT_SUCCESS;
}
