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
  if (size == p->layers[layer].size && (size == 0 || memcmp(p->layers[layer].bytes, list, size) == 0))
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
  if (size > 0)
    memcpy(p->layers[layer].bytes, list, size);
  p->layers[layer].size = size;
  p->changed = true;
  return nb_ok();
}

// False where it was so already.
static bool change(nb_rect *now, nb_rect to)
{
  bool same = now->x == to.x && now->y == to.y && now->width == to.width && now->height == to.height;
  *now = to;
  return !same;
}

void picture_set_images(picture *p, int layer, const paint_image *images, int count, bool changed)
{
  p->layers[layer].images = images;
  p->changed = p->changed || changed || p->layers[layer].image_count != count;
  p->layers[layer].image_count = count;
}

void picture_set_area(picture *p, int layer, nb_rect area)
{
  if (change(&p->layers[layer].area, area))
    p->changed = p->changed || p->layers[layer].size > 0;
}

void picture_set_board(picture *p, nb_rect area)
{
  if (change(&p->board, area))
    p->changed = true;
}

void picture_cover(picture *p, bool covered)
{
  p->changed = p->changed || covered != p->covered;
  p->covered = covered;
}

// An area of the board as pixels of the target, y down.
static nb_rect in_pixels(nb_affine place, nb_rect r)
{
  nb_vec2 corner = nb_affine_apply(place, nb_at(r.x, r.y + r.height));
  return (nb_rect){corner.x, corner.y, r.width * place.i.x, -r.height * place.j.y};
}

static paint_layer layer_of(const picture *p, int k, pixels target)
{
  paint_layer layer = {.list = p->layers[k].bytes,
                       .size = p->layers[k].size,
                       .place = board_place(target.width, target.height)};
  bool beside =
      p->board.width > 0 && (p->board.width < (float)target.width || p->board.height < (float)target.height);
  if (beside && k != PICTURE_COLUMN) {
    layer.clip = p->board;
    layer.place = board_place_in(p->board);
  }
  if (p->layers[k].image_count > 0) {
    layer.images = p->layers[k].images;
    layer.image_count = p->layers[k].image_count;
  }
  if (p->layers[k].area.width > 0) {
    layer.clip = in_pixels(layer.place, p->layers[k].area);
    layer.place = board_place_in(layer.clip);
  }
  return layer;
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
  for (int k = p->covered ? PICTURE_AROUND : 0; k < PICTURE_LAYERS; k++)
    if (p->layers[k].size > 0 || p->layers[k].image_count > 0)
      layers[count++] = layer_of(p, k, target);
  p->changed = false;
  return painter_paint(with, target, nb_theme_color(p->theme, NB_GROUND), layers, count);
}
