// Tells the notebook's hours (notebook/hours.h) of what happens in the player: which kind of work it is, and when.
//
// Something happens where a key, the mouse or a pen does something, where a source was saved, and while a scene plays; one
// that would play for ever by itself (a live step, a loop) counts for HOURS_BREAK after the last hand on it. Who explains aloud
// may talk for half an hour before that is a break.
#ifndef APP_TIMEKEEPER_H
#define APP_TIMEKEEPER_H

#include <SDL.h>
#include <stdbool.h>

#include "notebook/notebook.h"

typedef struct player player;

typedef struct timekeeper {
  hours hours;
  double told;    // when the hours were last told, on the player's clock
  double hand;    // when a hand did something last, and
  double stepped; // when it was a step, a drag, a value
  bool happened;  // since they were told
} timekeeper;

// Notes that an event came.
void timekeeper_hear(player *p, const SDL_Event *event);

// After every frame; `leaving`: at the end, whatever time it is.
void timekeeper_look(player *p, bool leaving);

// U: the last break was none.
void timekeeper_was_thinking(player *p);

#endif
