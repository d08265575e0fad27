// Bands: one row of tiles of the picture, painted from the batches' strips and copied to the target.
//
// A thread paints a band in its own memory, in tiles, with one more band for each group that is open:
// whatever the target's size, order and stride, the kernels see whole tiles in the cache.
#ifndef PAINT_BAND_H
#define PAINT_BAND_H

#include "paint/batch.h"
#include "paint/kernel.h"

// The bands of one thread.
typedef struct band_work {
  uint32_t
      *pixels; // a band for each depth: the target's, then transparent ones for groups; then one for sources
  size_t capacity;
} band_work;

// A picture whose batches are ready.
typedef struct band_picture {
  const paint_kernel *kernel;
  const plan *plan;
  const batch *batches;
  int batch_count;
  uint32_t ground; // premultiplied
  pixels target;
} band_picture;

// Makes ready for a target `width` pixels wide and groups `depth` deep. False where there is no memory.
bool band_resize(band_work *w, int width, uint32_t depth);
void band_work_free(band_work *w);

// Paints row y of tiles.
void band_paint(band_work *w, const band_picture *picture, int y);

#endif
