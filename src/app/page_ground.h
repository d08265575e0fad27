// The ground of an endless page: quiet dots, as far apart at any scale.
#ifndef APP_PAGE_GROUND_H
#define APP_PAGE_GROUND_H

#include "app/page_look.h"
#include "nabla/board.h"

// Records it over all of a target of width x height pixels, which the board fits into (board_place).
void page_record_ground(nb_board *b, page_look look, int width, int height);

#endif
