// Which sign of one formula turns into which of another.
#ifndef NABLA_BOARD_FORMULA_MATCH_H
#define NABLA_BOARD_FORMULA_MATCH_H

#include "nabla/board/formula.h"
#include "nabla/math/correspondence.h"

// A part of the one formula and the part of the other that it turns into, -1 and -1 for what is in neither.
typedef struct formula_pair {
  int32_t from, to;
} formula_pair;

typedef struct formula_match {
  int32_t *partner;   // for each sign of `from`: the sign of `to`, or NB_UNMATCHED
  int32_t *from_pair; // for each sign of `from`, of `to`: the pair that it is in
  int32_t *to_pair;
  formula_pair *pairs; // the outermost parts that both have, by name; the last pair is the rest
  uint32_t pair_count;
} formula_match;

// Signs are partners only within a pair: like ones in the order of reading first (the longest way to do that), then
// like ones that have changed places. False without memory.
bool formula_match_signs(nb_board *b, const nb_tex *from, const formula_sign *from_signs, uint32_t from_count,
                         const nb_tex *to, const formula_sign *to_signs, uint32_t to_count,
                         formula_match *out);

#endif
