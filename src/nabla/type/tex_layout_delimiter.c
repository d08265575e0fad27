// Signs that grow: forms of a glyph drawn larger, then ones put together from pieces. Appendix G, rule 19;
// OpenType MATH, MathVariants.
#include "nabla/type/tex_layout.h"

#include <math.h>

// TeX's \nulldelimiterspace, \delimiterfactor and \delimitershortfall, at 10 points to the em.
static const float null_width = 0.12f;
static const float least_share = 0.901f;
static const float most_short = 0.5f;

// The pieces of a glyph with what it takes to put them together.
typedef struct assembly {
  hb_ot_math_glyph_part_t piece[TEX_MAX_PIECES];
  unsigned count;
  float unit; // ems to a font unit, at the level's size
  float least_overlap;
} assembly;

// What a walk over the pieces found, with the extenders repeated.
typedef struct extent {
  float longest;  // at the least overlaps
  float shortest; // at the greatest
} extent;

static bool repeats(const hb_ot_math_glyph_part_t *piece)
{
  return (piece->flags & HB_OT_MATH_GLYPH_PART_FLAG_EXTENDER) != 0;
}

static float overlap_most(float before, const hb_ot_math_glyph_part_t *piece)
{
  float start = (float)piece->start_connector_length;
  return start < before ? start : before;
}

static extent measure(const assembly *a, int times)
{
  extent e = {0};
  float before = 0;
  for (unsigned k = 0; k < a->count; k++)
    for (int n = repeats(&a->piece[k]) ? times : 1; n > 0; n--) {
      float most = overlap_most(before, &a->piece[k]);
      float least = most < a->least_overlap ? most : a->least_overlap;
      e.longest += ((float)a->piece[k].full_advance - least) * a->unit;
      e.shortest += ((float)a->piece[k].full_advance - most) * a->unit;
      before = (float)a->piece[k].end_connector_length;
    }
  return e;
}

// How often the extenders must be repeated to reach the length. The second repeat adds as much as any further
// one.
static int repeats_for(const assembly *a, float length)
{
  for (int times = 0; times < 2; times++)
    if (measure(a, times).longest >= length)
      return times;
  float second = measure(a, 2).longest, more = second - measure(a, 1).longest;
  if (second >= length || !(more > 1e-4f))
    return 2;
  float needed = ceilf((length - second) / more);
  return 2 + (needed < NB_TEX_MAX_GLYPHS ? (int)needed : NB_TEX_MAX_GLYPHS);
}

static tex_box *put_together(tex_job *job, const assembly *a, bool vertical, float length, int level,
                             tex_span span)
{
  tex_box *group = tex_box_make(job, TEX_BOX_GROUP, span);
  int times = repeats_for(a, length);
  extent e = times > NB_TEX_MAX_GLYPHS ? (extent){0} : measure(a, times);
  float slack = e.longest - e.shortest;
  float stretch = slack > 0 ? (length - e.shortest) / slack : 0;
  stretch = stretch < 0 ? 0 : stretch > 1 ? 1 : stretch;
  float before = 0, along = 0;
  for (unsigned k = 0; group != NULL && k < a->count; k++)
    for (int n = repeats(&a->piece[k]) ? times : 1; n > 0; n--) {
      tex_box *glyph = tex_box_glyph(job, a->piece[k].glyph, level, span);
      if (glyph == NULL)
        return NULL;
      float most = overlap_most(before, &a->piece[k]);
      float least = most < a->least_overlap ? most : a->least_overlap;
      along -= (most + stretch * (least - most)) * a->unit;
      tex_box_put(group, glyph, vertical ? 0 : along, vertical ? along + glyph->depth : 0);
      group->width = tex_max(group->width, glyph->width);
      along += (float)a->piece[k].full_advance * a->unit;
      before = (float)a->piece[k].end_connector_length;
    }
  if (group != NULL && !vertical)
    group->width = along;
  if (group != NULL && vertical) {
    group->height = along;
    group->depth = 0;
  }
  return group;
}

tex_box *tex_layout_assembly(tex_job *job, uint32_t glyph, hb_direction_t direction, float length, int level,
                             tex_span span)
{
  assembly a;
  a.count = tex_font_assembly(&job->font, glyph, direction, a.piece);
  if (a.count == 0)
    return NULL;
  a.unit = job->font.unit * tex_font_scale(&job->font, level);
  a.least_overlap = (float)hb_ot_math_get_min_connector_overlap(job->font.shaper, direction);
  return put_together(job, &a, direction == HB_DIRECTION_BTT, length, level, span);
}

