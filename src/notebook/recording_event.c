#include "notebook/recording_event.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FARTHEST 1e6f // board units

// ---------------------------------------------------------------------------------------------------------------
// Writing

void recording_put(recording_bytes *to, const void *bytes, size_t size)
{
  if (size > to->capacity - to->size) {
    size_t capacity = 2 * (to->size + size) + 64;
    uint8_t *moved = realloc(to->bytes, capacity);
    to->failed = to->failed || !moved;
    if (!moved)
      return;
    to->bytes = moved;
    to->capacity = capacity;
  }
  if (size > 0)
    memcpy(to->bytes + to->size, bytes, size);
  to->size += size;
}

static void put_text(recording_bytes *to, const char *text)
{
  recording_put(to, text ? text : "", text ? strlen(text) + 1 : 1);
}

#define PUT(to, value) recording_put(to, &(value), sizeof(value))

void recording_pack_scene(recording_bytes *to, const recording_scene *scene)
{
  uint32_t count = (uint32_t)scene->step_count;
  put_text(to, scene->id);
  PUT(to, scene->build);
  PUT(to, scene->clock);
  put_text(to, scene->moment);
  PUT(to, count);
  for (int k = 0; k < scene->step_count; k++)
    put_text(to, scene->titles[k]);
}

void recording_pack_moment(recording_bytes *to, recording_moment moment)
{
  PUT(to, moment.step);
  PUT(to, moment.seconds);
}

void recording_pack_value(recording_bytes *to, const recording_value *value)
{
  put_text(to, value->name);
  PUT(to, value->from);
  recording_put(to, value->bytes, value->size);
}

void recording_pack_answer(recording_bytes *to, recording_answer answer)
{
  PUT(to, answer.step);
  PUT(to, answer.answered);
}

void recording_pack_hand(recording_bytes *to, recording_hand hand)
{
  PUT(to, hand.deed);
  PUT(to, hand.number);
  PUT(to, hand.x);
  PUT(to, hand.y);
  PUT(to, hand.pressure);
  PUT(to, hand.when);
}

void recording_pack_ink(recording_bytes *to, const recording_ink *ink)
{
  PUT(to, ink->page);
  recording_put(to, ink->bytes, ink->size);
}

void recording_pack_page(recording_bytes *to, recording_page page)
{
  PUT(to, page.page);
  PUT(to, page.x);
  PUT(to, page.y);
  PUT(to, page.scale);
}

// ---------------------------------------------------------------------------------------------------------------
// Reading

typedef struct cursor {
  const uint8_t *at;
  size_t left;
  bool sound;
} cursor;

static cursor cursor_of(const recording_event *e)
{
  return (cursor){e->bytes, e->size, true};
}

static void get(cursor *c, void *to, size_t size)
{
  c->sound = c->sound && size <= c->left;
  memset(to, 0, size);
  if (!c->sound)
    return;
  memcpy(to, c->at, size);
  c->at += size;
  c->left -= size;
}

#define GET(c, value) get(c, &(value), sizeof(value))

// A text of less than `most` bytes.
static const char *get_text(cursor *c, size_t most)
{
  const uint8_t *end = c->sound && c->left > 0 ? memchr(c->at, 0, c->left < most ? c->left : most) : NULL;
  c->sound = end != NULL;
  if (!end)
    return NULL;
  const char *text = (const char *)c->at;
  c->left -= (size_t)(end + 1 - c->at);
  c->at = end + 1;
  return text;
}

static bool ends(const cursor *c)
{
  return c->sound && c->left == 0;
}

static bool is_step(int32_t step)
{
  return step >= 0 && step < RECORDING_MAX_STEPS;
}

static bool is_near(float x)
{
  return x >= -FARTHEST && x <= FARTHEST;
}

bool recording_unpack_scene(const recording_event *e, recording_scene *scene)
{
  enum { MOST_ID = 128, MOST_MOMENT = 4 << 20 }; // as the notebook has them
  uint32_t count;
  cursor c = cursor_of(e);
  *scene = (recording_scene){.id = get_text(&c, MOST_ID)};
  GET(&c, scene->build);
  GET(&c, scene->clock);
  scene->moment = get_text(&c, MOST_MOMENT);
  GET(&c, count);
  c.sound = c.sound && count <= RECORDING_MAX_STEPS;
  for (uint32_t k = 0; c.sound && k < count; k++)
    scene->titles[k] = get_text(&c, RECORDING_MAX_NAME);
  scene->step_count = (int)count;
  return ends(&c) && scene->id[0] && isfinite(scene->clock);
}

bool recording_unpack_moment(const recording_event *e, recording_moment *moment)
{
  cursor c = cursor_of(e);
  GET(&c, moment->step);
  GET(&c, moment->seconds);
  return ends(&c) && is_step(moment->step) && isfinite(moment->seconds);
}

bool recording_unpack_play(const recording_event *e, float *seconds)
{
  cursor c = cursor_of(e);
  GET(&c, *seconds);
  return ends(&c) && *seconds >= 0 && *seconds <= 1;
}

bool recording_unpack_value(const recording_event *e, recording_value *value)
{
  cursor c = cursor_of(e);
  *value = (recording_value){.name = get_text(&c, RECORDING_MAX_NAME)};
  GET(&c, value->from);
  value->bytes = c.at;
  value->size = c.left;
  return c.sound;
}

bool recording_unpack_answer(const recording_event *e, recording_answer *answer)
{
  cursor c = cursor_of(e);
  GET(&c, answer->step);
  GET(&c, answer->answered);
  return ends(&c) && is_step(answer->step) && answer->answered <= 1;
}

bool recording_unpack_hand(const recording_event *e, recording_hand *hand)
{
  cursor c = cursor_of(e);
  GET(&c, hand->deed);
  GET(&c, hand->number);
  GET(&c, hand->x);
  GET(&c, hand->y);
  GET(&c, hand->pressure);
  GET(&c, hand->when);
  return ends(&c) && is_near(hand->x) && is_near(hand->y) && isfinite(hand->pressure) && isfinite(hand->when);
}

bool recording_unpack_ink(const recording_event *e, recording_ink *ink)
{
  cursor c = cursor_of(e);
  GET(&c, ink->page);
  ink->bytes = c.at;
  ink->size = c.left;
  return c.sound && ink->page >= 0;
}

bool recording_unpack_page(const recording_event *e, recording_page *page)
{
  cursor c = cursor_of(e);
  GET(&c, page->page);
  GET(&c, page->x);
  GET(&c, page->y);
  GET(&c, page->scale);
  return ends(&c) && page->page >= -1 && is_near(page->x) && is_near(page->y) && page->scale > 1e-4f &&
         page->scale < 1e4f;
}

void recording_unpack_words(const recording_event *e, char *words, size_t capacity)
{
  size_t length = 0, whole = 0;
  for (; length < e->size && length + 1 < capacity && e->bytes[length]; length++) {
    if ((e->bytes[length] & 0xc0) != 0x80)
      whole = length;
    words[length] = (char)(e->bytes[length] < ' ' ? ' ' : e->bytes[length]);
  }
  bool within = length < e->size && (e->bytes[length] & 0xc0) == 0x80;
  words[within ? whole : length] = 0;
}
