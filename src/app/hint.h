// What a newcomer is shown in the first scene, one line at a time, and never again: steps, the strip, what can be
// dragged, and what to do when stuck.
#ifndef APP_HINT_H
#define APP_HINT_H

#include <stdbool.h>

typedef struct hint {
  bool on;
  int line;     // that is shown
  double since; // on the player's clock
  int step;     // that was shown when the line came
  bool playing; // likewise
} hint;

typedef struct player player;

// Begins, where it was never shown.
void hint_begin(player *p);

#endif
