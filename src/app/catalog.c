#include "app/catalog.h"

#include <SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stage/library.h"
#include "workshop/text.h"

enum { DELAY = 500, PAUSE = 5 }; // milliseconds: before the first, and between two

struct catalog {
  char folder[1024];
  stage_options how;
  unsigned event;
  SDL_Thread *thread;
  SDL_mutex *lock; // of what follows
  SDL_cond *stopped;
  bool stop;
  catalog_entry *entries;
  int count, taken;
};

static void add(text_buffer *to, const char *words)
{
  if (words && *words && text_add_words(to, words))
    text_add_words(to, "\n");
}

static void describe(catalog_entry *e, const stage *s)
{
  const nb_scene *scene = stage_scene(s);
  text_buffer captions = {0};
  snprintf(e->title, sizeof e->title, "%s", scene->title);
  e->seconds = stage_step_start(s, scene->step_count);
  for (int k = 0; k < scene->step_count; k++) {
    add(&captions, scene->steps[k].title);
    add(&captions, scene->steps[k].say);
    add(&captions, scene->steps[k].ask);
  }
  e->captions = captions.text;
  for (; e->need_count < NB_MAX_NEEDS && scene->needs[e->need_count]; e->need_count++)
    snprintf(e->needs[e->need_count], NOTEBOOK_ID, "%s", scene->needs[e->need_count]);
}

// Sleeps; true where the catalog is to stop.
static bool rest(catalog *c, int milliseconds)
{
  SDL_LockMutex(c->lock);
  if (!c->stop)
    SDL_CondWaitTimeout(c->stopped, c->lock, (Uint32)milliseconds);
  bool stop = c->stop;
  SDL_UnlockMutex(c->lock);
  return stop;
}

static void read_scene(catalog *c, const library_entry *scene)
{
  stage *s;
  catalog_entry e = {0};
  if (nb_failed(stage_open(&s, scene->path, c->how)))
    return; // it will say so when it is played
  snprintf(e.id, sizeof e.id, "%s", scene->id);
  describe(&e, s);
  stage_close(s);
  SDL_LockMutex(c->lock);
  c->entries[c->count++] = e;
  SDL_UnlockMutex(c->lock);
  SDL_Event event = {.type = c->event};
  SDL_PushEvent(&event);
}

static int run(void *context)
{
  catalog *c = context;
  library all = {0};
  bool stop = rest(c, DELAY);
  SDL_SetThreadPriority(SDL_THREAD_PRIORITY_LOW);
  if (!stop && !nb_failed(library_open(&all, c->folder)))
    c->entries = calloc((size_t)all.count + 1, sizeof *c->entries);
  for (int k = 0; !stop && c->entries && k < all.count; k++) {
    read_scene(c, &all.entries[k]);
    stop = rest(c, PAUSE);
  }
  library_close(&all);
  return 0;
}

catalog *catalog_start(const char *folder, const stage_options *how, unsigned event)
{
  catalog *c = calloc(1, sizeof *c);
  if (!c)
    return NULL;
  snprintf(c->folder, sizeof c->folder, "%s", folder);
  c->how = *how;
  c->how.spares = NULL; // those are for what somebody waits for
  c->how.described = true;
  c->event = event;
  c->lock = SDL_CreateMutex();
  c->stopped = SDL_CreateCond();
  c->thread = SDL_CreateThread(run, "catalog", c);
  if (c->thread)
    return c;
  catalog_destroy(c);
  return NULL;
}

void catalog_destroy(catalog *c)
{
  catalog_entry left;
  if (!c)
    return;
  SDL_LockMutex(c->lock);
  c->stop = true;
  SDL_CondSignal(c->stopped);
  SDL_UnlockMutex(c->lock);
  SDL_WaitThread(c->thread, NULL);
  while (catalog_take(c, &left))
    free(left.captions);
  free(c->entries);
  SDL_DestroyCond(c->stopped);
  SDL_DestroyMutex(c->lock);
  free(c);
}

bool catalog_take(catalog *c, catalog_entry *out)
{
  SDL_LockMutex(c->lock);
  bool there = c->taken < c->count;
  if (there)
    *out = c->entries[c->taken++];
  SDL_UnlockMutex(c->lock);
  return there;
}
