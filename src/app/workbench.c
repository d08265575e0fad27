#include "app/workbench.h"

#include <SDL.h>
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "stage/carry.h"
#include "workshop/cache.h"
#include "workshop/sources.h"
#include "workshop/watch.h"

// What the two threads pass to each other.
typedef enum phase {
  IDLE,
  WANTED, // a build waits for the old stage's moment
  TAKEN,  // here it is
  READY,  // the new stage stands there
} phase;

struct workbench {
  workbench_options o;
  unsigned event;        // says that there is news
  char source[PATH_MAX]; // of the scene that is shown
  char folder[PATH_MAX]; // of scenes, where that is what is played
  char plugin[1400];     // what is shown, or failed last
  bool well;             // it is the good build
  watch *watch;
  SDL_Thread *thread;
  bool saved; // while something was compiled

  SDL_mutex *lock; // of what follows
  SDL_cond *passed;
  phase phase;
  bool stop;
  carry *carry;
  stage *next;
  char trouble[480], shown_trouble[480];
  char shown_source[PATH_MAX];
  // Of the build that is to be shown, in seconds.
  double saved_at, compile, open;
  bool fast, unshown;
};

static double real_now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static const char *name_of(const workbench *w)
{
  return strrchr(w->source, '/') + 1;
}

static void tell(const workbench *w)
{
  SDL_Event event = {.type = w->event};
  SDL_PushEvent(&event);
}

static void set_trouble(workbench *w, const char *words)
{
  SDL_LockMutex(w->lock);
  bool news = strcmp(w->trouble, words) != 0;
  snprintf(w->trouble, sizeof w->trouble, "%s", words);
  SDL_UnlockMutex(w->lock);
  if (news)
    tell(w);
}

// ---------------------------------------------------------------------------------------------------------------
// Finding the source

static nb_error find_source(workbench *w)
{
  struct stat about;
  if (!realpath(w->o.source, w->source) || stat(w->source, &about) != 0)
    return nb_fail(NB_MISSING_FILE, "%s cannot be read: %s", w->o.source, strerror(errno));
  if (!S_ISDIR(about.st_mode))
    return nb_ok();
  snprintf(w->folder, sizeof w->folder, "%s", w->source);
  if (!sources_newest(w->folder, w->source, sizeof w->source))
    return nb_fail(NB_MISSING_FILE, "there is no scene's C file in %s", w->o.source);
  return nb_ok();
}

static void watch_file(void *context, const char *file)
{
  workbench *w = context;
  char whole[PATH_MAX];
  size_t headers = strlen(w->o.sdk->headers);
  if (strncmp(file, "/usr/", 5) == 0 || strncmp(file, w->o.sdk->headers, headers) == 0 ||
      !realpath(file, whole))
    return;
  *strrchr(whole, '/') = 0;
  watch_folder(w->watch, whole[0] ? whole : "/");
}

// ---------------------------------------------------------------------------------------------------------------
// The workbench's thread

static bool has_to_stop(workbench *w)
{
  SDL_LockMutex(w->lock);
  bool stop = w->stop;
  SDL_UnlockMutex(w->lock);
  return stop;
}

// A newer save makes what is being compiled worthless.
static bool is_outdated(void *context)
{
  workbench *w = context;
  w->saved = watch_wait(w->watch, 0) || w->saved;
  return w->saved || has_to_stop(w);
}

