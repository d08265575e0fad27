#include "interface/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "interface/faces.h"
#include "interface/wrap.h"

enum { IMAGE_COUNT = 256, TEXT_BYTES = 2000, MAX_PIXELS = 8192 };

static const float leading = 1.3f;      // ems between baselines
static const float least_share = 0.65f; // of its size to which text is set smaller before it is cut,
static const float least_size = 16;     // points: but no smaller than that
static const float smaller = 0.94f;     // one step on the way there

typedef struct entry {
  char text[TEXT_BYTES + 1];
  words_style style;
  float unit;
  words_image image;
  uint8_t *pixels;
  uint64_t used; // 0: empty
} entry;

struct words {
  faces faces;
  entry entries[IMAGE_COUNT];
  uint64_t clock;
};

nb_error words_create(words **out, const char *assets)
{
  *out = NULL;
  words *w = calloc(1, sizeof *w);
  if (!w)
    return nb_fail(NB_NO_MEMORY, "no memory for the interface's text");
  nb_error e = faces_open(&w->faces, assets);
  if (nb_failed(e))
    free(w);
  else
    *out = w;
  return e;
}

void words_destroy(words *w)
{
  if (!w)
    return;
  faces_close(&w->faces);
  for (int i = 0; i < IMAGE_COUNT; i++)
    free(w->entries[i].pixels);
  free(w);
}

// ---------------------------------------------------------------------------------------------------------------
// Making an image

// Blends a surface's coverage in color at (x, y): premultiplied, over what is there.
static void blend(const entry *e, SDL_Surface *surface, int x, int y)
{
  uint32_t color = e->style.color;
  for (int row = 0; row < surface->h; row++)
    for (int column = 0; column < surface->w; column++) {
      int to_x = x + column, to_y = y + row;
      if (to_x < 0 || to_y < 0 || to_x >= e->image.width || to_y >= e->image.height)
        continue;
      const uint32_t *from = (const uint32_t *)(void *)((uint8_t *)surface->pixels + row * surface->pitch);
      uint32_t alpha = (from[column] >> 24) * (color >> 24) / 255;
      uint8_t *to = e->pixels + 4 * ((size_t)to_y * (size_t)e->image.width + (size_t)to_x);
      for (int i = 0; i < 4; i++) {
        uint32_t part = i == 3 ? alpha : ((color >> 8 * i & 255) * alpha + 127) / 255;
        to[i] = (uint8_t)(part + (to[i] * (255 - alpha) + 127) / 255);
      }
    }
}

static void draw_line(const faces *f, const entry *e, const wrap_line *line, int x, int baseline)
{
  faces_stretch stretch;
  const char *at = line->text;
  bool emphasis = line->emphasis;
  while (faces_next(f, e->style.face, &at, line->end, &emphasis, &stretch)) {
    TTF_Font *font = f->font[stretch.face];
    int width = 0;
    TTF_SizeUTF8(font, stretch.text, &width, NULL);
    SDL_Surface *surface = TTF_RenderUTF8_Blended(font, stretch.text, (SDL_Color){255, 255, 255, 255});
    if (surface) {
      blend(e, surface, x, baseline - TTF_FontAscent(font));
      SDL_FreeSurface(surface);
    }
    x += width;
  }
}

// Sets the text as large as its style asks, or as it fits.
static wrap_result fit_text(faces *f, const entry *e)
{
  const words_style *style = &e->style;
  int lines = style->lines > 0 ? style->lines : 1, width = (int)(style->width * e->unit);
  float least = fmaxf(least_share, least_size / style->size);
  wrap_result r;
  for (float share = 1;; share *= smaller) {
    faces_size(f, share * style->size / NB_POINTS_PER_UNIT * e->unit);
    r = wrap_text(f, style->face, e->text, width, lines, style->wrap);
    bool fits = !r.cut;
    for (int i = 0; i < r.count; i++)
      fits = fits && (width == 0 || r.line[i].width <= width);
    if (fits || share * smaller < least)
      return r;
  }
}

// Writes the last line anew into `room` so that it fits with an ellipsis behind it.
static void cut_line(const faces *f, words_face face, wrap_line *line, int width, char *room)
{
  size_t bytes = (size_t)(line->end - line->text);
  memcpy(room, line->text, bytes);
  do {
    while (bytes > 0 && ((unsigned char)line->text[bytes] & 0xc0) == 0x80)
      bytes--;
    memcpy(room + bytes, "…", sizeof "…");
    line->width = faces_width(f, face, room, room + strlen(room), line->emphasis);
  } while (line->width > width && bytes-- > 0);
  line->text = room;
  line->end = room + strlen(room);
}

static bool make_room(entry *e, const faces *f, const wrap_result *r)
{
  int width = 1;
  for (int i = 0; i < r->count; i++)
    width = r->line[i].width > width ? r->line[i].width : width;
  int ascent = TTF_FontAscent(f->font[e->style.face]), descent = -TTF_FontDescent(f->font[e->style.face]);
  int step = (int)lroundf(leading * f->pixels);
  e->image = (words_image){.width = width < MAX_PIXELS ? width : MAX_PIXELS,
                           .height = ascent + descent + (r->count - 1) * step,
                           .baseline = ascent,
                           .lines = r->count};
  if (e->image.height > MAX_PIXELS)
    e->image.height = MAX_PIXELS;
  free(e->pixels);
  e->pixels = calloc((size_t)e->image.width * (size_t)e->image.height, 4);
  e->image.pixels = e->pixels;
  return e->pixels != NULL;
}

