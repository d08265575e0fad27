#include "film/cutout.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LAYERS = 16 };

static const nb_rgba black = 0xff000000u, white = 0xffffffffu;

// ---------------------------------------------------------------------------------------------------------------
// Display lists

typedef struct exchange {
  nb_rgba ground, instead;
} exchange;

static void recolor(const exchange *x, void *at)
{
  nb_rgba color;
  memcpy(&color, at, sizeof color);
  if ((color & 0xffffff) != (x->ground & 0xffffff))
    return;
  uint32_t alpha = (color >> 24) * (x->instead >> 24) / 255;
  color = (x->instead & 0xffffff) | alpha << 24;
  memcpy(at, &color, sizeof color);
}

static void recolor_paint(const exchange *x, uint8_t *paint, const nb_stop *stops)
{
  nb_paint p;
  memcpy(&p, paint, sizeof p);
  recolor(x, paint + offsetof(nb_paint, color));
  for (uint32_t k = 0; k < p.stop_count; k++)
    recolor(x, (uint8_t *)(uintptr_t)&stops[k] + offsetof(nb_stop, color));
}

// The command whose fixed part lies at `fixed`, in a list that is ours.
static void recolor_command(const exchange *x, const nb_command *c, uint8_t *fixed)
{
  uint32_t colors = c->op == NB_OP_STROKES ? c->strokes.color_count
                    : c->op == NB_OP_DOTS  ? c->dots.color_count
                                           : 0;
  if (c->op == NB_OP_PATH)
    recolor_paint(x, fixed + offsetof(nb_path_fixed, paint), c->stops);
  else if (c->op == NB_OP_GLYPHS)
    recolor_paint(x, fixed + offsetof(nb_glyphs_fixed, paint), c->stops);
  for (uint32_t k = 0; k < colors; k++)
    recolor(x, (void *)(uintptr_t)&c->colors[k]);
}

void cutout_recolor(void *to, const paint_layer *layer, nb_rgba ground, nb_rgba instead)
{
  const exchange x = {ground, instead};
  nb_list_reader reader;
  nb_command command;
  bool done = false;
  memcpy(to, layer->list, layer->size);
  nb_error e = nb_list_read(&reader, to, layer->size);
  while (!nb_failed(e) && !done) {
    uint8_t *fixed = (uint8_t *)to + reader.at + sizeof(nb_command_header);
    e = nb_list_next(&reader, &command, &done);
    if (!nb_failed(e) && !done)
      recolor_command(&x, &command, fixed);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Pictures

static bool make_room(void **memory, size_t *capacity, size_t size)
{
  if (size <= *capacity)
    return true;
  free(*memory);
  *memory = malloc(size);
  *capacity = *memory ? size : 0;
  return *memory != NULL;
}

static bool make_rooms(cutout *c, const pixels *target, const paint_layer *layers, int count)
{
  size_t lists = 0;
  void *over_white = c->over_white;
  for (int k = 0; k < count; k++)
    lists += layers[k].images ? 0 : (layers[k].size + 15) / 16 * 16;
  bool roomy =
      make_room(&over_white, &c->white_capacity, 4 * (size_t)target->width * (size_t)target->height) &&
      make_room(&c->lists, &c->list_capacity, lists);
  c->over_white = over_white;
  return roomy;
}

static nb_error paint_over(const cutout *c, painter *p, pixels target, const exchange *x,
                           const paint_layer *layers, int count)
{
  paint_layer recolored[MOST_LAYERS];
  uint8_t *room = c->lists;
  for (int k = 0; k < count; k++) {
    recolored[k] = layers[k];
    if (layers[k].images)
      continue;
    cutout_recolor(room, &layers[k], x->ground, x->instead);
    recolored[k].list = room;
    room += (layers[k].size + 15) / 16 * 16;
  }
  return painter_paint(p, target, x->instead, recolored, count);
}

// What was over black, with the alpha that follows from what was over white.
static void cut_row(uint8_t *over_black, const uint8_t *over_white, int width)
{
  for (uint8_t *at = over_black; at < over_black + 4 * (size_t)width; at += 4, over_white += 4) {
    int differ = (over_white[0] - at[0] + over_white[1] - at[1] + over_white[2] - at[2] + 1) / 3;
    int alpha = 255 - (differ < 0 ? 0 : differ);
    for (int k = 0; k < 3; k++) // premultiplied: rounding must not lift a colour above its alpha
      at[k] = at[k] < alpha ? at[k] : (uint8_t)alpha;
    at[3] = (uint8_t)alpha;
  }
}

nb_error cutout_paint(cutout *c, painter *p, pixels target, nb_rgba ground, const paint_layer *layers,
                      int layer_count)
{
  assert(layer_count <= MOST_LAYERS);
  if (ground >> 24)
    return painter_paint(p, target, ground, layers, layer_count);
  if (!make_rooms(c, &target, layers, layer_count))
    return nb_fail(NB_NO_MEMORY, "no memory for a picture of %d x %d pixels", target.width, target.height);
  pixels second = {.width = target.width,
                   .height = target.height,
                   .stride = 4 * (size_t)target.width,
                   .bytes = c->over_white,
                   .order = target.order};
  nb_error e = paint_over(c, p, target, &(exchange){ground, black}, layers, layer_count);
  if (!nb_failed(e))
    e = paint_over(c, p, second, &(exchange){ground, white}, layers, layer_count);
  for (int y = 0; y < target.height && !nb_failed(e); y++)
    cut_row(target.bytes + (size_t)y * target.stride, second.bytes + (size_t)y * second.stride, target.width);
  return e;
}

void cutout_free(cutout *c)
{
  free(c->lists);
  free(c->over_white);
  *c = (cutout){0};
}