tex_box *tex_layout_tall(tex_job *job, uint32_t glyph, float least, int level, tex_span span)
{
  float scale = tex_font_scale(&job->font, level);
  uint32_t best = glyph, form = glyph;
  for (unsigned k = 0; k == 0 || tex_font_variant(&job->font, glyph, HB_DIRECTION_BTT, k - 1, &form); k++) {
    tex_measure m = tex_font_measure(&job->font, form);
    best = form;
    if ((m.height + m.depth) * scale >= least)
      return tex_box_glyph(job, best, level, span);
  }
  tex_box *made = tex_layout_assembly(job, glyph, HB_DIRECTION_BTT, least, level, span);
  return made != NULL || tex_failed(job) ? made : tex_box_glyph(job, best, level, span);
}

tex_box *tex_layout_delimiter(tex_job *job, uint32_t code, float least, int style, tex_span span)
{
  tex_box *group = tex_box_make(job, TEX_BOX_GROUP, span);
  uint32_t glyph;
  if (group == NULL)
    return NULL;
  group->width = null_width;
  if (code == 0)
    return group;
  if (!tex_find_glyph(job, code, span, &glyph))
    return NULL;
  int level = tex_level(style);
  tex_box *sign = tex_layout_tall(job, tex_font_script_form(&job->font, glyph, level), least, level, span);
  if (sign == NULL)
    return NULL;
  tex_box_put(group, sign, 0, tex_axis(job, style) - (sign->height - sign->depth) / 2);
  group->width = sign->width;
  return group;
}

// How high a delimiter must be around something: nearly as far from the axis as it reaches, up or down.
static float height_around(const tex_box *inner, float axis)
{
  float reach = tex_max(inner->height - axis, inner->depth + axis);
  return tex_max(2 * reach * least_share, 2 * reach - most_short);
}

// Puts the \middle delimiters where they belong and moves aside what follows them.
static bool put_middles(tex_job *job, tex_box *inner, float least, int style)
{
  float moved = 0;
  for (tex_box *box = inner->first; box != NULL; box = box->next) {
    box->at.x += moved;
    if (box->kind != TEX_BOX_MIDDLE)
      continue;
    tex_box *sign = tex_layout_delimiter(job, box->node->code, least, style, box->span);
    if (sign == NULL)
      return false;
    box->kind = TEX_BOX_GROUP;
    box->first = sign->first;
    box->last = sign->last;
    box->width = sign->width;
    inner->height = tex_max(inner->height, sign->height);
    inner->depth = tex_max(inner->depth, sign->depth);
    moved += sign->width;
  }
  inner->width += moved;
  return true;
}

tex_box *tex_layout_fence(tex_job *job, const tex_node *node, int style)
{
  tex_box *group = tex_box_make(job, TEX_BOX_GROUP, node->span);
  tex_box *inner = tex_layout_list(job, node->body, style);
  if (group == NULL || inner == NULL)
    return NULL;
  float least = height_around(inner, tex_axis(job, style));
  tex_box *open = tex_layout_delimiter(job, node->code, least, style, node->span);
  if (open == NULL || !put_middles(job, inner, least, style))
    return NULL;
  tex_box *close = tex_layout_delimiter(job, node->close, least, style, node->close_span);
  if (close == NULL)
    return NULL;
  tex_box_put(group, open, 0, 0);
  tex_box_put(group, inner, open->width, 0);
  tex_box_put(group, close, open->width + inner->width, 0);
  group->width = open->width + inner->width + close->width;
  return group;
}

// As amsmath: around a strut so many times as high as a parenthesis and a fifth, centred on the axis.
tex_box *tex_layout_big(tex_job *job, const tex_node *node, int style)
{
  (void)style;
  uint32_t parenthesis;
  if (!tex_font_find(&job->font, '(', &parenthesis))
    return NULL;
  tex_measure m = tex_font_measure(&job->font, parenthesis);
  float axis = tex_axis(job, TEX_TEXT_STYLE), reach = 0.6f * node->amount * (m.height + m.depth);
  tex_box strut = {.height = reach + axis, .depth = reach - axis};
  tex_box *box =
      tex_layout_delimiter(job, node->code, height_around(&strut, axis), TEX_TEXT_STYLE, node->span);
  if (box == NULL)
    return NULL;
  box->height = tex_max(box->height, strut.height);
  box->depth = tex_max(box->depth, strut.depth);
  return box;
}
