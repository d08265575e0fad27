#include "paint/cairo_type.h"

#include <cairo-ft.h>
#include FT_MODULE_H
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/type/utf8.h"

typedef struct type_face {
  cairo_font_face_t *face;
  uint32_t *says; // by glyph: a code point, or 0
  uint32_t glyph_count;
} type_face;

struct cairo_type {
  type_face faces[NB_FONT_COUNT];
};

// ---------------------------------------------------------------------------------------------------------------
// What glyphs say

// Mathematical alphanumeric letters (U+1D400 to U+1D7FF): alphabets of 52 Latin letters, of 58 Greek ones, of 10 figures.
static uint32_t plain_letter(uint32_t code)
{
  if (code == 0x210e) // the italic h stands apart
    return 'h';
  if (code >= 0x1d400 && code < 0x1d6a4) {
    uint32_t letter = (code - 0x1d400) % 52;
    return letter < 26 ? 'A' + letter : 'a' + letter - 26;
  }
  if (code == 0x1d6a4)
    return 0x131;
  if (code == 0x1d6a5)
    return 0x237;
  if (code >= 0x1d6a8 && code < 0x1d7ca) {
    static const uint32_t behind[] = {0x2202, 0x3f5, 0x3d1, 0x3f0, 0x3d5, 0x3f1, 0x3d6};
    uint32_t letter = (code - 0x1d6a8) % 58;
    if (letter == 17)
      return 0x3f4;
    if (letter == 25)
      return 0x2207;
    return letter < 25 ? 0x391 + letter : letter < 51 ? 0x3b1 + letter - 26 : behind[letter - 51];
  }
  if (code >= 0x1d7ce && code <= 0x1d7ff)
    return '0' + (code - 0x1d7ce) % 10;
  return code;
}

static bool is_private(uint32_t code)
{
  return (code >= 0xe000 && code < 0xf900) || code >= 0xf0000;
}

// From the glyph's name up to the first point: "zero.tf" is a zero.
static uint32_t by_name(FT_Face face, uint32_t glyph, const uint32_t *says)
{
  char name[128];
  if (!FT_HAS_GLYPH_NAMES(face) || FT_Get_Glyph_Name(face, glyph, name, sizeof name))
    return 0;
  char *point = strchr(name, '.');
  if (!point || point == name)
    return 0;
  *point = 0;
  return says[FT_Get_Name_Index(face, name)];
}

// What becomes of the letters when they are set: tabular figures and what goes with them have no place in the map.
static void by_shaping(const nb_fonts *fonts, nb_font font, type_face *t)
{
  enum { LAST = 0x500 };
  for (uint32_t code = 0x20; code < LAST; code++) {
    char text[4];
    nb_glyph glyph;
    float width;
    if (!nb_font_has(fonts, font, code))
      continue;
    size_t count = nb_font_shape(fonts, font, text, nb_utf8_put(text, code), &glyph, 1, &width);
    if (count == 1 && glyph.id < t->glyph_count && (!t->says[glyph.id] || is_private(t->says[glyph.id])))
      t->says[glyph.id] = code;
  }
}

static bool learn(FT_Face face, const nb_fonts *fonts, nb_font font, type_face *t)
{
  t->glyph_count = (uint32_t)face->num_glyphs;
  t->says = calloc(t->glyph_count + 1, sizeof *t->says);
  if (!t->says)
    return false;
  FT_UInt glyph;
  for (FT_ULong code = FT_Get_First_Char(face, &glyph); glyph; code = FT_Get_Next_Char(face, code, &glyph))
    if (glyph < t->glyph_count && (!t->says[glyph] || is_private(t->says[glyph])))
      t->says[glyph] = plain_letter((uint32_t)code);
  by_shaping(fonts, font, t);
  for (uint32_t k = 0; k < t->glyph_count; k++)
    if (!t->says[k] || is_private(t->says[k]))
      t->says[k] = by_name(face, k, t->says);
  return true;
}

// ---------------------------------------------------------------------------------------------------------------

// Cairo keeps what it has drawn with for a while: a face goes when Cairo lets go of it, FreeType with the last face.
static void done_with_face(void *face)
{
  FT_Library library = ((FT_Face)face)->glyph->library;
  FT_Done_Face(face);
  FT_Done_Library(library);
}

