#include "raster/strips.h"

#include <stdlib.h>
#include <string.h>

void strips_free(strips *s)
{
  free(s->coverage);
  free(s->runs);
  free(s->rows);
  free(s->head);
  free(s->tail);
  *s = (strips){0};
}

// Grows *items so that `wanted` items of `size` bytes fit.
static bool grow(void **items, uint32_t *capacity, uint64_t wanted, size_t size)
{
  if (wanted <= *capacity)
    return true;
  uint64_t more = wanted + wanted / 2 + 256;
  if (more > UINT32_MAX)
    return false;
  void *grown = realloc(*items, more * size);
  if (!grown)
    return false;
  *items = grown;
  *capacity = (uint32_t)more;
  return true;
}

static bool grow_height(strips *s, int height)
{
  if (height <= s->height_capacity)
    return true;
  free(s->head);
  free(s->tail);
  s->head = malloc((size_t)height * sizeof *s->head);
  s->tail = malloc((size_t)height * sizeof *s->tail);
  s->height_capacity = s->head && s->tail ? height : 0;
  return s->height_capacity > 0;
}

void strips_clear(strips *s, int height)
{
  s->tile_count = s->run_count = s->row_count = 0;
  s->failed = !grow_height(s, height);
  s->height = s->failed ? 0 : height;
  if (s->height)
    memset(s->head, 0, (size_t)height * sizeof *s->head);
}

bool strips_grow(strips *s, uint32_t row_count, uint32_t tile_count, uint32_t run_count)
{
  if (grow((void **)&s->coverage, &s->tile_capacity, (uint64_t)s->tile_count + tile_count, 16) &&
      grow((void **)&s->runs, &s->run_capacity, (uint64_t)s->run_count + run_count, sizeof *s->runs) &&
      grow((void **)&s->rows, &s->row_capacity, (uint64_t)s->row_count + row_count, sizeof *s->rows))
    return true;
  s->failed = true;
  return false;
}
