// Formulas: TeX's mathematics, laid out without TeX.
//
//   nb_arena memory = {0};
//   nb_tex tex;
//   nb_error e = nb_tex_layout(&tex, fonts, source, strlen(source), &memory, NULL);
//   // tex.glyphs, tex.rules: what to draw and where, in the order of reading
//   nb_arena_free(&memory);
//
// A formula becomes glyphs of NB_FONT_MATH and straight rules (fraction bars, frames), all in ems, y up, from
// the formula's left end on its baseline:
//
//        ^ height     _________
//        |    -b ± \ / b² - 4ac     a rule, and glyphs, each at its origin
//   -----+-- ------------------- -----------> the baseline is y = 0, the left end x = 0
//        |            2a
//        v depth                  |<- width
//
// The layout follows appendix G of The TeXbook with the measures of the font's MATH table (OpenType
// specification, MATH), and agrees with LuaTeX's where the two leave a choice.
//
// THE LANGUAGE is that of LaTeX with amsmath:
//
//   letters, signs     a  \alpha  \nabla  \le  \to  \dots, or the characters themselves: α ∇ ≤ → ŷ x²
//   scripts            x_i^2  f'  \sum_{i=1}^n  \int\limits_0^1  \nolimits  \substack{a\\b}
//   fractions          \frac \dfrac \tfrac \cfrac \binom \dbinom \tbinom    \sqrt{x} \sqrt[3]{x}
//   delimiters         \left( \middle| \right)   \big \Big \bigg \Bigg and their l, m, r forms
//   accents            \hat \widehat \tilde \widetilde \bar \vec \dot \ddot \check \breve \acute \grave
//                      \mathring \overline \underline \overbrace \underbrace \overrightarrow \overleftarrow
//   stacked            \overset \underset \stackrel \xrightarrow \xleftarrow
//   alphabets          \mathrm \mathbf \mathit \mathsf \mathtt \mathbb \mathcal \mathscr \mathfrak
//                      \boldsymbol
//   words              \text \textbf \textit \operatorname \operatorname*   \pmod \bmod
//   tables             \begin{matrix}: matrix, pmatrix, bmatrix, Bmatrix, vmatrix, Vmatrix, smallmatrix,
//                      cases, aligned, gathered, array{l|cr}, with & between cells, \\ or \\[2pt] between
//                      rows, and \hline; align, gather, equation and their starred kin are set as these are
//   space              \, \: \; \! \quad \qquad \  ~ \hspace{1em} \phantom \hphantom \vphantom
//   marks              \not \cancel \bcancel \xcancel \boxed
//   style              \displaystyle \textstyle \scriptstyle \scriptscriptstyle
//   macros             \newcommand{\name}[2]{ ... #1 ... #2 ... }, at the formula's beginning or anywhere
//                      before its use
//   % begins a comment
//
// and three things of Nabla's own:
//
//   \color{v} ... and \textcolor{v}{x}
//        v is one of the theme's colours (text dim ground grid plane axis i j k v learning positive negative),
//        or #rrggbb, or one of LaTeX's names, which stand for the nearest of the theme: black (text), gray (dim),
//        green (i), red (j), blue (k), orange and yellow (v), purple and violet (learning). Unlike LaTeX's, a
//        coloured piece is spaced as if it were not coloured.
//   \part{name}{x}
//        names a piece (letters, digits, '-', '_'; at most 31 of them). It too is spaced as if not named.
//   \val, \val[FORMAT]
//        takes the next of the numbers in nb_tex_options. FORMAT says how it is set:
//           2       two decimals (the default); 0 to 6
//           3.2     room for three figures before the point
//           +2      a term of a sum: a sign in any case, with the space around it that a sum has
//           -2      no room for a sign; where there is a minus, what stands beside it makes room
//           ~2      as one writes it: at most so many decimals, no zeros at their end, a minus only where there is
//                   one (+~2: a term of a sum); what stands beside it makes room as it changes
//        Figures of all others are as wide as each other and end where their room does, a sign before them; so nothing else
//        moves when the number changes, as long as it fits its room. What is shown as 0 has no minus. Where
//        numbers alone stand in a centred column of a table, and none of them has a sign, the room for signs
//        is shared out: half of it to either side of them.
#ifndef NABLA_TYPE_TEX_H
#define NABLA_TYPE_TEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nabla/arena.h"
#include "nabla/color.h"
#include "nabla/error.h"
#include "nabla/type/font.h"

// What a formula may be at most; one that is more is an error.
enum {
  NB_TEX_MAX_BYTES = 16384,  // of source
  NB_TEX_MAX_DEPTH = 64,     // groups, fractions, environments within each other
  NB_TEX_MAX_TOKENS = 65536, // read, with all macros expanded
  NB_TEX_MAX_GLYPHS = 16384, // glyphs and rules placed
  NB_TEX_MAX_VALUES = 256,   // \val
  NB_TEX_MAX_NAME = 32,      // bytes of a part's name, its 0 with it
};

