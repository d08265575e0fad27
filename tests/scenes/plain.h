// The state of plain.c, for the tests that look into it.
#ifndef TESTS_SCENES_PLAIN_H
#define TESTS_SCENES_PLAIN_H

#include <nabla/scene.h>

enum { COLUMNS = 4, ROWS = 3 };

typedef struct {
  float own; // no parameter
  float number;
  int32_t integer, on, choice;
  float angle;
  nb_vec2 point;
  nb_mat2 matrix;
  char text[12];
  float canvas[COLUMNS * ROWS];
} State;

#endif
