// The tree to boxes.
//
//        +---------------+  ^
//        |               |  | height
//   at ->*-- baseline ---+  +           a box hangs by the left end of its baseline, at a place in the box
//   around it
//        |               |  | depth
//        +---------------+  v
//         <--- width --->
//
// Styles are numbered as in The TeXbook's appendix G: display, text, script and script of script are 0, 2, 4
// and 6, each with its cramped form behind it. All measures are ems of the formula.
#ifndef NABLA_TYPE_TEX_LAYOUT_H
#define NABLA_TYPE_TEX_LAYOUT_H

#include "nabla/type/tex_node.h"

typedef enum tex_box_kind {
  TEX_BOX_GROUP,
  TEX_BOX_GLYPH,
  TEX_BOX_RULE,
  TEX_BOX_BEGIN, // of a mark
  TEX_BOX_END,
  TEX_BOX_NUMBER,
  TEX_BOX_MIDDLE, // where a \middle goes when the fence around it is known
} tex_box_kind;

typedef struct tex_box tex_box;

struct tex_box {
  tex_box_kind kind;
  float width, height, depth;
  nb_vec2 at;
  tex_box *next;
  tex_box *first, *last; // what is in a group, in reading order
  tex_span span;
  uint32_t glyph;
  int level;  // of a glyph's size: tex_font_scale
  nb_vec2 to; // a rule's other end, from `at`
  float thickness;
  const tex_mark *mark;
  const tex_node *node; // of a number or a \middle
  uint32_t column;      // of a number: that of a table, with which it shares room for signs; 0: none
};

enum { TEX_DISPLAY_STYLE = 0, TEX_TEXT_STYLE = 2, TEX_SCRIPT_STYLE = 4, TEX_SCRIPT_SCRIPT_STYLE = 6 };

// Appendix G, rule numbers and the four functions before them.
static inline int tex_cramped(int style)
{
  return style | 1;
}

static inline int tex_sup_style(int style)
{
  return 2 * (style / 4) + 4 + style % 2;
}

static inline int tex_sub_style(int style)
{
  return tex_sup_style(style) | 1;
}

static inline int tex_over_style(int style)
{
  return style + 2 - 2 * (style / 6);
}

static inline int tex_under_style(int style)
{
  return tex_over_style(style) | 1;
}

static inline int tex_level(int style)
{
  return style < TEX_SCRIPT_STYLE ? 0 : style < TEX_SCRIPT_SCRIPT_STYLE ? 1 : 2;
}

// A constant of the font's at the style's size. Where it has two, the first is for display style.
float tex_constant(const tex_job *job, int style, hb_ot_math_constant_t constant);
float tex_display_constant(const tex_job *job, int style, hb_ot_math_constant_t in_display,
                           hb_ot_math_constant_t otherwise);
float tex_axis(const tex_job *job, int style);
float tex_mu(const tex_job *job, int style);

// ---------------------------------------------------------------------------------------------------------------
// Boxes (tex_box.c). NULL without memory, or where there are too many.

tex_box *tex_box_make(tex_job *job, tex_box_kind kind, tex_span span);
tex_box *tex_box_glyph(tex_job *job, uint32_t glyph, int level, tex_span span);
// Puts a child into a group, which becomes as high and as deep as it asks; its width is left to the caller.
void tex_box_put(tex_box *group, tex_box *child, float x, float y);
// Puts a line with square ends into a group, as tex_box_put does.
bool tex_box_rule(tex_job *job, tex_box *group, nb_vec2 from, nb_vec2 to, float thickness, tex_span span);
float tex_max(float a, float b);

// ---------------------------------------------------------------------------------------------------------------
// Constructions. NULL with an error in the job.

tex_box *tex_layout_list(tex_job *job, tex_node *first, int style);

// A node without its scripts, and where they begin. A character is what a script stands close to.
typedef struct tex_base {
  tex_box *box;
  float sup_x, sub_x;
  bool character;
  uint32_t glyph;
} tex_base;

bool tex_layout_symbol(tex_job *job, const tex_node *node, int style, tex_base *out);

tex_box *tex_layout_scripts(tex_job *job, const tex_node *node, const tex_base *base, int style);
tex_box *tex_layout_limits(tex_job *job, const tex_node *node, const tex_base *base, int style);

tex_box *tex_layout_fraction(tex_job *job, const tex_node *node, int style);
tex_box *tex_layout_radical(tex_job *job, const tex_node *node, int style);
tex_box *tex_layout_line(tex_job *job, const tex_node *node, int style);
tex_box *tex_layout_accent(tex_job *job, const tex_node *node, int style);
tex_box *tex_layout_arrow(tex_job *job, const tex_node *node, int style);
tex_box *tex_layout_fence(tex_job *job, const tex_node *node, int style);
tex_box *tex_layout_big(tex_job *job, const tex_node *node, int style);
tex_box *tex_layout_frame(tex_job *job, const tex_node *node, int style);
tex_box *tex_layout_table(tex_job *job, const tex_node *node, int style);
tex_box *tex_layout_number(tex_job *job, const tex_node *node, int style);

// A delimiter at least so high in all, centred on the axis; a little space for code 0.
tex_box *tex_layout_delimiter(tex_job *job, uint32_t code, float least, int style, tex_span span);
// The smallest form of a glyph, or one put together, that is at least so high in all: as it stands in the
// font.
tex_box *tex_layout_tall(tex_job *job, uint32_t glyph, float least, int level, tex_span span);
// A glyph put together from its pieces to a length, along its direction from 0. NULL without error where it
// has none.
tex_box *tex_layout_assembly(tex_job *job, uint32_t glyph, hb_direction_t direction, float length, int level,
                             tex_span span);

#endif
