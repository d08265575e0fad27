// The bundled fonts, and text set in them: UTF-8 to placed glyphs, glyphs to outlines.
//
// The program opens the fonts once and hands them to boards, painters and the stage; nothing here is global.
// A glyph run in a display list names a font by its id, so every process that reads the list must have opened
// the same assets.
#ifndef NABLA_TYPE_FONT_H
#define NABLA_TYPE_FONT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nabla/error.h"
#include "nabla/list.h"

typedef enum nb_font {
  NB_FONT_REGULAR,  // Inter
  NB_FONT_MEDIUM,   // Inter Medium
  NB_FONT_SEMIBOLD, // Inter SemiBold
  NB_FONT_ITALIC,   // Inter Italic
  NB_FONT_MATH,     // Latin Modern Math
  NB_FONT_MONO,     // Latin Modern Mono
  NB_FONT_COUNT,
} nb_font;

typedef struct nb_fonts nb_fonts;

// Opens the bundled fonts from DIRECTORY/fonts. Fails with NB_MISSING_FILE or NB_BAD_FILE, naming the file.
// The fonts may be used from several threads at once: an outline is made once, under a lock, and read without
// one ever after.
NB_API nb_error nb_fonts_open(nb_fonts **out, const char *assets_directory);
NB_API void nb_fonts_close(nb_fonts *fonts);

// The name of a font's file in ASSETS/fonts.
NB_API const char *nb_font_file(nb_font font);

// How many glyphs a font has; ids at or above it are refused by painters.
NB_API uint32_t nb_font_glyph_count(const nb_fonts *fonts, nb_font font);

// True where the font has a glyph for the code point.
NB_API bool nb_font_has(const nb_fonts *fonts, nb_font font, uint32_t code);

// A glyph's outline in em units, y up, its origin at (0, 0): verbs and points as in a path command. Valid
// until the fonts are closed. A glyph without outline (a space), or one the font lacks, has counts of 0.
typedef struct nb_outline {
  const uint8_t *verbs;
  const nb_vec2 *points;
  uint32_t verb_count, point_count;
  nb_rect box; // around the outline, em units
} nb_outline;

NB_API nb_outline nb_font_outline(const nb_fonts *fonts, nb_font font, uint32_t glyph);

// A font's measures in ems: ascent and cap height up, descent down (positive), all from the baseline.
typedef struct nb_font_measures {
  float ascent, descent, cap_height, x_height, digit_width;
} nb_font_measures;

NB_API nb_font_measures nb_font_measure(const nb_fonts *fonts, nb_font font);

// Shapes one line of UTF-8 text with HarfBuzz: glyphs with their places in ems from the line's start on the
// baseline. Figures are tabular; kerning and marks are the font's own, and accents in NB_FONT_MATH are
// centred over what they follow as TeX centres them. Bytes that are not UTF-8 become U+FFFD; no more than
// 65,536 bytes are read. Writes at most capacity glyphs and returns how many the line has (call again with
// more room where it is larger); *width is the line's advance in ems.
NB_API size_t nb_font_shape(const nb_fonts *fonts, nb_font font, const char *text, size_t bytes,
                            nb_glyph *glyphs, size_t capacity, float *width);

#endif
