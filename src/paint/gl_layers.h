// Textures that are painted into: the picture itself and one for each depth of groups, and what is read back.
//
// They have 16 bits a channel. With 8 the rounding of every blending adds up: up to 5/255 where thirty translucent lines
// cross, against 3 with 16, of which the CPU painter's own rounding is all.
#ifndef PAINT_GL_LAYERS_H
#define PAINT_GL_LAYERS_H

#include "nabla/list.h"
#include "paint/gl_api.h"

typedef struct gl_layer {
  unsigned texture, framebuffer;
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

#endif
