#include "app/ghost.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

void ghost_free(ghost *g)
{
  free(g->list);
  free(g->seen);
  *g = (ghost){0};
}

// FNV-1a, a word at a time: points are words.
static uint64_t hash(uint64_t h, const void *bytes, size_t size)
{
  const uint8_t *at = bytes;
  for (size_t k = 0; k + 4 <= size; k += 4) {
    uint32_t word;
    memcpy(&word, at + k, sizeof word);
    h = (h ^ word) * UINT64_C(0x100000001b3);
  }
  return h;
}

// Where a path goes, whatever its colour and width; never 0.
static uint64_t course(const nb_command *c)
{
  uint64_t h = hash(UINT64_C(0xcbf29ce484222325), c->points, sizeof(nb_vec2) * c->path.point_count);
  return h ? h : 1;
}

static uint64_t *place(const ghost *g, uint64_t h)
{
  size_t at = (size_t)(h ^ h >> 32) & (g->seen_capacity - 1);
  while (g->seen[at] != 0 && g->seen[at] != h)
    at = (at + 1) & (g->seen_capacity - 1);
  return &g->seen[at];
}

// An empty table at most half full of `count`.
static bool clear(ghost *g, uint32_t count)
{
  size_t capacity = 64;
  while (capacity < 2 * (size_t)count + 2)
    capacity *= 2;
  if (capacity > g->seen_capacity) {
    free(g->seen);
    g->seen = malloc(sizeof *g->seen * capacity);
    g->seen_capacity = g->seen ? capacity : 0;
  }
  if (g->seen)
    memset(g->seen, 0, sizeof *g->seen * g->seen_capacity);
  return g->seen != NULL;
}

static nb_error note_present(ghost *g, const void *list, size_t size)
{
  nb_list_reader reader;
  nb_command c;
  bool done = false;
  nb_error e = nb_list_read(&reader, list, size);
  if (!nb_failed(e) && !clear(g, reader.left))
    return nb_fail(NB_NO_MEMORY, "no memory for a ghost");
  while (!nb_failed(e) && !nb_failed(e = nb_list_next(&reader, &c, &done)) && !done)
    if (c.op == NB_OP_PATH) {
      uint64_t h = course(&c);
      *place(g, h) = h;
    }
  return e;
}

static void put(ghost *g, const void *bytes, size_t size)
{
  memcpy((uint8_t *)g->list + g->size, bytes, size);
  g->size += size;
}

// The path in one plain colour, as bytes of a list; what is faint stays faint.
static void put_path(ghost *g, const nb_command *c, nb_rgba color)
{
  static const uint8_t zeros[4];
  nb_path_fixed path = c->path;
  uint32_t alpha = (path.paint.stop_count > 0 ? c->stops[0].color : path.paint.color) >> 24;
  path.paint = (nb_paint){.color = (color & 0xffffff) | (alpha * (color >> 24) / 255) << 24};
  size_t dashes = path.stroke.dash_count * sizeof(float), points = path.point_count * sizeof(nb_vec2);
  size_t padding = (4 - path.verb_count % 4) % 4;
  nb_command_header header = {
      NB_OP_PATH, (uint32_t)(sizeof header + sizeof path + dashes + points + path.verb_count + padding)};
  put(g, &header, sizeof header);
  put(g, &path, sizeof path);
  put(g, c->dashes, dashes);
  put(g, c->points, points);
  put(g, c->verbs, path.verb_count);
  put(g, zeros, padding);
}

static bool is_ghostly(const ghost *g, const nb_command *c)
{
  return c->op == NB_OP_PATH && *place(g, course(c)) == 0;
}

// Copies what is kept, with the groups that it lies in. A space is left out whole.
static nb_error copy(ghost *g, nb_list_header *header, const void *other, size_t size, nb_rgba color)
{
  nb_list_reader reader;
  nb_command c;
  bool done = false;
  int space = 0, depth = 0;
  nb_error e = nb_list_read(&reader, other, size);
  while (!nb_failed(e)) {
    size_t from = reader.at;
    e = nb_list_next(&reader, &c, &done);
    if (nb_failed(e) || done)
      break;
    bool opens = c.op == NB_OP_GROUP || c.op == NB_OP_SPACE, closes = c.op == NB_OP_END;
    depth += opens;
    if (c.op == NB_OP_SPACE)
      space = depth;
    bool group = (opens || closes) && !space;
    if (space && closes && depth == space)
      space = 0;
    depth -= closes;
    if (group)
      put(g, (const uint8_t *)other + from, reader.at - from);
    else if (!space && is_ghostly(g, &c))
      put_path(g, &c, color);
    else
      continue;
    header->commands++;
  }
  return e;
}

nb_error ghost_make(ghost *g, const void *present, size_t present_size, const void *other, size_t size,
                    nb_rgba color)
{
  nb_error e = note_present(g, present, present_size);
  if (nb_failed(e))
    return e;
  if (size > g->capacity) {
    free(g->list);
    g->list = malloc(size);
    g->capacity = g->list ? size : 0;
    if (!g->list)
      return nb_fail(NB_NO_MEMORY, "no memory for a ghost");
  }
  nb_list_header header = {.magic = NB_LIST_MAGIC, .version = NB_LIST_VERSION};
  g->size = 0;
  put(g, &header, sizeof header);
  e = copy(g, &header, other, size, color);
  header.bytes = (uint32_t)g->size;
  memcpy(g->list, &header, sizeof header);
  return e;
}
