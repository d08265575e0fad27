// Signs being written, one after the other: the outline of each is drawn along its length by a pen that stays within the
// sign, and then its inside fades in. What has been drawn stays: in no pixel does ink grow less.
#ifndef NABLA_BOARD_WRITING_H
#define NABLA_BOARD_WRITING_H

#include "nabla/board/recorder.h"

// How far sign k of `count` has been written, 0 to 1, when `reveal` of them all has: each takes a while, and the
// next begins a fifth of that while later, or sooner where there are many. Exactly 1 for all at reveal 1.
float writing_reached(float reveal, uint32_t k, uint32_t count);

// Adds a glyph's outline, moved.
void writing_outline(board_pen *pen, nb_outline outline, nb_affine place);

// color with its alpha times `alpha`.
nb_rgba writing_fade(nb_rgba color, float alpha);

typedef struct writing_look {
  nb_rgba color, halo;
  float halo_width; // points; 0: none
  float size;       // points to the em
} writing_look;

// Records a sign of which t (0 to 1) has been written.
void writing_draw(nb_board *b, nb_path outline, writing_look look, float t);

#endif
