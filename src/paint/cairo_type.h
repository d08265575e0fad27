// The bundled fonts for Cairo's vectors: glyph runs as text, so that a PDF embeds the fonts, is small, and can be
// searched and copied from; in an SVG every glyph's outline is there once.
//
// What a glyph says is found from the font: by its map of characters, by what letters
// become when they are set (tabular figures), or from the name of the glyph that it is a variant of ("parenleft.v3"). Mathematical letters say the plain letter: whoever looks for x finds 𝑥.
#ifndef PAINT_CAIRO_TYPE_H
#define PAINT_CAIRO_TYPE_H

#include <cairo.h>

#include "nabla/type/font.h"

typedef struct cairo_type cairo_type;

// Opens the fonts from DIRECTORY/fonts once more, those of `fonts`, which are needed for this call alone. Fails as
// nb_fonts_open does.
nb_error cairo_type_open(cairo_type **out, const nb_fonts *fonts, const char *assets_directory);
// What has been drawn with them stays good.
void cairo_type_close(cairo_type *t);

// Shows glyphs in the present source and space, whose y is up; `em` is the size in its units.
void cairo_type_show(const cairo_type *t, cairo_t *to, nb_font font, double em, const nb_glyph *glyphs,
                     uint32_t count);

#endif
