// The reader of display lists under libFuzzer: whatever the bytes, it refuses them or stays within them.
#include <stdlib.h>
#include <string.h>

#include "nabla/list.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void touch(const void *bytes, size_t size)
{
  volatile uint8_t sum = 0;
  for (size_t k = 0; k < size; k++)
    sum = (uint8_t)(sum + ((const uint8_t *)bytes)[k]);
}

// Corners lead to points that are there, and runs use up all.
static void touch_mesh(const nb_command *c)
{
  touch(c->places, c->mesh.point_count * sizeof *c->places);
  touch(c->normals, c->mesh.normal_count * sizeof *c->normals);
  touch(c->colors, c->mesh.color_count * sizeof *c->colors);
  for (size_t k = 0; k < 3 * (size_t)c->mesh.triangle_count; k++)
    touch(&c->places[c->corners[k]], sizeof *c->places);
}

static void touch_strokes(const nb_command *c)
{
  const nb_vec3 *at = c->places;
  touch(c->colors, c->strokes.color_count * sizeof *c->colors);
  for (uint32_t k = 0; k < c->strokes.run_count; k++) {
    touch(at, c->lengths[k] * sizeof *at);
    at += c->lengths[k];
  }
}

static void touch_solid(const nb_command *c)
{
  if (c->op == NB_OP_MESH) {
    touch_mesh(c);
  } else if (c->op == NB_OP_STROKES) {
    touch_strokes(c);
  } else if (c->op == NB_OP_DOTS) {
    touch(c->places, c->dots.point_count * sizeof *c->places);
    touch(c->colors, c->dots.color_count * sizeof *c->colors);
    touch(c->sizes, c->dots.size_count * sizeof *c->sizes);
  }
}

static void read_all(const uint8_t *bytes, size_t size)
{
  nb_list_reader reader;
  nb_command c;
  bool done = false;
  if (nb_failed(nb_list_read(&reader, bytes, size)))
    return;
  while (!nb_failed(nb_list_next(&reader, &c, &done)) && !done) {
    if (c.op == NB_OP_PATH) {
      touch(c.stops, c.path.paint.stop_count * sizeof *c.stops);
      touch(c.dashes, c.path.stroke.dash_count * sizeof *c.dashes);
      touch(c.points, c.path.point_count * sizeof *c.points);
      touch(c.verbs, c.path.verb_count);
    } else if (c.op == NB_OP_GLYPHS) {
      touch(c.stops, c.glyphs.paint.stop_count * sizeof *c.stops);
      touch(c.glyph, c.glyphs.glyph_count * sizeof *c.glyph);
    } else if (c.op == NB_OP_IMAGE) {
      touch(c.pixels, 4 * (size_t)c.image.width * c.image.height);
    } else if (c.op == NB_OP_MISTAKE) {
      touch(c.words, c.mistake.bytes);
    } else {
      touch_solid(&c);
    }
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  uint8_t *copy = malloc(size == 0 ? 1 : size);
  if (copy == NULL)
    return 0;
  memcpy(copy, data, size);
  read_all(copy, size);
  // Once more behind a header that is right, so that the fuzzer need not guess it.
  if (size >= sizeof(nb_list_header)) {
    nb_list_header header;
    memcpy(&header, copy, sizeof header);
    header = (nb_list_header){NB_LIST_MAGIC, NB_LIST_VERSION, (uint32_t)size, header.commands};
    memcpy(copy, &header, sizeof header);
    read_all(copy, size);
  }
  free(copy);
  return 0;
}
