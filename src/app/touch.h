// Fingers on a touch screen: one is the mouse's left button, two pinch and move.
//
//   one finger    tap, double tap, drag: as the left button
//   two fingers   apart, together: as the wheel, between them; both along: as a drag with the right button;
//                 on a page both at once, and exactly
//
// A finger, or a pen that is one to the system, may press harder and softer; a mouse does not. touch_pressure is all that
// anybody asks, as this is all that SDL 2 tells.
//
// SDL's own translation of fingers is turned off, as it knows nothing of the second.
#ifndef APP_TOUCH_H
#define APP_TOUCH_H

#include <SDL.h>
#include <stdbool.h>

#include "nabla/math/vector.h"

enum { TOUCH_FINGERS = 2 };

typedef struct touch {
  struct {
    SDL_FingerID id;
    nb_vec2 at; // the window's points
  } finger[TOUCH_FINGERS];
  int count;
  bool drags;      // one finger is down as a button
  bool two;        // two are down, or one of two is still there
  bool pans;       // and their right button is down
  float distance;  // between the two when it last was a turn of the wheel
  nb_vec2 started; // the middle of the two when they came
  float pressure;  // of the first finger, 0 to 1
  bool feels;      // the screen has told of a pressure between none and all: it measures it
  double tapped;   // when the last tap was, seconds
  nb_vec2 where;   // and where
} touch;

// How hard the device presses that an event of the mouse comes from (its `which`), 0 to 1; negative where it does not tell.
float touch_pressure(const touch *t, Uint32 which);

#endif
