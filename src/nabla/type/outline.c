// Glyphs to outlines. Each is read from its font once, under a lock, and published with a release store;
// after that any thread reads it without one.
#include <math.h>
#include <stdlib.h>

#include "nabla/type/font_data.h"

#include FT_OUTLINE_H

// Walks an outline twice: first to count, then, where verbs is set, to write.
typedef struct walk {
  float scale; // ems to a font unit
  uint8_t *verbs;
  nb_vec2 *points;
  uint32_t verb_count, point_count;
  bool open; // a contour that has not been closed
} walk;

static void put(walk *w, nb_verb verb, int count, const FT_Vector *const *points)
{
  for (int i = 0; i < count; i++, w->point_count++)
    if (w->points)
      w->points[w->point_count] = (nb_vec2){(float)points[i]->x * w->scale, (float)points[i]->y * w->scale};
  if (w->verbs)
    w->verbs[w->verb_count] = (uint8_t)verb;
  w->verb_count++;
}

static void end_contour(walk *w)
{
  if (w->open)
    put(w, NB_CLOSE, 0, NULL);
  w->open = false;
}

static int move_to(const FT_Vector *to, void *user)
{
  walk *w = user;
  end_contour(w);
  put(w, NB_MOVE, 1, &to);
  w->open = true;
  return 0;
}

static int line_to(const FT_Vector *to, void *user)
{
  put(user, NB_LINE, 1, &to);
  return 0;
}

static int quad_to(const FT_Vector *control, const FT_Vector *to, void *user)
{
  put(user, NB_QUAD, 2, (const FT_Vector *[]){control, to});
  return 0;
}

static int cubic_to(const FT_Vector *control1, const FT_Vector *control2, const FT_Vector *to, void *user)
{
  put(user, NB_CUBIC, 3, (const FT_Vector *[]){control1, control2, to});
  return 0;
}

static bool walk_outline(FT_Outline *outline, walk *w)
{
  static const FT_Outline_Funcs visitors = {move_to, line_to, quad_to, cubic_to, 0, 0};
  w->verb_count = w->point_count = 0;
  w->open = false;
  if (FT_Outline_Decompose(outline, &visitors, w))
    return false;
  end_contour(w);
  return true;
}

// The box around all points: a little generous where a curve does not reach its control points.
static nb_rect box_of(const nb_vec2 *points, uint32_t count)
{
  if (count == 0)
    return (nb_rect){0};
  nb_vec2 low = points[0], high = points[0];
  for (uint32_t i = 1; i < count; i++) {
    low = (nb_vec2){fminf(low.x, points[i].x), fminf(low.y, points[i].y)};
    high = (nb_vec2){fmaxf(high.x, points[i].x), fmaxf(high.y, points[i].y)};
  }
  return (nb_rect){low.x, low.y, high.x - low.x, high.y - low.y};
}

// One block holds the outline, then its points, then its verbs. NULL without memory. A glyph that cannot be
// read is empty.
static nb_outline *read_outline(const nb_font_face *f, uint32_t glyph)
{
  walk w = {.scale = 1 / f->em};
  bool ok = FT_Load_Glyph(f->face, glyph, FT_LOAD_NO_SCALE | FT_LOAD_NO_BITMAP) == 0 &&
            f->face->glyph->format == FT_GLYPH_FORMAT_OUTLINE && walk_outline(&f->face->glyph->outline, &w);
  if (!ok)
    w.verb_count = w.point_count = 0;

  nb_outline *outline = calloc(1, sizeof *outline + w.point_count * sizeof(nb_vec2) + w.verb_count);
  if (!outline)
    return NULL;
  if (w.verb_count > 0) {
    w.points = (nb_vec2 *)(outline + 1);
    w.verbs = (uint8_t *)(w.points + w.point_count);
    walk_outline(&f->face->glyph->outline, &w);
  }
  *outline = (nb_outline){.verbs = w.verbs,
                          .points = w.points,
                          .verb_count = w.verb_count,
                          .point_count = w.point_count,
                          .box = box_of(w.points, w.point_count)};
  return outline;
}

nb_outline nb_font_outline(const nb_fonts *fonts, nb_font font, uint32_t glyph)
{
  const nb_font_face *f = nb_font_face_of(fonts, font);
  if (glyph >= f->glyph_count)
    return (nb_outline){0};
  const nb_outline *found = atomic_load_explicit(&f->outlines[glyph], memory_order_acquire);
  if (found)
    return *found;

  // To the caller the fonts do not change: the cache and its lock are why the const is cast away.
  pthread_mutex_t *lock = &((nb_fonts *)fonts)->lock;
  pthread_mutex_lock(lock);
  found = atomic_load_explicit(&f->outlines[glyph], memory_order_relaxed);
  if (!found) {
    found = read_outline(f, glyph);
    atomic_store_explicit(&f->outlines[glyph], found, memory_order_release);
  }
  pthread_mutex_unlock(lock);
  return found ? *found : (nb_outline){0};
}
