#include "interface/tray.h"

#include <math.h>

// Board units.
static const float left = -7.2f, bottom = 3.8f, height = 0.5f, inset = 0.3f;
static const float color_step = 0.4f, width_step = 0.34f, air = 0.3f, between_words = 0.22f;

typedef struct box {
  tray_part part;
  int which;
  nb_rect r; // the tray's full height, so that it is easily hit
} box;

static words_style word_style(const scribe *s, bool chosen)
{
  return (words_style){.face = chosen ? WORDS_MEDIUM : WORDS_REGULAR,
                       .size = 19,
                       .color = scribe_color(s, chosen ? NB_TEXT : NB_DIM)};
}

// As wide as it is when it is chosen, so that choosing moves nothing.
static float word_width(const scribe *s, const char *word)
{
  words_style style = word_style(s, true);
  return scribe_measure(s, word, &style, (scribe_place){0}).width;
}

// The boxes of everything on the tray, from left to right; returns how many, and where the tray ends in *right.
static int lay_out(const scribe *s, const tray *t, box *boxes, float *right)
{
  int count = 0;
  float x = left + inset - 0.1f;
  for (int k = 0; k < TRAY_COLORS; k++, x += color_step)
    boxes[count++] = (box){TRAY_COLOR, k, {x, bottom, color_step, height}};
  x += air - 0.1f;
  for (int k = 0; k < TRAY_WIDTHS; k++, x += width_step)
    boxes[count++] = (box){TRAY_WIDTH, k, {x, bottom, width_step, height}};
  x += air - 0.5f * between_words;
  for (int k = 0; k < TRAY_MOST && t->tools[k]; k++) {
    float width = word_width(s, t->tools[k]) + between_words;
    boxes[count++] = (box){TRAY_TOOL, k, {x, bottom, width, height}};
    x += width;
  }
  *right = x - 0.5f * between_words + inset;
  return count;
}

enum { BOXES = TRAY_COLORS + TRAY_WIDTHS + TRAY_MOST };

tray_part tray_at(const scribe *s, const tray *t, nb_vec2 p, int *which)
{
  box boxes[BOXES];
  float right;
  int count = lay_out(s, t, boxes, &right);
  for (int k = 0; k < count; k++) {
    if (!nb_inside(boxes[k].r, p))
      continue;
    *which = boxes[k].which;
    return boxes[k].part;
  }
  return nb_inside((nb_rect){left, bottom, right - left, height}, p) ? TRAY_GROUND : TRAY_NOTHING;
}

static void record_box(const scribe *s, const tray *t, const box *b)
{
  nb_vec2 middle = nb_at(b->r.x + 0.5f * b->r.width, b->r.y + 0.5f * b->r.height);
  if (b->part == TRAY_COLOR) {
    nb_point(s->board, middle, nb_style(.color = t->colors[b->which], .width = 27));
    if (b->which == t->color)
      nb_circle(s->board, middle, 0.163f, nb_style(.color = t->colors[b->which], .width = 2.5f));
  } else if (b->part == TRAY_WIDTH) {
    bool chosen = b->which == t->width;
    nb_point(s->board, middle,
             nb_style(.color = chosen ? NB_TEXT : NB_DIM, .width = 3 + 1.6f * t->widths[b->which]));
    if (chosen)
      nb_circle(s->board, middle, 0.14f, nb_style(.color = NB_TEXT, .width = 1.5f));
  } else {
    bool chosen = b->which == t->tool;
    nb_rect pill = {b->r.x + 0.2f * between_words, bottom + 0.07f, b->r.width - 0.4f * between_words,
                    height - 0.14f};
    words_style style = word_style(s, chosen);
    if (chosen)
      nb_rectangle(s->board, pill, 0.5f * pill.height, nb_style(.fill = NB_GRID, .width = -1));
    scribe_words(s, t->tools[b->which], &style, (scribe_place){nb_at(middle.x, middle.y - 0.055f), 0.5f}, 1);
  }
}

void tray_record(const scribe *s, const tray *t)
{
  box boxes[BOXES];
  float right;
  int count = lay_out(s, t, boxes, &right);
  nb_rect r = {left, bottom, right - left, height};
  nb_rectangle(s->board, r, 0.5f * height, nb_style(.fill = NB_PANEL, .width = -1));
  for (int k = 0; k < count; k++)
    record_box(s, t, &boxes[k]);
}
