// Formulas in a frame at 1920 x 1080: 100 of them that rest, whose live numbers change, or that glide; recorded, and
// painted with one thread and with two. Medians, beside a frame of nothing.
//
//   cmake --build build/release --target bench_formula && build/release/bench_formula [FRAMES]
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "nabla/record.h"
#include "paint/painter.h"

enum { FORMULAS = 100, FRAMES_MAX = 2000, WIDTH = 1920, HEIGHT = 1080 };

// %d: so that no two are alike.
static const struct {
  const char *name, *source;
  int formulas, numbers;
} frames_of[] = {
    {"nothing", "", 0, 0},
    {"y_k = 1.00 x + 2.00", "y_{%d} = \\val x + \\val", FORMULAS, 2},
    {"2 x 2 matrices",
     "v_{%d} = \\begin{bmatrix} \\color{i}\\val & \\val \\\\ \\val & \\color{j}\\val \\end{bmatrix}",
     FORMULAS, 4},
};

typedef struct bench {
  nb_board *board;
  painter *painters[2]; // with one thread and with two
  pixels target;
  char sources[FORMULAS][128];
} bench;

static double now_ms(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static int by_size(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double median(double *times, int count)
{
  qsort(times, (size_t)count, sizeof *times, by_size);
  return times[count / 2];
}

// moved: by how much the numbers have changed; glided: how far the formulas have come, in board units.
static paint_layer record(bench *b, int what, float moved, float glided)
{
  paint_layer layer = {.place = board_place(WIDTH, HEIGHT)};
  nb_board_begin(b->board, NB_CHALK, NULL, 0);
  for (int k = 0; k < frames_of[what].formulas; k++) {
    float x[] = {moved + 0.07f * (float)k, 1 - moved, 0.5f * moved, -moved};
    const float *values[] = {x, x + 1, x + 2, x + 3};
    nb_vec2 at = nb_at(-7.8f + 1.58f * (float)(k % 10), 4 - glided - 0.86f * (float)(k / 10));
    nb_formula_draw(b->board, nb_formula_set(b->board, at, b->sources[k], nb_style(.size = 22), values,
                                             frames_of[what].numbers));
  }
  nb_error e = nb_board_finish(b->board, &layer.list, &layer.size);
  if (nb_failed(e))
    fprintf(stderr, "%s\n", e.text);
  return layer;
}

static void measure(bench *b, int what, const char *how, int frames, float step, float glide)
{
  static double recorded[FRAMES_MAX], painted[2][FRAMES_MAX];
  for (int frame = -3; frame < frames; frame++) {
    int k = frame < 0 ? 0 : frame;
    double start = now_ms();
    paint_layer layer = record(b, what, step * (float)frame, fmodf(glide * (float)frame, 0.5f));
    recorded[k] = now_ms() - start;
    for (int p = 0; p < 2; p++) {
      start = now_ms();
      painter_paint(b->painters[p], b->target, nb_theme_color(NB_CHALK, NB_GROUND), &layer, 1);
      painted[p][k] = now_ms() - start;
    }
  }
  double record_ms = median(recorded, frames), one = median(painted[0], frames),
         two = median(painted[1], frames);
  printf("%-22s %-10s %8.3f %10.3f %8.3f %10.3f %8.3f\n", frames_of[what].name, how, record_ms, one, two,
         record_ms + one, record_ms + two);
}

int main(int argc, char **argv)
{
  int frames = argc > 1 ? atoi(argv[1]) : 200;
  frames = frames < 1 ? 1 : frames > FRAMES_MAX ? FRAMES_MAX : frames;
  static bench b;
  nb_fonts *fonts;
  nb_error e = nb_fonts_open(&fonts, NABLA_ASSETS);
  for (int k = 0; k < 2 && !nb_failed(e); k++)
    e = painter_create(&b.painters[k], fonts, k);
  if (!nb_failed(e))
    e = nb_board_create(&b.board, fonts);
  b.target = (pixels){WIDTH, HEIGHT, 4 * WIDTH, malloc(4 * WIDTH * HEIGHT), PIXEL_BGRA};
  if (nb_failed(e) || b.target.bytes == NULL) {
    fprintf(stderr, "%s\n", e.text);
    return EXIT_FAILURE;
  }
  printf("%d formulas, %d frames, ms a frame, medians\n", FORMULAS, frames);
  printf("%-33s %8s %10s %8s %10s %8s\n", "", "recorded", "painted, 1", "2", "all, 1", "2 threads");
  for (int what = 0; what < (int)(sizeof frames_of / sizeof *frames_of); what++) {
    for (int k = 0; k < frames_of[what].formulas; k++)
      snprintf(b.sources[k], sizeof b.sources[k], frames_of[what].source, k);
    measure(&b, what, "at rest", frames, 0, 0);
    measure(&b, what, "changing", frames, 0.003f, 0);
    measure(&b, what, "gliding", frames, 0.003f, 0.00331f);
  }
  nb_board_destroy(b.board);
  free(b.target.bytes);
  for (int k = 0; k < 2; k++)
    painter_destroy(b.painters[k]);
  nb_fonts_close(fonts);
  return EXIT_SUCCESS;
}
