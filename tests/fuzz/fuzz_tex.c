// Formulas under libFuzzer: whatever the bytes, they are refused with a message or laid out with sound
// numbers, within the limits, and in the same way each time.
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/type/tex.h"

int LLVMFuzzerInitialize(int *count, char ***arguments);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static nb_fonts *fonts;

static void demand(bool truth)
{
  if (!truth)
    abort();
}

int LLVMFuzzerInitialize(int *count, char ***arguments)
{
  (void)count;
  (void)arguments;
  demand(!nb_failed(nb_fonts_open(&fonts, NABLA_ASSETS)));
  return 0;
}

static void check_numbers(const nb_tex *tex)
{
  demand(isfinite(tex->width) && isfinite(tex->height) && isfinite(tex->depth));
  demand(tex->glyph_count + tex->rule_count <= NB_TEX_MAX_GLYPHS + 48 * NB_TEX_MAX_VALUES);
  for (uint32_t k = 0; k < tex->glyph_count; k++) {
    const nb_tex_glyph *g = &tex->glyphs[k];
    demand(isfinite(g->where.x) && isfinite(g->where.y) && g->scale > 0 && g->scale <= 1);
    demand(g->id < nb_font_glyph_count(fonts, NB_FONT_MATH));
    demand(g->part < (int32_t)tex->part_count && g->value < (int32_t)tex->value_count);
  }
  for (uint32_t k = 0; k < tex->rule_count; k++) {
    const nb_tex_rule *r = &tex->rules[k];
    demand(isfinite(r->from.x + r->from.y) && isfinite(r->to.x + r->to.y) && r->thickness > 0);
  }
  for (uint32_t k = 0; k < tex->part_count; k++)
    demand(tex->parts[k].parent < (int32_t)k && isfinite(tex->parts[k].box.width + tex->parts[k].box.height));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static nb_arena memory, other;
  nb_tex tex, again;
  char *copy = malloc(size == 0 ? 1 : size);
  if (copy == NULL)
    return 0;
  if (size > 0)
    memcpy(copy, data, size);
  nb_error e = nb_tex_layout(&tex, fonts, copy, size, &memory, NULL);
  demand(nb_failed(nb_tex_layout(&again, fonts, copy, size, &other, NULL)) == nb_failed(e));
  free(copy);
  if (nb_failed(e)) {
    demand(e.id == NB_BAD_FORMULA && strncmp(e.text, "line ", 5) == 0);
    return 0;
  }
  check_numbers(&tex);
  demand(tex.glyph_count == again.glyph_count);
  for (uint32_t k = 0; k < tex.glyph_count; k++)
    demand(memcmp(&tex.glyphs[k], &again.glyphs[k], sizeof *tex.glyphs) == 0);
  for (uint32_t k = 0; k < tex.value_count; k++)
    nb_tex_set_value(&tex, fonts, k, (float)k - 1.5f);
  check_numbers(&tex);
  return 0;
}
