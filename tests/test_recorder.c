// The recorder with its microphone: one that is there, none, one that is taken away; and a program that is killed.
#include "staged.h"

#include <SDL.h>
#include <math.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "app/recorded_voice.h"
#include "app/recorder.h"
#include "app/replay.h"
#include "folder.h"

static double now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void rest(double seconds)
{
  nanosleep(
      &(struct timespec){.tv_sec = (time_t)seconds, .tv_nsec = (long)((seconds - floor(seconds)) * 1e9)},
      NULL);
}

typedef struct talk {
  folder folder;
  char *path;
  notebook *notebook;
  stage *stage;
  ink ink;
  recorder recorder;
} talk;

static talk open_talk(void)
{
  talk t = {.folder = folder_make()};
  t.path = folder_file(&t.folder, "n.sqlite");
  t.notebook = notebook_open(&(notebook_options){.path = t.path});
  t.stage = open_scene(TEST_SCENE("plain"), NULL);
  assert_ok(ink_open(&t.ink));
  return t;
}

static void begin(talk *t, const char *device)
{
  assert_ok(recorder_begin(&t->recorder, &(recorder_start){.notebook = t->notebook,
                                                           .now = now,
                                                           .scene = "tests/plain",
                                                           .stage = t->stage,
                                                           .desk = &t->ink.desk,
                                                           .microphone = device}));
}

// Frames for so long.
static void go_on(talk *t, double seconds)
{
  for (double end = now() + seconds; now() < end; rest(0.02)) {
    stage_play(t->stage, 0.02f);
    recorder_tend(&t->recorder);
  }
}

static void close_talk(talk *t)
{
  recorder_end(&t->recorder);
  stage_close(t->stage);
  ink_close(&t->ink);
  notebook_close(t->notebook);
}

static void leave_folder(talk *t)
{
  free(t->path);
  folder_remove(&t->folder);
}

// What was said of the microphone, in order: names, or nothing where there was none any more.
static int voices(recording_file *f, char names[4][80])
{
  int count = 0;
  for (int k = 0; k < recording_pieces(f); k++) {
    recording_event e;
    recording_reader r = recording_piece_at(f, k);
    while (recording_next(&r, &e, NULL))
      if (e.kind == RECORDING_VOICE && count < 4)
        recording_unpack_words(&e, names[count++], 80);
  }
  return count;
}

// A tone of a quarter of full scale, as SDL's disk driver reads it for a microphone: raw floats.
static void put_microphone(const char *path)
{
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  for (int k = 0; k < 10 * SOUND_RATE; k++) {
    float sample = 0.25f * sinf(2 * 3.1415927f * 300 * (float)(k % SOUND_RATE) / SOUND_RATE);
    assert_int_equal(fwrite(&sample, sizeof sample, 1, file), 1);
  }
  assert_int_equal(fclose(file), 0);
}

static void use_driver(const char *driver, const char *file)
{
  SDL_QuitSubSystem(SDL_INIT_AUDIO);
  setenv("SDL_AUDIODRIVER", driver, 1);
  setenv("SDL_DISKAUDIOFILEIN", file, 1);
}

static float loudest(recording_file *f, double from, double until)
{
  recorded_voice *v;
  assert_ok(recorded_voice_open(&v, f));
  float most = 0, wave[480];
  for (double at = from; at < until; at += 0.01) {
    recorded_voice_read(v, (int64_t)(at * SOUND_RATE), wave, 480);
    for (int k = 0; k < 480; k++)
      most = fmaxf(most, fabsf(wave[k]));
  }
  recorded_voice_close(v);
  return most;
}

static void a_voice_is_kept(void **unused)
{
  (void)unused;
  talk t = open_talk();
  recording_file *f;
  char *voice_file = folder_file(&t.folder, "voice.raw"), names[4][80];
  put_microphone(voice_file);
  use_driver("disk", voice_file);
  begin(&t, NULL);
  assert_true(t.recorder.microphone != NULL);
  go_on(&t, 1.5);
  assert_true(recorder_level(&t.recorder) > 0.2f && recorder_level(&t.recorder) < 0.3f);
  double unplugged = recorder_seconds(&t.recorder);
  assert_false(recorder_lose(&t.recorder, 12345));
  assert_true(recorder_lose(&t.recorder, microphone_device(t.recorder.microphone)));
  assert_non_null(strstr(t.recorder.voice, "without sound from here"));
  go_on(&t, 0.7); // the talk goes on
  assert_true(recorder_seconds(&t.recorder) > unplugged + 0.6);
  close_talk(&t);
  assert_ok(recording_open(&f, t.path, 1));
  assert_int_equal(voices(f, names), 2);
  assert_true(names[0][0] != 0 && names[1][0] == 0);
  assert_true(recording_is_whole(f));
  assert_true((double)recording_length(f) > (unplugged + 0.6) * RECORDING_SECOND);
  // The recording's clock is the sound's, however fast the device was.
  recording_sound last;
  const uint8_t *packet;
  size_t size;
  assert_true(recording_sound_at(f, INT64_MAX, &last));
  while (recording_next_packet(&last, &packet, &size))
    ;
  double ended = (double)last.first / SOUND_RATE;
  if (!(fabs(ended - unplugged) < 0.12))
    fail_msg("the sound ends at %.3f s, and was taken away at %.3f s", ended, unplugged);
  assert_true(loudest(f, 0.5, unplugged - 0.3) > 0.2f);
  assert_true(loudest(f, unplugged + 0.3, unplugged + 0.6) == 0);
  recording_close(f);
  free(voice_file);
  leave_folder(&t);
}

