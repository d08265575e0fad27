// Accents and arrows over and under things: appendix G, rule 12; OpenType MATH, MathTopAccentAttachment.
#include "nabla/type/tex_layout.h"

// Where the accent's middle goes: over the letter's own point of attachment, through accents below this one,
// else over the middle.
static float attachment(const tex_job *job, const tex_node *list, const tex_box *body, int style)
{
  const tex_node *node = list->body;
  while (node != NULL && node->next == NULL && node->kind == TEX_ACCENT)
    node = node->body->body;
  if (node == NULL || node->next != NULL || node->kind != TEX_SYMBOL)
    return body->width / 2;
  int level = tex_level(style);
  return tex_font_attachment(&job->font, tex_font_script_form(&job->font, node->glyph, level)) *
         tex_font_scale(&job->font, level);
}

// The widest form that is not wider than the body, or one put together to its width. *middle is its
// attachment.
static tex_box *stretched(tex_job *job, const tex_node *node, float width, int level, float *middle)
{
  float scale = tex_font_scale(&job->font, level);
  uint32_t best = tex_font_script_form(&job->font, node->glyph, level), form = best;
  bool stretch = (node->variant & TEX_STRETCH) != 0, widest = stretch;
  for (unsigned k = 0; stretch && tex_font_variant(&job->font, node->glyph, HB_DIRECTION_LTR, k, &form);
       k++) {
    if (tex_font_measure(&job->font, form).width * scale > width) {
      widest = false;
      break;
    }
    best = form;
  }
  tex_box *made =
      widest ? tex_layout_assembly(job, node->glyph, HB_DIRECTION_LTR, width, level, node->span) : NULL;
  if (tex_failed(job))
    return NULL;
  *middle = made != NULL ? made->width / 2 : tex_font_attachment(&job->font, best) * scale;
  return made != NULL ? made : tex_box_glyph(job, best, level, node->span);
}

// The accented symbol with the scripts of the accent's node, or simply the body.
static tex_box *layout_body(tex_job *job, const tex_node *node, tex_box *plain, int style)
{
  tex_node *symbol = node->body->body;
  bool scripts = node->sup != NULL || node->sub != NULL;
  if (!scripts || symbol == NULL || symbol->next != NULL || symbol->kind != TEX_SYMBOL)
    return plain;
  tex_node with_scripts = *symbol;
  with_scripts.sup = node->sup;
  with_scripts.sub = node->sub;
  tex_base base;
  if (!tex_layout_symbol(job, &with_scripts, style, &base))
    return NULL;
  return tex_layout_scripts(job, &with_scripts, &base, style);
}

tex_box *tex_layout_accent(tex_job *job, const tex_node *node, int style)
{
  tex_box *group = tex_box_make(job, TEX_BOX_GROUP, node->span);
  tex_box *plain = tex_layout_list(job, node->body->body, tex_cramped(style));
  tex_box *body = plain == NULL ? NULL : layout_body(job, node, plain, style);
  if (group == NULL || body == NULL)
    return NULL;
  bool centred = (node->variant & TEX_CENTRED) != 0;
  float middle, over = centred ? plain->width / 2 : attachment(job, node->body, plain, style);
  tex_box *sign = stretched(job, node, plain->width, tex_level(style), &middle);
  if (sign == NULL)
    return NULL;
  float base_height = tex_constant(job, style, HB_OT_MATH_CONSTANT_ACCENT_BASE_HEIGHT);
  float drop = plain->height < base_height ? plain->height : base_height;
  float y = (node->variant & TEX_BELOW) != 0 ? -plain->depth - sign->height : plain->height - drop;
  tex_box_put(group, body, 0, 0);
  tex_box_put(group, sign, over - middle, y);
  group->width = body->width;
  return group;
}

// An arrow as wide as what is above and below it, and a little more; as limits stand.
tex_box *tex_layout_arrow(tex_job *job, const tex_node *node, int style)
{
  static const float margin = 0.35f, least = 1;
  tex_box *group = tex_box_make(job, TEX_BOX_GROUP, node->span);
  tex_box *over = tex_layout_list(job, node->over->body, tex_sup_style(style));
  tex_box *under = node->under == NULL ? NULL : tex_layout_list(job, node->under->body, tex_sub_style(style));
  if (tex_failed(job) || group == NULL || over == NULL)
    return NULL;
  float width = tex_max(over->width, under == NULL ? 0 : under->width) + 2 * margin, middle;
  tex_node arrow = {.glyph = node->glyph, .variant = TEX_STRETCH, .span = node->span};
  tex_box *sign = stretched(job, &arrow, tex_max(width, least), tex_level(style), &middle);
  if (sign == NULL)
    return NULL;
  width = tex_max(width, sign->width);
  tex_box_put(group, sign, (width - sign->width) / 2, 0);
  float above =
      sign->height + tex_constant(job, style, HB_OT_MATH_CONSTANT_UPPER_LIMIT_GAP_MIN) + over->depth;
  float height = sign->height, below = sign->depth;
  tex_box_put(group, over, (width - over->width) / 2, tex_max(above, height));
  if (under != NULL)
    tex_box_put(group, under, (width - under->width) / 2,
                -(below + tex_constant(job, style, HB_OT_MATH_CONSTANT_LOWER_LIMIT_GAP_MIN) + under->height));
  group->width = width;
  return group;
}
