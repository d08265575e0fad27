#include "app/picture.h"

#include <stdlib.h>
#include <string.h>

void picture_free(picture *p)
{
  for (int k = 0; k < PICTURE_LAYERS; k++)
    free(p->layers[k].bytes);
  *p = (picture){0};
}

nb_error picture_set(picture *p, int layer, const void *list, size_t size)
{
  if (size == p->layers[layer].size && size > 0 && memcmp(p->layers[layer].bytes, list, size) == 0)
    return nb_ok();
  if (size > p->layers[layer].capacity) {
    // Half as much again: lists grow a little every frame while something is drawn.
    size_t capacity = size + size / 2;
    void *bytes = realloc(p->layers[layer].bytes, capacity);
    if (!bytes)
      return nb_fail(NB_NO_MEMORY, "no memory for a picture of %zu bytes", size);
    p->layers[layer].bytes = bytes;
    p->layers[layer].capacity = capacity;
  }
  memcpy(p->layers[layer].bytes, list, size);
  p->layers[layer].size = size;
  p->changed = true;
  return nb_ok();
}

void picture_set_target(picture *p, nb_theme theme, int width, int height)
{
  if (theme != p->theme || width != p->width || height != p->height)
    p->changed = true;
  p->theme = theme;
  p->width = width;
  p->height = height;
}

nb_error picture_paint(picture *p, painter *with, pixels target)
{
  paint_layer layers[PICTURE_LAYERS];
  int count = 0;
  for (int k = 0; k < PICTURE_LAYERS; k++)
    if (p->layers[k].size > 0)
      layers[count++] = (paint_layer){.list = p->layers[k].bytes,
                                      .size = p->layers[k].size,
                                      .place = board_place(target.width, target.height)};
  p->changed = false;
  return painter_paint(with, target, nb_theme_color(p->theme, NB_GROUND), layers, count);
}
