#include "nabla/type/tex_layout.h"

#include <math.h>

float tex_max(float a, float b)
{
  return a > b ? a : b;
}

float tex_constant(const tex_job *job, int style, hb_ot_math_constant_t constant)
{
  return tex_font_constant(&job->font, constant) * tex_font_scale(&job->font, tex_level(style));
}

float tex_display_constant(const tex_job *job, int style, hb_ot_math_constant_t in_display,
                           hb_ot_math_constant_t otherwise)
{
  return tex_constant(job, style, style < TEX_TEXT_STYLE ? in_display : otherwise);
}

float tex_axis(const tex_job *job, int style)
{
  return tex_constant(job, style, HB_OT_MATH_CONSTANT_AXIS_HEIGHT);
}

float tex_mu(const tex_job *job, int style)
{
  return tex_font_scale(&job->font, tex_level(style)) / 18;
}

tex_box *tex_box_make(tex_job *job, tex_box_kind kind, tex_span span)
{
  tex_box *box = tex_take(job, sizeof *box);
  if (box == NULL)
    return NULL;
  box->kind = kind;
  box->span = span;
  return box;
}

static bool count_one(tex_job *job, uint32_t *count, tex_span span)
{
  ++*count;
  if (job->glyph_count + job->rule_count <= NB_TEX_MAX_GLYPHS)
    return true;
  return tex_fail(job, span, "a shorter formula would do", "more than %d glyphs and lines",
                  NB_TEX_MAX_GLYPHS);
}

tex_box *tex_box_glyph(tex_job *job, uint32_t glyph, int level, tex_span span)
{
  tex_box *box = count_one(job, &job->glyph_count, span) ? tex_box_make(job, TEX_BOX_GLYPH, span) : NULL;
  if (box == NULL)
    return NULL;
  tex_measure m = tex_font_measure(&job->font, glyph);
  float scale = tex_font_scale(&job->font, level);
  box->glyph = glyph;
  box->level = level;
  box->width = m.width * scale;
  box->height = m.height * scale;
  box->depth = m.depth * scale;
  return box;
}

void tex_box_put(tex_box *group, tex_box *child, float x, float y)
{
  child->at = (nb_vec2){x, y};
  if (group->first == NULL) {
    group->first = child;
    group->height = child->height + y;
    group->depth = child->depth - y;
  } else {
    group->last->next = child;
    group->height = tex_max(group->height, child->height + y);
    group->depth = tex_max(group->depth, child->depth - y);
  }
  group->last = child;
}

bool tex_box_rule(tex_job *job, tex_box *group, nb_vec2 from, nb_vec2 to, float thickness, tex_span span)
{
  tex_box *rule = count_one(job, &job->rule_count, span) ? tex_box_make(job, TEX_BOX_RULE, span) : NULL;
  if (rule == NULL)
    return false;
  rule->to = (nb_vec2){to.x - from.x, to.y - from.y};
  rule->thickness = thickness;
  // Only a level line is thick upwards; the others' ends are where they are.
  float half = from.y == to.y ? thickness / 2 : 0;
  rule->height = tex_max(rule->to.y, 0) + half;
  rule->depth = tex_max(-rule->to.y, 0) + half;
  tex_box_put(group, rule, from.x, from.y);
  return true;
}
