// The shaders of the folder shaders/, as they were when the program was built: shaders.c is made by shaders/embed.cmake.
#ifndef PAINT_SHADERS_H
#define PAINT_SHADERS_H

typedef struct shader_text {
  const char *name; // of the file; NULL ends the table
  const char *text;
} shader_text;

extern const shader_text shaders_embedded[];

#endif
