#include "nabla/type/tex_number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "nabla/type/tex_layout.h"

enum { MINUS = 0x2212, INFINITY_SIGN = 0x221e, LONGEST = 64, WORD = 4 }; // WORD: a sign and "nan"

// What is shown: figures of |value|, and whether there is a sign.
typedef struct figures {
  char text[LONGEST];
  int length, before_point;
  uint32_t sign; // 0 for none
} figures;

// 1.50 is 1.5, and 2.00 is 2.
static void drop_last_zeros(char *text)
{
  size_t length = strlen(text);
  if (strchr(text, '.') == NULL)
    return;
  while (text[length - 1] == '0')
    text[--length] = 0;
  if (text[length - 1] == '.')
    text[length - 1] = 0;
}

static figures figures_of(float value, nb_tex_format format)
{
  figures f = {.length = 0};
  if (isnan(value)) {
    strcpy(f.text, "nan");
  } else if (isinf(value)) {
    strcpy(f.text, "\x01"); // stands for the sign of infinity
  } else {
    int decimals = format.fitted > 0 ? format.fitted - 1 : format.decimals;
    snprintf(f.text, sizeof f.text, "%.*f", decimals, fabs((double)value));
    f.before_point = (int)strcspn(f.text, ".");
    if (format.fitted > 0)
      drop_last_zeros(f.text);
  }
  f.length = (int)strlen(f.text);
  bool zero = f.before_point > 0 && strpbrk(f.text, "123456789") == NULL, negative = value < 0 && !zero;
  if (!isnan(value))
    f.sign = negative ? MINUS : format.sign == '+' ? '+' : 0;
  return f;
}

nb_tex_format tex_number_format(nb_tex_format format, float value)
{
  figures f = figures_of(value, format);
  if (f.before_point > format.figures || format.fitted > 0)
    format.figures = (uint8_t)(f.before_point > 0 ? f.before_point : 1);
  if (format.fitted > 0) {
    bool point = f.before_point > 0 && f.length > f.before_point;
    format.decimals = (uint8_t)(point ? f.length - f.before_point - 1 : 0);
    if (format.sign != '+')
      format.sign = '-';
  }
  if (format.sign == '-' && f.sign != 0)
    format.sign = 0;
  return format;
}

// Is what is shown of the value as wide as the room?
static bool fits(nb_tex_format room, float value)
{
  nb_tex_format needed = tex_number_format(room, value);
  return needed.figures == room.figures && needed.decimals == room.decimals && needed.sign == room.sign;
}

uint32_t tex_number_glyphs(nb_tex_format format)
{
  uint32_t count = 1u + format.figures + (format.decimals > 0 ? 1u + format.decimals : 0);
  return count < WORD ? WORD : count;
}

// A character's glyph at a level, and its advance in ems.
static float advance(const tex_font *font, uint32_t code, int level, uint32_t *glyph)
{
  *glyph = 0;
  tex_font_find(font, code, glyph);
  *glyph = tex_font_script_form(font, *glyph, level);
  return tex_font_measure(font, *glyph).width * tex_font_scale(font, level);
}

// What parts a sign from the terms on its sides: TeX's medium space, and none in scripts.
static float term_gap(nb_tex_format format, int level)
{
  return format.sign == '+' && level == 0 ? 4.0f / 18 : 0;
}

float tex_number_width(const tex_font *font, nb_tex_format format, int level)
{
  uint32_t glyph;
  float width = (float)(format.figures + format.decimals) * advance(font, '0', level, &glyph);
  if (format.decimals > 0)
    width += advance(font, '.', level, &glyph);
  if (format.sign != '-')
    width += advance(font, MINUS, level, &glyph) + 2 * term_gap(format, level);
  return width;
}

bool tex_number_set(const tex_font *font, const nb_tex_value *v, nb_tex_glyph *glyphs)
{
  figures f = figures_of(v->value, v->format);
  if (!fits(v->format, v->value) || f.length + 1 > (int)v->count)
    return false;
  uint32_t glyph, left = v->count;
  float x = v->right;
  for (int k = f.length - 1; k >= -1; k--) {
    uint32_t code = k < 0 ? f.sign : f.text[k] == 1 ? INFINITY_SIGN : (unsigned char)f.text[k];
    if (code == 0)
      break;
    x -= advance(font, code, v->level, &glyph) + (k < 0 ? term_gap(v->format, v->level) : 0);
    glyphs[--left].id = glyph;
    glyphs[left].where = (nb_vec2){x, v->baseline};
  }
  advance(font, ' ', v->level, &glyph);
  while (left > 0) {
    glyphs[--left].id = glyph;
    glyphs[left].where = (nb_vec2){x, v->baseline};
  }
  return true;
}

void tex_number_align(const tex_font *font, nb_tex *tex, uint32_t column)
{
  bool has_sign = column == 0;
  for (uint32_t k = 0; k < tex->value_count && !has_sign; k++)
    if (tex->values[k].column == column)
      has_sign = figures_of(tex->values[k].value, tex->values[k].format).sign != 0;
  for (uint32_t k = 0; k < tex->value_count; k++) {
    nb_tex_value *v = &tex->values[k];
    if (v->column != column)
      continue;
    uint32_t glyph;
    float spare = has_sign || v->format.fitted > 0 ? 0 : advance(font, MINUS, v->level, &glyph) / 2;
    v->right = v->box.x + v->box.width - spare;
    tex_number_set(font, v, tex->glyphs + v->first);
  }
}

static float value_of(const tex_job *job, const tex_node *node)
{
  return job->options->value_count > 0 ? job->options->values[node->value] : 0;
}

tex_box *tex_layout_number(tex_job *job, const tex_node *node, int style)
{
  int level = tex_level(style);
  nb_tex_format format = tex_number_format(node->format, value_of(job, node));
  tex_box *box = tex_box_make(job, TEX_BOX_NUMBER, node->span);
  uint32_t zero;
  if (box == NULL)
    return NULL;
  job->glyph_count += tex_number_glyphs(format);
  if (job->glyph_count > NB_TEX_MAX_GLYPHS) {
    tex_fail(job, node->span, "a shorter formula would do", "more than %d glyphs and lines",
             NB_TEX_MAX_GLYPHS);
    return NULL;
  }
  advance(&job->font, '0', level, &zero);
  tex_measure m = tex_font_measure(&job->font, zero);
  float scale = tex_font_scale(&job->font, level);
  box->node = node;
  box->level = level;
  box->width = tex_number_width(&job->font, format, level);
  box->height = m.height * scale;
  box->depth = m.depth * scale;
  return box;
}
