// Fractions, roots and lines: appendix G, rules 9 to 11 and 15.
#include "nabla/type/tex_layout.h"

// LuaTeX's \Umathfractiondelsize, of which the MATH table knows nothing: how high delimiters around a
// fraction are, ems.
static const float display_delimiter = 2.4f;
static const float text_delimiter = 1.01f;

// How far numerator and denominator stand from the baseline.
typedef struct shifts {
  float up, down;
} shifts;

static shifts shifts_with_bar(const tex_job *job, const tex_box *over, const tex_box *under, float bar,
                              int style)
{
  float axis = tex_axis(job, style);
  shifts s = {tex_display_constant(job, style, HB_OT_MATH_CONSTANT_FRACTION_NUMERATOR_DISPLAY_STYLE_SHIFT_UP,
                                   HB_OT_MATH_CONSTANT_FRACTION_NUMERATOR_SHIFT_UP),
              tex_display_constant(job, style,
                                   HB_OT_MATH_CONSTANT_FRACTION_DENOMINATOR_DISPLAY_STYLE_SHIFT_DOWN,
                                   HB_OT_MATH_CONSTANT_FRACTION_DENOMINATOR_SHIFT_DOWN)};
  float above = tex_display_constant(job, style, HB_OT_MATH_CONSTANT_FRACTION_NUM_DISPLAY_STYLE_GAP_MIN,
                                     HB_OT_MATH_CONSTANT_FRACTION_NUMERATOR_GAP_MIN);
  float below = tex_display_constant(job, style, HB_OT_MATH_CONSTANT_FRACTION_DENOM_DISPLAY_STYLE_GAP_MIN,
                                     HB_OT_MATH_CONSTANT_FRACTION_DENOMINATOR_GAP_MIN);
  s.up = tex_max(s.up, axis + bar / 2 + above + over->depth);
  s.down = tex_max(s.down, below + under->height - (axis - bar / 2));
  return s;
}

static shifts shifts_without_bar(const tex_job *job, const tex_box *over, const tex_box *under, int style)
{
  shifts s = {tex_display_constant(job, style, HB_OT_MATH_CONSTANT_STACK_TOP_DISPLAY_STYLE_SHIFT_UP,
                                   HB_OT_MATH_CONSTANT_STACK_TOP_SHIFT_UP),
              tex_display_constant(job, style, HB_OT_MATH_CONSTANT_STACK_BOTTOM_DISPLAY_STYLE_SHIFT_DOWN,
                                   HB_OT_MATH_CONSTANT_STACK_BOTTOM_SHIFT_DOWN)};
  float least = tex_display_constant(job, style, HB_OT_MATH_CONSTANT_STACK_DISPLAY_STYLE_GAP_MIN,
                                     HB_OT_MATH_CONSTANT_STACK_GAP_MIN);
  float lacking = least - ((s.up - over->depth) - (under->height - s.down));
  if (lacking > 0) {
    s.up += lacking / 2;
    s.down += lacking / 2;
  }
  return s;
}

static tex_box *stack(tex_job *job, const tex_node *node, int style)
{
  tex_box *group = tex_box_make(job, TEX_BOX_GROUP, node->span);
  tex_box *over = tex_layout_list(job, node->over->body, tex_over_style(style));
  tex_box *under = over == NULL ? NULL : tex_layout_list(job, node->under->body, tex_under_style(style));
  if (group == NULL || under == NULL)
    return NULL;
  float bar = node->amount > 0 ? tex_constant(job, style, HB_OT_MATH_CONSTANT_FRACTION_RULE_THICKNESS) : 0;
  shifts s =
      bar > 0 ? shifts_with_bar(job, over, under, bar, style) : shifts_without_bar(job, over, under, style);
  float axis = tex_axis(job, style);
  group->width = tex_max(over->width, under->width);
  tex_box_put(group, over, (group->width - over->width) / 2, s.up);
  if (bar > 0 &&
      !tex_box_rule(job, group, (nb_vec2){0, axis}, (nb_vec2){group->width, axis}, bar, node->span))
    return NULL;
  tex_box_put(group, under, (group->width - under->width) / 2, -s.down);
  return group;
}

tex_box *tex_layout_fraction(tex_job *job, const tex_node *node, int style)
{
  if (node->style >= 0)
    style = node->style;
  tex_box *group = tex_box_make(job, TEX_BOX_GROUP, node->span);
  tex_box *inner = stack(job, node, style);
  if (group == NULL || inner == NULL)
    return NULL;
  float least = style < TEX_TEXT_STYLE ? display_delimiter
                                       : tex_font_scale(&job->font, tex_level(style)) * text_delimiter;
  tex_box *open = tex_layout_delimiter(job, node->code, least, style, node->span);
  tex_box *close = open == NULL ? NULL : tex_layout_delimiter(job, node->close, least, style, node->span);
  if (close == NULL)
    return NULL;
  tex_box_put(group, open, 0, open->at.y);
  tex_box_put(group, inner, open->width, 0);
  tex_box_put(group, close, open->width + inner->width, close->at.y);
  group->width = open->width + inner->width + close->width;
  return group;
}

