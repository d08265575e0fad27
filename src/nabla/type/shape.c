// Text to placed glyphs, by HarfBuzz. Accents over mathematical letters are placed here instead, from the
// font's MATH table, as TeX places them: TeXbook appendix G, rule 12; OpenType MATH, MathTopAccentAttachment.
#include <math.h>

#include <hb-ot.h>

#include "nabla/type/font_data.h"
#include "nabla/type/letters.h"
#include "nabla/type/utf8.h"

// A line longer than this is cut: nobody reads it, and HarfBuzz takes time and memory in proportion.
enum { MAX_LINE_BYTES = 1 << 16 };

static uint32_t code_at(const char *text, size_t bytes, uint32_t cluster)
{
  const char *at = text + cluster;
  return cluster < bytes ? nb_utf8_next(&at, text + bytes) : 0;
}

static hb_buffer_t *shape_line(const nb_font_face *f, const char *text, size_t bytes)
{
  hb_buffer_t *buffer = hb_buffer_create();
  // Each mark is told from its letter by its own place in the text.
  hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
  hb_buffer_add_utf8(buffer, text, (int)bytes, 0, (int)bytes);
  // Said, not guessed: HarfBuzz would look at the process's locale.
  hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
  hb_buffer_set_language(buffer, hb_language_from_string("en", 2));
  hb_buffer_guess_segment_properties(buffer);
  static const hb_feature_t tabular = {HB_TAG('t', 'n', 'u', 'm'), 1, HB_FEATURE_GLOBAL_START,
                                       HB_FEATURE_GLOBAL_END};
  hb_shape(f->shaper, buffer, &tabular, 1);
  return buffer;
}

// Where accents stand over a letter, font units: its middle from its origin, and its height.
typedef struct accent_base {
  float x, y; // the letter's origin
  float attach, height;
} accent_base;

static float glyph_height(hb_font_t *font, uint32_t glyph)
{
  hb_glyph_extents_t extents;
  return hb_font_get_glyph_extents(font, glyph, &extents) ? (float)extents.y_bearing : 0;
}

// Centres the accent over its base: the two attachment points above each other, and as much higher than the
// font drew it as the base is higher than the letter it was drawn for. A further accent stands on this one.
static nb_vec2 place_accent(hb_font_t *font, accent_base *base, uint32_t accent)
{
  float drawn_for = (float)hb_ot_math_get_constant(font, HB_OT_MATH_CONSTANT_ACCENT_BASE_HEIGHT);
  float raise = fmaxf(0, base->height - drawn_for);
  base->height = glyph_height(font, accent) + raise;
  return (nb_vec2){base->x + base->attach - (float)hb_ot_math_get_glyph_top_accent_attachment(font, accent),
                   base->y + raise};
}

static accent_base base_at(hb_font_t *font, uint32_t glyph, nb_vec2 where)
{
  return (accent_base){.x = where.x,
                       .y = where.y,
                       .attach = (float)hb_ot_math_get_glyph_top_accent_attachment(font, glyph),
                       .height = glyph_height(font, glyph)};
}

size_t nb_font_shape(const nb_fonts *fonts, nb_font font, const char *text, size_t bytes, nb_glyph *glyphs,
                     size_t capacity, float *width)
{
  const nb_font_face *f = nb_font_face_of(fonts, font);
  bytes = bytes < MAX_LINE_BYTES ? bytes : MAX_LINE_BYTES;
  hb_buffer_t *buffer = shape_line(f, text, bytes);
  unsigned count = 0;
  const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(buffer, &count);
  const hb_glyph_position_t *place = hb_buffer_get_glyph_positions(buffer, NULL);
  bool accents = hb_ot_math_has_data(hb_font_get_face(f->shaper));

  nb_vec2 pen = {0, 0};
  accent_base base = {0};
  for (unsigned i = 0; i < count; i++) {
    nb_vec2 where = {pen.x + (float)place[i].x_offset, pen.y + (float)place[i].y_offset};
    if (accents && i > 0 && nb_is_accent(code_at(text, bytes, info[i].cluster)))
      where = place_accent(f->shaper, &base, info[i].codepoint);
    else if (accents)
      base = base_at(f->shaper, info[i].codepoint, where);
    if (i < capacity)
      glyphs[i] = (nb_glyph){info[i].codepoint, {where.x / f->em, where.y / f->em}};
    pen = (nb_vec2){pen.x + (float)place[i].x_advance, pen.y + (float)place[i].y_advance};
  }
  *width = pen.x / f->em;
  hb_buffer_destroy(buffer);
  return count;
}
