// An actor: runs a scene's functions on a state that it is given, and remembers nothing of it.
//
// Both the program (with --in-process) and the stage process run scenes through this, so that a picture does
// not depend on where it was drawn.
//
//   plugin.h       a scene's shared object, opened
//   description.h  its description: checked, copied, sent to another process
//   parameter.h    parameters as bytes
//   data.h         declared data
//   exchange.h     what the program and the stage process say to each other
#ifndef ACTOR_ACTOR_H
#define ACTOR_ACTOR_H

#include "nabla/error.h"
#include "nabla/record.h"
#include "nabla/scene.h"

enum { ACTOR_MAX_TICKS = 64 }; // in a row

typedef struct actor {
  const nb_scene *scene; // with functions that can be called
  nb_data data[NB_MAX_DATA];
  int data_count;
  nb_board *board;
} actor;

// Where a tick moves from.
typedef struct actor_moment {
  int32_t step;
  float seconds;
} actor_moment;

// Ticks to be made one after the other.
typedef struct actor_ticks {
  uint64_t first; // tick that the state stands at
  int count;      // 1 to ACTOR_MAX_TICKS
  const actor_moment *moments;
  const void *viewer; // the viewer's block: see actor_lay
} actor_ticks;

// The viewer's block: which questions are answered (uint64_t), then the parameters one after the other.
size_t actor_viewer_size(const nb_scene *scene);
void actor_gather(const nb_scene *scene, const void *state, uint64_t answered, void *block);
void actor_lay(const nb_scene *scene, const void *block, void *state);
uint64_t actor_answered(const void *block);

// Fills a state that holds what the scene's description starts with.
void actor_init(const actor *a, const nb_frame *frame, void *state);

// Ticks the state. The parameters are laid over it before and after every tick: they are the viewer's,
// whatever a scene does to them. *done, where it is not NULL, counts the ticks as they are made.
void actor_tick(const actor *a, const actor_ticks *ticks, void *state, volatile uint32_t *done);

// Draws: a list that has not been checked, valid until the next call. Fails as nb_board_finish does.
nb_error actor_draw(const actor *a, const nb_frame *frame, const void *state, const void **list,
                    size_t *size);

// The right answer to a step's question, written to *truth: as large as the parameter that answers it, which
// is zeroed first. The step has a truth.
void actor_truth(const actor *a, int step, const void *state, void *truth, size_t bytes);

#endif
