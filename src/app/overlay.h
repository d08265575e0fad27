// How handles look: recorded on a board over the scene, in the window alone and never in films.
#ifndef APP_OVERLAY_H
#define APP_OVERLAY_H

#include "app/hands.h"
#include "nabla/board.h"

// Records the handle under the pointer or in the hand, and, with the strength `hints` (0 to 1), a faint ring
// at every point and a faint line below every number that can be changed.
void overlay_record(nb_board *b, const hands *h, float hints);

#endif
