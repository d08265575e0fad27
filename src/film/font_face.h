// A font within a page for browsers: the letters that the page needs of it, as a rule of its style sheet.
#ifndef FILM_FONT_FACE_H
#define FILM_FONT_FACE_H

#include <stdbool.h>
#include <stdio.h>

#include "nabla/error.h"

typedef struct font_face {
  const char *file;   // an OpenType font
  const char *family; // what the page calls it
  int weight;         // 100 to 900
  bool italic;
} font_face;

// Writes an @font-face rule with the font's glyphs for the letters of `text` (UTF-8; those that the font lacks are left to
// another), and what it needs to set them; no other file is asked for. Fails with NB_MISSING_FILE or NB_NO_MEMORY; whether it
// could be written is known to `to`.
nb_error font_face_write(FILE *to, const font_face *face, const char *text);

#endif
