#include "interface/bar.h"

// Board units; larger words have more room.
static const float left = -7.2f, middle = 4.05f, height = 0.5f, inset = 0.12f, around = 0.4f;

static words_style style_of(const scribe *s, bool over)
{
  return (words_style){.face = WORDS_MEDIUM, .size = 20, .color = scribe_color(s, over ? NB_V : NB_TEXT)};
}

// The boxes of all words, from left to right, as high as the bar, so that they are easily hit; returns how many.
static int lay_out(const scribe *s, const bar_view *v, nb_rect boxes[BAR_MOST])
{
  int count = 0;
  float x = left + s->text * inset, high = s->text * height;
  words_style style = style_of(s, false);
  for (; count < BAR_MOST && v->words[count]; count++) {
    float width = scribe_measure(s, v->words[count], &style, (scribe_place){0}).width + s->text * around;
    boxes[count] = (nb_rect){x, middle - 0.5f * high, width, high};
    x += width;
  }
  return count;
}

static nb_rect whole(const scribe *s, const nb_rect *boxes, int count)
{
  float high = s->text * height, end = count > 0 ? boxes[count - 1].x + boxes[count - 1].width : left;
  return (nb_rect){left, middle - 0.5f * high, end + s->text * inset - left, high};
}

int bar_at(const scribe *s, const bar_view *v, nb_vec2 p)
{
  nb_rect boxes[BAR_MOST];
  int count = lay_out(s, v, boxes);
  for (int k = 0; k < count; k++)
    if (nb_inside(boxes[k], p))
      return k;
  return nb_inside(whole(s, boxes, count), p) ? BAR_GROUND : BAR_NOTHING;
}

void bar_record(const scribe *s, const bar_view *v)
{
  nb_rect boxes[BAR_MOST];
  int count = lay_out(s, v, boxes);
  scribe_panel(s, whole(s, boxes, count), NB_TRACK);
  for (int k = 0; k < count; k++) {
    words_style style = style_of(s, k == v->over);
    nb_vec2 at = nb_at(boxes[k].x + 0.5f * boxes[k].width, middle - 0.06f * s->text);
    scribe_words(s, v->words[k], &style, (scribe_place){at, 0.5f}, 1);
  }
}
