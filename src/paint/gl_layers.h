// Textures that are painted into: the picture itself and one for each depth of groups, and what spaces are painted with.
#ifndef PAINT_GL_LAYERS_H
#define PAINT_GL_LAYERS_H

#include "nabla/list.h"
#include "paint/gl_api.h"

typedef enum gl_layer_kind {
  GL_LAYER_BYTES,     // premultiplied colour, 8 bits a channel, as the CPU painter has it
  GL_LAYER_FINE,      // the same, 16 bits
  GL_LAYER_FRAGMENTS, // two integers of 32 bits, and a depth that is a float
} gl_layer_kind;

typedef struct gl_layer {
  unsigned texture, framebuffer;
  unsigned depth; // a texture; 0 where there is none
  int width, height;
} gl_layer;

typedef struct gl_layers {
  gl_layer at[NB_LIST_MAX_DEPTH + 1]; // by depth
} gl_layers;

// Makes the layers of depth 0 to `depth` so large. Fails with NB_NO_GRAPHICS.
nb_error gl_layers_fit(gl_layers *l, const gl_api *api, int width, int height, uint32_t depth);
void gl_layers_free(gl_layers *l, const gl_api *api);

// One layer, which has always been of the same kind.
nb_error gl_layer_fit(gl_layer *l, const gl_api *api, gl_layer_kind kind, int width, int height);
void gl_layer_free(gl_layer *l, const gl_api *api);

#endif
