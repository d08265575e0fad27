// The key of a tile of a space: 64 bits of all that its pixels depend on. A tile whose key is that of the picture before is
// not painted again, which spares films, and hands that move one thing, most of a space that rests. (Under a camera that moves
// nothing does, and no key is made.)
#ifndef PAINT_SPACE_KEY_H
#define PAINT_SPACE_KEY_H

#include <string.h>

#include "raster/solid.h"

enum { SPACE_KEY_LANES = 4, SPACE_KEY_WORDS = sizeof(solid) / sizeof(uint64_t) };
_Static_assert(sizeof(solid) % sizeof(uint64_t) == 0, "a solid is read in words");

// What a lane becomes with a word more: one to one in either.
static inline uint64_t space_key_with(uint64_t lane, uint64_t word)
{
  uint64_t mixed = (lane ^ word) * 0x9e3779b97f4a7c15u;
  return mixed << 29 | mixed >> 35;
}

// Of solids in their order; never 0. Four lanes, as a multiplication waits for the one before it: 20 cycles a solid.
static inline uint64_t space_key(const solid *const *items, uint32_t count)
{
  uint64_t lanes[SPACE_KEY_LANES] = {1, 2, 3, 4}, key = count;
  for (uint32_t k = 0; k < count; k++) {
    uint64_t words[SPACE_KEY_WORDS];
    memcpy(words, items[k], sizeof words);
    for (int i = 0; i < SPACE_KEY_WORDS; i++)
      lanes[i % SPACE_KEY_LANES] = space_key_with(lanes[i % SPACE_KEY_LANES], words[i]);
  }
  for (int i = 0; i < SPACE_KEY_LANES; i++)
    key = space_key_with(key, lanes[i]);
  return key ? key : 1;
}

#endif
