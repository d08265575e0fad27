// Superscripts, subscripts and limits: appendix G, rules 13a and 18.
#include "nabla/type/tex_layout.h"

static float height_shift(const tex_job *job, const tex_base *base, const tex_box *sup, int style)
{
  float up =
      base->character
          ? 0
          : base->box->height - tex_constant(job, style, HB_OT_MATH_CONSTANT_SUPERSCRIPT_BASELINE_DROP_MAX);
  up = tex_max(up, tex_constant(job, style,
                                style % 2 == 1 ? HB_OT_MATH_CONSTANT_SUPERSCRIPT_SHIFT_UP_CRAMPED
                                               : HB_OT_MATH_CONSTANT_SUPERSCRIPT_SHIFT_UP));
  return tex_max(up, sup->depth + tex_constant(job, style, HB_OT_MATH_CONSTANT_SUPERSCRIPT_BOTTOM_MIN));
}

static float least_drop(const tex_job *job, const tex_base *base, int style)
{
  float down =
      base->character
          ? 0
          : base->box->depth + tex_constant(job, style, HB_OT_MATH_CONSTANT_SUBSCRIPT_BASELINE_DROP_MIN);
  return tex_max(down, tex_constant(job, style, HB_OT_MATH_CONSTANT_SUBSCRIPT_SHIFT_DOWN));
}

// Where both are, they keep a gap: first the subscript moves down, then both up (rule 18e).
static void keep_apart(const tex_job *job, const tex_box *sup, const tex_box *sub, int style, float *up,
                       float *down)
{
  float gap = (*up - sup->depth) - (sub->height - *down);
  float lacking = tex_constant(job, style, HB_OT_MATH_CONSTANT_SUB_SUPERSCRIPT_GAP_MIN) - gap;
  if (lacking <= 0)
    return;
  *down += lacking;
  float rise = tex_constant(job, style, HB_OT_MATH_CONSTANT_SUPERSCRIPT_BOTTOM_MAX_WITH_SUBSCRIPT) -
               (*up - sup->depth);
  if (rise > 0) {
    *up += rise;
    *down -= rise;
  }
}

// The first glyph of a script, which is what may be let into the corner of a letter.
static const tex_box *first_glyph(const tex_box *box)
{
  while (box != NULL && box->kind != TEX_BOX_GLYPH)
    box = box->kind == TEX_BOX_GROUP ? box->first : box->next;
  return box;
}

// How far the font lets a script into the letter's corner, at the two heights where they come closest
// (OpenType MATH, MathKernInfo).
static float cut_in(const tex_job *job, const tex_base *base, const tex_box *script, float shift, int style)
{
  const tex_box *glyph = first_glyph(script);
  if (!base->character || glyph == NULL)
    return 0;
  bool up = shift > 0;
  hb_ot_math_kern_t corner = up ? HB_OT_MATH_KERN_TOP_RIGHT : HB_OT_MATH_KERN_BOTTOM_RIGHT;
  hb_ot_math_kern_t opposite = up ? HB_OT_MATH_KERN_BOTTOM_LEFT : HB_OT_MATH_KERN_TOP_LEFT;
  float scale = tex_font_scale(&job->font, tex_level(style));
  float inner = tex_font_scale(&job->font, glyph->level);
  float heights[2] = {up ? base->box->height : -base->box->depth,
                      shift + (up ? -glyph->depth : glyph->height)};
  float kern[2];
  for (int k = 0; k < 2; k++)
    kern[k] = tex_font_kern(&job->font, base->glyph, corner, heights[k] / scale) * scale +
              tex_font_kern(&job->font, glyph->glyph, opposite, (heights[k] - shift) / inner) * inner;
  return tex_max(kern[0], kern[1]);
}

static float put_script(const tex_job *job, tex_box *group, const tex_base *base, tex_box *script, float x,
                        float y, int style)
{
  x += cut_in(job, base, script, y, style);
  tex_box_put(group, script, x, y);
  return x + script->width + tex_constant(job, style, HB_OT_MATH_CONSTANT_SPACE_AFTER_SCRIPT);
}

// Both scripts as lists, NULL where there is none. False with an error.
static bool layout_both(tex_job *job, const tex_node *node, int style, tex_box **sup, tex_box **sub)
{
  *sup = node->sup == NULL ? NULL : tex_layout_list(job, node->sup->body, tex_sup_style(style));
  *sub = node->sub == NULL ? NULL : tex_layout_list(job, node->sub->body, tex_sub_style(style));
  return !tex_failed(job);
}

tex_box *tex_layout_scripts(tex_job *job, const tex_node *node, const tex_base *base, int style)
{
  tex_box *sup, *sub, *group = tex_box_make(job, TEX_BOX_GROUP, node->span);
  if (group == NULL || !layout_both(job, node, style, &sup, &sub))
    return NULL;
  float up = sup == NULL ? 0 : height_shift(job, base, sup, style);
  float down = sub == NULL ? 0 : least_drop(job, base, style);
  if (sup != NULL && sub != NULL)
    keep_apart(job, sup, sub, style, &up, &down);
  else if (sub != NULL)
    down = tex_max(down, sub->height - tex_constant(job, style, HB_OT_MATH_CONSTANT_SUBSCRIPT_TOP_MAX));
  tex_box_put(group, base->box, 0, 0);
  float width = 0;
  if (sub != NULL)
    width = put_script(job, group, base, sub, base->sub_x, -down, style);
  if (sup != NULL)
    width = tex_max(width, put_script(job, group, base, sup, base->sup_x, up, style));
  group->width = width;
  return group;
}

tex_box *tex_layout_limits(tex_job *job, const tex_node *node, const tex_base *base, int style)
{
  tex_box *over, *under, *group = tex_box_make(job, TEX_BOX_GROUP, node->span);
  if (group == NULL || !layout_both(job, node, style, &over, &under))
    return NULL;
  float width = base->box->width, lean = (base->sup_x - base->sub_x) / 2;
  if (over != NULL)
    width = tex_max(width, over->width);
  if (under != NULL)
    width = tex_max(width, under->width);
  float height = base->box->height, depth = base->box->depth;
  tex_box_put(group, base->box, (width - base->box->width) / 2, 0);
  if (under != NULL) {
    float gap =
        tex_max(tex_constant(job, style, HB_OT_MATH_CONSTANT_LOWER_LIMIT_BASELINE_DROP_MIN) - under->height,
                tex_constant(job, style, HB_OT_MATH_CONSTANT_LOWER_LIMIT_GAP_MIN));
    tex_box_put(group, under, (width - under->width) / 2 - lean, -(depth + gap + under->height));
  }
  if (over != NULL) {
    float gap =
        tex_max(tex_constant(job, style, HB_OT_MATH_CONSTANT_UPPER_LIMIT_BASELINE_RISE_MIN) - over->depth,
                tex_constant(job, style, HB_OT_MATH_CONSTANT_UPPER_LIMIT_GAP_MIN));
    tex_box_put(group, over, (width - over->width) / 2 + lean, height + gap + over->depth);
  }
  group->width = width;
  return group;
}
