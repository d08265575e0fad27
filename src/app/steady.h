// A clock that goes with the sound: the player's clock, shifted little by little to where the sound says that it is. Sound comes
// and goes in blocks, at a rate that only its device knows; what is timed by this clock neither jumps with the blocks nor
// drifts away from them.
#ifndef APP_STEADY_H
#define APP_STEADY_H

#include <stdbool.h>

typedef struct steady {
  double shift; // seconds from the player's clock to this one
  double last;  // that it has told
} steady;

// A clock that says `at` when the player's says `now`.
steady steady_start(double now, double at);

// The sound is at `at`, the player's clock at `now`: a tenth of the difference is taken up at each call. One of more than
// half a second (the program slept) is taken up whole.
void steady_hear(steady *s, double now, double at);

// What it says. Never less than before.
double steady_at(steady *s, double now);

#endif
