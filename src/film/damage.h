// Where two pictures differ, found from their display lists: so that a film paints only that anew.
//
// Lists are compared command by command. Where a command differs, the box that it covers, before and after, is damaged
// (all of a space where it is seen otherwise); where the lists differ in their build (another number or order of
// commands, another group), all of the picture is.
#ifndef FILM_DAMAGE_H
#define FILM_DAMAGE_H

#include <stdbool.h>

#include "nabla/type/font.h"
#include "paint/painter.h"

// A box of pixels, y down: from left to before right, from top to before bottom. None where it has no inside.
typedef struct patch {
  int left, top, right, bottom;
} patch;

static inline bool patch_is_none(patch p)
{
  return p.right <= p.left || p.bottom <= p.top;
}

// The box of a picture of width x height pixels in which the layers may differ, with a pixel of room: never too small. Its
// rows begin and end at multiples of 4, its columns at multiples of 16, or at the picture's end. Both lists have been
// checked, and lie at the same place.
patch damage_between(const paint_layer *before, const paint_layer *after, const nb_fonts *fonts, int width,
                     int height);

// The smallest box that holds both.
patch patch_both(patch a, patch b);

// Whether they share a pixel.
bool patch_meets(patch a, patch b);

#endif
