// The GL painter's programs: the shaders of the folder shaders/, compiled and linked.
#ifndef PAINT_GL_SHADERS_H
#define PAINT_GL_SHADERS_H

#include "paint/gl_api.h"

typedef enum gl_program_id {
  GL_SOLID,
  GL_GRADIENT,
  GL_IMAGE,
  GL_SPACE,
  GL_MASK,
  GL_LAYER,
  GL_COPY,
  GL_PROGRAMS,
} gl_program_id;

// A program, and where its uniforms are; -1 for those that it has not.
typedef struct gl_program {
  unsigned id;
  int canvas, data, layer, bounds, alpha, upside_down;
} gl_program;

typedef struct gl_shaders {
  gl_program programs[GL_PROGRAMS];
  uint64_t saved; // of the files that they were read from: dates and sizes
} gl_shaders;

#define GL_FIRST_LINE "#version 330 core\n"

// Compiles all programs behind that first line: from the folder, or where it is NULL those in the program. Fails with
// NB_NO_GRAPHICS, with the driver's first words and the shader's name; *s then has no programs.
nb_error gl_shaders_make(gl_shaders *s, const gl_api *api, const char *first_line, const char *folder);
void gl_shaders_free(gl_shaders *s, const gl_api *api);

// Whether the folder's files are others than those that *s was made from.
bool gl_shaders_changed(const gl_shaders *s, const char *folder);

#endif
