// A frame of every lesson while all its parameters are dragged about at once: the scene drawn in its process, the list
// painted at 1920 x 1080 on two threads. Medians and 99th of a hundred over all steps, milliseconds; and how many lines of C it is.
//
//   bench_lessons [SCENE ...]     those named, or all
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "actor/parameter.h"
#include "nabla/record.h"
#include "paint/painter.h"
#include "stage/library.h"
#include "stage/stage.h"

enum { FRAMES = 40, WIDTH = 1920, HEIGHT = 1080, MOST = FRAMES * NB_MAX_STEPS };

static double now_ms(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static void stop_if(nb_error e)
{
  if (!nb_failed(e))
    return;
  printf("bench_lessons: %s\n", e.text);
  exit(1);
}

// Each number of a parameter goes to and fro within its range, at a speed of its own.
static void drag(stage *s, const nb_param *p, int frame, int which)
{
  int parts = parameter_parts(p);
  float values[8];
  if (!parameter_is_float(p) || parts > 8 || p->kind == NB_KIND_CAMERA)
    return; // switches and choices are not dragged; a camera is measured where it stands
  for (int k = 0; k < parts; k++) {
    float part = 0.5f + 0.5f * sinf(0.31f * (float)frame + 1.7f * (float)(which + k));
    values[k] = p->min + part * (p->max - p->min);
  }
  (void)stage_set(s, p->offset, values, (uint32_t)((size_t)parts * sizeof(float)));
}

static int by_value(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static int lines_of(const char *id)
{
  char path[1200];
  int lines = 0;
  snprintf(path, sizeof path, NABLA_BENCH "/../../scenes/%s.c", id);
  FILE *file = fopen(path, "r");
  for (int c; file && (c = getc(file)) != EOF;)
    lines += c == '\n';
  if (file)
    fclose(file);
  return lines;
}

static void bench(const char *id, const char *plugin, const nb_fonts *fonts, painter *p, pixels canvas)
{
  static double all[MOST];
  int count = 0;
  double drawing = 0;
  stage *s;
  stop_if(stage_open(&s, plugin, (stage_options){.fonts = fonts, .assets = NABLA_ASSETS}));
  const nb_scene *scene = stage_scene(s);
  for (int step = 0; step < scene->step_count; step++)
    for (int k = 0; k < FRAMES; k++) {
      const void *list;
      size_t size;
      for (int n = 0; n < scene->param_count; n++)
        drag(s, &scene->params[n], k, n);
      stop_if(stage_jump(s, (stage_position){step, scene->steps[step].seconds * (float)k / FRAMES}));
      double start = now_ms();
      stop_if(stage_draw(s, NB_CHALK, &list, &size));
      drawing += now_ms() - start;
      paint_layer layer = {.list = list, .size = size, .place = board_place(WIDTH, HEIGHT)};
      stop_if(painter_paint(p, canvas, nb_theme_color(NB_CHALK, NB_GROUND), &layer, 1));
      all[count++] = now_ms() - start;
    }
  drawing /= count;
  qsort(all, (size_t)count, sizeof *all, by_value);
  printf("%-44s %8.2f %8.2f %8.2f %8d\n", id, all[count / 2], all[count * 99 / 100], drawing, lines_of(id));
  stage_close(s);
}

int main(int argc, char **argv)
{
  nb_fonts *fonts;
  painter *p;
  library all;
  pixels canvas = {WIDTH, HEIGHT, 4 * WIDTH, malloc(4 * WIDTH * HEIGHT), PIXEL_RGBA};
  stop_if(nb_fonts_open(&fonts, NABLA_ASSETS));
  stop_if(painter_create(&p, fonts, 1));
  stop_if(library_open(&all, NABLA_BUILD "/scenes"));
  printf("%-44s %8s %8s %8s %8s\n", "every parameter dragged, 2 threads, ms", "median", "p99", "drawing",
         "lines");
  for (int k = 0; k < all.count && canvas.bytes; k++) {
    bool wanted = argc < 2;
    for (int n = 1; n < argc; n++)
      wanted = wanted || strcmp(argv[n], all.entries[k].id) == 0;
    if (wanted)
      bench(all.entries[k].id, all.entries[k].path, fonts, p, canvas);
  }
  library_close(&all);
  painter_destroy(p);
  nb_fonts_close(fonts);
  free(canvas.bytes);
  return 0;
}
