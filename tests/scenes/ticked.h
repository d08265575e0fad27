// The state of ticked.c, for the tests that look into it.
#ifndef TESTS_SCENES_TICKED_H
#define TESTS_SCENES_TICKED_H

#include <nabla/math/random.h>
#include <nabla/scene.h>

#ifndef EXTRA
#define EXTRA 1 // bytes more, for a state that is dear to keep
#endif

enum { WALK = 128 };

typedef struct {
  float rate;   // how far a step of the walk goes
  nb_vec2 push; // and where to
  int32_t unused;

  nb_random random;
  nb_vec2 walk[WALK]; // the last places, in a ring
  uint32_t count;
  // What the last tick saw of its frame.
  float seconds, duration, reached;
  uint64_t step, tick, answered;
  uint8_t extra[EXTRA];
} State;

enum { OPENING, LIVE, QUESTION, AGAIN, ENDING, STEPS };

#endif
