#include "film/stretch.h"

#include <stdlib.h>
#include <string.h>

#include "film/cutout.h"
#include "film/job.h"

typedef struct bytes {
  void *data;
  size_t size, capacity;
} bytes;

// A picture's lists, copied: what shot_take gives is gone with the next picture.
typedef struct drawn {
  bytes lists[SHOT_LAYERS];
  shot_picture picture; // its layers point into lists
} drawn;

struct stretch {
  shot *shot;
  const film_plan *plan;
  painter *painter;
  cutout cutout;
  pixels canvas;
  drawn drawn[2]; // in turn
  int64_t taken;  // pictures so far
};

static bool copy(bytes *to, const void *from, size_t size)
{
  if (size > to->capacity) {
    void *larger = realloc(to->data, size + size / 2);
    if (!larger)
      return false;
    to->data = larger;
    to->capacity = size + size / 2;
  }
  memcpy(to->data, from, size);
  to->size = size;
  return true;
}

nb_error stretch_open(stretch **out, shot *s, const film_plan *plan)
{
  *out = NULL;
  stretch *t = calloc(1, sizeof *t);
  if (!t)
    return nb_fail(NB_NO_MEMORY, "no memory for a film");
  t->shot = s;
  t->plan = plan;
  nb_error e = painter_create(&t->painter, shot_fonts(s), 0);
  if (!nb_failed(e))
    e = job_canvas(&t->canvas, plan->width, plan->height);
  if (nb_failed(e))
    stretch_close(t);
  else
    *out = t;
  return e;
}

void stretch_close(stretch *t)
{
  if (!t)
    return;
  painter_destroy(t->painter);
  cutout_free(&t->cutout);
  free(t->canvas.bytes);
  for (int i = 0; i < 2 * SHOT_LAYERS; i++)
    free(t->drawn[i / SHOT_LAYERS].lists[i % SHOT_LAYERS].data);
  free(t);
}

static nb_error draw(stretch *t, int64_t number, drawn *d)
{
  const film_plan *p = t->plan;
  double seconds = p->from + p->speed * (double)number / p->fps;
  nb_error e = shot_take_second(t->shot, seconds, p->width, p->height, &d->picture);
  for (int i = 0; i < SHOT_LAYERS && !nb_failed(e); i++) {
    paint_layer *layer = &d->picture.layers[i];
    if (!copy(&d->lists[i], layer->list, layer->size))
      e = nb_fail(NB_NO_MEMORY, "no memory for the display list at %.2f s", seconds);
    layer->list = d->lists[i].data;
  }
  return e;
}

// What the picture before does not show, a box for each layer: the step strip moves in every frame, far below most
// of what a scene does. Boxes that meet are made one.
static void find_changes(const stretch *t, patch changed[SHOT_LAYERS])
{
  const drawn *now = &t->drawn[t->taken % 2], *before = &t->drawn[(t->taken + 1) % 2];
  int width = t->plan->width, height = t->plan->height;
  changed[0] = (patch){0, 0, width, height};
  changed[1] = (patch){0};
  for (int i = 0; i < SHOT_LAYERS && t->taken > 0; i++)
    changed[i] = damage_between(&before->picture.layers[i], &now->picture.layers[i], shot_fonts(t->shot),
                                width, height);
  if (patch_meets(changed[0], changed[1])) {
    changed[0] = patch_both(changed[0], changed[1]);
    changed[1] = (patch){0};
  }
}

static nb_error paint(stretch *t, const drawn *d, patch part)
{
  pixels target = t->canvas;
  paint_layer layers[SHOT_LAYERS];
  target.bytes += (size_t)part.top * target.stride + 4 * (size_t)part.left;
  target.width = part.right - part.left;
  target.height = part.bottom - part.top;
  for (int i = 0; i < SHOT_LAYERS; i++) {
    layers[i] = d->picture.layers[i];
    layers[i].place.origin.x -= (float)part.left;
    layers[i].place.origin.y -= (float)part.top;
  }
  return cutout_paint(&t->cutout, t->painter, target, d->picture.ground, layers, SHOT_LAYERS);
}

nb_error stretch_take(stretch *t, int64_t number, pixels *picture, patch changed[SHOT_LAYERS])
{
  drawn *d = &t->drawn[t->taken % 2];
  nb_error e = draw(t, number, d);
  if (nb_failed(e))
    return e;
  find_changes(t, changed);
  for (int i = 0; i < SHOT_LAYERS && !nb_failed(e); i++)
    if (!patch_is_none(changed[i]))
      e = paint(t, d, changed[i]);
  t->taken++;
  *picture = t->canvas;
  return e;
}

void stretch_forget(stretch *t)
{
  t->taken = 0;
}
