// Going about in a scene as a film does, in which nobody answers and nobody has a hand: what lies behind has been answered, and
// the steps' moves are made (stage/hand.h). Who jumps to a moment has the state of who plays there frame by frame, whatever the
// frames' times, ticked scenes too.
#ifndef FILM_TRAVEL_H
#define FILM_TRAVEL_H

#include <signal.h>

#include "stage/stage.h"

typedef struct travel {
  uint64_t held;                     // bit k: the scene's parameter k is left as it is
  const volatile sig_atomic_t *stop; // as film_job's
} travel;

void travel_hold(travel *how, const stage *s, const nb_param *param);

// Fails as stage_jump does, or with NB_INTERRUPTED. The stage has been nowhere in another way.
nb_error travel_to(stage *s, const travel *how, stage_position to);

#endif
