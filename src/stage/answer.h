// How far off an answer was: arithmetic on two values of a parameter, and words for it.
//
//   number, integer, point, matrix   the length of their difference
//   angle                            the smaller way round, in radians
//   choice, switch, text             right or not
//   canvas                           the root of the mean square over its cells
#ifndef STAGE_ANSWER_H
#define STAGE_ANSWER_H

#include "nabla/scene.h"
#include "stage/stage.h"

typedef struct answer_off {
  float distance; // as above
  float share; // of the parameter's range (of a logarithmic one's factors), 0 to 1; below 0: nobody can say
} answer_off;

// Both are values of the parameter, finite, as stage_truth and stage_state give them.
answer_off answer_measure(const nb_param *param, const void *given, const void *truth);

// A few kind words: "0.3 off: very near", "right", "it is circle".
void answer_words(const nb_param *param, answer_off off, const void *truth, char *text, size_t capacity);

// An answer that is farther off than this share of its range was missed.
#define ANSWER_NEAR 0.12f

// Of a share alone: "very near"; empty below 0.
const char *answer_nearness(float share);

// Where the handle by which a parameter is set stands in what the stage drew last. False where there is none that shows its
// value, or where a camera turns what a place was of.
bool answer_place(const stage *s, const nb_param *param, nb_vec2 *at);

#endif
