// Memory that is taken piece by piece and given back all at once: a frame's, a formula's.
//
// What one round took in several blocks the next one finds in a single one, so that what goes on steadily
// allocates nothing.
#ifndef NABLA_ARENA_H
#define NABLA_ARENA_H

#include <stddef.h>

#include "nabla/export.h"

typedef struct nb_arena_block nb_arena_block;

// All zero is an empty arena.
typedef struct nb_arena {
  nb_arena_block *blocks; // the newest first
  size_t used;            // of the newest block
} nb_arena;

// size bytes aligned to 16, not zeroed; NULL without memory.
NB_API void *nb_arena_take(nb_arena *arena, size_t size);

// Gives all back at once, and keeps the memory.
NB_API void nb_arena_reset(nb_arena *arena);

NB_API void nb_arena_free(nb_arena *arena);

#endif
