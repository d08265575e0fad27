// Text that leaves the frame, covers other text, or the caption; and text too small to be read.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check/inside.h"

static const float seen = 0.35f;       // alpha from which text counts
static const float overlapping = 0.3f; // of the smaller glyph's box
static const float between = 0.5f;     // seconds: what overlaps for less passes by
static const float least = 11.9f;      // points: 8 pixels where the frame is 720 high

// The words around a scene are set in whole pixels, so that they are a little wider in one frame than in another.
enum { SIZES = 3 };
static const struct {
  int width, height;
  const char *name;
} sizes[SIZES] = {{1280, 720, "1280 x 720"}, {1920, 1080, "1920 x 1080"}, {3840, 2160, "3840 x 2160"}};

static float overlap(nb_rect a, nb_rect b)
{
  float width = fminf(a.x + a.width, b.x + b.width) - fmaxf(a.x, b.x);
  float height = fminf(a.y + a.height, b.y + b.height) - fmaxf(a.y, b.y);
  float smaller = fminf(a.width * a.height, b.width * b.height);
  return width > 0 && height > 0 && smaller > 0 ? width * height / smaller : 0;
}

static nb_rect around(nb_rect a, nb_rect b)
{
  float x = fminf(a.x, b.x), y = fminf(a.y, b.y);
  return (nb_rect){x, y, fmaxf(a.x + a.width, b.x + b.width) - x, fmaxf(a.y + a.height, b.y + b.height) - y};
}

// ---------------------------------------------------------------------------------------------------------------
// The frame

