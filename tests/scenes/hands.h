// The state of hands.c, for the tests that look into it.
#ifndef TESTS_SCENES_HANDS_H
#define TESTS_SCENES_HANDS_H

#include <nabla/scene.h>

enum { CELLS = 16 };

typedef struct {
  nb_vec2 v, u;
  float rate;
  float canvas[CELLS * CELLS];
} State;

enum { MOVE, ASK, LIVE, STEPS };

// Of the slider in the live step: 2 units long, for rate from 0 to 2.
#define SLIDER_LEFT nb_at(-7.4f, -3.4f)

#endif
