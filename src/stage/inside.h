// What a stage is made of: for the files of this folder that fill stage.h between them.
//
//   stage.c    opens, closes, answers what it is
//   time.c     goes to positions and ticks
//   viewer.c   the viewer's side: parameters and answers
//   draw.c     draws, and finds the handles
#ifndef STAGE_INSIDE_H
#define STAGE_INSIDE_H

#include "nabla/record.h"
#include "stage/history.h"
#include "stage/plugin.h"
#include "stage/stage.h"
#include "stage/timeline.h"

struct stage {
  char file[128]; // the plugin's name, for messages
  plugin plugin;
  const nb_scene *scene; // the plugin's description, ours
  nb_data data[NB_MAX_DATA];
  int data_count;

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
  uint8_t *present; // room for a viewer's block: see viewer_gather

  nb_board *board;
  stage_grab *grabs;
  int grab_count, grab_capacity;
};

// The viewer's block, as history.h has it: which questions are answered, then the parameters one after the
// other.
size_t viewer_size(const stage *s);
void viewer_gather(const stage *s, uint8_t *block);
// Lays a block's parameters over a state.
void viewer_lay(const stage *s, uint8_t *state, const uint8_t *block);
uint64_t viewer_answered(const uint8_t *block);

// A frame at a position, for scenes to read.
nb_frame stage_frame(const stage *s, stage_position where);

// True where time stands: at the end of a waiting step, and of the scene.
bool stage_stands(const stage *s);

#endif
