#include "film/reel.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "film/damage.h"

enum { MAX_JOBS = 64, SPARE = 4 };

typedef struct bytes {
  void *data;
  size_t size, capacity;
} bytes;

// A picture on its way. Slots are used in turn, each by one thread at a time:
//
//   free -> drawn (the drawing thread) -> ready (a painter) -> taken (the caller) -> free
typedef struct slot {
  bytes lists[SHOT_LAYERS];
  shot_picture drawn;        // its layers point into lists
  rows damaged[SHOT_LAYERS]; // where it differs from the picture before; apart from one another
  uint8_t *samples;          // yuv; those of the damaged rows are made
  nb_error error;
  bool ready;
} slot;

typedef struct painting {
  reel *reel;
  pthread_t thread;
  painter *painter;
  uint8_t *pixels;
} painting;

struct reel {
  shot *shot;
  reel_options options;
  slot *slots;
  int slot_count;
  uint8_t *shown; // yuv: the picture that the caller has
  painting painters[MAX_JOBS];
  int painters_started;
  pthread_t drawing;
  bool drawing_started;
  pthread_mutex_t lock;          // what follows
  pthread_cond_t moved;          // any of it changed
  int64_t drawn, painted, taken; // pictures that are drawn, that a painter has begun, that the caller has had
  bool closing;
};

static slot *slot_of(reel *r, int64_t number)
{
  return &r->slots[number % r->slot_count];
}

static bool stopped(const reel *r)
{
  return r->options.stop && *r->options.stop;
}

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

// ---------------------------------------------------------------------------------------------------------------
// The drawing thread

static bool is_none(rows r)
{
  return r.until <= r.from;
}

// What the picture before does not show, a range for each layer: the step strip moves in every frame, far below most of
// what a scene does. Ranges that meet are made one.
static void find_damage(reel *r, int64_t number)
{
  slot *s = slot_of(r, number);
  rows *scene = &s->damaged[0], *interface = &s->damaged[1];
  *scene = *interface = (rows){0, r->options.height};
  for (int i = 0; i < SHOT_LAYERS && number > 0; i++)
    s->damaged[i] = damage_between(&slot_of(r, number - 1)->drawn.layers[i], &s->drawn.layers[i],
                                   shot_fonts(r->shot), r->options.height);
  if (scene->from < interface->until && interface->from < scene->until) {
    *scene = rows_both(*scene, *interface);
    *interface = (rows){0, 0};
  }
}

static nb_error draw(reel *r, int64_t number)
{
  slot *s = slot_of(r, number);
  double seconds = r->options.from + (double)number / r->options.fps;
  stage_position at = shot_at(r->shot, (float)seconds);
  nb_error e = shot_take(r->shot, at, r->options.width, r->options.height, &s->drawn);
  if (nb_failed(e))
    return e;
  for (int i = 0; i < SHOT_LAYERS; i++) {
    paint_layer *layer = &s->drawn.layers[i];
    if (!copy(&s->lists[i], layer->list, layer->size))
      return nb_fail(NB_NO_MEMORY, "no memory for the display list at %.2f s", seconds);
    layer->list = s->lists[i].data;
  }
  find_damage(r, number);
  return nb_ok();
}

static void *draw_all(void *argument)
{
  reel *r = argument;
  bool going = true;
  for (int64_t number = 0; number < r->options.count && going; number++) {
    pthread_mutex_lock(&r->lock);
    while (!r->closing && number - r->taken >= r->slot_count)
      pthread_cond_wait(&r->moved, &r->lock);
    going = !r->closing;
    pthread_mutex_unlock(&r->lock);
    if (!going)
      break;
    slot *s = slot_of(r, number);
    s->error = stopped(r) ? nb_fail(NB_INTERRUPTED, "interrupted") : draw(r, number);
    going = !nb_failed(s->error);
    pthread_mutex_lock(&r->lock);
    s->ready = !going || (is_none(s->damaged[0]) && is_none(s->damaged[1]));
    r->drawn = number + 1;
    pthread_cond_broadcast(&r->moved);
    pthread_mutex_unlock(&r->lock);
  }
  return NULL;
}

// ---------------------------------------------------------------------------------------------------------------
// The painters

// Paints some rows, as a picture of their own.
static nb_error paint_rows(painting *p, const slot *s, rows part)
{
  int width = p->reel->options.width, height = p->reel->options.height;
  pixels target = {.width = width,
                   .height = part.until - part.from,
                   .stride = 4 * (size_t)width,
                   .bytes = p->pixels,
                   .order = PIXEL_RGBA};
  paint_layer layers[SHOT_LAYERS];
  for (int i = 0; i < SHOT_LAYERS; i++) {
    layers[i] = s->drawn.layers[i];
    layers[i].place.origin.y -= (float)part.from;
  }
  nb_error e = painter_paint(p->painter, target, s->drawn.ground, layers, SHOT_LAYERS);
  if (!nb_failed(e))
    yuv_convert(yuv_rows(yuv_place(s->samples, width, height), part.from, part.until), target);
  return e;
}

static nb_error paint(painting *p, const slot *s)
{
  nb_error e = nb_ok();
  for (int i = 0; i < SHOT_LAYERS && !nb_failed(e); i++)
    if (!is_none(s->damaged[i]))
      e = paint_rows(p, s, s->damaged[i]);
  return e;
}

// The next slot to paint, or NULL when the reel closes.
static slot *next_to_paint(reel *r)
{
  for (;;) {
    while (!r->closing && r->painted == r->drawn)
      pthread_cond_wait(&r->moved, &r->lock);
    if (r->closing)
      return NULL;
    slot *s = slot_of(r, r->painted++);
    if (!s->ready)
      return s;
  }
}

