// The panel of parameters in the player: what its rows say, and what hands and keys do to it.
//
//   panel_rows.c   parameters to rows, and rows back to parameters
//   panel.c        the layer: pointer and typing
#ifndef APP_PANEL_H
#define APP_PANEL_H

#include "app/line.h"
#include "app/value.h"
#include "interface/panel.h"

typedef struct player player;

typedef struct panel {
  panel_row rows[PANEL_ROWS];
  float scroll;
  panel_spot held; // PANEL_NOTHING: nothing is
  nb_vec2 taken, reached;
  float before, along; // the number when it was taken, and how far the hand has moved the slider
  bool moved;          // since it was taken
  bool typing;         // in `row`, `number`
  int row, number;
  line line;
  char typed[LINE_BYTES + 4]; // as it is shown
  char mistake[240];
  int column; // of a typed function, at which it goes wrong, from 1; 0: nowhere
} panel;

// What the panel shows now.
panel_view panel_view_of(player *p);

// True where the pointer is on it, or holds something of it.
bool panel_has_pointer(const player *p);

// The number behind a row's k-th; of rows with numbers.
value panel_value(const player *p, int row, int number);

// What Enter does to the row in focus: types, turns a switch, presses a button.
void panel_press(player *p, int row, int number);

// Steps the number in focus.
void panel_step(player *p, int row, int number, float count);

// Puts a row's parameter back to what the scene starts with.
void panel_reset(player *p, int row);

#endif
