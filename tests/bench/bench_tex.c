// What it costs to lay out a formula, and to change its numbers, beside KaTeX in Node in the same run.
//
//   cmake --build build/release --target bench_tex && build/release/bench_tex
//
// KaTeX is found where NODE_PATH says (npm install katex); without it there is no ratio.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "nabla/type/tex.h"

enum { ROUNDS = 200, BATCHES = 15 };

// KaTeX knows no \val: the same with figures in their place.
static const char *const formulas[] = {
    "f(x)=x^2",
    "\\nabla f=\\left(\\frac{\\partial f}{\\partial x},\\frac{\\partial f}{\\partial y}\\right)",
    "p(x\\mid\\mu,\\sigma)=\\frac{1}{\\sqrt{2\\pi\\sigma^2}}e^{-\\frac{(x-\\mu)^2}{2\\sigma^2}}",
    "\\begin{bmatrix}1.00&-0.50\\\\0.25&2.00\\end{bmatrix}\\begin{bmatrix}x\\\\y\\end{bmatrix}",
    "\\operatorname{Attention}(Q,K,V)=\\operatorname{softmax}\\left(\\frac{QK^\\top}{\\sqrt{d_k}}\\right)V",
};

enum { FORMULA_COUNT = sizeof formulas / sizeof *formulas };

static const char live[] =
    "\\begin{bmatrix}\\val&\\val\\\\\\val&\\val\\end{bmatrix}\\begin{bmatrix}x\\\\y\\end{bmatrix}";

static double now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return 1e6 * (double)t.tv_sec + 1e-3 * (double)t.tv_nsec;
}

// Microseconds a layout: the best of a few batches, as others may be using the machine.
static double lay_out(const nb_fonts *fonts, const char *source, uint32_t *glyphs)
{
  nb_arena memory = {0};
  nb_tex tex;
  double best = 1e9;
  for (int batch = 0; batch < BATCHES; batch++) {
    double start = now();
    for (int round = 0; round < ROUNDS; round++)
      if (nb_failed(nb_tex_layout(&tex, fonts, source, strlen(source), &memory, NULL)))
        exit(EXIT_FAILURE);
    double each = (now() - start) / ROUNDS;
    best = each < best ? each : best;
  }
  *glyphs = tex.glyph_count;
  nb_arena_free(&memory);
  return best;
}

static double change_number(const nb_fonts *fonts)
{
  nb_arena memory = {0};
  nb_tex tex;
  double best = 1e9;
  if (nb_failed(nb_tex_layout(&tex, fonts, live, sizeof live - 1, &memory, NULL)))
    exit(EXIT_FAILURE);
  for (int batch = 0; batch < BATCHES; batch++) {
    double start = now();
    for (int round = 0; round < ROUNDS; round++)
      nb_tex_set_value(&tex, fonts, (size_t)round % tex.value_count, (float)round * 0.01f - 1);
    double each = (now() - start) / ROUNDS;
    best = each < best ? each : best;
  }
  nb_arena_free(&memory);
  return best;
}

// KaTeX's microseconds for each formula by bench_tex.js; 0 where there is none.
static void katex(double out[FORMULA_COUNT])
{
  FILE *pipe = popen("node '" NABLA_BENCH "/bench_tex.js' 2>/dev/null", "r");
  for (int k = 0; k < FORMULA_COUNT; k++)
    if (pipe == NULL || fscanf(pipe, "%lf", &out[k]) != 1)
      out[k] = 0;
  if (pipe != NULL)
    pclose(pipe);
}

int main(void)
{
  nb_fonts *fonts;
  nb_error e = nb_fonts_open(&fonts, NABLA_ASSETS);
  if (nb_failed(e)) {
    fprintf(stderr, "%s\n", e.text);
    return EXIT_FAILURE;
  }
  double theirs[FORMULA_COUNT];
  katex(theirs);
  for (int k = 0; k < FORMULA_COUNT; k++) {
    uint32_t glyphs;
    double ours = lay_out(fonts, formulas[k], &glyphs);
    printf("formula layout us   %2u glyphs   %.1f", glyphs, ours);
    if (theirs[k] > 0)
      printf("   KaTeX %.0f   ratio %.0f\n", theirs[k], theirs[k] / ours);
    else
      printf("   KaTeX not installed\n");
  }
  printf("formula number us   changed   %.2f\n", change_number(fonts));
  nb_fonts_close(fonts);
  return EXIT_SUCCESS;
}