// The sign hangs by its rule, which goes on over the body: the sign's height is the rule's thickness.
static bool put_root(tex_job *job, tex_box *group, const tex_node *node, tex_box *body, tex_box *degree,
                     int style)
{
  uint32_t glyph;
  float bar = tex_constant(job, style, HB_OT_MATH_CONSTANT_RADICAL_RULE_THICKNESS);
  float gap = tex_display_constant(job, style, HB_OT_MATH_CONSTANT_RADICAL_DISPLAY_STYLE_VERTICAL_GAP,
                                   HB_OT_MATH_CONSTANT_RADICAL_VERTICAL_GAP);
  float total = body->height + body->depth;
  if (!tex_find_glyph(job, node->code, node->span, &glyph))
    return false;
  tex_box *sign = tex_layout_tall(job, glyph, total + gap + bar, tex_level(style), node->span);
  if (sign == NULL)
    return false;
  float spare = sign->height + sign->depth - bar - (total + gap);
  gap += spare > 0 ? spare / 2 : 0;
  float top = body->height + gap + bar; // of the rule
  float x = 0, sign_y = top - sign->height;
  if (degree != NULL && degree->width > 0) {
    float before = tex_constant(job, style, HB_OT_MATH_CONSTANT_RADICAL_KERN_BEFORE_DEGREE);
    float after = tex_constant(job, style, HB_OT_MATH_CONSTANT_RADICAL_KERN_AFTER_DEGREE);
    float raise = tex_font_constant(&job->font, HB_OT_MATH_CONSTANT_RADICAL_DEGREE_BOTTOM_RAISE_PERCENT) *
                  (sign->height + sign->depth);
    tex_box_put(group, degree, before, raise - sign->depth + sign_y);
    x = tex_max(before + degree->width + after, 0);
  }
  tex_box_put(group, sign, x, sign_y);
  x += sign->width;
  if (!tex_box_rule(job, group, (nb_vec2){x, top - bar / 2}, (nb_vec2){x + body->width, top - bar / 2}, bar,
                    node->span))
    return false;
  tex_box_put(group, body, x, 0);
  group->width = x + body->width;
  group->height =
      tex_max(group->height, top + tex_constant(job, style, HB_OT_MATH_CONSTANT_RADICAL_EXTRA_ASCENDER));
  return true;
}

tex_box *tex_layout_radical(tex_job *job, const tex_node *node, int style)
{
  tex_box *group = tex_box_make(job, TEX_BOX_GROUP, node->span);
  tex_box *body = tex_layout_list(job, node->body->body, tex_cramped(style));
  tex_box *degree =
      node->over == NULL ? NULL : tex_layout_list(job, node->over->body, TEX_SCRIPT_SCRIPT_STYLE);
  if (tex_failed(job) || group == NULL || body == NULL)
    return NULL;
  return put_root(job, group, node, body, degree, style) ? group : NULL;
}

tex_box *tex_layout_line(tex_job *job, const tex_node *node, int style)
{
  bool below = node->variant == 1;
  tex_box *group = tex_box_make(job, TEX_BOX_GROUP, node->span);
  tex_box *body = tex_layout_list(job, node->body->body, below ? style : tex_cramped(style));
  if (group == NULL || body == NULL)
    return NULL;
  float bar = tex_constant(job, style,
                           below ? HB_OT_MATH_CONSTANT_UNDERBAR_RULE_THICKNESS
                                 : HB_OT_MATH_CONSTANT_OVERBAR_RULE_THICKNESS);
  float gap = tex_constant(job, style,
                           below ? HB_OT_MATH_CONSTANT_UNDERBAR_VERTICAL_GAP
                                 : HB_OT_MATH_CONSTANT_OVERBAR_VERTICAL_GAP);
  float extra = tex_constant(job, style,
                             below ? HB_OT_MATH_CONSTANT_UNDERBAR_EXTRA_DESCENDER
                                   : HB_OT_MATH_CONSTANT_OVERBAR_EXTRA_ASCENDER);
  float y = below ? -body->depth - gap - bar / 2 : body->height + gap + bar / 2;
  tex_box_put(group, body, 0, 0);
  group->width = body->width;
  if (!tex_box_rule(job, group, (nb_vec2){0, y}, (nb_vec2){body->width, y}, bar, node->span))
    return NULL;
  *(below ? &group->depth : &group->height) += extra;
  return group;
}
