// The picture in the window: the display lists that it was painted from, kept so that one like it is not
// painted again, and so that the last good one stays when a scene fails.
#ifndef APP_PICTURE_H
#define APP_PICTURE_H

#include <stdbool.h>
#include <stddef.h>

#include "nabla/color.h"
#include "paint/painter.h"

// From the bottom up: a ground of the board's own, another run's ghost, the scene, what surrounds it, ink at rest and what of
// it is being moved, what lies over all that, a small picture of another moment, and what stands beside the board, on the
// window's own plane.
enum {
  PICTURE_GROUND,
  PICTURE_GHOST,
  PICTURE_SCENE,
  PICTURE_AROUND,
  PICTURE_INK,
  PICTURE_LIFTED,
  PICTURE_OVER,
  PICTURE_PEEK,
  PICTURE_COLUMN,
  PICTURE_LAYERS
};

typedef struct picture {
  struct {
    void *bytes;
    size_t size, capacity;
    nb_rect area;              // of the board's plane, where it lies; width 0: all of it
    const paint_image *images; // instead of a list; somebody else's
    int image_count;
  } layers[PICTURE_LAYERS];
  nb_theme theme; // the ground's
  int width, height;
  nb_rect board; // pixels of the target that the board has; width 0: all
  bool covered;  // nothing below PICTURE_AROUND is painted
  bool changed;  // since it was last painted
} picture;

void picture_free(picture *p);

// Replaces a layer by a copy of a display list; size 0: by nothing. Fails with NB_NO_MEMORY; the layer is then as
// it was.
nb_error picture_set(picture *p, int layer, const void *list, size_t size);

// Replaces a layer by pictures of pixels, which stay where they are; changed: they are not what they were.
void picture_set_images(picture *p, int layer, const paint_image *images, int count, bool changed);

// Puts a layer into an area of the board, in board units; of width 0: where it lies by itself.
void picture_set_area(picture *p, int layer, nb_rect area);

// The part of the target, in pixels, y down, that the board lies in, with all layers but the column.
void picture_set_board(picture *p, nb_rect area);

// Leaves out what lies below PICTURE_AROUND.
void picture_cover(picture *p, bool covered);

// Sets what else the picture depends on.
void picture_set_target(picture *p, nb_theme theme, int width, int height);

// Paints the layers on a target; what has not been set is left out.
nb_error picture_paint(picture *p, painter *with, pixels target);

#endif
