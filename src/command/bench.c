#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "command/commands.h"
#include "command/film_options.h"
#include "command/json.h"
#include "film/job.h"

// What is measured of a frame, milliseconds. `frame` is all of it, the interface too.
enum { STAGE, RASTER, PAINT, FRAME, PARTS };
static const char *const names[PARTS] = {"stage_ms", "raster_ms", "paint_ms", "frame_ms"};

typedef struct times {
  int frames;
  double *of[PARTS]; // one a frame
} times;

static double now_ms(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static nb_error measure_frame(const film_job *job, shot *s, painter *p, pixels canvas, times *t, int frame)
{
  double start = now_ms();
  shot_picture picture;
  nb_error e = shot_take(s, shot_at(s, (float)frame / (float)job->fps), job->width, job->height, &picture);
  if (!nb_failed(e))
    e = painter_paint(p, canvas, picture.ground, picture.layers, SHOT_LAYERS);
  t->of[FRAME][frame] = now_ms() - start;
  t->of[STAGE][frame] = picture.stage_ms;
  t->of[RASTER][frame] = painter_last(p).raster_ms;
  t->of[PAINT][frame] = painter_last(p).paint_ms;
  return e;
}

static nb_error measure(const film_job *job, shot *s, painter *p, times *t)
{
  t->frames = (int)ceil((double)shot_length(s) * job->fps - 1e-3);
  double *memory = calloc((size_t)t->frames * PARTS, sizeof *memory);
  pixels canvas;
  nb_error e = job_canvas(&canvas, job->width, job->height);
  if (!nb_failed(e) && !memory)
    e = nb_fail(NB_NO_MEMORY, "no memory for the times of %d frames", t->frames);
  for (int i = 0; i < PARTS; i++)
    t->of[i] = memory + (size_t)i * (size_t)t->frames;
  for (int frame = 0; frame < t->frames && !nb_failed(e); frame++)
    e = job_stopped(job) ? nb_fail(NB_INTERRUPTED, "interrupted")
                         : measure_frame(job, s, p, canvas, t, frame);
  free(canvas.bytes);
  return e;
}

static int by_size(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

// The value that `share` of the sorted ones do not exceed.
static double quantile(const double *sorted, int count, double share)
{
  int at = (int)ceil(share * count) - 1;
  return sorted[at < 0 ? 0 : at];
}

static void print_times(const film_job *job, const options *o, times *t)
{
  json j = json_to(stdout);
  if (o->json) {
    json_open(&j, NULL, '{');
    json_text(&j, "scene", o->scene);
    json_number(&j, "width", job->width);
    json_number(&j, "height", job->height);
    json_number(&j, "threads", job->jobs);
    json_number(&j, "frames", t->frames);
  } else {
    printf("%d frames of %dx%d, %d threads\n%-10s %9s %9s\n", t->frames, job->width, job->height, job->jobs,
           "", "median", "p99");
  }
  for (int i = 0; i < PARTS; i++) {
    qsort(t->of[i], (size_t)t->frames, sizeof *t->of[i], by_size);
    double median = quantile(t->of[i], t->frames, 0.5), p99 = quantile(t->of[i], t->frames, 0.99);
    if (o->json) {
      json_open(&j, names[i], '{');
      json_number(&j, "median", median);
      json_number(&j, "p99", p99);
      json_close(&j, '}');
    } else {
      printf("%-10s %9.3f %9.3f\n", names[i], median, p99);
    }
  }
  if (o->json)
    json_close(&j, '}');
}

nb_error command_bench(const options *o, const places *p)
{
  film_job job;
  char plugin[1024];
  nb_error e = film_job_from(&job, o, p, plugin, sizeof plugin);
  job.jobs = o->threads;
  if (!nb_failed(e))
    e = job_complete(&job, 1920, 1080);
  shot *s;
  painter *brush;
  if (!nb_failed(e))
    e = job_open(&job, &s, &brush);
  if (nb_failed(e))
    return e;
  times t = {0};
  e = measure(&job, s, brush, &t);
  if (!nb_failed(e))
    print_times(&job, o, &t);
  free(t.of[0]);
  painter_destroy(brush);
  shot_close(s);
  return e;
}