static nb_error open_face(FT_Library library, const nb_fonts *fonts, nb_font font, type_face *t,
                          const char *path)
{
  static const cairo_user_data_key_t key;
  FT_Face face;
  if (FT_New_Face(library, path, 0, &face))
    return nb_fail(NB_MISSING_FILE, "%s: the font is not there; it belongs to Nabla's assets", path);
  FT_Reference_Library(library);
  t->face = cairo_ft_font_face_create_for_ft_face(face, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP);
  if (!learn(face, fonts, font, t) ||
      cairo_font_face_set_user_data(t->face, &key, face, done_with_face) != CAIRO_STATUS_SUCCESS)
    return nb_fail(NB_NO_MEMORY, "%s: no memory for its glyphs", path);
  return nb_ok();
}

// FreeType's own memory goes with FT_Done_FreeType alone, which asks nobody whether faces are left: it gets one that lasts.
static void *take(FT_Memory memory, long size)
{
  (void)memory;
  return malloc((size_t)size);
}

static void *grow(FT_Memory memory, long from, long to, void *block)
{
  (void)memory, (void)from;
  return realloc(block, (size_t)to);
}

static void give_back(FT_Memory memory, void *block)
{
  (void)memory;
  free(block);
}

static bool open_library(FT_Library *library)
{
  static struct FT_MemoryRec_ memory = {.alloc = take, .free = give_back, .realloc = grow}; // read only
  if (FT_New_Library(&memory, library))
    return false;
  FT_Add_Default_Modules(*library);
  return true;
}

nb_error cairo_type_open(cairo_type **out, const nb_fonts *fonts, const char *assets_directory)
{
  FT_Library library;
  cairo_type *t = *out = calloc(1, sizeof *t);
  if (!t || !open_library(&library)) {
    free(t);
    *out = NULL;
    return nb_fail(NB_NO_MEMORY, "no memory for the fonts");
  }
  nb_error e = nb_ok();
  for (int i = 0; i < NB_FONT_COUNT && !nb_failed(e); i++) {
    char path[4096];
    snprintf(path, sizeof path, "%s/fonts/%s", assets_directory, nb_font_file((nb_font)i));
    e = open_face(library, fonts, (nb_font)i, &t->faces[i], path);
  }
  FT_Done_Library(library);
  if (nb_failed(e)) {
    cairo_type_close(t);
    *out = NULL;
  }
  return e;
}

void cairo_type_close(cairo_type *t)
{
  if (!t)
    return;
  for (int i = 0; i < NB_FONT_COUNT; i++) {
    cairo_font_face_destroy(t->faces[i].face);
    free(t->faces[i].says);
  }
  free(t);
}

void cairo_type_show(const cairo_type *t, cairo_t *to, nb_font font, double em, const nb_glyph *glyphs,
                     uint32_t count)
{
  const type_face *face = &t->faces[(unsigned)font < NB_FONT_COUNT ? font : NB_FONT_REGULAR];
  cairo_glyph_t *placed = cairo_glyph_allocate((int)count);
  cairo_text_cluster_t *clusters = cairo_text_cluster_allocate((int)count);
  char *text = malloc(4 * (size_t)count + 1);
  size_t bytes = 0;
  for (uint32_t k = 0; placed && clusters && text && k < count; k++) {
    uint32_t id = glyphs[k].id < face->glyph_count ? glyphs[k].id : 0, says = face->says[id];
    size_t length = says ? nb_utf8_put(text + bytes, says) : 0;
    placed[k] = (cairo_glyph_t){id, (double)glyphs[k].where.x, (double)glyphs[k].where.y};
    clusters[k] = (cairo_text_cluster_t){.num_bytes = (int)length, .num_glyphs = 1};
    bytes += length;
  }
  if (placed && clusters && text) {
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_set_font_options(to, options);
    cairo_font_options_destroy(options);
    cairo_set_font_face(to, face->face);
    cairo_matrix_t up;
    cairo_matrix_init(&up, em, 0, 0, -em, 0, 0);
    cairo_set_font_matrix(to, &up);
    cairo_show_text_glyphs(to, text, (int)bytes, placed, (int)count, clusters, (int)count, 0);
  }
  cairo_glyph_free(placed);
  cairo_text_cluster_free(clusters);
  free(text);
}