// Plugged in again, it is recorded with: between lies silence, and what is heard is heard when it was said.
static void one_that_is_plugged_in_again_is_taken(void **unused)
{
  (void)unused;
  talk t = open_talk();
  recording_file *f;
  char *voice_file = folder_file(&t.folder, "voice.raw"), names[4][80];
  put_microphone(voice_file);
  use_driver("disk", "/no/such/microphone"); // none yet
  begin(&t, NULL);
  assert_null(t.recorder.microphone);
  assert_false(recorder_find(&t.recorder)); // another device's news
  go_on(&t, 0.3);
  use_driver("disk", voice_file);
  assert_true(recorder_find(&t.recorder));
  double first = recorder_seconds(&t.recorder);
  assert_false(recorder_find(&t.recorder)); // it has one
  go_on(&t, 0.8);
  double gone = recorder_seconds(&t.recorder);
  assert_true(recorder_lose(&t.recorder, microphone_device(t.recorder.microphone)));
  go_on(&t, 0.8);
  assert_true(recorder_find(&t.recorder));
  double back = recorder_seconds(&t.recorder);
  assert_true(back > gone + 0.7);
  go_on(&t, 0.8);
  double end = recorder_seconds(&t.recorder);
  close_talk(&t);
  assert_ok(recording_open(&f, t.path, 1));
  assert_int_equal(voices(f, names), 4); // none, there, gone, there
  assert_true(names[0][0] == 0 && names[1][0] != 0 && names[2][0] == 0 && strcmp(names[3], names[1]) == 0);
  assert_true(loudest(f, 0, first - 0.05) == 0);
  assert_true(loudest(f, first + 0.3, gone - 0.3) > 0.2f);
  assert_true(loudest(f, gone + 0.2, back - 0.05) == 0);
  assert_true(loudest(f, back + 0.3, end - 0.3) > 0.2f);
  recording_close(f);
  free(voice_file);
  leave_folder(&t);
}

static void without_a_microphone_it_says_so(void **unused)
{
  (void)unused;
  talk t = open_talk();
  recording_file *f;
  char *nowhere = folder_file(&t.folder, "not-there.raw"), names[4][80];
  use_driver("disk", nowhere);
  begin(&t, NULL);
  assert_null(t.recorder.microphone);
  assert_non_null(strstr(t.recorder.voice, "no microphone: recorded without sound"));
  go_on(&t, 0.3);
  recorder_end(&t.recorder);
  use_driver("dummy", nowhere);
  begin(&t, "Nobody's microphone");
  assert_null(t.recorder.microphone);
  assert_non_null(strstr(t.recorder.voice, "no microphone \"Nobody's microphone\""));
  close_talk(&t);
  assert_ok(recording_open(&f, t.path, 1));
  assert_int_equal(voices(f, names), 1);
  assert_true(names[0][0] == 0 && !recording_has_sound(f));
  recording_close(f);
  free(nowhere);
  leave_folder(&t);
}

// ---------------------------------------------------------------------------------------------------------------
// kill -9

enum { MOST_EVENTS = 4000, KILLS = 6 };

// What the killed one did, in memory that it shares with who kills it.
typedef struct diary {
  int count;
  double at[MOST_EVENTS]; // by the clock of the machine
} diary;

static void talk_until_killed(talk *t, diary *d)
{
  t->notebook = notebook_open(&(notebook_options){.path = t->path});
  begin(t, "");
  while (d->count < MOST_EVENTS) {
    char number[16];
    snprintf(number, sizeof number, "%d", d->count);
    recorder_put(&t->recorder, RECORDING_MARK, number, strlen(number));
    d->at[d->count] = now();
    d->count++;
    recorder_tend(&t->recorder);
    rest(0.005);
  }
}

