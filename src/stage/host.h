// A host: where a scene's functions run. In this process, or in a child of it: what the stage sees is the
// same.
//
//   host_here.c    in this process, for debuggers
//   host_child.c   in a stage process
//
// A host holds no state: each call brings it along and, where it succeeds, takes it back changed.
#ifndef STAGE_HOST_H
#define STAGE_HOST_H

#include "actor/actor.h"
#include "stage/stage.h"

typedef struct host host;

// A kind of host. All but close may fail; a failure leaves the state as it was.
typedef struct host_kind {
  nb_error (*init)(host *h, const nb_frame *frame, void *state);
  nb_error (*tick)(host *h, const actor_ticks *ticks, void *state, int *done);
  nb_error (*draw)(host *h, const nb_frame *frame, void *state, const void **list, size_t *size);
  nb_error (*truth)(host *h, int step, void *state, void *truth, size_t bytes);
  void (*close)(host *h);
} host_kind;

// What every host begins with.
struct host {
  const host_kind *kind;
  nb_scene *scene; // its description, in memory of ours; its functions are not to be called
  double drawn_in; // seconds of computing that the last drawing took; 0 where it was kept, or nobody measures
};

// Opens a plugin. Both fail as stage_open does, and *out is then NULL.
nb_error host_open_here(host **out, const char *path, const stage_options *options);
nb_error host_open_child(host **out, const char *path, const stage_options *options);

// Fills a state that holds what the description starts with.
static inline nb_error host_init(host *h, const nb_frame *frame, void *state)
{
  return h->kind->init(h, frame, state);
}

// Ticks the state. *done is how many ticks went well: all of them, or those before the failure.
static inline nb_error host_tick(host *h, const actor_ticks *ticks, void *state, int *done)
{
  return h->kind->tick(h, ticks, state, done);
}

// Draws. The list has not been checked and is valid until the next call. The state stays as it is.
static inline nb_error host_draw(host *h, const nb_frame *frame, void *state, const void **list, size_t *size)
{
  return h->kind->draw(h, frame, state, list, size);
}

// The right answer to a step's question: `bytes` bytes that have not been checked. The state stays as it is.
static inline nb_error host_truth(host *h, int step, void *state, void *truth, size_t bytes)
{
  return h->kind->truth(h, step, state, truth, bytes);
}

static inline void host_close(host *h)
{
  if (h != NULL)
    h->kind->close(h);
}

#endif
