// What somebody may have meant who wrote an unknown name.
#ifndef NABLA_TYPE_TEX_SUGGEST_H
#define NABLA_TYPE_TEX_SUGGEST_H

#include <stddef.h>

typedef struct tex_suggestion {
  const char *written;
  size_t bytes;
  const char *best; // NULL where nothing comes near
  int distance;
} tex_suggestion;

tex_suggestion tex_suggest_start(const char *written, size_t bytes);

// Considers a name; the nearest stays, the first of those as near.
void tex_suggest(tex_suggestion *suggestion, const char *name);

#endif
