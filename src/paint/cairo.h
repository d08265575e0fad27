// Display lists drawn with Cairo: to vectors (SVG, PDF), and to the reference pictures that tests compare
// with.
//
// It reads a list on its own and shares nothing with the CPU painter but the contract of list.h.
#ifndef PAINT_CAIRO_H
#define PAINT_CAIRO_H

#include <cairo.h>

#include "paint/cairo_type.h"
#include "paint/painter.h"

// Paints the layers in order with Cairo, whose unit must be the pixel of the layers' places, y down, over
// what `to` holds. Fails with NB_BAD_LIST (what came before the broken command has been drawn) or
// NB_NO_MEMORY.
nb_error paint_with_cairo(cairo_t *to, const nb_fonts *fonts, const paint_layer *layers, int layer_count);

// The same with glyphs as text in the fonts of `type`: for vectors.
nb_error paint_with_cairo_type(cairo_t *to, const nb_fonts *fonts, const cairo_type *type,
                               const paint_layer *layers, int layer_count);

#endif
