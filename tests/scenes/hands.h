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

#endif
