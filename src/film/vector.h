// Display lists to files of lines and letters: SVG and PDF, through Cairo.
#ifndef FILM_VECTOR_H
#define FILM_VECTOR_H

#include "film/output.h"
#include "paint/painter.h"

typedef struct vector vector;

// True for a name that ends in .svg or .pdf.
bool vector_is(const char *path);

typedef struct vector_options {
  const nb_fonts *fonts;
  const char *assets; // the folder of the same fonts
} vector_options;

// Begins a file of the kind that its ending names. Fails with NB_CANNOT_WRITE, or as cairo_type_open does; *out is then
// NULL. path must outlive it.
nb_error vector_open(vector **out, const char *path, vector_options options);

// Adds a page, an SVG's only one, of width x height pixels of the layers' places, as large as `width_points` (1/72
// inch) is wide: in an SVG a pixel stays one. Over ground (straight RGBA): 0 for bare paper, and where it is
// transparent otherwise, what has its colour is left out (cutout.h). Fails with NB_BAD_LIST or NB_NO_MEMORY.
nb_error vector_page(vector *v, nb_rgba ground, const paint_layer *layers, int layer_count, int width,
                     int height, double width_points);

// What a PDF calls itself, "" at first; at any time before it is kept. An SVG takes none.
void vector_title(vector *v, const char *title);

// Puts the file in its place. Fails with NB_NO_MEMORY or NB_CANNOT_WRITE; the path then holds what it held before.
nb_error vector_keep(vector *v);

// Frees it, kept or not.
void vector_close(vector *v);

#endif
