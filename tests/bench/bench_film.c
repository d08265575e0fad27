// How near a film comes to what x264 alone can do: the same frames, once drawn, painted, converted and
// encoded by film_video, and once handed to the encoder ready converted. Both use the machine's cores as they
// like.
//
//   bench_film [SCENE.so ...]
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "film/encoder.h"
#include "film/film.h"
#include "film/reel.h"

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

// The job's scene, already at the moment where the job begins: training up to it is not a film's cost.
static shot *at_the_start(const film_job *job)
{
  shot *s;
  shot_picture picture;
  stop_on(shot_open(&s, job));
  stop_on(shot_take(s, shot_at(s, job->from), WIDTH, HEIGHT, &picture));
  return s;
}

static reel *reel_of(const film_job *job, shot *s, int cores)
{
  reel *r;
  stop_on(reel_open(&r, s,
                    (reel_options){.width = WIDTH,
                                   .height = HEIGHT,
                                   .fps = FPS,
                                   .jobs = cores,
                                   .from = (double)job->from,
                                   .count = FRAMES}));
  return r;
}

static encoder *encoder_for(const film_job *job)
{
  encoder *e;
  stop_on(encoder_open(&e, job->output, job->output,
                       (encoder_options){.width = WIDTH, .height = HEIGHT, .fps = FPS}));
  return e;
}

// What the job's frames take as a film.
static spent film(const film_job *job, int cores)
{
  shot *s = at_the_start(job);
  spent start = since((spent){0});
  encoder *e = encoder_for(job);
  reel *r = reel_of(job, s, cores);
  for (int k = 0; k < FRAMES; k++) {
    yuv_picture picture;
    stop_on(reel_next(r, &picture));
    stop_on(encoder_write(e, picture));
  }
  stop_on(encoder_finish(e));
  spent taken = since(start);
  encoder_close(e);
  reel_close(r);
  shot_close(s);
  return taken;
}

// What the encoder alone takes for them.
static spent encoder_alone(const film_job *job, int cores)
{
  shot *s = at_the_start(job);
  reel *r = reel_of(job, s, cores);
  size_t size = yuv_bytes(WIDTH, HEIGHT);
  uint8_t *frames = malloc(size * FRAMES);
  if (!frames)
    stop_on(nb_fail(NB_NO_MEMORY, "no memory for %d frames", FRAMES));
  for (int k = 0; k < FRAMES; k++) {
    yuv_picture picture;
    stop_on(reel_next(r, &picture));
    memcpy(frames + (size_t)k * size, picture.planes[0], size);
  }
  reel_close(r);
  shot_close(s);

  spent start = since((spent){0});
  encoder *e = encoder_for(job);
  for (int k = 0; k < FRAMES; k++)
    stop_on(encoder_write(e, yuv_place(frames + (size_t)k * size, WIDTH, HEIGHT)));
  stop_on(encoder_finish(e));
  spent taken = since(start);
  encoder_close(e);
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
static void measure(const char *plugin, int cores)
{
  static const float at[] = {0.1f, 0.4f, 0.7f};
  spent whole = {0}, alone = {0};
  film_job job = {.plugin = plugin,
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
    spent a = encoder_alone(&job, cores), f = film(&job, cores);
    alone = (spent){alone.clock + a.clock, alone.cores + a.cores};
    whole = (spent){whole.clock + f.clock, whole.cores + f.cores};
  }
  unlink(job.output);
  printf("%s: film %.1f frames/s, x264 alone %.1f: ratio %.2f by the clock, %.2f by the cores' time\n",
         plugin, frames / whole.clock, frames / alone.clock, alone.clock / whole.clock,
         alone.cores / whole.cores);
}

int main(int argc, char **argv)
{
  static const char *const lessons[] = {
      NABLA_BUILD "/scenes/linear-algebra/transformations.so",
      NABLA_BUILD "/scenes/multivariable-calculus/gradient.so",
      NABLA_BUILD "/scenes/neural-networks/backpropagation.so",
  };
  int cores = (int)sysconf(_SC_NPROCESSORS_ONLN);
  for (int i = 1; i < argc; i++)
    measure(argv[i], cores);
  for (size_t i = 0; argc < 2 && i < sizeof lessons / sizeof *lessons; i++)
    if (access(lessons[i], R_OK) == 0)
      measure(lessons[i], cores);
  return 0;
}
