// How near a film comes to what x264 alone can do: the same frames, once drawn, painted, converted and encoded as a
// process of a film's crew does it, and once handed to the encoder ready converted; and what a whole crew makes of the
// scene by the clock.
//
//   bench_film [SCENE.so ...]     all lessons where none is named
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "command/heap.h"
#include "film/encoder.h"
#include "film/encoder_module.h"
#include "film/film.h"
#include "film/job.h"
#include "film/stretch.h"
#include "stage/library.h"

enum { WIDTH = 1920, HEIGHT = 1080, FPS = 60, FRAMES = 120 };

static double now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

// What a piece of work took: seconds on the clock, and of all cores together. Where others use the machine,
// too, the second is the steadier.
typedef struct spent {
  double clock, cores;
} spent;

static spent since(spent start)
{
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  double cores = (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                 1e-6 * (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
  return (spent){now() - start.clock, cores - start.cores};
}

static void stop_on(nb_error e)
{
  if (!nb_failed(e))
    return;
  fprintf(stderr, "bench_film: %s\n", e.text);
  exit(1);
}

static nb_error throw_away(void *to, const film_packet *packet)
{
  *(size_t *)to += packet->size;
  return nb_ok();
}

static const encoder_options options = {.format = FILM_MP4, .width = WIDTH, .height = HEIGHT, .fps = FPS};

typedef struct scene_at {
  film_plan plan;
  shot *shot;
  stretch *stretch;
} scene_at;

// The job's scene, already at the moment where the job begins: training up to it is not a film's cost.
static void open_at(scene_at *s, const film_job *job)
{
  shot_picture picture;
  stop_on(shot_open(&s->shot, job));
  stop_on(film_plan_make(&s->plan, job, s->shot));
  stop_on(shot_take(s->shot, shot_at(s->shot, job->from), WIDTH, HEIGHT, &picture));
  stop_on(stretch_open(&s->stretch, s->shot, &s->plan));
}

static void close_scene(scene_at *s)
{
  stretch_close(s->stretch);
  shot_close(s->shot);
}

// What the job's frames take as a film: this process and, once it has ended, the stage's.
static spent film(const film_job *job)
{
  static scene_at s;
  size_t bytes = 0;
  encoder *e;
  open_at(&s, job);
  spent start = since((spent){0});
  stop_on(encoder_open(&e, options, throw_away, &bytes));
  for (int k = 0; k < FRAMES; k++) {
    pixels picture;
    patch changed[SHOT_LAYERS];
    stop_on(stretch_take(s.stretch, k, &picture, changed));
    stop_on(encoder_write(e, picture, changed, SHOT_LAYERS));
  }
  stop_on(encoder_finish(e));
  spent taken = since(start);
  encoder_close(e);
  close_scene(&s);
  return taken;
}

// What the encoder alone takes for them.
static spent encoder_alone(const film_job *job)
{
  static scene_at s;
  const encoder_module *module;
  void *e;
  size_t size = samples_bytes(SAMPLES_420, WIDTH, HEIGHT), bytes = 0;
  uint8_t *frames = malloc(size * FRAMES);
  if (!frames)
    stop_on(nb_fail(NB_NO_MEMORY, "no memory for %d frames", FRAMES));
  open_at(&s, job);
  for (int k = 0; k < FRAMES; k++) {
    pixels picture;
    patch changed[SHOT_LAYERS];
    stop_on(stretch_take(s.stretch, k, &picture, changed));
    samples_convert(samples_place(SAMPLES_420, frames + (size_t)k * size, WIDTH, HEIGHT), picture, 0,
                    (patch){0, 0, WIDTH, HEIGHT});
  }
  close_scene(&s);
  stop_on(encoder_module_load(&module));
  spent start = since((spent){0});
  stop_on(module->open(&e, &options, throw_away, &bytes));
  for (int k = 0; k < FRAMES; k++)
    stop_on(module->write(e, samples_place(SAMPLES_420, frames + (size_t)k * size, WIDTH, HEIGHT)));
  stop_on(module->finish(e));
  spent taken = since(start);
  module->close(e);
  free(frames);
  return taken;
}

static float length_of(const film_job *job)
{
  shot *s;
  stop_on(shot_open(&s, job));
  float length = shot_length(s);
  shot_close(s);
  return length;
}

// Three stretches of the scene, one after the other.
static void measure(const char *plugin)
{
  static const float at[] = {0.1f, 0.4f, 0.7f};
  spent whole = {0}, alone = {0};
  film_job job = {.plugin = plugin,
                  .speed = 1,
                  .quiet = true,
                  .assets = NABLA_ASSETS,
                  .width = WIDTH,
                  .height = HEIGHT,
                  .fps = FPS,
                  .output = NABLA_BUILD "/bench_film.mp4"};
  float length = length_of(&job);
  int frames = 0;
  for (int i = 0; i < 3; i++) {
    job.from = at[i] * length;
    if (job.from + (float)FRAMES / FPS > length)
      continue;
    frames += FRAMES;
    spent a = encoder_alone(&job), f = film(&job);
    alone = (spent){alone.clock + a.clock, alone.cores + a.cores};
    whole = (spent){whole.clock + f.clock, whole.cores + f.cores};
  }
  // Six seconds by all cores.
  job.from = 0.4f * length;
  job.to = fminf(job.from + 6, length);
  job.has_from = job.has_to = true;
  double start = now();
  stop_on(film_video(&job));
  double crew = (double)(job.to - job.from) * FPS / (now() - start);
  unlink(job.output);
  printf("%s: film %.1f frames/s with all cores; one process %.1f, x264 alone %.1f: ratio %.2f by the clock, "
         "%.2f "
         "by the process's time\n",
         plugin, crew, frames / whole.clock, frames / alone.clock, alone.clock / whole.clock,
         alone.cores / whole.cores);
  fflush(stdout);
}

int main(int argc, char **argv)
{
  library lessons = {0};
  heap_give_back(); // as the program does
  for (int i = 1; i < argc; i++)
    measure(argv[i]);
  if (argc < 2)
    stop_on(library_open(&lessons, NABLA_BUILD "/scenes"));
  for (int i = 0; i < lessons.count; i++)
    measure(lessons.entries[i].path);
  library_close(&lessons);
  return 0;
}
