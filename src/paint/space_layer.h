// The layer that a space is painted to.
#ifndef PAINT_SPACE_LAYER_H
#define PAINT_SPACE_LAYER_H

#include <stddef.h>
#include <stdint.h>

// What a space shows. Its pixels lie in tiles of 4 x 4 as kernels want them (paint/kernel.h): four rows of these to a row
// of tiles of 16 x 16.
typedef struct space_layer {
  uint32_t space;    // its number in the plan
  int x, y;          // of the upper left pixel on the target, multiples of 4
  int columns, rows; // tiles of 16 x 16
  uint32_t *pixels;  // of those tiles alone that were painted; not to be read where a card paints
  uint8_t *painted;  // a byte for each tile, row by row; 0 where nothing shows
} space_layer;

// The pixels of tile (x, y) of 4 x 4, and of those right of it.
static inline uint32_t *space_layer_at(const space_layer *l, int x, int y)
{
  return l->pixels + 16 * ((size_t)y * 4 * (size_t)l->columns + (size_t)x);
}

#endif
