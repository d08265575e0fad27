// The state of space.c, for the tests that look into it.
#ifndef TESTS_SCENES_SPACE_H
#define TESTS_SCENES_SPACE_H

#include <nabla/scene.h>

typedef struct {
  nb_camera camera;
  nb_vec3 p;
  nb_mat3 m;
} State;

#endif
