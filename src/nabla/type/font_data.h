// What an open font is made of: shared by font.c, outline.c and shape.c, and hidden from everyone else.
#ifndef NABLA_TYPE_FONT_DATA_H
#define NABLA_TYPE_FONT_DATA_H

#include <pthread.h>
#include <stdatomic.h>

#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb.h>

#include "nabla/type/font.h"

typedef struct nb_math nb_math; // tex_font.c

typedef struct nb_font_face {
  FT_Face face; // read under nb_fonts.lock alone: FreeType's faces hold the glyph that is being read
  hb_font_t *shaper;
  float em; // font units to the em
  uint32_t glyph_count;
  _Atomic(const nb_outline *) *outlines; // by glyph, NULL until asked for
  nb_font_measures measures;
  nb_math *math; // NULL where the font has no MATH table
} nb_font_face;

struct nb_fonts {
  FT_Library library;
  pthread_mutex_t lock;
  nb_font_face faces[NB_FONT_COUNT];
};

static inline const nb_font_face *nb_font_face_of(const nb_fonts *fonts, nb_font font)
{
  return (unsigned)font < NB_FONT_COUNT ? &fonts->faces[font] : &fonts->faces[NB_FONT_REGULAR];
}

// What formulas need of a font with a MATH table, in *out; NULL for a font without. False without memory.
bool nb_math_open(nb_math **out, hb_font_t *shaper, uint32_t glyph_count);
void nb_math_close(nb_math *math);

#endif
