// UTF-8, one code point at a time.
#ifndef NABLA_TYPE_UTF8_H
#define NABLA_TYPE_UTF8_H

#include <stddef.h>
#include <stdint.h>

#include "nabla/export.h"

// The code point at *text, which is before end, and *text moved behind it. A byte that does not begin a
// whole, shortest, valid sequence is U+FFFD and moves by one.
NB_API uint32_t nb_utf8_next(const char **text, const char *end);

// Writes the code point (valid) as 1 to 4 bytes and returns how many.
NB_API size_t nb_utf8_put(char out[4], uint32_t code);

#endif
