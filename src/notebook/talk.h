// Talks: what was explained aloud. Of each there is what a good explanation says and when it was heard, where the partner
// was lost, and how long each step took.
//
//   int64_t id = talk_begin(n, "linear-algebra/span", now);
//   talk_hear(n, id, step, "Lines stay lines", 0);            // is to be said
//   talk_hear(n, id, step, "Lines stay lines", now);          // was said
//   talk_spend(n, id, step, 12.5f);                           // so long at this step by now
//   talk_be_lost(n, id, &(talk_lost){step, seconds, moment, now});
//   talk_end(n, id, now);
//
//   const talk *t = talk_last(n, "linear-algebra/span");      // gaps: talk_is_gap(t, &t->points[k])
//
// Everything is on the disk within the notebook's half second; a talk that was cut off is one that has not ended.
#ifndef NOTEBOOK_TALK_H
#define NOTEBOOK_TALK_H

#include "notebook/notebook.h"

enum {
  TALK_STEPS = 64,
  TALK_WORDS = 400,  // bytes of a point, at most; what is longer is cut
  TALK_POINTS = 400, // of a talk, at most
  TALK_LOST = 400,   // likewise
};

#define TALK_REACHED 2.0f // seconds at a step from which on it was talked of, and not passed over

// Something that a good explanation says.
typedef struct talk_point {
  int step;
  char *words;
  double heard; // seconds since 1970; 0: it was not said
} talk_point;

// A moment at which the partner was lost.
typedef struct talk_lost {
  int step;
  float seconds; // into the step
  char *moment;  // as a place has it (notebook_place); NULL: none
  double at;     // seconds since 1970
} talk_lost;

typedef struct talk {
  int64_t id;
  char scene[NOTEBOOK_ID];
  double began, ended;     // seconds since 1970; ended 0: it goes on, or was cut off
  float spent[TALK_STEPS]; // seconds at each step
  talk_point *points;      // step by step, in the scene's order
  talk_lost *lost;
  int point_count, lost_count;
} talk;

// Begins a talk of a scene. 0 without memory, or where the scene's id can be none.
int64_t talk_begin(notebook *n, const char *scene, double at);

// What is to be said at a step, and whether it has been: when, or 0. The same words at the same step are one point.
void talk_hear(notebook *n, int64_t id, int step, const char *words, double heard);

// So many seconds have been spent at a step.
void talk_spend(notebook *n, int64_t id, int step, float seconds);

// The partner is lost; the moment is copied.
void talk_be_lost(notebook *n, int64_t id, const talk_lost *lost);

void talk_end(notebook *n, int64_t id, double at);

// As if there had been none.
void talk_drop(notebook *n, int64_t id);

// Read: valid until the next talk begins or is dropped, and its points and losses until the next of them comes.
int talk_list(const notebook *n, const talk **talks); // all, the oldest first
const talk *talk_find(const notebook *n, int64_t id); // NULL: there is none
const talk *talk_last(const notebook *n, const char *scene);

float talk_seconds(const talk *t);
double talk_last_sign(const talk *t);                 // when something was last put into it, or later
int talk_said(const talk *t);                         // how many points were heard
bool talk_reached(const talk *t, int step);           // it was talked of
bool talk_is_gap(const talk *t, const talk_point *p); // its step was reached, and it was not said

#endif
