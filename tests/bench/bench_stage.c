// What the stage process costs beyond drawing: every lesson's frames drawn in the process and in this program by turns,
// medians, and what the way there and back takes. The frames are the same bytes, which is tested elsewhere.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "stage/library.h"
#include "stage/stage.h"

enum { DRAWS = 600 };

static double now_us(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e6 + (double)t.tv_nsec * 1e-3;
}

static int by_value(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void stop_if(nb_error e)
{
  if (!nb_failed(e))
    return;
  printf("bench_stage: %s\n", e.text);
  exit(1);
}

static double draw(stage *s, stage_position at, size_t *size)
{
  const void *list;
  stop_if(stage_jump(s, at));
  double start = now_us();
  stop_if(stage_draw(s, NB_CHALK, &list, size));
  return now_us() - start;
}

static double median(double *values)
{
  qsort(values, DRAWS, sizeof *values, by_value);
  return values[DRAWS / 2];
}

static void bench(const char *id, const char *path, const nb_fonts *fonts)
{
  static double took[2][DRAWS], beyond[DRAWS];
  stage *s[2];
  size_t size = 0;
  for (int here = 0; here < 2; here++)
    stop_if(stage_open(&s[here], path,
                       (stage_options){.fonts = fonts, .assets = NABLA_ASSETS, .in_process = here == 1}));
  int last = stage_scene(s[0])->step_count - 1;
  float seconds = stage_scene(s[0])->steps[last].seconds;
  for (int k = 0; k < DRAWS; k++) {
    for (int here = 0; here < 2; here++)
      took[here][k] = draw(s[here], (stage_position){last, seconds * (float)(k % 60) / 60}, &size);
    beyond[k] = took[0][k] - took[1][k];
  }
  double in_child = median(took[0]), in_here = median(took[1]);
  printf("%-40s %8.0f %8.0f %8.0f %8zu\n", id, in_here, in_child, median(beyond), size / 1024);
  stage_close(s[0]);
  stage_close(s[1]);
}

int main(void)
{
  nb_fonts *fonts;
  library all;
  stop_if(nb_fonts_open(&fonts, NABLA_ASSETS));
  stop_if(library_open(&all, NABLA_BUILD "/scenes"));
  printf("a frame's list drawn here and in the stage process, microseconds, medians of %d (target beyond "
         "drawing: 100)\n",
         DRAWS);
  printf("%-40s %8s %8s %8s %8s\n", "last step of", "here", "process", "beyond", "kB");
  for (int k = 0; k < all.count; k++)
    bench(all.entries[k].id, all.entries[k].path, fonts);
  library_close(&all);
  nb_fonts_close(fonts);
  return 0;
}
