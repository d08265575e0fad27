// Textures that are painted into: the picture itself and one for each depth of groups, what is read back, and what spaces are
// painted with.
//
// They have 16 bits a channel. With 8 the rounding of every blending adds up: up to 5/255 where thirty translucent lines
// cross, against 3 with 16, of which the CPU painter's own rounding is all.
#ifndef PAINT_GL_LAYERS_H
#define PAINT_GL_LAYERS_H

#include "nabla/list.h"
#include "paint/gl_api.h"

typedef enum gl_layer_kind {
  GL_LAYER_FINE,      // premultiplied colour, 16 bits a channel
  GL_LAYER_BYTES,     // the same, 8 bits
  GL_LAYER_FRAGMENTS, // two integers of 32 bits, and a depth that is a float
} gl_layer_kind;

typedef struct gl_layer {
  unsigned texture, framebuffer;
  unsigned depth; // a texture; 0 where there is none
  int width, height;
} gl_layer;

typedef struct gl_layers {
  gl_layer at[NB_LIST_MAX_DEPTH + 1]; // by depth
  gl_layer result;                    // with 8 bits a channel
} gl_layers;

// Makes the layers of depth 0 to `depth` so large. Fails with NB_NO_GRAPHICS.
nb_error gl_layers_fit(gl_layers *l, const gl_api *api, int width, int height, uint32_t depth);

// Makes the result so large. Fails with NB_NO_GRAPHICS.
nb_error gl_layers_fit_result(gl_layers *l, const gl_api *api, int width, int height);
void gl_layers_free(gl_layers *l, const gl_api *api);

// One layer, which has always been of the same kind.
nb_error gl_layer_fit(gl_layer *l, const gl_api *api, gl_layer_kind kind, int width, int height);
void gl_layer_free(gl_layer *l, const gl_api *api);

#endif
