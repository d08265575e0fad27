// Lists: each atom in its style, and between them the spaces of The TeXbook, chapter 18.
#include "nabla/type/tex_layout.h"

enum { NO_CLASS = -1 };

// By the classes of the left and the right atom: 0 none, 1 thin, 2 medium, 3 thick; below 0 not in scripts.
static const signed char spaces[8][8] = {
    // Ord Op Bin Rel Open Close Punct Inner
    {0, 1, -2, -3, 0, 0, 0, -1},     // Ord
    {1, 1, 0, -3, 0, 0, 0, -1},      // Op
    {-2, -2, 0, 0, -2, 0, 0, -2},    // Bin
    {-3, -3, 0, 0, -3, 0, 0, -3},    // Rel
    {0, 0, 0, 0, 0, 0, 0, 0},        // Open
    {0, 1, -2, -3, 0, 0, 0, -1},     // Close
    {-1, -1, 0, -1, -1, -1, -1, -1}, // Punct
    {-1, 1, -2, -3, -1, 0, -1, -1},  // Inner
};

static float space_between(const tex_job *job, int left, tex_class right, int style)
{
  static const float widths[] = {0, 3, 4, 5}; // mu
  int space = left == NO_CLASS ? 0 : spaces[left][right];
  if (space < 0)
    space = style < TEX_SCRIPT_STYLE ? -space : 0;
  return widths[space] * tex_mu(job, style);
}

// A binary operator with nothing to its left or right is an ordinary symbol (chapter 17, and rules 5 and 6).
static void settle_operators(tex_node *first)
{
  tex_node *before = NULL;
  for (tex_node *n = first; n != NULL; n = n->next) {
    if (!tex_is_atom(n))
      continue;
    int left = before == NULL ? NO_CLASS : (int)before->class;
    bool lonely = left == NO_CLASS || left == TEX_BIN || left == TEX_OP || left == TEX_REL ||
                  left == TEX_OPEN || left == TEX_PUNCT || before->kind == TEX_MIDDLE;
    if (n->class == TEX_BIN && lonely)
      n->class = TEX_ORD;
    else if (left == TEX_BIN && (n->class == TEX_REL || n->class == TEX_CLOSE || n->class == TEX_PUNCT))
      before->class = TEX_ORD;
    before = n;
  }
  if (before != NULL && before->class == TEX_BIN)
    before->class = TEX_ORD;
}

bool tex_layout_symbol(tex_job *job, const tex_node *node, int style, tex_base *out)
{
  int level = tex_level(style);
  uint32_t glyph = tex_font_script_form(&job->font, node->glyph, level);
  tex_box *box = tex_box_glyph(job, glyph, level, node->span);
  if (box == NULL)
    return false;
  float italic =
      node->plain ? 0 : tex_font_measure(&job->font, glyph).italic * tex_font_scale(&job->font, level);
  *out = (tex_base){
      .box = box, .sup_x = box->width + italic, .sub_x = box->width, .character = true, .glyph = glyph};
  return true;
}

// Large in display style, and centred on the axis (rule 13).
static bool layout_operator(tex_job *job, const tex_node *node, int style, tex_base *out)
{
  if (node->kind != TEX_SYMBOL) {
    tex_box *box = tex_layout_list(job, node->body, style);
    *out =
        (tex_base){.box = box, .sup_x = box == NULL ? 0 : box->width, .sub_x = box == NULL ? 0 : box->width};
    return box != NULL;
  }
  int level = tex_level(style);
  uint32_t glyph = tex_font_script_form(&job->font, node->glyph, level);
  float least =
      style < TEX_TEXT_STYLE ? tex_constant(job, style, HB_OT_MATH_CONSTANT_DISPLAY_OPERATOR_MIN_HEIGHT) : 0;
  tex_box *sign = tex_layout_tall(job, glyph, least, level, node->span);
  tex_box *box = sign == NULL ? NULL : tex_box_make(job, TEX_BOX_GROUP, node->span);
  if (box == NULL)
    return false;
  tex_box_put(box, sign, 0, tex_axis(job, style) - (sign->height - sign->depth) / 2);
  box->width = sign->width;
  float italic = sign->kind == TEX_BOX_GLYPH
                     ? tex_font_measure(&job->font, sign->glyph).italic * tex_font_scale(&job->font, level)
                     : 0;
  *out = (tex_base){.box = box, .sup_x = box->width, .sub_x = box->width - italic};
  return true;
}

static tex_box *layout_kind(tex_job *job, tex_node *node, int style)
{
  switch (node->kind) {
  case TEX_LIST:
    return tex_layout_list(job, node->body, style);
  case TEX_FRACTION:
    return tex_layout_fraction(job, node, style);
  case TEX_RADICAL:
    return tex_layout_radical(job, node, style);
  case TEX_ACCENT:
    return tex_layout_accent(job, node, style);
  case TEX_LINE:
    return tex_layout_line(job, node, style);
  case TEX_FENCE:
    return tex_layout_fence(job, node, style);
  case TEX_BIG:
    return tex_layout_big(job, node, style);
  case TEX_ARROW:
    return tex_layout_arrow(job, node, style);
  case TEX_TABLE:
    return tex_layout_table(job, node, style);
  case TEX_FRAME:
    return tex_layout_frame(job, node, style);
  case TEX_NUMBER:
    return tex_layout_number(job, node, style);
  default:
    return tex_box_make(job, TEX_BOX_GROUP, node->span);
  }
}

