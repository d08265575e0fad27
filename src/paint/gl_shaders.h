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
  GL_FACES_OPAQUE, // of a space: see paint/gl_spaces.h
  GL_FACES_CLEAR,
  GL_LINES_OPAQUE,
  GL_LINES_CLEAR,
  GL_UNDER,
  GL_MEAN,
  GL_PROGRAMS,
} gl_program_id;

// Which unit a texture is bound to, whoever reads it.
typedef enum gl_unit {
  GL_UNIT_DATA,
  GL_UNIT_LAYER,
  GL_UNIT_OPAQUE,
  GL_UNIT_OPAQUE_DEPTH,
  GL_UNIT_BEFORE,
  GL_UNIT_BEFORE_DEPTH,
  GL_UNITS,
} gl_unit;

// The uniforms that are no textures, by the names that shaders give them.
typedef enum gl_uniform {
  GL_AT_CANVAS,
  GL_AT_BOUNDS,
  GL_AT_ALPHA,
  GL_AT_SHIFT,
  GL_AT_DEPTHS,
  GL_AT_SEEN,
  GL_AT_FIRST,
  GL_UNIFORMS,
} gl_uniform;

// A program, and where its uniforms are; -1 for those that it has not.
typedef struct gl_program {
  unsigned id;
  int at[GL_UNIFORMS];
  int width, height; // of the canvas that it was told
} gl_program;

typedef struct gl_shaders {
  gl_program programs[GL_PROGRAMS];
  uint64_t saved; // of the files that they were read from: dates and sizes
} gl_shaders;

#define GL_FIRST_LINE "#version 330 core\n"

// Compiles all programs behind that first line: from the folder, or where it is NULL those in the program. Fails with
// NB_NO_GRAPHICS, with the driver's first words and the shader's file and line; *s then has no programs.
nb_error gl_shaders_make(gl_shaders *s, const gl_api *api, const char *first_line, const char *folder);
void gl_shaders_free(gl_shaders *s, const gl_api *api);

// Takes a program into use, on a canvas of so many pixels.
const gl_program *gl_shaders_use(gl_shaders *s, const gl_api *api, gl_program_id id, int width, int height);

// Of the folder's files now, as `saved` above.
uint64_t gl_shaders_saved(const char *folder);

#endif
