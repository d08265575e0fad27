#include "nabla/board/layout.h"

#include <stdlib.h>
#include <string.h>

#include "nabla/board/segment.h"

// Room for `need` elements; false without memory.
static bool reserve(void **memory, uint32_t *capacity, size_t need, size_t size)
{
  if (need <= *capacity)
    return true;
  size_t wanted = need + need / 2;
  void *more = realloc(*memory, wanted * size);
  if (!more)
    return false;
  *memory = more;
  *capacity = (uint32_t)wanted;
  return true;
}

static bool has_ink(const nb_fonts *fonts, nb_font font, uint32_t glyph)
{
  return nb_font_outline(fonts, font, glyph).verb_count > 0;
}

// Shapes one stretch and puts its inked glyphs at the end of the layout, `pen` ems into the line.
static bool add_run(text_layout *l, const nb_fonts *fonts, const segment *s, float *pen)
{
  if (!reserve((void **)&l->runs, &l->run_capacity, l->run_count + 1u, sizeof *l->runs) ||
      !reserve((void **)&l->glyphs, &l->glyph_capacity, l->glyph_count + s->bytes, sizeof *l->glyphs))
    return false;
  uint32_t first = l->glyph_count;
  float width;
  size_t count =
      nb_font_shape(fonts, s->font, s->text, s->bytes, l->glyphs + first, l->glyph_capacity - first, &width);
  if (count > l->glyph_capacity - first) {
    if (!reserve((void **)&l->glyphs, &l->glyph_capacity, first + count, sizeof *l->glyphs))
      return false;
    nb_font_shape(fonts, s->font, s->text, s->bytes, l->glyphs + first, count, &width);
  }
  for (uint32_t i = first; i < first + count; i++)
    if (has_ink(fonts, s->font, l->glyphs[i].id)) {
      l->glyphs[l->glyph_count] = l->glyphs[i];
      l->glyphs[l->glyph_count++].where.x += *pen;
    }
  *pen += width;
  if (l->glyph_count > first)
    l->runs[l->run_count++] = (layout_run){s->font, first, l->glyph_count - first, l->line_count};
  return true;
}

static bool add_line(text_layout *l, const nb_fonts *fonts, const layout_entry *e, const char *line,
                     size_t bytes, char *room)
{
  float pen = 0;
  segmenter walk = segment_begin(fonts, e->font, e->kind == LAYOUT_MARKED, line, bytes, room);
  segment s;
  while (segment_next(&walk, &s))
    if (!add_run(l, fonts, &s, &pen))
      return false;
  if (!reserve((void **)&l->line_widths, &l->line_capacity, l->line_count + 1u, sizeof *l->line_widths))
    return false;
  l->line_widths[l->line_count++] = pen;
  return true;
}

static bool lay_out(layout_entry *e, const nb_fonts *fonts, char *room)
{
  text_layout *l = &e->layout;
  l->glyph_count = l->run_count = l->line_count = 0;
  const char *end = e->text + e->bytes;
  for (const char *line = e->text;;) {
    const char *stop = memchr(line, '\n', (size_t)(end - line));
    size_t bytes = (size_t)((stop ? stop : end) - line);
    if (!add_line(l, fonts, e, line, bytes, room))
      return false;
    if (!stop)
      return true;
    line = stop + 1;
  }
}

// FNV-1a, 64 bits (Fowler, Noll and Vo).
static uint64_t hash_text(const char *text, size_t bytes)
{
  uint64_t hash = 14695981039346656037u;
  for (size_t i = 0; i < bytes; i++)
    hash = (hash ^ (unsigned char)text[i]) * 1099511628211u;
  return hash ^ hash >> 32;
}

static bool is_entry(const layout_entry *e, nb_font font, layout_kind kind, const char *text, size_t bytes)
{
  return e->used && e->font == font && e->kind == kind && e->bytes == bytes &&
         memcmp(e->text, text, bytes) == 0;
}

// The entry that holds the text, or else the one that makes room for it: of its set, the one not asked for
// the longest.
static layout_entry *choose_entry(layout_cache *cache, nb_font font, layout_kind kind, const char *text,
                                  size_t bytes)
{
  if (bytes > LAYOUT_KEPT_BYTES)
    return &cache->passing;
  if (!cache->sets)
    cache->sets = calloc(LAYOUT_SETS, sizeof *cache->sets);
  if (!cache->sets)
    return NULL;
  layout_entry *set = cache->sets[(hash_text(text, bytes) + (unsigned)font) % LAYOUT_SETS], *oldest = set;
  for (int i = 0; i < LAYOUT_WAYS; i++) {
    if (is_entry(&set[i], font, kind, text, bytes))
      return &set[i];
    if (set[i].used < oldest->used)
      oldest = &set[i];
  }
  return oldest;
}

static bool set_text(layout_cache *cache, layout_entry *e, const char *text, size_t bytes)
{
  if (bytes + 1 > e->capacity) {
    char *more = realloc(e->text, bytes + 1);
    if (!more)
      return false;
    e->text = more;
    e->capacity = bytes + 1;
  }
  size_t room = SEGMENT_ROOM(bytes);
  if (room > cache->line_capacity) {
    char *more = realloc(cache->line, room);
    if (!more)
      return false;
    cache->line = more;
    cache->line_capacity = room;
  }
  memcpy(e->text, text, bytes);
  e->bytes = bytes;
  return true;
}

const text_layout *layout_find(layout_cache *cache, const nb_fonts *fonts, nb_font font, layout_kind kind,
                               const char *text, size_t bytes)
{
  bytes = bytes < LAYOUT_MAX_BYTES ? bytes : LAYOUT_MAX_BYTES;
  layout_entry *e = choose_entry(cache, font, kind, text, bytes);
  if (!e)
    return NULL;
  if (!is_entry(e, font, kind, text, bytes)) {
    e->used = 0;
    e->font = font;
    e->kind = kind;
    if (!set_text(cache, e, text, bytes) || !lay_out(e, fonts, cache->line))
      return NULL;
  }
  e->used = ++cache->clock;
  return &e->layout;
}

static void free_entry(layout_entry *e)
{
  free(e->text);
  free(e->layout.glyphs);
  free(e->layout.runs);
  free(e->layout.line_widths);
}

void layout_free(layout_cache *cache)
{
  for (int i = 0; cache->sets && i < LAYOUT_SETS; i++)
    for (int k = 0; k < LAYOUT_WAYS; k++)
      free_entry(&cache->sets[i][k]);
  free_entry(&cache->passing);
  free(cache->sets);
  free(cache->line);
  *cache = (layout_cache){0};
}
