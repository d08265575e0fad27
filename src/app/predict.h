// Predicting: the viewer has answered a question before the answer plays. How far off they were is kept in the
// notebook; and once the answer has played it is shown, with the ghost of what they said beside what is right.
//
//   the question's step       the next one                       the one after
//   answered at its end  -->  ghost where they said  ... 60 %    ghost, truth and words leave
//                                                    the truth beside it, and words
//
// The places are those of the handle by which the question was answered. Where there is none that stays (a number in a
// formula, a space that turns) the words come alone.
#ifndef APP_PREDICT_H
#define APP_PREDICT_H

#include "stage/answer.h"
#include "stage/stage.h"

typedef struct player player;

typedef struct predict {
  bool on;           // a question was answered, of the scene that is shown
  int step;          // whose
  bool known;        // what is right, and so `words`
  char words[120];   // "0.3 off: very near"
  bool placed;       // on the board: `given` of the viewer, and
  bool right_placed; // `right` of the truth
  nb_vec2 given, right;
} predict;

// Before the answer is taken, while its handle is still there: asks the scene what is right, and keeps it all. Where
// the viewer changed nothing they only said their answer, and that is kept.
void predict_answer(player *p);

// How near the last answer to the present question was: "very near"; NULL where it was never answered.
const char *predict_last(const player *p);

#endif
