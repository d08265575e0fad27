// A scene in this process: what it breaks is ours, which is what a debugger wants to see.
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "actor/data.h"
#include "actor/plugin.h"
#include "stage/host.h"

typedef struct here {
  host base;
  plugin plugin;
  actor actor;
} here;

static nb_error here_init(host *h, const nb_frame *frame, void *state)
{
  actor_init(&((here *)h)->actor, frame, state);
  return nb_ok();
}

static nb_error here_tick(host *h, const actor_ticks *ticks, void *state, int *done)
{
  actor_tick(&((here *)h)->actor, ticks, state, NULL);
  *done = ticks->count;
  return nb_ok();
}

// A scene that writes to its state while it draws is stopped there and then (by SIGSEGV), instead of having
// pictures that depend on what was drawn before.
static nb_error here_draw(host *h, const nb_frame *frame, void *state, const void **list, size_t *size)
{
  size_t bytes = h->scene->state_size;
  mprotect(state, bytes, PROT_READ);
  nb_error e = actor_draw(&((here *)h)->actor, frame, state, list, size);
  mprotect(state, bytes, PROT_READ | PROT_WRITE);
  return e;
}

static nb_error here_truth(host *h, int step, void *state, void *truth, size_t bytes)
{
  size_t size = h->scene->state_size;
  mprotect(state, size, PROT_READ);
  actor_truth(&((here *)h)->actor, step, state, truth, bytes);
  mprotect(state, size, PROT_READ | PROT_WRITE);
  return nb_ok();
}

static void here_close(host *h)
{
  here *self = (here *)h;
  if (self->actor.board != NULL)
    nb_board_destroy(self->actor.board);
  for (int k = 0; k < self->actor.data_count; k++)
    data_unmap(&self->actor.data[k]);
  plugin_close(&self->plugin);
  free(self);
}

static nb_error open_data(actor *a, const char *assets)
{
  for (int k = 0; k < NB_MAX_DATA && a->scene->data[k] != NULL; k++) {
    int file;
    nb_error e = data_find(&file, assets == NULL ? "." : assets, a->scene->data[k]);
    if (nb_failed(e))
      return e;
    e = data_map(&a->data[k], file, a->scene->data[k]);
    close(file);
    if (nb_failed(e))
      return e;
    a->data_count++;
  }
  return nb_ok();
}

nb_error host_open_here(host **out, const char *path, const stage_options *options)
{
  static const host_kind kind = {here_init, here_tick, here_draw, here_truth, here_close};
  *out = NULL;
  here *self = calloc(1, sizeof *self);
  if (self == NULL)
    return nb_fail(NB_NO_MEMORY, "out of memory while opening %s", path);
  self->base.kind = &kind;
  nb_error e = plugin_open(&self->plugin, path);
  if (!nb_failed(e)) {
    self->actor.scene = self->base.scene = self->plugin.scene;
    e = open_data(&self->actor, options->assets);
  }
  if (!nb_failed(e))
    e = nb_board_create(&self->actor.board, options->fonts);
  if (nb_failed(e))
    here_close(&self->base);
  else
    *out = &self->base;
  return e;
}
