// What a stage is made of: for the files of this folder that fill stage.h between them.
//
//   stage.c    opens, closes, answers what it is
//   time.c     goes to positions and ticks
//   viewer.c   the viewer's side: parameters and answers
//   other.c    the run that was left, and looks at other moments
//   draw.c     draws, and finds the handles
//   deed.c     what was asked, told to who listens
//   keep.c     all of it as bytes, and back
//
// and the scene's functions are behind host.h.
#ifndef STAGE_INSIDE_H
#define STAGE_INSIDE_H

#include "stage/history.h"
#include "stage/host.h"
#include "stage/stage.h"
#include "stage/timeline.h"

// A run of a ticked scene, with its end.
typedef struct run {
  history *history; // NULL: of `left`, whose past is the stage's own, and where there is none
  timeline timeline;
  uint8_t *state; // at its end; NULL: none
  stage_position at;
  uint64_t tick;
} run;

enum { STAGE_ADVICE = 2 }; // pieces of a picture, at most: a board gives one of a kind

struct stage {
  char file[128]; // the C file's name, for messages: the plugin's, which is called like it
  uint64_t code;  // a number for the bytes of the plugin; 0: they could not be read
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

  // The head of this past as it was when it was last left, and the run that was left for this one (other.c).
  run left, other;

  // Why the scene cannot go on from here; NB_OK once something it depends on has changed.
  nb_error trouble;

  stage_grab *grabs;
  int grab_count, grab_capacity;
  char mistake[NB_LIST_MAX_WORDS + 1]; // of the last picture; empty: none
  char advice[STAGE_ADVICE][NB_LIST_MAX_WORDS + 1];

  void (*hear)(void *context, const stage_deed *deed); // NULL: nobody listens
  void *context;
};

void stage_tell(const stage *s, stage_deed deed);

// FNV-1a, 64 bits (Fowler, Noll, Vo; RFC 9923), from STAGE_HASH on.
#define STAGE_HASH UINT64_C(0xcbf29ce484222325)
uint64_t stage_hash(uint64_t key, const void *bytes, size_t size);

// stage_jump, of which nobody hears.
nb_error stage_go(stage *s, stage_position to);

// stage.c: a history of the scene that stands at its start. NULL without memory.
history *stage_new_history(stage *s);

// A frame at a position, for scenes to read.
nb_frame stage_frame(const stage *s, stage_position where);

// The error with the place where it happened before it: file, step, second.
nb_error stage_named(const stage *s, stage_position where, nb_error e);

// True where time stands: at the end of a waiting step, and of the scene.
bool stage_stands(const stage *s);

// The frame of a picture: with what has been reached, in this run and the other.
nb_frame stage_picture_frame(const stage *s, stage_position where, nb_theme theme);

// Goes to a tick that is known, as it was. False where the scene fails, or without memory.
bool stage_tick_again(stage *s, uint64_t to);

// other.c: before the head is left for an earlier tick; before this past is changed at a tick before its head;
// before the stage is closed.
void other_note_left(stage *s);
void other_keep(stage *s);
void other_forget(stage *s);

#endif
