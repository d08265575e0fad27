// Fresh numbers: a question that is asked again comes with other values of what its answer depends on, so that nobody can
// answer it by heart. Knows of no window.
//
//   fresh f = {0};
//   if (fresh_lay(&f, s, step, seed)) ...      // the same seed gives the same numbers
//   fresh_restore(&f, s);                      // what was there before
//
// Changed are only those numbers, angles, points and matrices that move what is right, by about a quarter of their range from
// where the scene starts, in steps that people would choose. What is right then is another answer than at the scene's start,
// one that can be given, and not the one that stands there already.
#ifndef APP_FRESH_H
#define APP_FRESH_H

#include "stage/stage.h"

enum { FRESH_PARTS = 9, FRESH_NAME = 64, FRESH_PARAMS = 16 };

typedef struct fresh_value {
  char name[FRESH_NAME];
  float parts[FRESH_PARTS]; // or an integer's bytes in the first
} fresh_value;

typedef struct fresh {
  fresh_value before[FRESH_PARAMS];
  int count;
} fresh;

// Lays them for the question of a step, at the present moment. False where there are none to be found: all is as the scene starts
// with it then. Either way what was there can be restored.
bool fresh_lay(fresh *f, stage *s, int step, uint64_t seed);

// Puts back what was there, in this scene or another build of it. f is empty then.
void fresh_restore(fresh *f, stage *s);

#endif
