// What a stage is made of: for the files of this folder that fill stage.h between them.
//
//   stage.c    opens, closes, answers what it is
//   time.c     goes to positions and ticks
//   viewer.c   the viewer's side: parameters and answers
//   draw.c     draws, and finds the handles
//
// and the scene's functions are behind host.h.
#ifndef STAGE_INSIDE_H
#define STAGE_INSIDE_H

#include "stage/history.h"
#include "stage/host.h"
#include "stage/stage.h"
#include "stage/timeline.h"

struct stage {
  char file[128]; // the plugin's name, for messages
  host *host;
  const nb_scene *scene; // the host's

  // The state, on pages of its own: the scene's fields as they are at `tick`, under the viewer's present
  // parameters.
  uint8_t *state;
  uint8_t *initial; // as init left it: what a reset goes back to
  uint64_t answered;

  timeline timeline;
  stage_position where;
  double clock;     // where.seconds before it was rounded to a float, so that small steps of time add up
  uint64_t tick;    // of where
  history *history; // of a scene that ticks, else NULL
  uint8_t *spare;   // room for another state, where the scene ticks
  uint8_t *present; // room for a viewer's block: see actor_gather

  // Why the scene cannot go on from here; NB_OK once something it depends on has changed.
  nb_error trouble;

  stage_grab *grabs;
  int grab_count, grab_capacity;
  char mistake[NB_LIST_MAX_WORDS + 1]; // of the last picture; empty: none
};

// A frame at a position, for scenes to read.
nb_frame stage_frame(const stage *s, stage_position where);

// The error with the place where it happened before it: file, step, second.
nb_error stage_named(const stage *s, stage_position where, nb_error e);

// True where time stands: at the end of a waiting step, and of the scene.
bool stage_stands(const stage *s);

#endif
