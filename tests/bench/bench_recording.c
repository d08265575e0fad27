// What recordings cost: three hours opened and gone about in, a lesson that ticks among them; ten minutes on the disk; a notebook
// with a hundred of them opened.
//
//   bench_recording [MINUTES]     of the long one: 180
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "app/recorder.h"
#include "app/replay.h"
#include "film/sound.h"
#include "nabla/math/random.h"
#include "notebook/recording_file.h"

enum { FRAMES = 60 }; // a second

static double clock_now;

static double now(void)
{
  return clock_now;
}

static double real_ms(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static void must(nb_error e)
{
  if (!nb_failed(e))
    return;
  fprintf(stderr, "bench_recording: %s\n", e.text);
  exit(1);
}

// ---------------------------------------------------------------------------------------------------------------
// Somebody who explains: time runs nearly always, a stroke now and then, a parameter, a step back

typedef struct speaker {
  notebook *notebook;
  recorder recorder;
  stage *stage;
  ink ink;
  nb_random random;
  voice *voice;
  int64_t next;
  uint8_t row[16 * (RECORDING_MAX_PACKET + 2)];
  size_t row_size;
  int packets;
} speaker;

static void keep_packet(void *to, const void *bytes, size_t size)
{
  speaker *s = to;
  s->row_size += recording_put_packet(s->row + s->row_size, bytes, size);
  if (++s->packets < 16)
    return;
  notebook_add_sound(s->notebook, s->recorder.number, s->next, s->row, s->row_size);
  s->next += 16 * RECORDING_PACKET;
  s->packets = 0;
  s->row_size = 0;
}

// Something like speech: vowels of changing pitch with pauses between.
static void speak(speaker *s, int64_t frame)
{
  float wave[SOUND_RATE / FRAMES];
  for (int k = 0; k < SOUND_RATE / FRAMES; k++) {
    double at = (double)frame / FRAMES + (double)k / SOUND_RATE, pitch = 110 + 40 * sin(1.7 * at), sum = 0;
    for (int n = 1; n < 12; n++)
      sum += sin(2 * 3.14159265 * pitch * n * at) / (n + 8 * fabs(sin(3 * at + n)));
    wave[k] = (float)(0.2 * sum * fmax(0, sin(2.3 * at)) + 0.004 * (double)nb_random_normal(&s->random));
  }
  must(voice_write(s->voice, wave, SOUND_RATE / FRAMES));
}

static void hand(speaker *s, desk_deed deed)
{
  deed.sample.when = clock_now;
  deed.sample.pressure = -1;
  desk_do(&s->ink.desk, &deed);
}

static void write_on(speaker *s, int64_t frame)
{
  int64_t into = frame % (20 * FRAMES); // two seconds of writing in twenty
  float along = (float)into / FRAMES;
  nb_vec2 at = {-3 + 3 * along, sinf(9 * along + (float)(frame % 977))};
  if (into == 0)
    hand(s, (desk_deed){.kind = DESK_DEED_TAKE, .number = DESK_PEN});
  else if (into == 1)
    hand(s, (desk_deed){.kind = DESK_DEED_DOWN, .sample.at = at});
  else if (into < 2 * FRAMES)
    hand(s, (desk_deed){.kind = DESK_DEED_MOVE, .sample.at = at});
  else if (into == 2 * FRAMES)
    hand(s, (desk_deed){.kind = DESK_DEED_UP});
  else if (into == 2 * FRAMES + 1)
    hand(s, (desk_deed){.kind = DESK_DEED_TAKE, .number = DESK_HAND});
}

static void handle(speaker *s, int64_t frame)
{
  const nb_scene *scene = stage_scene(s->stage);
  int64_t into = frame % (30 * FRAMES);
  if (into < 2 * FRAMES && scene->param_count > 0 && scene->params[0].kind == NB_KIND_NUMBER) {
    const nb_param *p = &scene->params[0];
    float value = p->min + (p->max - p->min) * (float)into / (2 * FRAMES);
    (void)stage_set(s->stage, p->offset, &value, sizeof value);
  }
  int step = (int)(frame / (60 * FRAMES)) % scene->step_count;
  if (into == 29 * FRAMES) // on to the step of this minute
    (void)stage_jump(s->stage, (stage_position){step, 0});
}

static int record(const char *path, const char *plugin, int minutes, bool speaks)
{
  speaker *s = calloc(1, sizeof *s);
  int delay;
  clock_now = 1000;
  s->random = nb_random_seed(1, 0);
  s->notebook = notebook_open(&(notebook_options){.path = path});
  must(stage_open(&s->stage, plugin, (stage_options){.assets = NABLA_ASSETS}));
  must(ink_open(&s->ink));
  must(ink_show(&s->ink, s->notebook, "bench"));
  must(recorder_begin(&s->recorder, &(recorder_start){.notebook = s->notebook,
                                                      .now = now,
                                                      .scene = "bench",
                                                      .stage = s->stage,
                                                      .desk = &s->ink.desk,
                                                      .microphone = ""}));
  s->ink.hear = recorder_listener(&s->recorder);
  must(voice_open(&s->voice, keep_packet, s, &delay));
  int number = s->recorder.number;
  for (int64_t frame = 0; frame < (int64_t)minutes * 60 * FRAMES; frame++) {
    clock_now += 1.0 / FRAMES + 0.0005 * (double)nb_random_normal(&s->random);
    write_on(s, frame);
    handle(s, frame);
    stage_play(s->stage, 1.0f / FRAMES + 0.0005f * nb_random_normal(&s->random));
    ink_turn(&s->ink, stage_where(s->stage).step);
    if (speaks)
      speak(s, frame);
    recorder_tend(&s->recorder);
    if (frame % 600 == 0)
      notebook_flush(s->notebook);
  }
  recorder_end(&s->recorder);
  s->ink.hear = (ink_listener){0};
  voice_close(s->voice);
  ink_close(&s->ink);
  stage_close(s->stage);
  notebook_close(s->notebook);
  free(s);
  return number;
}

// ---------------------------------------------------------------------------------------------------------------

typedef struct shown {
  const char *plugin;
  stage *stage;
} shown;

static nb_error show(void *context, const char *scene, const char *moment, stage **out)
{
  shown *s = context;
  (void)scene;
  (void)moment;
  if (!s->stage)
    must(stage_open(&s->stage, s->plugin, (stage_options){.assets = NABLA_ASSETS}));
  *out = s->stage;
  return nb_ok();
}

static int by_value(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void go_about(const char *path, int number, const char *plugin, const char *what)
{
  enum { SEEKS = 60 };
  recording_file *f;
  replay r;
  ink pages;
  shown s = {.plugin = plugin};
  double ms[SEEKS], start = real_ms();
  must(recording_open(&f, path, number));
  must(ink_open(&pages));
  must(replay_open(&r, &(replay_options){.file = f, .ink = &pages, .show = show, .context = &s}));
  double opened = real_ms() - start;
  must(replay_go(&r, 0));
  nb_random random = nb_random_seed(2, 0);
  for (int k = 0; k < SEEKS; k++) {
    int64_t to = (int64_t)(nb_random_float(&random) * (float)(recording_length(f) / 1000)) * 1000;
    start = real_ms();
    must(replay_go(&r, to));
    ms[k] = real_ms() - start;
  }
  qsort(ms, SEEKS, sizeof *ms, by_value);
  printf("%-34s %6.1f min, %7.1f MB: opened in %5.1f ms; anywhere in %5.1f ms, at worst %6.1f\n", what,
         (double)recording_length(f) / RECORDING_SECOND / 60, (double)recording_size(f) / 1e6, opened,
         ms[SEEKS / 2], ms[SEEKS - 1]);
  replay_close(&r);
  ink_close(&pages);
  stage_close(s.stage);
  recording_close(f);
}

static void many(const char *path, const char *plugin)
{
  for (int k = 0; k < 100; k++)
    record(path, plugin, 1, false);
  double start = real_ms();
  notebook *n = notebook_open(&(notebook_options){.path = path, .reads = true});
  printf("a notebook of 100 recordings opened in %.1f ms\n", real_ms() - start);
  notebook_close(n);
}

int main(int count, char **arguments)
{
  int minutes = count > 1 ? atoi(arguments[1]) : 180;
  char folder[] = "/tmp/bench-recording-XXXXXX", path[100], command[120];
  static const char still[] = NABLA_BUILD "/scenes/linear-algebra/transformations.so";
  static const char ticked[] = NABLA_BUILD "/scenes/multivariable-calculus/vector-fields.so";
  if (!mkdtemp(folder) || minutes < 1)
    return 1;
  snprintf(path, sizeof path, "%s/n.sqlite", folder);
  go_about(path, record(path, still, 10, true), still, "ten minutes with a voice");
  go_about(path, record(path, still, minutes, false), still, "long, a scene without ticks");
  go_about(path, record(path, ticked, minutes < 10 ? minutes : 10, false), ticked, "a scene that ticks");
  snprintf(path, sizeof path, "%s/many.sqlite", folder);
  many(path, still);
  snprintf(command, sizeof command, "rm -r %s", folder);
  return system(command) == 0 ? 0 : 1;
}
