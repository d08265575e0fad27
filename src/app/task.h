// What one review asks: a scene again, or what is due of one of its steps. Knows of no window.
//
//   task_fill(&a, n, scene, r, now);      // from the review that comes first (review_next)
//   a.points[k].said = true;               // what was said to the empty room, or
//   task_grade_answer(&a, n, off, now);   // how far off the answer to the step's own question was
//   task_grade_said(&a, n, now);          // from what was ticked: nobody has to grade anything
#ifndef APP_TASK_H
#define APP_TASK_H

#include "interface/partner.h"
#include "nabla/scene.h"
#include "notebook/review.h"

typedef struct task_point {
  char words[TALK_WORDS];
  bool due; // by itself; else it belongs to a step that is
  bool said;
} task_point;

typedef struct task {
  char scene[NOTEBOOK_ID];
  int step;        // -1: all of the scene
  bool whole_step; // somebody was lost there
  bool live;       // the step asks a question whose answer the scene knows
  task_point points[PARTNER_POINTS];
  int count;
  int days; // until it comes back, once it has been graded: the least of them
} task;

// What is due of the review's scene and step by now. The scene may have been edited since: a step that it has no more is
// its last, and a point that it has no more is asked as it was.
void task_fill(task *a, const notebook *n, const nb_scene *scene, const review *r, double now);

// True where all of it was said.
bool task_all_said(const task *a);

void task_grade_said(task *a, notebook *n, double now);

// off: 0 to 1 of the answer's range.
void task_grade_answer(task *a, notebook *n, float off, double now);

#endif
