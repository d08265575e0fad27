// Reviewing: what is due is asked, one after the other. A step that asks a question whose answer the scene knows is asked
// on the board, with other numbers each time where it has any; everything else is explained to the empty room, and then ticked on the list that appears. Nobody grades: how
// far off an answer was does, or what was ticked.
//
//   asked ---- Space, Enter ----> the list ---- Enter, or all of it ticked ----> the next
//     '------- the answer ------> how far off it was ---- Enter -----------------'
#ifndef APP_REVIEWING_H
#define APP_REVIEWING_H

#include "app/fresh.h"
#include "app/task.h"

typedef struct player player;

typedef struct reviewing {
  bool on;
  bool opening; // the scene of what is asked is being opened
  task task;
  bool shown;  // the list
  bool graded; // by an answer
  bool warned; // that nothing has been answered on the board yet
  double
      moved; // when the next was last asked by itself: an Enter just after that was meant for the one before
  double moves_on; // all has been ticked: when the next is asked, seconds since 1970; 0: not by itself
  fresh fresh;     // the numbers that were there before those that are asked with
  char words[160]; // what is to be done, or what came of it
} reviewing;

// Asks what is due first; where nothing is, says so, and what comes next.
void reviewing_begin(player *p);
void reviewing_end(player *p);

// The review that comes first of those whose scene there is, due or not; NULL: there is none.
const review *reviewing_next(const player *p);

// Before every frame.
void reviewing_settle(player *p);

// An answer was given to the question of the step that is shown.
void reviewing_hear_answer(player *p);

// Something is asked, with its list or before it.
bool reviewing_asks(const player *p);

// What is shown of it, as explaining_view.
partner_view reviewing_view(const player *p, const interface_view *scene, partner_point *points);

void reviewing_tick(player *p, int which);
void reviewing_press(player *p, int spot);

// Shows the list, or goes on.
void reviewing_go_on(player *p);

#endif
