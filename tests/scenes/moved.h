// The state of moved.c, for the tests that look into it.
#ifndef TESTS_SCENES_MOVED_H
#define TESTS_SCENES_MOVED_H

#include <nabla/math/random.h>
#include <nabla/scene.h>

typedef struct {
  float c, rate, still;
  int32_t count, on, shape;
  nb_vec2 p;
  nb_mat2 m;
  nb_camera camera;
  char f[16];
  // Its own.
  nb_random random;
  double sum;
  uint64_t answered;
} State;

enum { FIRST, LIVE, ASK, LAST, STEPS };

#endif