// A glyph of NB_FONT_MATH.
typedef struct nb_tex_glyph {
  uint32_t id;
  nb_vec2 where;          // its origin, ems
  float scale;            // of the glyph: 1, or smaller in scripts
  nb_color color;         // NB_DEFAULT: the formula's own
  int32_t part;           // the innermost part that it belongs to, or -1
  int32_t value;          // the number that it is a figure of, or -1
  uint32_t source, bytes; // what it was made of in the source
  uint32_t order;         // among glyphs and rules, as one reads and writes them: 0, 1, 2, ...
} nb_tex_glyph;

// A straight line with square ends: the bar of a fraction, a side of a frame, the stroke of a \cancel.
typedef struct nb_tex_rule {
  nb_vec2 from, to; // the middle of its ends, ems
  float thickness;  // ems
  nb_color color;
  int32_t part;
  uint32_t source, bytes;
  uint32_t order;
} nb_tex_rule;

// A named piece. What it encloses has its index, or that of a part within it.
typedef struct nb_tex_part {
  char name[NB_TEX_MAX_NAME];
  int32_t parent; // the part that it is in, or -1; always before it
  nb_rect box;    // around its glyphs' advances, heights and depths, ems
  uint32_t source, bytes;
} nb_tex_part;

// How a number is set.
typedef struct nb_tex_format {
  uint8_t decimals; // 0 to 6
  uint8_t figures;  // before the point, for which there is room: 1 to 9, or as many as the first value had
  char sign;        // 0: room for a minus; '+': a term of a sum; '-': no room before there is a minus
  uint8_t
      fitted; // 0: the room is fixed; else it is that of the value, which has fewer decimals than this at most
} nb_tex_format;

// A number in the formula. Its glyphs are `count` of tex.glyphs from `first` on; those not needed are blank.
typedef struct nb_tex_value {
  nb_tex_format format;
  float value;
  nb_rect box;     // its room, ems
  float baseline;  // y of its figures
  float right;     // x at which the last figure ends
  uint32_t column; // the numbers of one centred column of a table have the same, from 1; 0: it is in none
  int level;       // of its size: 0, in scripts 1, in their scripts 2
  uint32_t first, count;
} nb_tex_value;

// A formula laid out. The arrays are plain data in the memory that nb_tex_layout was given.
typedef struct nb_tex {
  float width, height, depth; // ems; depth is positive below the baseline
  nb_tex_glyph *glyphs;
  nb_tex_rule *rules;
  nb_tex_part *parts;
  nb_tex_value *values;
  uint32_t glyph_count, rule_count, part_count, value_count;
} nb_tex;

typedef enum nb_tex_style {
  NB_TEX_DISPLAY, // a formula on its own: limits above and below, large operators
  NB_TEX_INLINE,  // within a line of text
} nb_tex_style;

typedef struct nb_tex_options {
  nb_tex_style style;
  const float *values; // for the \val of the formula, in order
  size_t value_count;  // as many as there are \val, or 0: then all are set as 0
} nb_tex_options;

// Lays out `bytes` bytes of UTF-8. The memory is reset first, then holds the formula: `out` is good until the
// next one is laid out in it, or it is freed. NULL options are all defaults. Fails with NB_BAD_FORMULA and a
// text that shows the place,
//
//   line 1, column 29: \frac needs two groups, found one
//     \nabla f = \frac{\partial f}
//                                 ^ a second {…} belongs here
//
// or NB_NO_MEMORY; then out is an empty formula.
NB_API nb_error nb_tex_layout(nb_tex *out, const nb_fonts *fonts, const char *source, size_t bytes,
                              nb_arena *memory, const nb_tex_options *options);

// Sets number k anew; nothing else of the formula changes, and no memory is taken. False, and the number as
// it was, where k is no number of the formula or the figures before the point do not fit their room: lay the
// formula out again. Nan is set as "nan", infinity as its sign, and both always fit.
NB_API bool nb_tex_set_value(nb_tex *tex, const nb_fonts *fonts, size_t k, float value);

// The first part of that name, or NULL.
NB_API const nb_tex_part *nb_tex_find(const nb_tex *tex, const char *name);

// True where part k is `part` or lies within it; both may be -1, which is in nothing and holds everything.
NB_API bool nb_tex_within(const nb_tex *tex, int32_t k, int32_t part);

// How many bytes a copy of the formula's arrays needs, and the copy, in `room` of that many bytes aligned to
// 16.
NB_API size_t nb_tex_bytes(const nb_tex *tex);
NB_API nb_tex nb_tex_copy(const nb_tex *tex, void *room);

#endif
