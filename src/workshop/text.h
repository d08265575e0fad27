// Text in memory: files read whole, and text that grows.
#ifndef WORKSHOP_TEXT_H
#define WORKSHOP_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "nabla/error.h"

// Reads a file of at most 16 MB whole, a zero behind it; free() it. Fails with NB_MISSING_FILE, NB_BAD_FILE
// or NB_NO_MEMORY; *out is then NULL.
nb_error text_read(char **out, const char *path);

// Text that grows. Zero is an empty one; free() its `text`.
typedef struct text_buffer {
  char *text; // ended by a zero; NULL while nothing was added
  size_t size, capacity;
} text_buffer;

// Adds size bytes. False without memory, with the text as it was.
bool text_add(text_buffer *t, const char *bytes, size_t size);
bool text_add_words(text_buffer *t, const char *words);

#endif
