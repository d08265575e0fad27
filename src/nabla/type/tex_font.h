// What a formula asks of its font: measures of glyphs, the MATH table's constants, and the larger and smaller
// forms of a glyph. All in ems of the font at its own size; scripts scale them.
#ifndef NABLA_TYPE_TEX_FONT_H
#define NABLA_TYPE_TEX_FONT_H

#include <hb-ot.h>

#include "nabla/type/font_data.h"

typedef struct tex_font {
  hb_font_t *shaper;
  nb_math *math;
  float unit; // ems to a font unit
} tex_font;

tex_font tex_font_of(const nb_fonts *fonts);

// How much smaller scripts are: level 0 is 1, 1 script, 2 script of script.
float tex_font_scale(const tex_font *font, int level);

float tex_font_constant(const tex_font *font, hb_ot_math_constant_t constant);

// False where the font has no such character.
bool tex_font_find(const tex_font *font, uint32_t code, uint32_t *glyph);

// The form of a glyph that was drawn for scripts of that level; the glyph itself where there is none.
uint32_t tex_font_script_form(const tex_font *font, uint32_t glyph, int level);

typedef struct tex_measure {
  float width, height, depth; // height and depth not below 0
  float italic;               // how far a superscript stands clear of it
} tex_measure;

tex_measure tex_font_measure(const tex_font *font, uint32_t glyph);

// Where an accent's middle stands over a glyph, or an accent over its letter.
float tex_font_attachment(const tex_font *font, uint32_t glyph);

// The k-th larger form along the direction, from 0, which is mostly the glyph itself. False past the last.
bool tex_font_variant(const tex_font *font, uint32_t glyph, hb_direction_t direction, unsigned k,
                      uint32_t *out);

enum { TEX_MAX_PIECES = 8 };

// The pieces of which a glyph of any size is made, bottom to top or left to right. 0 where it is not made of
// any.
unsigned tex_font_assembly(const tex_font *font, uint32_t glyph, hb_direction_t direction,
                           hb_ot_math_glyph_part_t pieces[TEX_MAX_PIECES]);

// How far a corner of a glyph lets a script in at a height, ems.
float tex_font_kern(const tex_font *font, uint32_t glyph, hb_ot_math_kern_t corner, float height);

#endif
