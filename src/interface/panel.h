// The panel of parameters: a quiet column at the right edge, a row a parameter.
//
//   step size      0.10      a slider, with its number
//   ──────o───────────
//   A       1.00   0.50      numbers of a point or a matrix, row by row
//           0.00   1.00
//   count   ‹   7   ›        a stepper, a choice
//   on            (   o)     a switch
//   f(x)                     words, below their name
//             x^2 − 1
//
// It knows of no scene: rows say what they show. Where things stand is worked out by panel_spots, for whoever
// draws them and whoever looks what is under a pointer.
#ifndef INTERFACE_PANEL_H
#define INTERFACE_PANEL_H

#include "interface/scribe.h"

enum { PANEL_NUMBERS = 9, PANEL_ROWS = 64, PANEL_SPOTS = 640 };

typedef enum panel_kind {
  PANEL_SLIDER,
  PANEL_GRID,    // numbers in columns
  PANEL_STEPPER, // a number, or words, with less and more beside it
  PANEL_SWITCH,
  PANEL_WORDS,  // words to be typed
  PANEL_BUTTON, // words to be pressed
} panel_kind;

typedef struct panel_row {
  const char *name;
  panel_kind kind;
  int count, columns; // of numbers
  char numbers[PANEL_NUMBERS][24];
  bool word;           // the last of them is one, and has a line of its own
  float along;         // how far a slider is, 0 to 1
  bool on;             // a switch
  const char *words;   // of a stepper that has no number, words or a button
  bool typing;         // somebody types the words,
  int caret;           // with the caret's bar at this byte of them
  const char *mistake; // what is wrong with the words; NULL: nothing
  int wrong;           // the words' byte at which it is, from 1; 0: nowhere
} panel_row;

typedef enum panel_part {
  PANEL_NOTHING, // not on the panel
  PANEL_GROUND,  // on it, but on nothing in particular
  PANEL_NUMBER,
  PANEL_TRACK,
  PANEL_LESS,
  PANEL_MORE,
  PANEL_PRESS, // a switch, words, a button
} panel_part;

typedef struct panel_spot {
  panel_part part;
  int row, number;
  nb_rect area;
} panel_spot;

typedef struct panel_view {
  const panel_row *rows;
  int count;
  float scroll;            // how far its rows have been moved up, board units
  int focus, focus_number; // the row and the number in focus; -1: none
  bool hidden;             // closed
  float edge;              // x of the right edge that it stands at
  float text;              // how much larger than usual its words are, and it with them; 0: 1
} panel_view;

// How wide a column it takes beside the board; 0 where there is nothing to show.
float panel_column(const panel_view *v);

// What it covers, and how far it may be scrolled.
nb_rect panel_area(const panel_view *v);
float panel_scroll_room(const panel_view *v);

// All spots, at most PANEL_SPOTS, in the order of rows. Returns how many there are.
int panel_spots(const panel_view *v, panel_spot *spots);

// The spot at a point in board units.
panel_spot panel_at(const panel_view *v, nb_vec2 p);

// How long a track's knob runs, and how far along x is, 0 to 1 (beyond its ends: less, more).
float panel_run(const panel_view *v, const panel_spot *track);
float panel_along(const panel_view *v, const panel_spot *track, float x);

void panel_record(const scribe *s, const panel_view *v);

#endif
