#include "app/saving.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/config.h"
#include "app/parts.h"

#define PATIENCE 1.0 // seconds: one who changes the size of words presses the key several times
#define GLANCE 0.2   // seconds between looks at what is being written

struct saving_job {
  const char *path;
  settings before, after;
  nb_error error;
  SDL_atomic_t done;
  SDL_Thread *thread;
};

static int write_job(void *data)
{
  saving_job *job = data;
  job->error = config_write_changes(job->path, &job->before, &job->after);
  SDL_AtomicSet(&job->done, 1);
  return 0;
}

static void start(player *p)
{
  saving *own = &p->saving;
  saving_job *job = calloc(1, sizeof *job);
  if (!job)
    return; // at the next look
  job->path = p->options->config;
  job->before = own->kept;
  job->after = p->settings;
  memcpy(&own->kept, &p->settings, sizeof p->settings); // what lies between its fields, too
  job->thread = SDL_CreateThread(write_job, "settings", job);
  if (!job->thread)
    write_job(job);
  own->job = job;
}

static void finish(player *p)
{
  saving_job *job = p->saving.job;
  if (!job)
    return;
  if (job->thread)
    SDL_WaitThread(job->thread, NULL);
  if (nb_failed(job->error)) {
    fprintf(stderr, "nabla: %s\n", job->error.text);
    player_notify_for(p, job->error.text, 6);
  }
  free(job);
  p->saving.job = NULL;
}

static bool has_changed(const player *p)
{
  return p->options->config[0] && memcmp(&p->saving.kept, &p->settings, sizeof p->settings) != 0;
}

void saving_begin(player *p)
{
  p->saving = (saving){.due = INFINITY};
  memcpy(&p->saving.kept, &p->settings, sizeof p->settings);
}

void saving_look(player *p)
{
  saving *own = &p->saving;
  if (own->job && SDL_AtomicGet(&own->job->done))
    finish(p);
  bool changed = has_changed(p);
  if (own->job)
    own->due = p->clock + GLANCE;
  else if (!changed)
    own->due = INFINITY;
  else if (own->due == INFINITY)
    own->due = p->clock + PATIENCE;
  else if (p->clock >= own->due)
    start(p), own->due = p->clock + GLANCE;
}

void saving_end(player *p)
{
  finish(p);
  if (has_changed(p))
    start(p);
  finish(p);
}
