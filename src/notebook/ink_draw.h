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

#endif
