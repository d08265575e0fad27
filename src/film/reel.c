#include "film/reel.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

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
  shot_picture drawn; // its layers point into lists
  bool same;          // as the picture before
  uint8_t *samples;   // yuv
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

static bool looks_like(const slot *a, const slot *b)
{
  for (int i = 0; i < SHOT_LAYERS; i++)
    if (a->lists[i].size != b->lists[i].size ||
        memcmp(a->lists[i].data, b->lists[i].data, a->lists[i].size) != 0)
      return false;
  return true;
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
  s->same = number > 0 && looks_like(s, slot_of(r, number - 1));
  return nb_ok();
}

static void *draw_all(void *argument)
{
  reel *r = argument;
  bool going = true;
  for (int64_t number = 0; number < r->options.count && going; number++) {
    pthread_mutex_lock(&r->lock);
    // The slot before the one last taken is free: that one may be shown again.
    while (!r->closing && number - (r->taken - 1) >= r->slot_count)
      pthread_cond_wait(&r->moved, &r->lock);
    going = !r->closing;
    pthread_mutex_unlock(&r->lock);
    if (!going)
      break;
    slot *s = slot_of(r, number);
    s->error = stopped(r) ? nb_fail(NB_INTERRUPTED, "interrupted") : draw(r, number);
    going = !nb_failed(s->error);
    pthread_mutex_lock(&r->lock);
    s->ready = !going || s->same;
    r->drawn = number + 1;
    pthread_cond_broadcast(&r->moved);
    pthread_mutex_unlock(&r->lock);
  }
  return NULL;
}

// ---------------------------------------------------------------------------------------------------------------
// The painters

static nb_error paint(painting *p, slot *s)
{
  int width = p->reel->options.width, height = p->reel->options.height;
  pixels target = {
      .width = width, .height = height, .stride = 4 * (size_t)width, .bytes = p->pixels, .order = PIXEL_RGBA};
  nb_error e = painter_paint(p->painter, target, s->drawn.ground, s->drawn.layers, SHOT_LAYERS);
  if (!nb_failed(e))
    yuv_convert(yuv_place(s->samples, width, height), target);
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
  if (s->same) { // takes over the samples of the picture before
    slot *before = slot_of(r, r->taken - 1);
    uint8_t *samples = before->samples;
    before->samples = s->samples;
    s->samples = samples;
  }
  *picture = yuv_place(s->samples, r->options.width, r->options.height);
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

static nb_error start(reel *r)
{
  r->slot_count = r->options.jobs + SPARE;
  r->slots = calloc((size_t)r->slot_count, sizeof *r->slots);
  for (int i = 0; r->slots && i < r->slot_count; i++) {
    r->slots[i].samples = malloc(yuv_bytes(r->options.width, r->options.height));
    if (!r->slots[i].samples)
      return nb_fail(NB_NO_MEMORY, "no memory for pictures of %d x %d pixels", r->options.width,
                     r->options.height);
  }
  if (!r->slots)
    return nb_fail(NB_NO_MEMORY, "no memory for a film");
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
  pthread_cond_destroy(&r->moved);
  pthread_mutex_destroy(&r->lock);
  free(r);
}
