// Symbols: what stands for which character, what class it spaces as, and letters in all their alphabets.
#ifndef NABLA_TYPE_TEX_SYMBOLS_H
#define NABLA_TYPE_TEX_SYMBOLS_H

#include "nabla/type/tex_job.h"

// The classes of The TeXbook, chapter 17, in the order of its table of spaces.
typedef enum tex_class {
  TEX_ORD,
  TEX_OP,
  TEX_BIN,
  TEX_REL,
  TEX_OPEN,
  TEX_CLOSE,
  TEX_PUNCT,
  TEX_INNER,
} tex_class;

typedef struct tex_symbol {
  const char *name;
  uint32_t code;
  tex_class class;
} tex_symbol;

// The symbol that a command stands for, or NULL.
const tex_symbol *tex_symbol_find(const char *name, size_t bytes);

// All of them, sorted by name.
extern const tex_symbol tex_symbols[];
extern const int tex_symbol_count;

// How a character typed in a formula is spaced, and the character that stands for it: a hyphen is a minus.
tex_class tex_class_of(uint32_t *code);

// A letter or figure in an alphabet; other characters stay as they are.
uint32_t tex_letter(tex_alphabet alphabet, uint32_t code);

// True for ² and ₂ and the like, with the character that they raise or lower.
bool tex_raised(uint32_t *code, bool *up);

#endif
