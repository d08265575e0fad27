// The state of kinds.c, for the tests that look into it.
#ifndef TESTS_SCENES_KINDS_H
#define TESTS_SCENES_KINDS_H

#include <nabla/scene.h>

typedef struct {
  float speed;
  int32_t count, on, shape;
  float angle;
  nb_vec2 p;
  nb_mat2 m;
  char f[24];
  float walked; // its own
} State;

enum { ALL, ASK, LIVE, END, STEPS };

#endif