static bool layout_base(tex_job *job, tex_node *node, int style, tex_base *base)
{
  if (node->class == TEX_OP)
    return layout_operator(job, node, style, base);
  if (node->kind == TEX_SYMBOL)
    return tex_layout_symbol(job, node, style, base);
  tex_box *box = layout_kind(job, node, style);
  *base =
      (tex_base){.box = box, .sup_x = box == NULL ? 0 : box->width, .sub_x = box == NULL ? 0 : box->width};
  return box != NULL;
}

static bool has_limits(const tex_node *node, int style)
{
  return node->class == TEX_OP && (node->limits == TEX_LIMITS_ALWAYS ||
                                   (node->limits == TEX_LIMITS_IN_DISPLAY && style < TEX_TEXT_STYLE));
}

// The symbol under an accent, where it is one.
static const tex_node *accented_symbol(const tex_node *node)
{
  return node->kind == TEX_ACCENT && node->class == TEX_ORD ? tex_only_symbol(node->body) : NULL;
}

// *lean is how far what follows may have to stand off, because the atom is slanted.
static tex_box *layout_atom(tex_job *job, tex_node *node, int style, float *lean)
{
  tex_base base;
  *lean = 0;
  if (!layout_base(job, node, style, &base))
    return NULL;
  const tex_node *symbol = accented_symbol(node);
  if (has_limits(node, style))
    return tex_layout_limits(job, node, &base, style);
  // The scripts of an accented letter are set with the letter, below the accent.
  if (symbol == NULL && (node->sup != NULL || node->sub != NULL))
    return tex_layout_scripts(job, node, &base, style);
  if (base.character)
    *lean = base.sup_x - base.sub_x;
  else if (symbol != NULL && node->sup == NULL && node->sub == NULL)
    *lean = tex_font_measure(&job->font, symbol->glyph).italic * tex_font_scale(&job->font, tex_level(style));
  return base.box;
}

// As LuaTeX: only before another symbol does a slanted symbol have room for its lean; an accented one before
// anything.
static bool keeps_lean(const tex_node *node)
{
  const tex_node *next = node->next;
  while (next != NULL && (next->kind == TEX_BEGIN_MARK || next->kind == TEX_END_MARK))
    next = next->next;
  return next != NULL && (node->kind == TEX_ACCENT || next->kind == TEX_SYMBOL || next->kind == TEX_NUMBER);
}

static bool put_other(tex_job *job, tex_box *list, const tex_node *node, float *x, int *style)
{
  if (node->kind == TEX_SPACE) {
    *x += node->amount * (node->variant == 1 ? tex_mu(job, *style) : 1);
    return true;
  }
  if (node->kind == TEX_STYLE) {
    *style = node->style;
    return true;
  }
  tex_box *mark = tex_box_make(job, node->kind == TEX_BEGIN_MARK ? TEX_BOX_BEGIN : TEX_BOX_END, node->span);
  if (mark == NULL)
    return false;
  mark->mark = node->mark;
  // Not tex_box_put: a mark has no height to be reckoned with.
  mark->at.x = *x;
  if (list->first == NULL) {
    list->first = mark;
  } else {
    list->last->next = mark;
  }
  list->last = mark;
  return true;
}

static tex_box *make_middle(tex_job *job, const tex_node *node)
{
  tex_box *box = tex_box_make(job, TEX_BOX_MIDDLE, node->span);
  if (box != NULL)
    box->node = node;
  return box;
}

tex_box *tex_layout_list(tex_job *job, tex_node *first, int style)
{
  tex_box *list = tex_box_make(job, TEX_BOX_GROUP, first == NULL ? (tex_span){0, 0} : first->span);
  if (list == NULL)
    return NULL;
  settle_operators(first);
  int left = NO_CLASS;
  float x = 0, lean;
  for (tex_node *node = first; node != NULL; node = node->next) {
    if (!tex_is_atom(node)) {
      if (!put_other(job, list, node, &x, &style))
        return NULL;
      continue;
    }
    bool middle = node->kind == TEX_MIDDLE;
    tex_box *box = middle ? make_middle(job, node) : layout_atom(job, node, style, &lean);
    if (box == NULL)
      return NULL;
    x += middle ? 0 : space_between(job, left, node->class, style);
    tex_box_put(list, box, x, 0);
    x += box->width + (!middle && keeps_lean(node) ? lean : 0);
    left = middle ? (int)TEX_OPEN : (int)node->class;
  }
  list->width = x;
  return list;
}
