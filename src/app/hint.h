// What a newcomer is shown in the first scene, one line at a time, and never again: steps, the strip, what can be
// dragged, and what to do when stuck.
#ifndef APP_HINT_H
#define APP_HINT_H

#include <stdbool.h>

// What the lines speak of, in their order.
typedef enum hint_deed { HINT_STEPS, HINT_SCRUBS, HINT_DRAGS, HINT_IS_STUCK, HINT_DEEDS } hint_deed;

typedef struct hint {
  bool on;
  hint_deed line; // that is shown
  double since;   // on the player's clock
  bool done;      // what it says, since it is shown
} hint;

typedef struct player player;

// Begins, where it was never shown.
void hint_begin(player *p);

// The viewer has just done this, however quickly.
void hint_hear(player *p, hint_deed deed);

#endif
