// Blank pages: a board without end beside every scene, for what does not fit over it.
//
//   W           from the scene to its page, and back
//   ⇧ W         with the picture of this moment, and the ink that lies over it
//
// Each scene has INK_PAGES pages; they are kept in the notebook as steps behind its last possible one. While a page is open
// the scene's time stands, and its keys are the page's: → ← turn pages, Home shows all that is on one.
#ifndef APP_PAGES_H
#define APP_PAGES_H

#include <SDL.h>
#include <stdbool.h>

#include "nabla/math/vector.h"

typedef struct player player;

// What a hand does to the page that is open.
typedef struct pages {
  bool grips; // moves it, with this button, from this pixel on
  Uint8 button;
  nb_vec2 grip;
  bool space; // is down
  int before; // the tool (desk_tool) that was in the hand
} pages;

bool pages_open(const player *p);

// Opens the page that was last looked at, or goes back to the scene. A pen comes into an empty hand, and what was in it before
// comes back at the end.
void pages_toggle(player *p);

// To the page so many further.
void pages_turn(player *p, int by);

// Puts the picture of the scene, as it was last drawn, on the page, and opens it.
void pages_take_picture(player *p);

// From where ink lies (the page, or the board) to pixels, where `board` leads from the board to them.
nb_affine pages_place(const player *p, nb_affine board);

// Two fingers were at these points of the window before, in pixels, and are at those now.
void pages_pinch(player *p, const nb_vec2 before[2], const nb_vec2 now[2]);

// The scene is another: its page is closed.
void pages_leave(player *p);

#endif
