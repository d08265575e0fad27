// The picture in the window: the display lists that it was painted from, kept so that one like it is not
// painted again, and so that the last good one stays when a scene fails.
#ifndef APP_PICTURE_H
#define APP_PICTURE_H

#include <stdbool.h>
#include <stddef.h>

#include "nabla/color.h"
#include "paint/painter.h"

enum { PICTURE_SCENE, PICTURE_OVER, PICTURE_LAYERS };

typedef struct picture {
  struct {
    void *bytes;
    size_t size, capacity;
  } layers[PICTURE_LAYERS];
  nb_theme theme; // the ground's
  int width, height;
  bool changed; // since it was last painted
} picture;

void picture_free(picture *p);

// Replaces a layer by a copy of a display list. Fails with NB_NO_MEMORY; the layer is then as it was.
nb_error picture_set(picture *p, int layer, const void *list, size_t size);

// Sets what else the picture depends on.
void picture_set_target(picture *p, nb_theme theme, int width, int height);

// Paints the layers on a target; what has not been set is left out.
nb_error picture_paint(picture *p, painter *with, pixels target);

#endif
