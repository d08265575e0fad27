// Runs of placed glyphs, drawn: what text, numbers and formulas have in common.
#ifndef NABLA_BOARD_TEXT_H
#define NABLA_BOARD_TEXT_H

#include "nabla/board/recorder.h"

// Ems from one line's baseline to the next.
#define TEXT_LEADING 1.3f

// Glyphs of one font, in ems from the place of the text.
typedef struct text_run {
  nb_font font;
  const nb_glyph *glyphs;
  uint32_t count;
  nb_vec2 origin; // of the glyphs' own coordinates, ems
} text_run;

// Points to the em: `fallback` for 0, and 0 (draw nothing) for what is no size.
float text_size(float size, float fallback);

// What stands left of an anchor, as a part of the width: 0, 0.5 or 1.
float text_share_left(nb_anchor anchor);

// How far above an anchor the first baseline stands, ems, where lines are that many.
float text_first_baseline(const nb_board *b, nb_font font, nb_anchor anchor, uint32_t lines);

// Records the runs at `at`: halo, fill, and what is being written as reveal goes from 0 to 1. The style's
// size is not 0; its colour may be the default, `fallback`.
void text_draw(nb_board *b, nb_vec2 at, const text_run *runs, uint32_t run_count, const nb_style *style,
               nb_color fallback);

// Adds the runs' outlines to a pen.
void text_outline(nb_board *b, board_pen *pen, nb_vec2 at, const text_run *runs, uint32_t run_count,
                  const nb_style *style);

#endif
