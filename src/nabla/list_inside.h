// Inside the list's reader: how a command's bytes are taken apart, and what is a sound number.
#ifndef NABLA_LIST_INSIDE_H
#define NABLA_LIST_INSIDE_H

#include "nabla/list.h"

// A command's bytes behind its header, as they are taken apart.
typedef struct list_tail {
  const uint8_t *at;
  size_t left;
} list_tail;

// The next count elements of `size` bytes, or NULL where they do not fit. Counts are 32 bits wide, or products of two
// that are small, and sizes small, so that the product does not overflow.
const void *list_take(list_tail *t, uint64_t count, size_t size);

bool list_finite(float x);

// True where all of count floats are finite, or at most `limit` in size.
bool list_all_finite(const void *floats, size_t count);
bool list_all_within(const void *floats, size_t count, float limit);

// 0 to 1; above 0, at most NB_LIST_MAX_SIZE; finite, with no side below 0.
bool list_is_share(float x);
bool list_is_size(float size);
bool list_is_rect(nb_rect r);

// Read what stands in a space, or opens one: what is wrong, in words, or NULL.
const char *list_read_space(list_tail *t, nb_command *c);
const char *list_read_mesh(list_tail *t, nb_command *c);
const char *list_read_strokes(list_tail *t, nb_command *c);
const char *list_read_dots(list_tail *t, nb_command *c);

#endif
