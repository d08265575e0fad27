// A replay: a recording done again on a live scene and its ink. Knows of no window.
//
//   replay r;
//   nb_error e = replay_open(&r, &(replay_options){.file = file, .ink = &ink, .show = show, .context = c});
//   e = replay_go(&r, 12 * RECORDING_SECOND);     // forward event by event, or from the nearest kept state
//   stage_draw(replay_stage(&r), ...);
//
// What was done is done again: the same deeds on the same build of the scene give the same state, and so the same display
// lists, to the byte. Where one goes back, or far on, the state that was kept last before is restored and what came after it
// is done again:
//
//   events   . . . ..  . .... . .  . ... .. . . . .. .. .
//   states   |               |              |
//                                           restored --> done again --> to
//
// Somebody may lay hands on the scene meanwhile; replay_go then goes from a kept state, and what they did is gone.
//
// A scene that was edited since has no use for kept states: there everything is done again from where the scene was shown, to
// parameters of the same name and steps of the same title. What finds no place is left out, and told: replay_misfit.
#ifndef APP_REPLAY_H
#define APP_REPLAY_H

#include "app/ink.h"
#include "notebook/recording_event.h"
#include "notebook/recording_file.h"
#include "stage/stage.h"

enum { REPLAY_MISFITS = 16, REPLAY_MADE = 8 };

typedef struct replay_options {
  recording_file *file; // which must outlive the replay
  ink *ink;             // empty, of the replay's own, with no notebook
  // Shows a scene: as it begins, or at a moment (carry_write) where that is not NULL. The stage is the replay's to change until
  // the next call. Fails as opening it does.
  nb_error (*show)(void *context, const char *scene, const char *moment, stage **out);
  void *context;
  bool
      skips_undone; // strokes, and whatever else was done to ink, that were undone for good are not shown at all
} replay_options;

// Where a scene was shown.
typedef struct replay_scene {
  int piece; // in which it is told
  int64_t at;
  recording_event event;
} replay_scene;

// An event of ink, or a scene whose pages those that follow are of.
typedef struct replay_ink {
  int piece;
  recording_event event;
  int deeds; // of the hand, before it
  int block; // the first of those that were undone for good, together with this one, and undo it: -1: it counts
  int last; // of a block's first: the last
} replay_ink;

// What a hand did.
typedef struct replay_deed {
  const uint8_t *bytes; // of its event
  uint32_t kind;        // desk_deed_kind
  bool hidden;          // all that came of it was undone for good
} replay_deed;

// A moment that one may want to go to: a step, or a page, begins; somebody marked it.
typedef struct replay_mark {
  int64_t at;
  bool said; // somebody marked it, with these words
  char words[80];
} replay_mark;

typedef struct replay {
  replay_options options;
  int64_t now; // microseconds: all that happened until then has been done
  int piece;   // that the next event is of
  recording_reader reader;
  recording_event next;
  bool has_next; // there is a next event

  replay_scene *scenes; // in the order of their times
  int scene_count, scene_capacity;
  int scene;          // that is shown; -1: none yet
  replay_mark *marks; // likewise
  int mark_count, mark_capacity;
  replay_ink *inks;
  int ink_count, ink_capacity;
  int ink_done;       // so many are on the pages
  replay_deed *deeds; // only where those undone are skipped
  int deed_count, deed_capacity;

  stage *stage;
  char id[NOTEBOOK_ID];       // of the scene that is shown
  bool same;                  // it is the build that was recorded
  int steps[NB_MAX_STEPS];    // which of its steps the recording's are; -1: none any more
  double clock;               // the player's when the recording began, as far as the last hand tells
  bool applies;               // the replay itself does something
  bool touched;               // somebody else has
  uint8_t *made[REPLAY_MADE]; // what the hand has made of the ink that the log has not told of yet
  size_t made_size[REPLAY_MADE];
  int made_count;
  bool differs; // the pages are not what the log says
  char misfits[REPLAY_MISFITS][160];
  int misfit_count;
} replay;

// Stands before the first event. Fails with NB_BAD_FILE where the recording shows no scene, and with NB_NO_MEMORY.
nb_error replay_open(replay *r, const replay_options *options);
void replay_close(replay *r);

// Goes to a time (within the recording). Fails as showing a scene does.
nb_error replay_go(replay *r, int64_t to);

// The stage is somebody else's now; the next replay_go shows the scene anew.
void replay_lose_stage(replay *r);

// The scene as it stands; NULL before the first event.
stage *replay_stage(const replay *r);

// The time on the clock that hands were timed by, for drawing what fades.
double replay_clock(const replay *r);

// True where somebody else has done something to the scene since the replay last went anywhere.
bool replay_is_touched(const replay *r);

// What of the recording the scenes have no place for any more, the k-th of it; NULL: no more.
const char *replay_misfit(const replay *r, int k);

// The last mark of a step or page before a time, and the first after it: the recording's ends where there is none.
int64_t replay_step_before(const replay *r, int64_t at);
int64_t replay_step_after(const replay *r, int64_t at);

#endif
