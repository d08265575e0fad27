#include "app/opening.h"

#include <SDL.h>
#include <stdlib.h>
#include <string.h>

#include "stage/carry.h"
#include "workshop/shelf.h"

// ---------------------------------------------------------------------------------------------------------------
// One scene

static void go_to(opened *o, const opening_job *job)
{
  if (job->state && !nb_failed(stage_return_to(o->stage, job->state, job->state_size))) {
    o->answered = stage_answers(o->stage);
    o->resumed = true;
    return;
  }
  carry *c = job->moment ? carry_read(job->moment) : NULL;
  o->resumed = c && !nb_failed(carry_lay(c, o->stage, &o->answered));
  carry_free(c);
}

nb_error opening_now(opened *out, const opening_options *options, const opening_job *job)
{
  char plugin[1400];
  const char *path = job->path;
  *out = (opened){0};
  memcpy(out->id, job->id, sizeof out->id);
  workbench_options bench = {.source = job->path, .sdk = options->sdk, .stage = options->stage};
  nb_error e = nb_ok();
  if (job->source) {
    e = workbench_open(&out->workbench, &bench, plugin, sizeof plugin);
    path = plugin;
  }
  if (out->workbench) // of a folder it is the scene that was saved last
    shelf_id(workbench_source(out->workbench), out->id, sizeof out->id);
  if (!nb_failed(e))
    e = stage_open(&out->stage, path, options->stage);
  if (nb_failed(e))
    opened_close(out);
  else
    go_to(out, job);
  return e;
}

void opening_free_job(opening_job *job)
{
  free(job->moment);
  free(job->state);
  job->moment = NULL;
  job->state = NULL;
}

void opened_close(opened *o)
{
  workbench_close(o->workbench);
  stage_close(o->stage);
  *o = (opened){0};
}

// ---------------------------------------------------------------------------------------------------------------
// In a thread

struct opening {
  opening_options options;
  unsigned event;
  SDL_Thread *thread;
  SDL_mutex *lock; // of what follows
  SDL_cond *passed;
  opening_job job;
  bool wanted, busy, done, stop; // a job waits; one is worked on; one is done
  opened result;
  nb_error error;
};

static void drop_result(opening *o)
{
  opened_close(&o->result);
  o->done = false;
}

// Does the job that is wanted; what somebody else was wanted instead of is closed.
static void work(opening *o)
{
  opening_job job = o->job;
  opened result;
  o->job = (opening_job){0};
  o->wanted = false;
  o->busy = true;
  SDL_UnlockMutex(o->lock);
  nb_error e = opening_now(&result, &o->options, &job);
  opening_free_job(&job);
  SDL_LockMutex(o->lock);
  o->busy = false;
  if (o->wanted || o->stop) {
    opened_close(&result);
    return;
  }
  drop_result(o);
  o->result = result;
  o->error = e;
  o->done = true;
  SDL_Event event = {.type = o->event};
  SDL_PushEvent(&event);
}

static int run(void *context)
{
  opening *o = context;
  SDL_LockMutex(o->lock);
  while (!o->stop) {
    if (o->wanted)
      work(o);
    else
      SDL_CondWait(o->passed, o->lock);
  }
  SDL_UnlockMutex(o->lock);
  return 0;
}

opening *opening_create(const opening_options *options, unsigned event)
{
  opening *o = calloc(1, sizeof *o);
  if (!o)
    return NULL;
  o->options = *options;
  o->event = event;
  o->lock = SDL_CreateMutex();
  o->passed = SDL_CreateCond();
  return o;
}

void opening_destroy(opening *o)
{
  if (!o)
    return;
  SDL_LockMutex(o->lock);
  o->stop = true;
  SDL_CondSignal(o->passed);
  SDL_UnlockMutex(o->lock);
  SDL_WaitThread(o->thread, NULL);
  drop_result(o);
  opening_free_job(&o->job);
  SDL_DestroyCond(o->passed);
  SDL_DestroyMutex(o->lock);
  free(o);
}

bool opening_begin(opening *o, opening_job *job)
{
  SDL_LockMutex(o->lock);
  opening_free_job(&o->job);
  o->job = *job;
  job->moment = NULL;
  job->state = NULL;
  o->wanted = true;
  if (!o->thread) // the first of all
    o->thread = SDL_CreateThread(run, "opening", o);
  SDL_CondSignal(o->passed);
  SDL_UnlockMutex(o->lock);
  return o->thread != NULL;
}

bool opening_is_busy(opening *o)
{
  SDL_LockMutex(o->lock);
  bool busy = o->wanted || o->busy || o->done;
  SDL_UnlockMutex(o->lock);
  return busy;
}

bool opening_take(opening *o, opened *out, nb_error *e)
{
  SDL_LockMutex(o->lock);
  bool done = o->done && !o->wanted;
  if (done) {
    *out = o->result;
    *e = o->error;
    o->result = (opened){0};
    o->done = false;
  }
  SDL_UnlockMutex(o->lock);
  return done;
}
