// Numbers as glyphs: figures in cells of one width, so that a changing figure moves nothing else.
#ifndef NABLA_BOARD_NUMBER_H
#define NABLA_BOARD_NUMBER_H

#include "nabla/board/text.h"

enum { NUMBER_MAX_GLYPHS = 64 };

// A number's glyphs stand in ems: its figures begin at 0, its minus to the left of that.
typedef struct number {
  nb_glyph glyphs[NUMBER_MAX_GLYPHS];
  uint32_t count;
  float width;     // of the figures
  float sign_room; // what a minus takes to their left, whether there is one or not
} number;

// The glyphs of value with so many places (clamped to 0 to 6). False without memory.
bool number_set(nb_board *b, nb_font font, float value, int decimals, number *out);

#endif
