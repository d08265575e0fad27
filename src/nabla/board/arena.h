// A frame's memory: taken piece by piece, given back all at once when the next frame begins.
//
// What one frame took in several blocks the next one finds in a single one, so that a steady frame allocates
// nothing.
#ifndef NABLA_BOARD_ARENA_H
#define NABLA_BOARD_ARENA_H

#include <stddef.h>

typedef struct arena_block arena_block;

// All zero is an empty arena.
typedef struct board_arena {
  arena_block *blocks; // the newest first
  size_t used;         // of the newest block
} board_arena;

// size bytes aligned to 16, not zeroed; NULL without memory.
void *arena_take(board_arena *arena, size_t size);

// Gives all back at once, and keeps the memory.
void arena_reset(board_arena *arena);

void arena_free(board_arena *arena);

#endif
