#include "nabla/type/font.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <hb-ot.h>

#include "nabla/type/font_data.h"

static const char *const file_names[NB_FONT_COUNT] = {
    [NB_FONT_REGULAR] = "Inter-Regular.otf",   [NB_FONT_MEDIUM] = "Inter-Medium.otf",
    [NB_FONT_SEMIBOLD] = "Inter-SemiBold.otf", [NB_FONT_ITALIC] = "Inter-Italic.otf",
    [NB_FONT_MATH] = "latinmodern-math.otf",   [NB_FONT_MONO] = "lmmono10-regular.otf",
};

// The top of a letter in ems: what stands for the font's cap height or x-height.
static float letter_height(const nb_font_face *f, hb_codepoint_t letter)
{
  hb_codepoint_t glyph;
  hb_glyph_extents_t extents;
  if (!hb_font_get_nominal_glyph(f->shaper, letter, &glyph) ||
      !hb_font_get_glyph_extents(f->shaper, glyph, &extents))
    return 0;
  return (float)extents.y_bearing / f->em;
}

static void measure(const nb_fonts *fonts, nb_font font, nb_font_face *f)
{
  hb_font_extents_t extents;
  hb_font_get_h_extents(f->shaper, &extents);
  nb_glyph digit;
  f->measures = (nb_font_measures){
      .ascent = (float)extents.ascender / f->em,
      .descent = (float)-extents.descender / f->em,
      .cap_height = letter_height(f, 'H'),
      .x_height = letter_height(f, 'x'),
  };
  nb_font_shape(fonts, font, "0", 1, &digit, 1, &f->measures.digit_width);
}

static nb_error open_face(nb_fonts *fonts, nb_font font, const char *path)
{
  nb_font_face *f = &fonts->faces[font];
  FILE *file = fopen(path, "rb");
  if (!file)
    return nb_fail(NB_MISSING_FILE, "%s: the font is not there; it belongs to Nabla's assets", path);
  fclose(file);

  if (FT_New_Face(fonts->library, path, 0, &f->face) || !FT_IS_SCALABLE(f->face))
    return nb_fail(NB_BAD_FILE, "%s: not a font that FreeType can read", path);
  hb_blob_t *blob = hb_blob_create_from_file(path);
  hb_face_t *face = hb_face_create(blob, 0);
  f->shaper = hb_font_create(face);
  f->em = (float)hb_face_get_upem(face);
  f->glyph_count = (uint32_t)f->face->num_glyphs;
  bool whole = hb_face_get_glyph_count(face) == f->glyph_count && f->glyph_count > 0;
  hb_face_destroy(face);
  hb_blob_destroy(blob);
  if (!whole)
    return nb_fail(NB_BAD_FILE, "%s: not a font that HarfBuzz can read", path);

  f->outlines = calloc(f->glyph_count, sizeof *f->outlines);
  if (!f->outlines || !nb_math_open(&f->math, f->shaper, f->glyph_count))
    return nb_fail(NB_NO_MEMORY, "%s: no memory for its glyphs", path);
  if (font == NB_FONT_MATH && !f->math)
    return nb_fail(NB_BAD_FILE, "%s: formulas need a font with a MATH table", path);
  hb_font_make_immutable(f->shaper);
  measure(fonts, font, f);
  return nb_ok();
}

nb_error nb_fonts_open(nb_fonts **out, const char *assets_directory)
{
  *out = NULL;
  nb_fonts *fonts = calloc(1, sizeof *fonts);
  if (!fonts)
    return nb_fail(NB_NO_MEMORY, "no memory for the fonts");
  pthread_mutex_init(&fonts->lock, NULL);
  nb_error e = nb_ok();
  if (FT_Init_FreeType(&fonts->library))
    e = nb_fail(NB_NO_MEMORY, "FreeType does not start");
  for (int i = 0; i < NB_FONT_COUNT && !nb_failed(e); i++) {
    char path[4096];
    int length = snprintf(path, sizeof path, "%s/fonts/%s", assets_directory, file_names[i]);
    if (length < 0 || length >= (int)sizeof path)
      e = nb_fail(NB_MISSING_FILE, "%.200s…: the assets' path is too long", assets_directory);
    else
      e = open_face(fonts, (nb_font)i, path);
  }
  if (nb_failed(e))
    nb_fonts_close(fonts);
  else
    *out = fonts;
  return e;
}

static void close_face(nb_font_face *f)
{
  for (uint32_t i = 0; f->outlines && i < f->glyph_count; i++)
    free((void *)atomic_load_explicit(&f->outlines[i], memory_order_relaxed));
  free(f->outlines);
  nb_math_close(f->math);
  hb_font_destroy(f->shaper);
  if (f->face)
    FT_Done_Face(f->face);
}

void nb_fonts_close(nb_fonts *fonts)
{
  if (!fonts)
    return;
  for (int i = 0; i < NB_FONT_COUNT; i++)
    close_face(&fonts->faces[i]);
  if (fonts->library)
    FT_Done_FreeType(fonts->library);
  pthread_mutex_destroy(&fonts->lock);
  free(fonts);
}

const char *nb_font_file(nb_font font)
{
  return file_names[(unsigned)font < NB_FONT_COUNT ? font : NB_FONT_REGULAR];
}

uint32_t nb_font_glyph_count(const nb_fonts *fonts, nb_font font)
{
  return nb_font_face_of(fonts, font)->glyph_count;
}

bool nb_font_has(const nb_fonts *fonts, nb_font font, uint32_t code)
{
  hb_codepoint_t glyph;
  return hb_font_get_nominal_glyph(nb_font_face_of(fonts, font)->shaper, code, &glyph);
}

nb_font_measures nb_font_measure(const nb_fonts *fonts, nb_font font)
{
  return nb_font_face_of(fonts, font)->measures;
}
