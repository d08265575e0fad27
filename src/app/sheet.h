// The sheet of keys over the window: ? shows it, a click or Esc takes it away; where words are large it is scrolled by the
// wheel, a drag, or ↑ ↓.
#ifndef APP_SHEET_H
#define APP_SHEET_H

#include "interface/keys.h"
#include "nabla/math/vector.h"

typedef struct sheet {
  keys_sheet keys; // what is on it
  bool shown;
  float scroll, room;     // how far it is scrolled, and can be: board units
  bool pressed;           // a button is down on it,
  nb_vec2 taken, reached; // where it went down, and is
} sheet;

#endif