void check_frame(check *c, nb_theme theme, const check_text *now)
{
  for (int k = 0; k < now->count; k++) {
    const check_glyph *g = &now->glyphs[k];
    nb_rect b = g->box;
    bool inside = b.x > -8.02f && b.x + b.width < 8.02f && b.y > -4.52f && b.y + b.height < 4.52f;
    if (inside || g->alpha < seen)
      continue;
    char subject[32];
    snprintf(subject, sizeof subject, "%llx", (unsigned long long)g->name);
    nb_rect shown = {fminf(fmaxf(b.x, -7.9f), 7.5f), fminf(fmaxf(b.y, -4.4f), 4), 0.4f, 0.4f};
    check_found(c, "frame", subject, theme, &shown,
                "the frame is 16 x 9 units with its origin in the middle; nb_label keeps names inside it",
                "text leaves the frame: it stands at (%.2f, %.2f)%s", (double)b.x, (double)b.y, c->when);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Text over text

// A pair of runs that overlap: what they say, and where.
typedef struct pair {
  uint64_t one, other;
  nb_rect where;
  unsigned at; // in which sizes of frames: a bit each
} pair;

enum { MOST_PAIRS = 64 };

typedef struct pairs {
  pair pair[MOST_PAIRS];
  int count;
} pairs;

static void note(pairs *p, uint64_t one, uint64_t other, nb_rect where, unsigned at)
{
  for (int k = 0; k < p->count; k++)
    if (p->pair[k].one == one && p->pair[k].other == other) {
      p->pair[k].where = around(p->pair[k].where, where);
      p->pair[k].at |= at;
      return;
    }
  if (p->count < MOST_PAIRS)
    p->pair[p->count++] = (pair){one, other, where, at};
}

static bool counts(const check_glyph *g)
{
  return g->alpha >= seen && g->upright;
}

static const unsigned every_size = (1u << SIZES) - 1;

// The same sign in the same place is seen as one: two that became one.
static bool are_one(const check_glyph *x, const check_glyph *y)
{
  return x->id == y->id && overlap(x->box, y->box) > 0.9f;
}

static void find_overlaps(pairs *found, const nb_fonts *fonts, const check_text *text)
{
  for (int a = 0; a < text->count; a++)
    for (int b = a + 1; b < text->count; b++) {
      const check_glyph *x = &text->glyphs[a], *y = &text->glyphs[b];
      if (x->run != y->run && counts(x) && counts(y) && overlap(x->box, y->box) > overlapping &&
          !are_one(x, y) && check_ink_meets(fonts, x, y))
        note(found, x->name, y->name, around(x->box, y->box), every_size);
    }
}

// The interface sets its words as images, with a little room around them.
static void find_covered_at(check *c, pairs *found, const check_text *text, int of)
{
  const void *list;
  size_t size;
  nb_list_reader reader;
  nb_command command;
  bool done = false;
  if (nb_failed(check_interface(c, NB_CHALK, sizes[of].width, sizes[of].height, &list, &size)) ||
      nb_failed(nb_list_read(&reader, list, size)))
    return;
  while (!nb_failed(nb_list_next(&reader, &command, &done)) && !done) {
    nb_rect image = command.image.where;
    if (command.op != NB_OP_IMAGE)
      continue;
    nb_rect words = {image.x + 0.05f, image.y + 0.08f, image.width - 0.1f, image.height - 0.16f};
    for (int k = 0; k < text->count; k++)
      if (counts(&text->glyphs[k]) && overlap(words, text->glyphs[k].box) > overlapping)
        note(found, text->glyphs[k].name, 0, text->glyphs[k].box, 1u << of);
  }
}

static void find_covered(check *c, pairs *found, const check_text *text)
{
  for (int of = 0; of < SIZES; of++)
    find_covered_at(c, found, text, of);
}

static const pair *find(const pairs *p, const pair *like)
{
  for (int k = 0; k < p->count; k++)
    if (p->pair[k].one == like->one && p->pair[k].other == like->other)
      return &p->pair[k];
  return NULL;
}

// Where it is not so in frames of every size: in which it is.
static void name_sizes(unsigned at, char *words, size_t capacity)
{
  *words = 0;
  for (int of = 0; of < SIZES && at != every_size; of++)
    if (at >> of & 1) {
      size_t used = strlen(words);
      snprintf(words + used, capacity - used, "%s%s", used ? ", " : " in frames of ", sizes[of].name);
    }
}

// What overlapped half a second ago still does.
static void tell(check *c, const pairs *before, const pairs *now)
{
  for (int k = 0; k < now->count; k++) {
    const pair *p = &now->pair[k];
    char subject[64], in[80];
    snprintf(subject, sizeof subject, "%llx %llx", (unsigned long long)p->one, (unsigned long long)p->other);
    name_sizes(p->at, in, sizeof in);
    if (!find(before, p))
      continue;
    if (p->other == 0)
      check_found(
          c, "caption", subject, NB_CHALK, &p->where,
          "title and caption have the board above y = 3.7 and below y = -3.3; keep the scene's text between",
          "text of the scene stands under the title or the caption, at (%.2f, %.2f)%s", (double)p->where.x,
          (double)p->where.y, in);
    else
      check_found(c, "overlap", subject, NB_CHALK, &p->where,
                  "move one of them, let one fade as the other comes, or let nb_label find a place",
                  "text stands over text, at (%.2f, %.2f)", (double)p->where.x, (double)p->where.y);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Size

static void check_size(check *c, const check_text *now)
{
  for (int k = 0; k < now->count; k++) {
    const check_glyph *g = &now->glyphs[k];
    char subject[32];
    snprintf(subject, sizeof subject, "%llx", (unsigned long long)g->name);
    if (g->points < least && g->alpha >= seen)
      check_found(c, "small", subject, NB_CHALK, &g->box,
                  "take a .size of 16 or more; a formula's scripts need 24",
                  "text is too small to be read: %.0f points at (%.2f, %.2f), %.0f pixels in a frame of %s",
                  (double)g->points, (double)g->box.x, (double)g->box.y,
                  (double)g->points * sizes[0].height / 1080, sizes[0].name);
  }
}

void check_layout(check *c)
{
  check_text text = {0};
  stage_reset(c->stage);
  for (int step = 0; step < c->scene->step_count; step++) {
    pairs before = {0};
    float seconds = c->scene->steps[step].seconds;
    for (int k = 0; (float)(k - 1) * between < seconds; k++) {
      const void *list;
      size_t size;
      pairs now = {0};
      if (!check_draw_at(c, step, fminf((float)k * between, seconds), NB_CHALK, &list, &size))
        break;
      check_read_text(&text, c->fonts, list, size);
      check_frame(c, NB_CHALK, &text);
      if (k == 0 || fminf((float)k * between, seconds) >= seconds) // as it begins and ends
        check_size(c, &text);
      find_overlaps(&now, c->fonts, &text);
      find_covered(c, &now, &text);
      tell(c, &before, &now);
      before = now;
    }
  }
  free(text.glyphs);
}
