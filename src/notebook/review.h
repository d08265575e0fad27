// Reviews: what was not said comes back tomorrow, and what was said comes back too, later and later (schedule.h).
//
//   of a scene         step -1, no words: explain it again
//   of a step          no words: the partner was lost there
//   of a single point  its words: it was not said
//
//   review_learn(n, t, now);                      // what a talk that ended means
//   const review *r = review_next(n, now);        // what comes first; due where r->due <= now
//   review_grade(n, &(review_key){r->scene, r->step, r->words}, SCHEDULE_GOOD, now);
#ifndef NOTEBOOK_REVIEW_H
#define NOTEBOOK_REVIEW_H

#include "notebook/notebook.h"
#include "notebook/schedule.h"
#include "notebook/talk.h"

typedef struct review_key {
  const char *scene;
  int step; // -1: of the scene
  const char *words;
} review_key;

typedef struct review {
  char scene[NOTEBOOK_ID];
  int step;
  char *words; // empty: of the scene, or the step
  schedule_memory memory;
  double reviewed, due; // seconds since 1970
} review;

// All of them, in no order; valid until the next is graded for the first time.
int review_list(const notebook *n, const review **list);
const review *review_find(const notebook *n, review_key key); // NULL: there is none

// Keeps how well it was known, and when it comes back: on a morning (schedule_day), by this computer's clocks. A review that
// there is not yet begins with this. The scene's `due` on the map becomes that of its earliest review.
void review_grade(notebook *n, review_key key, schedule_grade grade, double at);

// How many are due by then, of a scene, or of all (NULL).
int review_due(const notebook *n, const char *scene, double at);

// The review that comes first, whether it is due yet or not; of those that are due, a whole scene before its points. NULL:
// there is none.
const review *review_next(const notebook *n, double at);

// The same of the scenes that count: those that there still are.
typedef bool (*review_filter)(const void *context, const char *scene);
const review *review_next_of(const notebook *n, double at, review_filter counts, const void *context);

// Where nothing is due, what there is to say of what comes next (NULL: nothing does), such as "nothing is due for review;
// next: a/one, 2026-11-28".
void review_say_next(const review *next, char *text, size_t room);

// What a talk means: the gaps and the steps where the partner was lost become reviews, those that there were are graded,
// and the scene counts as explained where all but little was said. Ends the talk at that time.
void review_learn(notebook *n, int64_t talk_id, double at);

// The same for talks that were cut off, by a crash or a kill, and that nobody has gone on with for an hour.
void review_learn_cut_off(notebook *n, double now);

// How much of what is to be said has to be said for a scene to count as explained.
#define REVIEW_ALL_BUT_LITTLE 0.8f

// True where all but little was said, or, where a scene names nothing to say, it was talked of for a minute.
bool review_is_explained(const talk *t);

// True where so little happened that it was no talk: nothing heard, nobody lost, less than half a minute.
bool review_is_no_talk(const talk *t);

// Grades, so that a person need not give any: from how far off an answer was (0 to 1 of its range), and from how much was said.
schedule_grade review_grade_of_answer(float off);
schedule_grade review_grade_of_said(int said, int all);

#endif
