// A formula as a tree: what TeX calls noads.
#ifndef NABLA_TYPE_TEX_NODE_H
#define NABLA_TYPE_TEX_NODE_H

#include "nabla/type/tex_symbols.h"

typedef enum tex_kind {
  TEX_SYMBOL,   // glyph, from code
  TEX_LIST,     // body
  TEX_FRACTION, // over, under; code, close: delimiters or 0; amount: 1 for a bar, or 0; style or -1
  TEX_RADICAL,  // body; over: its degree, or NULL
  TEX_ACCENT,   // glyph over or under body; variant: tex_accent_variant
  TEX_LINE,     // body with a line: variant 0 over, 1 under it
  TEX_FENCE,    // code, body, close: \left … \right
  TEX_MIDDLE,   // code
  TEX_BIG,      // code, amount times as high as a parenthesis and a fifth
  TEX_ARROW,    // code, as wide as over and under, which may be NULL, ask
  TEX_SPACE,    // amount; variant 0: ems, 1: mu, the eighteenth part of an em of the style's size
  TEX_STYLE,    // style, from here to the list's end
  TEX_TABLE,    // table
  TEX_FRAME,    // body; variant: tex_frame_variant
  TEX_NUMBER,   // format; value: its index
  TEX_BEGIN_MARK,
  TEX_END_MARK, // mark: colour or part of what is between
} tex_kind;

// TEX_CENTRED: over the middle, even of a letter.
enum tex_accent_variant { TEX_STRETCH = 1, TEX_BELOW = 2, TEX_CENTRED = 4 };

typedef enum tex_frame_variant {
  TEX_PHANTOM,
  TEX_PHANTOM_WIDTH,
  TEX_PHANTOM_HEIGHT,
  TEX_SMASH,
  TEX_BOXED,
  TEX_CANCEL,
  TEX_BACK_CANCEL,
  TEX_CROSS_CANCEL,
} tex_frame_variant;

typedef enum tex_limits { TEX_LIMITS_IN_DISPLAY, TEX_LIMITS_ALWAYS, TEX_LIMITS_NEVER } tex_limits;

// A part where it is named, else a colour.
typedef struct tex_mark {
  char name[NB_TEX_MAX_NAME];
  nb_color color;
} tex_mark;

typedef struct tex_column {
  char align;   // l, c or r
  float before; // ems of space before it
  bool line;    // before it, in the middle of the space
  bool spaced;  // a relation at its beginning is spaced as behind something
} tex_column;

typedef struct tex_table tex_table;
typedef struct tex_row tex_row;
typedef struct tex_node tex_node;

struct tex_row {
  tex_row *next;
  tex_node *cells; // lists
  float extra;     // ems below it
  int lines;       // \hline above it
};

struct tex_table {
  tex_row *rows;
  const tex_column *columns;
  int column_count; // columns from there on are like the last `repeat` of these
  int repeat;       // 0: no more columns
  float after;      // ems of space behind the last column
  bool line_after;
  int style;           // of the cells
  float height, depth; // each row is at least as high and as deep, ems
  float gap;           // between rows
  float leading; // not 0: baselines are that far apart, where rows leave least_gap between them; else gap
  float least_gap;
  int lines_below;
  const char *name; // of the environment
};

struct tex_node {
  tex_kind kind;
  tex_class class;
  tex_span span, close_span; // in the source: of the whole, and of what closes it
  tex_node *next;
  tex_node *sup, *sub; // lists, or NULL
  tex_node *body, *over, *under;
  tex_node *last; // of a script's body
  uint32_t code, close, glyph;
  float amount;
  int style, variant;
  tex_limits limits;
  bool plain; // a symbol of a word: no italic correction
  int32_t value;
  nb_tex_format format;
  const tex_mark *mark;
  const tex_table *table;
};

// Nodes in a row.
typedef struct tex_chain {
  tex_node *first, *last;
} tex_chain;

// False for what is between atoms: spaces, changes of style, marks.
static inline bool tex_is_atom(const tex_node *node)
{
  return node->kind != TEX_SPACE && node->kind != TEX_STYLE && node->kind != TEX_BEGIN_MARK &&
         node->kind != TEX_END_MARK;
}

// The symbol that is all of a list, or NULL.
static inline tex_node *tex_only_symbol(const tex_node *list)
{
  tex_node *only = list == NULL ? NULL : list->body;
  bool alone = only != NULL && only->next == NULL && only->kind == TEX_SYMBOL && only->sup == NULL &&
               only->sub == NULL;
  return alone ? only : NULL;
}

#endif
