// Ink drawn on a board.
#ifndef NOTEBOOK_INK_DRAW_H
#define NOTEBOOK_INK_DRAW_H

#include "nabla/board.h"
#include "notebook/ink_page.h"

// The colour of the pen tray's k-th pot.
nb_color ink_color(uint32_t k);

// Records a stroke: a pen's with the width of its knots, filled as one outline, so that it may cross itself; a
// highlighter's flat and translucent. `pixel` is how many board units one is wide where it will be painted: curves are
// followed so closely that nobody sees a difference there, and no closer.
void ink_draw(nb_board *b, ink_look look, const ink_knot *knots, int count, float pixel);

// Records a stroke of a page where it is shown: as above, or, where it is a picture, that picture as it is in the board's theme,
// on its ground, with a fine line around it. A picture that cannot be read leaves its ground.
void ink_draw_stroke(nb_board *b, const ink_page *page, uint32_t stroke, float pixel);

// Records strokes of a page, all pictures below all lines.
void ink_draw_strokes(nb_board *b, const ink_page *page, const uint32_t *strokes, uint32_t count,
                      float pixel);

#endif
