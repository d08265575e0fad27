// Formulas as signs on the board: what drawing, writing and morphing have in common.
#ifndef NABLA_BOARD_FORMULA_H
#define NABLA_BOARD_FORMULA_H

#include "nabla/board/text.h"

#define FORMULA_RULE UINT32_MAX

// A glyph of NB_FONT_MATH, or a rule, where it is to be drawn.
typedef struct formula_sign {
  uint32_t glyph; // or FORMULA_RULE
  int32_t part;   // the innermost part of the layout that it is in, or -1
  nb_vec2 at;     // the glyph's origin, or where the rule begins: board units
  nb_vec2 to;     // where the rule ends
  float size;     // points to the em, or the rule's thickness in points
  nb_rgba color;  // its alpha with it
  float written;  // 0 to 1
} formula_sign;

// How all signs of a formula are drawn.
typedef struct formula_halo {
  nb_rgba color;
  float width; // points; 0: none
} formula_halo;

// Opens the group that a formula needs (turned, or see-through with a halo). True where it did: nb_end closes it,
// and the signs are meant from f->at on.
bool formula_open_group(nb_board *b, const nb_formula *f);

// The signs that f shows, in the order of reading, with its style and its parts' applied; `grouped` is what
// formula_open_group said. NULL without memory, or without any.
formula_sign *formula_signs(nb_board *b, const nb_formula *f, bool grouped, uint32_t *count);

formula_halo formula_halo_of(const nb_board *b, const nb_formula *f, bool grouped);

// Records signs: first the halo of all, then the whole ones in as few commands as their colours and sizes allow,
// then those being written.
void formula_record(nb_board *b, const formula_sign *signs, uint32_t count, formula_halo halo);

#endif
