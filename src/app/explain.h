// Explaining aloud: the talk that goes on. What is ticked, where the partner is lost and how long each step takes is put into
// the notebook at once (talk.h), which is all the memory it has. Knows of no window.
//
//   explain_begin(e, n, id, scene, now);     // or goes on with one that was cut off within the hour
//   explain_run(e, step, now);               // every frame: time passes
//   explain_fill(e, step, rows, room);       // what is to be heard, and what earlier steps left unsaid
//   explain_tick(e, &rows[k], now);
//   explain_end(e, now);                     // what was not said becomes a review
//
// Times are seconds since 1970.
#ifndef APP_EXPLAIN_H
#define APP_EXPLAIN_H

#include "interface/partner.h"
#include "nabla/scene.h"
#include "notebook/review.h"
#include "stage/stage.h"

typedef struct explain {
  notebook *notebook;
  int64_t talk;  // 0: nobody explains
  int steps;     // of its scene
  int step;      // where time passes
  float here;    // seconds at this step since it was come to
  float unkept;  // seconds at it that are not in the notebook yet
  double clock;  // of the last run
  double kept;   // when the time was last put in
  double lost;   // when the partner was last lost; 0: not yet
  bool captions; // the speaker sees them
  bool over;     // it is looked back on: no time passes
} explain;

// Begins to explain a scene.
void explain_begin(explain *e, notebook *n, const char *id, const nb_scene *scene, double now);

// The talk that goes on; NULL: none.
const talk *explain_talk(const explain *e);

// Time has passed, at a step. A stall counts as ten seconds at most.
void explain_run(explain *e, int step, double now);

// Puts in what time has passed, now.
void explain_keep(explain *e, double now);

// Writes what a good explanation of the step says, and behind it what of earlier steps that were reached is unsaid, the
// latest step first. Returns how many there are, at most `room`; *own is how many are the step's. They are valid as a talk's points are.
int explain_fill(const explain *e, int step, partner_point *rows, int room, int *own);

// It was heard; or it was not, after all.
void explain_tick(explain *e, const partner_point *point, double now);

// The partner is lost, at this moment (carry_write, copied; NULL: none).
void explain_be_lost(explain *e, stage_position at, const char *moment, double now);

// Ends it. Talks of other scenes that were left open on the way end with it.
void explain_end(explain *e, double now);

#endif
