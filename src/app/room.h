// Where things lie in the window: the board with all that stands on it, and a column beside it for who wants one.
//
//   ┌────────────────────────┬────────┐
//   │ ╭────────────────────╮ │ column │   layer.column says how wide, in board units of the whole window;
//   │ │ board_area         │ │        │   layer.record_column draws there, on the whole window's plane;
//   │ ╰────────────────────╯ │        │   the board becomes a card on a desk, and nothing of it is covered
//   └────────────────────────┴────────┘
//
// Two planes, both 16 x 9 board units about a middle of their own: the board's (scene, interface, ink, handles, most
// layers) and the window's (what lies in the column).
#ifndef APP_ROOM_H
#define APP_ROOM_H

#include "nabla/board.h"
#include "nabla/math/vector.h"

typedef struct player player;

// What the board has of the window: whole pixels, y down. All of it where there is no column, or something covers the
// whole window.
nb_rect board_area(const player *p);

// What a column leaves of the window; the desk that the board then lies on, recorded on the window's plane: all but the card.
nb_rect board_room(const player *p);
void board_record_desk(const player *p, nb_board *b);

// From the board's plane, and from the window's, to pixels.
nb_affine board_on_window(const player *p);
nb_affine window_plane(const player *p);

// x of the window's right edge on its own plane.
float window_edge(const player *p);

// The point of a plane at a pixel.
nb_vec2 point_at(nb_affine plane, nb_vec2 pixel);

// Where the pointer is, on either.
nb_vec2 pointer_on_board(const player *p);
nb_vec2 pointer_on_window(const player *p);

#endif
