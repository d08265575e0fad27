#include "notebook/recording.h"

#include <stdlib.h>
#include <string.h>

// ---------------------------------------------------------------------------------------------------------------
// Writing

enum { MOST_DIGITS = 10 }; // of a number of 64 bits

static size_t put_number(uint8_t *to, uint64_t number)
{
  size_t count = 0;
  for (; number >= 128; number >>= 7)
    to[count++] = (uint8_t)(number | 128);
  to[count++] = (uint8_t)number;
  return count;
}

static bool make_room(recording_piece *p, size_t more)
{
  if (more <= p->capacity - p->size)
    return true;
  size_t capacity = 2 * (p->size + more) + 256;
  uint8_t *moved = realloc(p->bytes, capacity);
  if (!moved)
    return false;
  p->bytes = moved;
  p->capacity = capacity;
  return true;
}

bool recording_add(recording_piece *p, const recording_event *event)
{
  if (event->size > RECORDING_MAX_EVENT || !make_room(p, event->size + 3 * MOST_DIGITS))
    return false;
  int64_t before = p->count > 0 ? p->last : event->at;
  if (p->count == 0)
    p->first = before;
  p->last = event->at > before ? event->at : before;
  uint8_t *to = p->bytes + p->size;
  to += put_number(to, (uint64_t)(p->last - before));
  to += put_number(to, event->kind);
  to += put_number(to, event->size);
  if (event->size > 0)
    memcpy(to, event->bytes, event->size);
  p->size = (size_t)(to - p->bytes) + event->size;
  p->count++;
  return true;
}

void recording_empty(recording_piece *p)
{
  p->size = 0;
  p->count = 0;
}

void recording_free(recording_piece *p)
{
  free(p->bytes);
  *p = (recording_piece){0};
}

// ---------------------------------------------------------------------------------------------------------------
// Reading

recording_reader recording_read(const void *bytes, size_t size, int64_t first)
{
  return (recording_reader){.at = bytes, .left = size, .time = first};
}

// A number up to `most`.
static bool get_number(recording_reader *r, uint64_t most, uint64_t *number)
{
  *number = 0;
  for (int shift = 0; shift < 7 * MOST_DIGITS && r->left > 0; shift += 7) {
    uint8_t byte = *r->at++;
    r->left--;
    if (shift == 63 && byte > 1)
      return false;
    *number |= (uint64_t)(byte & 127) << shift;
    if (byte < 128)
      return *number <= most;
  }
  return false;
}

bool recording_next(recording_reader *r, recording_event *event, nb_error *e)
{
  uint64_t passed = 0, kind = 0, size = 0;
  if (e)
    *e = nb_ok();
  if (r->left == 0)
    return false;
  bool sound = r->time >= 0 && r->time <= RECORDING_MAX_TIME &&
               get_number(r, (uint64_t)(RECORDING_MAX_TIME - r->time), &passed) &&
               get_number(r, 255, &kind) && get_number(r, RECORDING_MAX_EVENT, &size) && size <= r->left;
  if (!sound) {
    r->left = 0;
    if (e)
      *e = nb_fail(NB_BAD_FILE, "a recording's piece breaks off in the middle of an event");
    return false;
  }
  r->time += (int64_t)passed;
  *event = (recording_event){(recording_kind)kind, r->time, r->at, (size_t)size};
  r->at += size;
  r->left -= (size_t)size;
  return true;
}
