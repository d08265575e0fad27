#include "interface/scribe.h"

#include <math.h>

// Where an image of words goes, in pixels, y down.
static nb_vec2 corner_of(const scribe *s, const words_image *image, scribe_place place)
{
  float x = 0.5f * (float)s->width + place.at.x * s->unit - place.share * (float)image->width;
  float y = 0.5f * (float)s->height - place.at.y * s->unit;
  return nb_at(roundf(x), roundf(y) - (float)image->baseline);
}

static nb_rect cover(const scribe *s, const words_image *image, scribe_place place)
{
  nb_vec2 corner = corner_of(s, image, place);
  float width = (float)image->width, height = (float)image->height;
  return (nb_rect){.x = (corner.x - 0.5f * (float)s->width) / s->unit,
                   .y = (0.5f * (float)s->height - corner.y - height) / s->unit,
                   .width = width / s->unit,
                   .height = height / s->unit};
}

// Words in the viewer's size. Where a width is given they still have to fit it.
static const words_image *find(const scribe *s, const char *text, const words_style *style)
{
  words_style sized = *style;
  sized.size *= s->text;
  return words_find(s->words, text, &sized, s->unit);
}

int scribe_lines(const scribe *s, const char *text, const words_style *style)
{
  const words_image *image = find(s, text, style);
  return image ? image->lines : 0;
}

// Where text that is recorded as such begins, and how its pixels become the board's units.
typedef struct lettering {
  const scribe *s;
  nb_vec2 from;
  float unit, alpha;
  nb_color color;
  bool records;        // or is it only measured?
  float baseline, end; // of the stretch before: pixels, board units from the text's left
  float widest;        // board units
} lettering;

// A stretch goes on where the one before it on its line ends: as letters, whose figures are all as wide, that is elsewhere
// than in an image.
static void set_stretch(void *to, const words_stretch *stretch)
{
  static const nb_font fonts[WORDS_FACE_COUNT] = {
      [WORDS_REGULAR] = NB_FONT_REGULAR, [WORDS_MEDIUM] = NB_FONT_MEDIUM, [WORDS_SEMIBOLD] = NB_FONT_SEMIBOLD,
      [WORDS_ITALIC] = NB_FONT_ITALIC,   [WORDS_MATH] = NB_FONT_MATH,
  };
  lettering *l = to;
  nb_style style =
      nb_style(.font = fonts[stretch->face], .size = stretch->size / l->unit * NB_POINTS_PER_UNIT,
               .color = l->color, .alpha = l->alpha);
  float x = stretch->baseline == l->baseline ? l->end : stretch->x / l->unit;
  l->baseline = stretch->baseline;
  l->end = x + nb_text_width(l->s->board, stretch->text, style);
  l->widest = fmaxf(l->widest, l->end);
  if (l->records)
    nb_text(l->s->board, nb_at(l->from.x + x, l->from.y - stretch->baseline / l->unit), stretch->text, style);
}

// Measured large, so that no letter stands on a whole pixel.
static nb_rect set_letters(const scribe *s, const char *text, const words_style *style, scribe_place place,
                           float alpha, bool records)
{
  const float unit = 960, no_line = -1;
  words_style sized = *style;
  sized.size *= s->text;
  lettering l = {.s = s, .unit = unit, .alpha = alpha, .color = style->color, .baseline = no_line};
  words_set(s->words, text, &sized, unit, set_stretch, &l);
  l.from = nb_at(place.at.x - place.share * l.widest, place.at.y);
  l.baseline = no_line;
  l.records = records;
  words_set(s->words, text, &sized, unit, set_stretch, &l);
  return (nb_rect){.x = l.from.x, .width = l.widest};
}

// What the text covers: across, as its letters do where it is set in them.
static nb_rect covered(const scribe *s, const words_image *image, const char *text, const words_style *style,
                       scribe_place place)
{
  nb_rect where = cover(s, image, place);
  if (s->letters) {
    nb_rect letters = set_letters(s, text, style, place, 1, false);
    where.x = letters.x;
    where.width = letters.width;
  }
  return where;
}

nb_rect scribe_words(const scribe *s, const char *text, const words_style *style, scribe_place place,
                     float alpha)
{
  const words_image *image = find(s, text, style);
  if (!image)
    return (nb_rect){place.at.x, place.at.y, 0, 0};
  nb_rect where = covered(s, image, text, style, place);
  if (s->letters)
    set_letters(s, text, style, place, alpha, true);
  else
    nb_image(s->board, where, image->pixels, image->width, image->height, NB_NEAREST,
             nb_style(.alpha = alpha));
  return where;
}

nb_rect scribe_measure(const scribe *s, const char *text, const words_style *style, scribe_place place)
{
  const words_image *image = find(s, text, style);
  return image ? covered(s, image, text, style, place) : (nb_rect){place.at.x, place.at.y, 0, 0};
}

nb_rgba scribe_color(const scribe *s, nb_color color)
{
  return nb_theme_color(nb_board_theme(s->board), color);
}

nb_rect scribe_target(const scribe *s)
{
  float width = (float)s->width / s->unit, height = (float)s->height / s->unit;
  return (nb_rect){-0.5f * width, -0.5f * height, width, height};
}

void scribe_panel(const scribe *s, nb_rect r, nb_color line)
{
  nb_rectangle(s->board, r, fminf(0.14f, 0.5f * r.height),
               nb_style(.fill = NB_PANEL, .color = line, .width = 1.5f));
}
