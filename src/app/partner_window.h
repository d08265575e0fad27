// The partner's window: where there is a second screen, what the partner sees stands there, with the board as the audience
// sees it. It is painted by the processor, at most once for every frame of the other window.
#ifndef APP_PARTNER_WINDOW_H
#define APP_PARTNER_WINDOW_H

#include "app/ink.h"
#include "app/picture.h"
#include "app/window.h"
#include "interface/partner.h"

typedef struct player player;

typedef struct partner_window {
  window window; // window.sdl NULL: there is none
  painter *painter;
  picture picture;
  ink_sight ink;
  int display; // the screen that it was opened on
} partner_window;

// The screen that the player's window is not on, or -1. Two that show the same are one.
int partner_window_display(const player *p);

// Opens it on a screen. Where it cannot be opened it says so, and there is none.
void partner_window_open(player *p, int display);
void partner_window_close(player *p);
bool partner_window_is_open(const player *p);

// The plane that it is recorded on, at a position of one of its events.
nb_vec2 partner_window_point(const player *p, int x, int y);

// Brings it up to date.
void partner_window_frame(player *p);

#endif
