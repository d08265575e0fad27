// The MATH table by HarfBuzz. Its extents of a glyph are read from the outline each time, about a microsecond
// in a CFF font: so they are kept, four 16-bit numbers in one atomic word, which any thread may write because
// all would write the same.
#include "nabla/type/tex_font.h"

#include <math.h>
#include <stdlib.h>

enum { CONSTANT_COUNT = HB_OT_MATH_CONSTANT_RADICAL_DEGREE_BOTTOM_RAISE_PERCENT + 1 };

struct nb_math {
  float constants[CONSTANT_COUNT]; // font units, or parts of a whole for percentages
  bool has_scripts;
  unsigned script_lookup;      // of the substitution `ssty`
  _Atomic uint64_t measures[]; // by glyph: width, height, depth, italic; 0 until asked for
};

static bool is_percent(int constant)
{
  return constant == HB_OT_MATH_CONSTANT_SCRIPT_PERCENT_SCALE_DOWN ||
         constant == HB_OT_MATH_CONSTANT_SCRIPT_SCRIPT_PERCENT_SCALE_DOWN ||
         constant == HB_OT_MATH_CONSTANT_RADICAL_DEGREE_BOTTOM_RAISE_PERCENT;
}

static void find_script_lookup(nb_math *math, hb_face_t *face)
{
  static const hb_tag_t features[] = {HB_TAG('s', 's', 't', 'y'), HB_TAG_NONE};
  hb_set_t *lookups = hb_set_create();
  hb_ot_layout_collect_lookups(face, HB_OT_TAG_GSUB, NULL, NULL, features, lookups);
  hb_codepoint_t first = HB_SET_VALUE_INVALID;
  math->has_scripts = hb_set_next(lookups, &first);
  math->script_lookup = first;
  hb_set_destroy(lookups);
}

bool nb_math_open(nb_math **out, hb_font_t *shaper, uint32_t glyph_count)
{
  hb_face_t *face = hb_font_get_face(shaper);
  *out = NULL;
  if (!hb_ot_math_has_data(face))
    return true;
  nb_math *math = calloc(1, sizeof *math + glyph_count * sizeof *math->measures);
  if (math == NULL)
    return false;
  for (int k = 0; k < CONSTANT_COUNT; k++)
    math->constants[k] = (float)hb_ot_math_get_constant(shaper, (hb_ot_math_constant_t)k) *
                         (is_percent(k) ? 0.01f : 1 / (float)hb_face_get_upem(face));
  find_script_lookup(math, face);
  *out = math;
  return true;
}

void nb_math_close(nb_math *math)
{
  free(math);
}

tex_font tex_font_of(const nb_fonts *fonts)
{
  const nb_font_face *f = nb_font_face_of(fonts, NB_FONT_MATH);
  return (tex_font){f->shaper, f->math, 1 / f->em};
}

float tex_font_constant(const tex_font *font, hb_ot_math_constant_t constant)
{
  return font->math->constants[constant];
}

float tex_font_scale(const tex_font *font, int level)
{
  if (level == 0)
    return 1;
  return tex_font_constant(font, level == 1 ? HB_OT_MATH_CONSTANT_SCRIPT_PERCENT_SCALE_DOWN
                                            : HB_OT_MATH_CONSTANT_SCRIPT_SCRIPT_PERCENT_SCALE_DOWN);
}

bool tex_font_find(const tex_font *font, uint32_t code, uint32_t *glyph)
{
  return hb_font_get_nominal_glyph(font->shaper, code, glyph);
}

uint32_t tex_font_script_form(const tex_font *font, uint32_t glyph, int level)
{
  if (level == 0 || !font->math->has_scripts)
    return glyph;
  hb_codepoint_t forms[2] = {glyph, glyph};
  unsigned count = 2;
  hb_ot_layout_lookup_get_glyph_alternates(hb_font_get_face(font->shaper), font->math->script_lookup, glyph,
                                           0, &count, forms);
  return count == 0 ? glyph : forms[level >= 2 && count == 2];
}

static uint64_t pack(int32_t value, int place)
{
  int32_t kept = value < INT16_MIN ? INT16_MIN : value > INT16_MAX ? INT16_MAX : value;
  return (uint64_t)(uint16_t)(int16_t)kept << (16 * place);
}

static float unpack(uint64_t packed, int place)
{
  return (float)(int16_t)(uint16_t)(packed >> (16 * place));
}

static uint64_t read_measure(const tex_font *font, uint32_t glyph)
{
  hb_glyph_extents_t extents = {0};
  hb_font_get_glyph_extents(font->shaper, glyph, &extents);
  int32_t depth = -(extents.y_bearing + extents.height);
  return pack(hb_font_get_glyph_h_advance(font->shaper, glyph), 0) |
         pack(extents.y_bearing < 0 ? 0 : extents.y_bearing, 1) | pack(depth < 0 ? 0 : depth, 2) |
         pack(hb_ot_math_get_glyph_italics_correction(font->shaper, glyph), 3);
}

tex_measure tex_font_measure(const tex_font *font, uint32_t glyph)
{
  _Atomic uint64_t *kept = &font->math->measures[glyph];
  uint64_t packed = atomic_load_explicit(kept, memory_order_relaxed);
  if (packed == 0) {
    packed = read_measure(font, glyph);
    atomic_store_explicit(kept, packed, memory_order_relaxed);
  }
  return (tex_measure){.width = unpack(packed, 0) * font->unit,
                       .height = unpack(packed, 1) * font->unit,
                       .depth = unpack(packed, 2) * font->unit,
                       .italic = unpack(packed, 3) * font->unit};
}

float tex_font_attachment(const tex_font *font, uint32_t glyph)
{
  return (float)hb_ot_math_get_glyph_top_accent_attachment(font->shaper, glyph) * font->unit;
}

bool tex_font_variant(const tex_font *font, uint32_t glyph, hb_direction_t direction, unsigned k,
                      uint32_t *out)
{
  hb_ot_math_glyph_variant_t variant;
  unsigned count = 1;
  hb_ot_math_get_glyph_variants(font->shaper, glyph, direction, k, &count, &variant);
  if (count == 1)
    *out = variant.glyph;
  return count == 1;
}

unsigned tex_font_assembly(const tex_font *font, uint32_t glyph, hb_direction_t direction,
                           hb_ot_math_glyph_part_t pieces[TEX_MAX_PIECES])
{
  unsigned count = TEX_MAX_PIECES;
  hb_ot_math_get_glyph_assembly(font->shaper, glyph, direction, 0, &count, pieces, NULL);
  return count;
}

float tex_font_kern(const tex_font *font, uint32_t glyph, hb_ot_math_kern_t corner, float height)
{
  return (float)hb_ot_math_get_glyph_kerning(font->shaper, glyph, corner,
                                             (hb_position_t)lroundf(height / font->unit)) *
         font->unit;
}