static bool make_image(faces *f, entry *e)
{
  char room[TEXT_BYTES + 8];
  wrap_result r = fit_text(f, e);
  int width = (int)(e->style.width * e->unit);
  wrap_line *last = &r.line[r.count - 1];
  if (r.count > 0 && width > 0 && (r.cut || last->width > width))
    cut_line(f, e->style.face, last, width, room);
  if (r.count == 0 || !make_room(e, f, &r))
    return false;
  for (int i = 0; i < r.count; i++) {
    int spare = e->image.width - r.line[i].width;
    int x = e->style.wrap == WORDS_BALANCED ? spare / 2 : 0;
    draw_line(f, e, &r.line[i], x, e->image.baseline + i * (int)lroundf(leading * f->pixels));
  }
  return true;
}

static void set_line(const faces *f, words_face face, const wrap_line *line, words_stretch at,
                     void (*each)(void *to, const words_stretch *stretch), void *to)
{
  faces_stretch stretch;
  const char *from = line->text;
  bool emphasis = line->emphasis;
  while (faces_next(f, face, &from, line->end, &emphasis, &stretch)) {
    int width = 0;
    at.face = stretch.face;
    at.text = stretch.text;
    each(to, &at);
    TTF_SizeUTF8(f->font[stretch.face], stretch.text, &width, NULL);
    at.x += (float)width;
  }
}

float words_set(words *w, const char *text, const words_style *style, float unit,
                void (*each)(void *to, const words_stretch *stretch), void *to)
{
  char room[TEXT_BYTES + 8];
  entry *e = calloc(1, sizeof *e);
  if (!e || !text || !*text) {
    free(e);
    return 0;
  }
  strncpy(e->text, text, TEXT_BYTES);
  e->style = *style;
  e->unit = unit;
  wrap_result r = fit_text(&w->faces, e);
  int width = (int)(style->width * unit), widest = 0;
  wrap_line *last = &r.line[r.count - 1];
  if (r.count > 0 && width > 0 && (r.cut || last->width > width))
    cut_line(&w->faces, style->face, last, width, room);
  for (int i = 0; i < r.count; i++)
    widest = r.line[i].width > widest ? r.line[i].width : widest;
  for (int i = 0; i < r.count; i++) {
    int x = style->wrap == WORDS_BALANCED ? (widest - r.line[i].width) / 2 : 0;
    words_stretch at = {
        .x = (float)x, .baseline = (float)i * roundf(leading * w->faces.pixels), .size = w->faces.pixels};
    set_line(&w->faces, style->face, &r.line[i], at, each, to);
  }
  free(e);
  return (float)widest;
}

static void place_spot(const faces *f, const entry *e, const wrap_result *r, int i, const char *from,
                       const char *to, words_spot *out)
{
  const wrap_line *line = &r->line[i];
  int widest = 0;
  for (int k = 0; k < r->count; k++)
    widest = r->line[k].width > widest ? r->line[k].width : widest;
  int indent = e->style.wrap == WORDS_BALANCED ? (widest - line->width) / 2 : 0;
  int before = faces_width(f, e->style.face, line->text, from, line->emphasis);
  int until = faces_width(f, e->style.face, line->text, to, line->emphasis);
  *out = (words_spot){.x = (float)(indent + before),
                      .width = (float)(until - before),
                      .step = roundf(leading * f->pixels),
                      .line = i};
}

bool words_find_spot(words *w, const char *text, const words_style *style, float unit, int from, int to,
                     words_spot *out)
{
  entry *e = calloc(1, sizeof *e);
  bool found = false;
  if (e && text && from >= 0 && from < to && (size_t)to <= strlen(text) && to < TEXT_BYTES) {
    strncpy(e->text, text, TEXT_BYTES);
    e->style = *style;
    e->unit = unit;
    wrap_result r = fit_text(&w->faces, e);
    for (int i = 0; i < r.count && !found; i++) {
      found = e->text + from >= r.line[i].text && e->text + to <= r.line[i].end;
      if (found)
        place_spot(&w->faces, e, &r, i, e->text + from, e->text + to, out);
    }
  }
  free(e);
  return found;
}

// ---------------------------------------------------------------------------------------------------------------
// The cache

static bool same_style(const words_style *a, const words_style *b)
{
  return a->face == b->face && a->size == b->size && a->color == b->color && a->width == b->width &&
         a->lines == b->lines && a->wrap == b->wrap;
}

const words_image *words_find(words *w, const char *text, const words_style *style, float unit)
{
  if (!text || !*text || !(unit > 0) || !isfinite(unit))
    return NULL;
  entry *oldest = &w->entries[0];
  for (int i = 0; i < IMAGE_COUNT; i++) {
    entry *e = &w->entries[i];
    if (e->used && e->unit == unit && same_style(&e->style, style) &&
        strncmp(e->text, text, TEXT_BYTES) == 0) {
      e->used = ++w->clock;
      return &e->image;
    }
    if (e->used < oldest->used)
      oldest = e;
  }
  strncpy(oldest->text, text, TEXT_BYTES);
  oldest->style = *style;
  oldest->unit = unit;
  oldest->used = 0;
  if (!make_image(&w->faces, oldest))
    return NULL;
  oldest->used = ++w->clock;
  return &oldest->image;
}
