// Letters of the keyboard to letters of mathematics.
#ifndef NABLA_TYPE_LETTERS_H
#define NABLA_TYPE_LETTERS_H

#include <stdbool.h>
#include <stdint.h>

#include "nabla/export.h"

// What stands for a code point in a formula: Latin letters, Greek small letters and the dotless i and j
// become mathematical italics, a hyphen a minus, an apostrophe a prime. An i or j under an accent loses its
// dot, as Unicode asks. `next` is the code point that follows, or 0.
NB_API uint32_t nb_math_letter(uint32_t code, uint32_t next);

// True for a mark that is set over the letter before it.
NB_API bool nb_is_accent(uint32_t code);

#endif