static void *paint_all(void *argument)
{
  painting *p = argument;
  reel *r = p->reel;
  pthread_mutex_lock(&r->lock);
  for (slot *s; (s = next_to_paint(r));) {
    pthread_mutex_unlock(&r->lock);
    s->error = paint(p, s);
    pthread_mutex_lock(&r->lock);
    s->ready = true;
    pthread_cond_broadcast(&r->moved);
  }
  pthread_mutex_unlock(&r->lock);
  return NULL;
}

// ---------------------------------------------------------------------------------------------------------------
// The caller

// Brings what is new in a slot into the picture that the caller is shown.
static yuv_picture show(reel *r, slot *s)
{
  yuv_picture shown = yuv_place(r->shown, r->options.width, r->options.height);
  yuv_picture fresh = yuv_place(s->samples, r->options.width, r->options.height);
  if (s->damaged[0].until - s->damaged[0].from == r->options.height) {
    r->shown = fresh.planes[0];
    s->samples = shown.planes[0];
    return fresh;
  }
  for (int i = 0; i < SHOT_LAYERS; i++) {
    rows part = s->damaged[i];
    if (!is_none(part))
      yuv_copy(yuv_rows(shown, part.from, part.until), yuv_rows(fresh, part.from, part.until));
  }
  return shown;
}

nb_error reel_next(reel *r, yuv_picture *picture)
{
  pthread_mutex_lock(&r->lock);
  slot *s = slot_of(r, r->taken);
  while (r->drawn == r->taken || !s->ready)
    pthread_cond_wait(&r->moved, &r->lock);
  pthread_mutex_unlock(&r->lock);
  if (stopped(r))
    return nb_fail(NB_INTERRUPTED, "interrupted");
  if (nb_failed(s->error))
    return s->error;
  *picture = show(r, s);
  pthread_mutex_lock(&r->lock);
  r->taken++;
  pthread_cond_broadcast(&r->moved);
  pthread_mutex_unlock(&r->lock);
  return nb_ok();
}

static nb_error start_painter(reel *r)
{
  painting *p = &r->painters[r->painters_started];
  p->reel = r;
  p->pixels = malloc(4 * (size_t)r->options.width * (size_t)r->options.height);
  if (!p->pixels)
    return nb_fail(NB_NO_MEMORY, "no memory for pictures of %d x %d pixels", r->options.width,
                   r->options.height);
  nb_error e = painter_create(&p->painter, shot_fonts(r->shot), 0);
  if (!nb_failed(e) && pthread_create(&p->thread, NULL, paint_all, p) != 0) {
    painter_destroy(p->painter);
    e = nb_fail(NB_FAILED, "cannot start a thread");
  }
  if (nb_failed(e))
    free(p->pixels);
  else
    r->painters_started++;
  return e;
}

static bool make_slots(reel *r)
{
  size_t size = yuv_bytes(r->options.width, r->options.height);
  r->slot_count = r->options.jobs + SPARE;
  r->slots = calloc((size_t)r->slot_count, sizeof *r->slots);
  r->shown = malloc(size);
  bool made = r->slots && r->shown;
  for (int i = 0; made && i < r->slot_count; i++)
    made = (r->slots[i].samples = malloc(size)) != NULL;
  return made;
}

static nb_error start(reel *r)
{
  if (!make_slots(r))
    return nb_fail(NB_NO_MEMORY, "no memory for pictures of %d x %d pixels", r->options.width,
                   r->options.height);
  nb_error e = nb_ok();
  while (r->painters_started < r->options.jobs && r->painters_started < MAX_JOBS && !nb_failed(e))
    e = start_painter(r);
  if (r->painters_started > 0 && nb_failed(e))
    e = nb_ok(); // fewer will do
  if (!nb_failed(e) && pthread_create(&r->drawing, NULL, draw_all, r) != 0)
    e = nb_fail(NB_FAILED, "cannot start a thread");
  r->drawing_started = !nb_failed(e);
  return e;
}

nb_error reel_open(reel **out, shot *s, reel_options options)
{
  *out = NULL;
  reel *r = calloc(1, sizeof *r);
  if (!r)
    return nb_fail(NB_NO_MEMORY, "no memory for a film");
  r->shot = s;
  r->options = options;
  pthread_mutex_init(&r->lock, NULL);
  pthread_cond_init(&r->moved, NULL);
  nb_error e = start(r);
  if (nb_failed(e))
    reel_close(r);
  else
    *out = r;
  return e;
}

void reel_close(reel *r)
{
  if (!r)
    return;
  pthread_mutex_lock(&r->lock);
  r->closing = true;
  pthread_cond_broadcast(&r->moved);
  pthread_mutex_unlock(&r->lock);
  if (r->drawing_started)
    pthread_join(r->drawing, NULL);
  for (int i = 0; i < r->painters_started; i++) {
    pthread_join(r->painters[i].thread, NULL);
    painter_destroy(r->painters[i].painter);
    free(r->painters[i].pixels);
  }
  for (int i = 0; r->slots && i < r->slot_count; i++) {
    free(r->slots[i].samples);
    for (int k = 0; k < SHOT_LAYERS; k++)
      free(r->slots[i].lists[k].data);
  }
  free(r->slots);
  free(r->shown);
  pthread_cond_destroy(&r->moved);
  pthread_mutex_destroy(&r->lock);
  free(r);
}
