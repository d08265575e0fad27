// How a number went while something was trained: all of it, in a fixed amount of memory, to stand in a State.
//
//   nb_history nb_history_add nb_history_points
//
// When it is full, two points become one, and from then on each stands for twice as many numbers.
#ifndef NABLA_MATH_HISTORY_H
#define NABLA_MATH_HISTORY_H

#include <stdint.h>

#include "nabla/export.h"

enum { NB_HISTORY_POINTS = 1024 };

// All zero: empty.
typedef struct nb_history {
  float points[NB_HISTORY_POINTS]; // each the mean of `stride` numbers, the last one of those there are
  int32_t count;                   // numbers added
  int32_t stride;                  // a power of 2; 0 while empty
} nb_history;

NB_API void nb_history_add(nb_history *history, float number);
// How many points there are.
NB_API int nb_history_points(const nb_history *history);

#endif
