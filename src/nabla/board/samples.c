#include <string.h>

#include "nabla/board/recorder.h"

// What the samples depend on; the bytes of the context lie behind it.
typedef struct samples_key {
  nb_plane plane;
  int columns, rows;
  float (*f)(nb_vec2 p, const void *context);
} samples_key;

static void sample(const void *bytes, void *result)
{
  samples_key k;
  memcpy(&k, bytes, sizeof k);
  const void *context = (const uint8_t *)bytes + sizeof k;
  float *value = result, width = k.plane.x1 - k.plane.x0, height = k.plane.y1 - k.plane.y0;
  for (int row = 0; row < k.rows; row++)
    for (int column = 0; column < k.columns; column++)
      *value++ = k.f(nb_at(k.plane.x0 + width * (float)column / (float)(k.columns - 1),
                           k.plane.y0 + height * (float)row / (float)(k.rows - 1)),
                     context);
}

const float *nb_sample_plane(nb_board *b, nb_plane plane, float (*f)(nb_vec2 p, const void *context),
                             const void *context, size_t context_size, int columns, int rows)
{
  size_t key_size = sizeof(samples_key) + context_size;
  uint8_t *key = columns < 2 || rows < 2 ? NULL : nb_scratch(b, key_size);
  if (key == NULL)
    return NULL;
  samples_key *k =
      (samples_key *)(void *)key; // in zeroed memory, so that what lies between its fields is no chance
  k->plane = plane;
  k->columns = columns;
  k->rows = rows;
  k->f = f;
  if (context_size > 0)
    memcpy(key + sizeof *k, context, context_size);
  return nb_memo(b, key, key_size, sizeof(float) * (size_t)columns * (size_t)rows, sample);
}
