// Pictures without a ground.
//
// What is drawn in the ground's colour, the halo of a name or the inside of a knob, is there to hide what lies below it.
// Where the ground is transparent it still hides that, and is a hole itself: laid over the ground's colour, the picture
// is the one with a ground.
//
// The picture is painted twice, over black and over white, and what has the ground's colour is black and white, too. Where
// both are alike nothing shines through, elsewhere as much as they differ (A. R. Smith and J. F. Blinn, Blue screen
// matting, SIGGRAPH 1996, theorem 4: triangulation). What is mixed with the ground's colour, and surfaces in a space, stay
// as solid as they are.
#ifndef FILM_CUTOUT_H
#define FILM_CUTOUT_H

#include "paint/painter.h"

// What is kept from picture to picture. All zero at first.
typedef struct cutout {
  void *lists;
  uint8_t *over_white;
  size_t list_capacity, white_capacity;
} cutout;

// A colour as a ground that is transparent: with no alpha, but still known by its red, green and blue.
static inline nb_rgba cutout_ground(nb_rgba color)
{
  return color & 0xffffff;
}

// Paints as painter_paint does; where the ground's alpha is 0, what has its red, green and blue becomes a hole.
nb_error cutout_paint(cutout *c, painter *p, pixels target, nb_rgba ground, const paint_layer *layers,
                      int layer_count); // at most 16

// The same for a display list of layer->size bytes that is drawn elsewhere: copied to `to`, with what has the ground's colour
// drawn in `instead`, whose alpha is scaled by what it had. A list that is not sound is copied up to where it is.
void cutout_recolor(void *to, const paint_layer *layer, nb_rgba ground, nb_rgba instead);

void cutout_free(cutout *c);

#endif
