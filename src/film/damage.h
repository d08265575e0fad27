// Where two pictures differ, found from their display lists: so that a film paints only that anew.
//
// Lists are compared command by command. Where a command differs, the rows that it covers, before and after, are
// damaged (of what stands in a space, those of the space); where the lists differ in their build (another number or order of commands, another group), all rows are.
#ifndef FILM_DAMAGE_H
#define FILM_DAMAGE_H

#include <stdbool.h>

#include "nabla/type/font.h"
#include "paint/painter.h"

// Rows of pixels, from the upper one on; none where until <= from.
typedef struct rows {
  int from, until;
} rows;

// The rows of a picture `height` pixels high in which the layers may differ: never too few. `from` is a multiple of 4,
// `until` one too or the height. Both lists have been checked, and lie at the same place.
rows damage_between(const paint_layer *before, const paint_layer *after, const nb_fonts *fonts, int height);

// The smallest range that holds both.
rows rows_both(rows a, rows b);

#endif
