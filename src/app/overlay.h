// How handles look: recorded on a board over the scene, in the window alone and never in films.
#ifndef APP_OVERLAY_H
#define APP_OVERLAY_H

#include "app/hands.h"
#include "nabla/board.h"

// Records the handle under the pointer or in the hand, and, with the strength `hints` (0 to 1), a faint ring
// at every point and a faint line below every number that can be changed.
void overlay_record(nb_board *b, const hands *h, float hints);

// Records that a handle is what the keyboard has hold of; brush: where it is on a canvas.
void overlay_focus(nb_board *b, const nb_grab_fixed *grab, nb_vec2 brush);

#endif