static void assert_all_but_the_last_second(const char *path, const diary *d, double killed)
{
  recording_file *f;
  int marks = 0;
  assert_ok(recording_open(&f, path, 1));
  for (int k = 0; k < recording_pieces(f); k++) {
    recording_event e;
    recording_reader r = recording_piece_at(f, k);
    char number[16];
    while (recording_next(&r, &e, NULL)) {
      if (e.kind != RECORDING_MARK)
        continue;
      recording_unpack_words(&e, number, sizeof number);
      assert_int_equal(atoi(number), marks++);
    }
  }
  assert_false(recording_is_whole(f));
  assert_true(marks >= d->count || d->at[marks] >= killed - 1);
  recording_close(f);
}

static void kill_some(uint64_t seed)
{
  talk talks[KILLS];
  pid_t children[KILLS];
  nb_random r = nb_random_seed(seed, 0);
  diary *d = mmap(NULL, KILLS * sizeof *d, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  assert_true(d != MAP_FAILED);
  for (int k = 0; k < KILLS; k++) {
    talks[k] = open_talk();
    notebook_close(talks[k].notebook);
    children[k] = fork();
    if (children[k] == 0) {
      talk_until_killed(&talks[k], &d[k]);
      _exit(0);
    }
  }
  rest(1.2);
  for (int k = 0; k < KILLS; k++) {
    rest((double)between(&r, 0.05f, 0.4f));
    double killed = now();
    kill(children[k], SIGKILL);
    waitpid(children[k], NULL, 0);
    assert_all_but_the_last_second(talks[k].path, &d[k], killed);
    stage_close(talks[k].stage);
    ink_close(&talks[k].ink);
    leave_folder(&talks[k]);
  }
  munmap(d, KILLS * sizeof *d);
}

// NABLA_KILLS=500 kills so many.
static void a_kill_loses_at_most_a_second(void **unused)
{
  (void)unused;
  const char *asked = getenv("NABLA_KILLS");
  int kills = asked ? atoi(asked) : KILLS;
  for (int k = 0; k < kills; k += KILLS)
    kill_some((uint64_t)k + 8);
}

// ---------------------------------------------------------------------------------------------------------------
// A scene that was edited since

static nb_error show_another(void *context, const char *scene, const char *moment, stage **out)
{
  stage **now_shown = context;
  (void)scene;
  (void)moment;
  stage_close(*now_shown);
  *out = *now_shown = open_scene(TEST_SCENE("ticked"), NULL);
  return nb_ok();
}

static void an_edited_scene_says_what_no_longer_fits(void **unused)
{
  (void)unused;
  talk t = open_talk();
  recording_file *f;
  replay r;
  ink pages;
  stage *shown = NULL;
  begin(&t, "");
  const nb_param *p = &stage_scene(t.stage)->params[0];
  float value = p->min;
  go_on(&t, 0.1);
  assert_ok(stage_set(t.stage, p->offset, &value, sizeof value));
  assert_ok(stage_jump(t.stage, (stage_position){1, 0.1f}));
  go_on(&t, 0.1);
  char *name = strdup(p->name), *title = strdup(stage_scene(t.stage)->steps[1].title);
  close_talk(&t);
  assert_ok(recording_open(&f, t.path, 1));
  assert_ok(ink_open(&pages));
  assert_ok(
      replay_open(&r, &(replay_options){.file = f, .ink = &pages, .show = show_another, .context = &shown}));
  assert_ok(replay_go(&r, recording_length(f)));
  assert_ok(replay_go(&r, 0));
  assert_ok(replay_go(&r, recording_length(f) / 2));
  bool of_parameter = false, of_step = false;
  for (int k = 0; replay_misfit(&r, k); k++) {
    of_parameter =
        of_parameter || (strstr(replay_misfit(&r, k), name) && strstr(replay_misfit(&r, k), "gone"));
    of_step = of_step || strstr(replay_misfit(&r, k), title);
  }
  assert_true(of_parameter && of_step);
  replay_close(&r);
  ink_close(&pages);
  stage_close(shown);
  recording_close(f);
  free(name);
  free(title);
  leave_folder(&t);
}

int main(void)
{
  staged_in_process = true;
  SDL_Init(0);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_voice_is_kept),
      cmocka_unit_test(one_that_is_plugged_in_again_is_taken),
      cmocka_unit_test(without_a_microphone_it_says_so),
      cmocka_unit_test(a_kill_loses_at_most_a_second),
      cmocka_unit_test(an_edited_scene_says_what_no_longer_fits),
  };
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  SDL_Quit();
  return failed;
}
