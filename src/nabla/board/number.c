// Numbers as glyphs: figures in cells of one width, so that a changing figure moves nothing else.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/board/text.h"

enum { NUMBER_MAX_GLYPHS = 64 };

static const float default_size = 30;

// A number's glyphs stand in ems: its figures begin at 0, its minus to the left of that.
typedef struct number {
  nb_glyph glyphs[NUMBER_MAX_GLYPHS];
  uint32_t count;
  float width;     // of the figures
  float sign_room; // what a minus takes to their left, whether there is one or not
} number;

// A glyph that numbers are made of, and its width.
static bool find_sign(nb_board *b, nb_font font, const char *text, uint32_t *id, float *width)
{
  const text_layout *l = layout_find(&b->layouts, b->fonts, font, LAYOUT_PLAIN, text, strlen(text));
  if (l == NULL || l->glyph_count == 0)
    return false;
  *id = l->glyphs[0].id;
  *width = l->line_widths[0];
  return true;
}

static bool put(nb_board *b, nb_font font, const char *sign, number *out)
{
  uint32_t id;
  float width;
  if (out->count == NUMBER_MAX_GLYPHS || !find_sign(b, font, sign, &id, &width))
    return false;
  // Not every figure of Inter is exactly as wide as the others.
  if (sign[0] >= '0' && sign[0] <= '9')
    width = nb_font_measure(b->fonts, font).digit_width;
  out->glyphs[out->count++] = (nb_glyph){id, {out->width, 0}};
  out->width += width;
  return true;
}

static bool put_text(nb_board *b, nb_font font, const char *text, number *out)
{
  for (; *text != 0; text++)
    if (!put(b, font, (char[]){*text, 0}, out))
      return false;
  return true;
}

// The digits of |value|; the sign goes where they are not all zero.
static bool put_value(nb_board *b, nb_font font, float value, int decimals, number *out, bool *minus)
{
  char text[NUMBER_MAX_GLYPHS];
  *minus = value < 0;
  if (isnan(value))
    return put_text(b, font, "nan", out);
  if (isinf(value))
    return put(b, font, "\u221e", out);
  snprintf(text, sizeof text, "%.*f", decimals, fabs((double)value));
  *minus = *minus && strpbrk(text, "123456789") != NULL;
  return put_text(b, font, text, out);
}

// The glyphs of value with so many places (clamped to 0 to 6). False without memory.
static bool set_number(nb_board *b, nb_font font, float value, int decimals, number *out)
{
  *out = (number){.count = 0};
  decimals = decimals < 0 ? 0 : decimals > 6 ? 6 : decimals;
  uint32_t minus_id;
  bool minus;
  if (!put_value(b, font, value, decimals, out, &minus) ||
      !find_sign(b, font, "\u2212", &minus_id, &out->sign_room))
    return false;
  if (minus && out->count < NUMBER_MAX_GLYPHS) {
    memmove(out->glyphs + 1, out->glyphs, out->count++ * sizeof *out->glyphs);
    out->glyphs[0] = (nb_glyph){minus_id, {-out->sign_room, 0}};
  }
  return true;
}

// Where the figures begin: behind the sign's room for an anchor at the left, else the figures alone are
// centred, or end at the anchor, and a minus hangs out.
static float figures_start(const number *n, nb_anchor anchor)
{
  float share = text_share_left(anchor);
  return share == 0 ? n->sign_room : -share * n->width;
}

void nb_number(nb_board *b, nb_vec2 at, float value, int decimals, nb_style style)
{
  style.size = text_size(style.size, default_size);
  style.font = style.font == NB_FONT_REGULAR || style.font >= NB_FONT_COUNT ? NB_FONT_MATH : style.font;
  number n;
  if (!board_shows(&style) || b->fonts == NULL || style.size == 0)
    return;
  if (!set_number(b, style.font, value, decimals, &n)) {
    board_trouble(b, NB_NO_MEMORY, "no memory for a number");
    return;
  }
  text_run run = {
      .font = style.font,
      .glyphs = n.glyphs,
      .count = n.count,
      .origin = {figures_start(&n, style.anchor), text_first_baseline(b, style.font, style.anchor, 1)}};
  text_draw(b, at, &run, 1, &style, NB_TEXT);
}

float nb_shown(float value, int decimals)
{
  char text[NUMBER_MAX_GLYPHS];
  decimals = decimals < 0 ? 0 : decimals > 6 ? 6 : decimals;
  if (!isfinite(value))
    return value;
  snprintf(text, sizeof text, "%.*f", decimals, (double)value);
  return strtof(text, NULL) + 0.0f; // no -0
}

nb_vec2 nb_shown2(nb_vec2 value, int decimals)
{
  return nb_at(nb_shown(value.x, decimals), nb_shown(value.y, decimals));
}

bool nb_exact(const float *values, int count, int decimals)
{
  for (int k = 0; k < count; k++)
    if (!(fabsf(values[k] - nb_shown(values[k], decimals)) < 1e-4f))
      return false;
  return true;
}
