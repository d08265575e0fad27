// Formulas as they have been laid out, kept from frame to frame: one that is set again costs a look, one whose
// numbers have changed costs these numbers.
//
// A source is kept with its numbers at 0. A formula with numbers is a copy of that with its own numbers set, and
// the k-th formula of a frame with this source takes the k-th copy. What comes out depends on the source and the
// numbers alone, never on what was set before: a copy that made room for a number too wide for its place goes
// back as soon as its numbers change.
#ifndef NABLA_BOARD_FORMULAS_H
#define NABLA_BOARD_FORMULAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nabla/arena.h"
#include "nabla/type/tex.h"

enum {
  FORMULA_SETS = 128,
  FORMULA_WAYS = 8,
  FORMULA_KEPT_BYTES = 16 << 20, // of all layouts; what does not fit holds for a frame
};

// A layout, and behind it the room for its arrays.
typedef struct formula_copy {
  struct formula_copy *next;
  nb_tex tex;
  size_t room;
  bool widened; // a number did not fit its place
} formula_copy;

typedef struct formula_entry {
  char *source;
  size_t bytes;
  formula_copy *still;  // with all numbers 0; NULL where the source has a mistake
  nb_error *mistake;    // or NULL
  formula_copy *copies; // with their own numbers
  formula_copy **free;  // the next that this frame has not taken
  uint64_t frame;       // in which it was last asked for; 0: empty
} formula_entry;

// All zero is an empty cache.
typedef struct formula_cache {
  formula_entry (*sets)[FORMULA_WAYS]; // FORMULA_SETS of them, once there is a formula
  nb_arena room;                       // in which formulas are laid out
  size_t kept;                         // bytes of layouts
  uint64_t frame;
} formula_cache;

// A new frame: what was asked for in the last one may make room from now on.
void formulas_begin(formula_cache *cache);

// The layout of a source with so many numbers, good until the next formulas_begin. NULL where the source has a
// mistake, or other than `count` numbers; *mistake, good as long, then says so; and NULL without memory, with
// *mistake NULL. `frame` is memory that holds as long.
const nb_tex *formulas_find(formula_cache *cache, const nb_fonts *fonts, const char *source, size_t bytes,
                            const float *values, size_t count, nb_arena *frame, const nb_error **mistake);

void formulas_free(formula_cache *cache);

#endif
