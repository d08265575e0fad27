#include "app/catalog.h"

#include <SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stage/library.h"
#include "workshop/text.h"

enum { DELAY = 500, PAUSE = 5 }; // milliseconds: before the first, and between two

struct catalog {
  shelf shelf;
  const sdk *against;
  stage_options how;
  unsigned event;
  SDL_Thread *thread;
  SDL_mutex *lock; // of what follows
  SDL_cond *stopped;
  bool stop;
  catalog_entry *entries;
  int count, room, taken;
};

static void add(text_buffer *to, const char *words)
{
  if (words && *words && text_add_words(to, words))
    text_add_words(to, "\n");
}

catalog_entry catalog_describe(const char *id, const stage *s)
{
  const nb_scene *scene = stage_scene(s);
  text_buffer captions = {0};
  catalog_entry e = {.seconds = stage_step_start(s, scene->step_count)};
  snprintf(e.id, sizeof e.id, "%s", id);
  snprintf(e.title, sizeof e.title, "%s", scene->title);
  for (int k = 0; k < scene->step_count; k++) {
    add(&captions, scene->steps[k].title);
    add(&captions, scene->steps[k].say);
    add(&captions, scene->steps[k].ask);
  }
  e.captions = captions.text;
  for (; e.need_count < NB_MAX_NEEDS && scene->needs[e.need_count]; e.need_count++)
    snprintf(e.needs[e.need_count], NOTEBOOK_ID, "%s", scene->needs[e.need_count]);
  return e;
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

static bool has_room(catalog *c)
{
  if (c->count < c->room)
    return true;
  int more = 2 * c->room + 64;
  catalog_entry *grown = realloc(c->entries, (size_t)more * sizeof *grown);
  if (!grown)
    return false;
  c->entries = grown;
  c->room = more;
  return true;
}

static void read_plugin(catalog *c, const char *id, const char *path)
{
  stage *s;
  if (nb_failed(stage_open(&s, path, c->how)))
    return; // it will say so when it is played
  catalog_entry e = catalog_describe(id, s);
  stage_close(s);
  SDL_LockMutex(c->lock);
  bool kept = has_room(c);
  if (kept)
    c->entries[c->count++] = e;
  SDL_UnlockMutex(c->lock);
  if (!kept)
    free(e.captions);
  SDL_Event event = {.type = c->event};
  SDL_PushEvent(&event);
}

static bool is_stopped(void *context)
{
  catalog *c = context;
  SDL_LockMutex(c->lock);
  bool stop = c->stop;
  SDL_UnlockMutex(c->lock);
  return stop;
}

static void read_source(catalog *c, const char *id, const char *path)
{
  compiled made;
  compile_job job = {.source = path, .sdk = c->against, .fast = true, .given_up = is_stopped, .context = c};
  if (!nb_failed(compile_scene(&made, &job)))
    read_plugin(c, id, made.plugin);
  compile_free(&made);
}

// Both end early where the catalog is to stop.
static void read_plugins(catalog *c)
{
  library all;
  if (!nb_failed(library_open(&all, c->shelf.scenes)))
    for (int k = 0; k < all.count && !rest(c, PAUSE); k++)
      read_plugin(c, all.entries[k].id, all.entries[k].path);
  library_close(&all);
}

static void read_sources(catalog *c)
{
  shelf_name *ids;
  int count;
  char path[1400];
  if (!nb_failed(shelf_list(&c->shelf, &ids, &count)))
    for (int k = 0; k < count && !rest(c, PAUSE); k++)
      if (shelf_find(&c->shelf, ids[k], path, sizeof path) == SHELF_SOURCE)
        read_source(c, ids[k], path);
  free(ids);
}

static int run(void *context)
{
  catalog *c = context;
  bool stop = rest(c, DELAY);
  SDL_SetThreadPriority(SDL_THREAD_PRIORITY_LOW);
  if (!stop)
    read_plugins(c);
  if (!is_stopped(c) && c->against)
    read_sources(c);
  return 0;
}

catalog *catalog_start(const shelf *where, const sdk *against, const stage_options *how, unsigned event)
{
  catalog *c = calloc(1, sizeof *c);
  if (!c)
    return NULL;
  c->shelf = *where;
  c->against = against;
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
