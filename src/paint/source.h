// Where a shape's colours come from when they differ from pixel to pixel: linear gradients, images and the layers of
// spaces.
#ifndef PAINT_SOURCE_H
#define PAINT_SOURCE_H

#include "nabla/list.h"
#include "paint/space_layer.h"
#include "raster/polyline.h"

enum { SOURCE_RAMP = 1024 }; // colours in a gradient

// How pixels are found: pixel centre (x, y) goes to (x * i.x + y * j.x + origin.x, ...) of the source: along
// a gradient from 0 to 1 (x alone), or in the pixels of an image, y down.
typedef struct source {
  raster_affine from_pixels;
  const uint8_t *pixels;    // of an image, else null
  const space_layer *layer; // of a space, else null
  uint32_t width, height, alpha;
  nb_filter filter;
  bool own;                   // the image's pixels are those of the target
  int left, top;              // where its first one is then
  uint32_t ramp[SOURCE_RAMP]; // premultiplied
} source;

// A gradient between stop_count stops under a shape's place; false where nothing can be painted.
bool source_gradient(source *s, const nb_paint *paint, const nb_stop *stops, const raster_affine *place);

// An image in its rectangle under place; false where nothing can be painted.
bool source_image(source *s, const nb_image_fixed *image, const uint8_t *pixels, const raster_affine *place);

// The layer of a space where it is.
void source_space(source *s, const space_layer *layer);

// The source's colours in `tiles` tiles from tile (x, y) on, in the order of tiles: its own, or computed into `to`.
const uint32_t *source_fetch(const source *s, uint32_t *to, int x, int y, int tiles);

#endif
