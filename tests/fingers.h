// A finger on the window of the player in played.h.
#ifndef TESTS_FINGERS_H
#define TESTS_FINGERS_H

#include "played.h"

// At a place of the board.
static inline void finger_event(Uint32 type, int id, float x, float y)
{
  player_event(
      &p,
      &(SDL_Event){
          .tfinger = {.type = type, .touchId = 1, .fingerId = id, .x = (8 + x) / 16, .y = (4.5f - y) / 9}});
}

// And the frame in which it is seen.
static inline void finger(Uint32 type, int id, float x, float y)
{
  finger_event(type, id, x, y);
  player_frame(&p);
}

#endif