// The player's thread takes the old stage's moment, and this one makes the new stage stand there.
static nb_error make_stage(workbench *w, const char *plugin)
{
  SDL_LockMutex(w->lock);
  w->phase = WANTED;
  tell(w);
  while (w->phase == WANTED && !w->stop)
    SDL_CondWait(w->passed, w->lock);
  carry *c = w->carry;
  w->carry = NULL;
  bool taken = w->phase == TAKEN && c, stops = w->stop;
  w->phase = IDLE;
  SDL_UnlockMutex(w->lock);
  if (!taken) {
    carry_free(c);
    return stops ? nb_ok() : nb_fail(NB_NO_MEMORY, "no memory to change the scene");
  }
  stage *next;
  uint64_t answered;
  double start = real_now();
  nb_error e = stage_open(&next, plugin, w->o.stage);
  if (!nb_failed(e))
    e = carry_lay(c, next, &answered);
  carry_free(c);
  SDL_LockMutex(w->lock);
  w->open = real_now() - start;
  w->next = nb_failed(e) ? NULL : next;
  w->phase = nb_failed(e) ? IDLE : READY;
  SDL_UnlockMutex(w->lock);
  if (nb_failed(e))
    stage_close(next);
  else
    tell(w);
  return e;
}

// The stage is swapped before the next one is made.
static void wait_for_swap(workbench *w)
{
  SDL_LockMutex(w->lock);
  while (w->phase == READY && !w->stop)
    SDL_CondWait(w->passed, w->lock);
  SDL_UnlockMutex(w->lock);
}

static void say(const workbench *w, const compiled *made, nb_error e)
{
  e = compile_tell(made, e);
  if (nb_failed(e))
    fprintf(stderr, "%s: as it is now it cannot be shown\n%s\n", name_of(w), e.text);
}

// What is shown over the picture: no mark below the line, as letters are of many widths there.
static void trouble_words(char *words, size_t capacity, const compile_mistake *m, nb_error e)
{
  if (!m->file[0])
    snprintf(words, capacity, "%s", e.text);
  else
    snprintf(words, capacity, "%.80s, line %d: %s\n\n%s", m->file, m->line, m->what, m->text);
}

// Compiles what was saved and has it shown. False where that was not to be, or a newer save came.
static bool build(workbench *w, bool fast)
{
  compiled made;
  double start = real_now();
  nb_error e = compile_scene(&made, &(compile_job){w->source, w->o.sdk, fast, is_outdated, w});
  if (e.id == NB_INTERRUPTED) {
    compile_free(&made);
    return false;
  }
  bool news = nb_failed(e) || strcmp(made.plugin, w->plugin) != 0;
  if (news && (nb_failed(e) || !fast || made.well))
    say(w, &made, e);
  if (made.list[0])
    cache_files(made.list, watch_file, w);
  if (!nb_failed(e) && news) {
    SDL_LockMutex(w->lock);
    w->compile = real_now() - start;
    w->fast = fast;
    SDL_UnlockMutex(w->lock);
    e = make_stage(w, made.plugin);
    if (nb_failed(e))
      fprintf(stderr, "%s\n", e.text);
  }
  char words[480];
  trouble_words(words, sizeof words, &made.mistake, e);
  set_trouble(w, nb_failed(e) ? words : "");
  if (!nb_failed(e)) {
    snprintf(w->plugin, sizeof w->plugin, "%s", made.plugin);
    w->well = made.well;
    if (news)
      wait_for_swap(w);
  }
  compile_free(&made);
  return !nb_failed(e);
}

// Of a folder's scenes the one that was saved last is played from now on.
static void choose_source(workbench *w)
{
  char newest[PATH_MAX];
  snprintf(newest, sizeof newest, "%s", w->source);
  if (w->folder[0]) {
    sources_watch(w->folder, w->watch);
    (void)sources_newest(w->folder, newest, sizeof newest);
  }
  SDL_LockMutex(w->lock);
  snprintf(w->source, sizeof w->source, "%s", newest);
  w->saved_at = fmax(sources_date(w->source), sources_date(watch_saved(w->watch))); // it may be a header
  SDL_UnlockMutex(w->lock);
}

static int run(void *context)
{
  workbench *w = context;
  bool good = w->well; // the good build is made, or cannot be
  while (!has_to_stop(w)) {
    if (!w->saved && good)
      w->saved = watch_wait(w->watch, 60000);
    if (has_to_stop(w))
      break;
    if (!w->saved) {
      if (!good)
        good = build(w, false) || !w->saved;
      continue;
    }
    w->saved = false;
    choose_source(w);
    good = !build(w, true) || w->well;
  }
  return 0;
}

