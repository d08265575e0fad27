#include "nabla/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

enum { ALIGNMENT = 16, SMALLEST_BLOCK = 64 << 10 };

struct nb_arena_block {
  alignas(ALIGNMENT) nb_arena_block *next;
  size_t size; // bytes behind this header
};

static nb_arena_block *block_make(size_t size, nb_arena_block *next)
{
  nb_arena_block *block = size <= SIZE_MAX - sizeof *block ? malloc(sizeof *block + size) : NULL;
  if (block != NULL)
    *block = (nb_arena_block){.next = next, .size = size};
  return block;
}

void *nb_arena_take(nb_arena *arena, size_t size)
{
  if (size > SIZE_MAX / 2)
    return NULL;
  size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
  if (arena->blocks == NULL || arena->blocks->size - arena->used < size) {
    size_t wanted = arena->blocks == NULL ? SMALLEST_BLOCK : 2 * arena->blocks->size;
    nb_arena_block *block = block_make(size > wanted ? size : wanted, arena->blocks);
    if (block == NULL)
      return NULL;
    arena->blocks = block;
    arena->used = 0;
  }
  void *taken = (char *)(arena->blocks + 1) + arena->used;
  arena->used += size;
  return taken;
}

void nb_arena_free(nb_arena *arena)
{
  for (nb_arena_block *block = arena->blocks; block != NULL;) {
    nb_arena_block *next = block->next;
    free(block);
    block = next;
  }
  *arena = (nb_arena){0};
}

void nb_arena_reset(nb_arena *arena)
{
  arena->used = 0;
  if (arena->blocks == NULL || arena->blocks->next == NULL)
    return;
  size_t size = 0;
  for (const nb_arena_block *block = arena->blocks; block != NULL; block = block->next)
    size += block->size;
  nb_arena_free(arena);
  arena->blocks = block_make(size, NULL);
}
