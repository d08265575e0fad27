// The state of truths.c, and its steps, for the tests that ask it.
#ifndef TESTS_SCENES_TRUTHS_H
#define TESTS_SCENES_TRUTHS_H

#include <nabla/scene.h>

enum {
  TRUTH_NUMBER,
  TRUTH_POINT,
  TRUTH_CHOICE,
  TRUTH_TEXT,
  TRUTH_NONE, // asks, and does not know
  // and these do what they should not
  TRUTH_NAN,
  TRUTH_NO_CHOICE,
  TRUTH_ENDLESS_TEXT,
  TRUTH_CRASH,
  TRUTH_WRITES,
  TRUTH_HANGS,
  TRUTH_COUNT
};

typedef struct {
  float half; // no parameter
  float number;
  nb_vec2 point;
  int32_t choice;
  char text[8];
} State;

#endif