// ---------------------------------------------------------------------------------------------------------------
// The player's thread

nb_error workbench_open(workbench **out, const workbench_options *options, char *plugin, size_t capacity)
{
  workbench *w = *out = calloc(1, sizeof *w);
  if (!w)
    return nb_fail(NB_NO_MEMORY, "no memory for a workbench");
  w->o = *options;
  compiled made = {0};
  nb_error e = find_source(w);
  if (!nb_failed(e))
    e = watch_open(&w->watch, WATCH_BEST);
  if (!nb_failed(e)) {
    watch_file(w, w->source);
    if (w->folder[0])
      sources_watch(w->folder, w->watch);
    e = compile_scene(&made, &(compile_job){.source = w->source, .sdk = w->o.sdk, .fast = true});
    e = compile_tell(&made, e);
  }
  if (!nb_failed(e)) {
    cache_files(made.list, watch_file, w);
    snprintf(w->plugin, sizeof w->plugin, "%s", made.plugin);
    snprintf(plugin, capacity, "%s", made.plugin);
    memcpy(w->shown_source, w->source, sizeof w->shown_source);
    w->well = made.well;
    w->lock = SDL_CreateMutex();
    w->passed = SDL_CreateCond();
  }
  compile_free(&made);
  if (nb_failed(e)) {
    workbench_close(w);
    *out = NULL;
  }
  return e;
}

void workbench_start(workbench *w, unsigned event)
{
  w->event = event;
  w->thread = SDL_CreateThread(run, "workbench", w);
}

void workbench_close(workbench *w)
{
  if (!w)
    return;
  if (w->thread) {
    SDL_LockMutex(w->lock);
    w->stop = true;
    SDL_CondSignal(w->passed);
    SDL_UnlockMutex(w->lock);
    watch_wake(w->watch);
    SDL_WaitThread(w->thread, NULL);
  }
  stage_close(w->next);
  carry_free(w->carry);
  SDL_DestroyMutex(w->lock);
  SDL_DestroyCond(w->passed);
  watch_close(w->watch);
  free(w);
}

// What happened since the moment was taken happens to the new stage too; little is left to tick.
static void swap(workbench *w, stage **shown, uint64_t *answered)
{
  carry *c = carry_take(*shown, *answered);
  if (c)
    (void)carry_lay(c, w->next, answered);
  carry_free(c);
  stage_close(*shown);
  *shown = w->next;
  w->next = NULL;
  memcpy(w->shown_source, w->source, sizeof w->shown_source);
  w->unshown = true;
}

bool workbench_tend(workbench *w, stage **shown, uint64_t *answered)
{
  SDL_LockMutex(w->lock);
  bool swapped = w->phase == READY;
  if (w->phase == WANTED) {
    w->carry = carry_take(*shown, *answered);
    w->phase = TAKEN;
  } else if (swapped) {
    swap(w, shown, answered);
    w->phase = IDLE;
  }
  snprintf(w->shown_trouble, sizeof w->shown_trouble, "%s", w->trouble);
  SDL_CondSignal(w->passed);
  SDL_UnlockMutex(w->lock);
  return swapped;
}

const char *workbench_source(const workbench *w)
{
  return w->shown_source;
}

const char *workbench_trouble(const workbench *w)
{
  return w->shown_trouble;
}

void workbench_shown(workbench *w)
{
  SDL_LockMutex(w->lock);
  if (w->unshown && w->fast)
    fprintf(stderr, "%s: shown %.0f ms after the save (compiled in %.0f ms, opened in %.0f ms)\n", name_of(w),
            1000 * (real_now() - w->saved_at), 1000 * w->compile, 1000 * w->open);
  w->unshown = false;
  SDL_UnlockMutex(w->lock);
}
