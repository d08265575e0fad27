// The recorder: puts an explanation into the notebook while it is given.
//
// What happens to the scene is heard from the stage itself (stage_listen) and from the desk (desk_deed.h), so nobody else has to
// say anything; a replay (replay.h) asks the same of another stage, and has the same state, to the bit. Other parts of the
// player note what is theirs:
//
//   recorder_note(p, RECORDING_MARK, "lost me here", strlen("lost me here"));
//
// Events are gathered for a quarter of a second and handed to the notebook, which commits them within another. Every few
// seconds, and the more seldom the larger it is, all that the stage holds is kept with them, so that a replay can begin there.
#ifndef APP_RECORDER_H
#define APP_RECORDER_H

#include "app/desk_deed.h"
#include "app/ink.h"
#include "app/microphone.h"
#include "app/steady.h"
#include "notebook/notebook.h"
#include "notebook/recording_event.h"
#include "stage/stage.h"

typedef struct player player;

enum { RECORDER_SCENES = 64 }; // whose ink is kept with a recording

// What a recording's state holds before the stage's bytes (stage_keep): the hand, at rest.
typedef struct recorder_state {
  uint32_t tool, color, width;
  int32_t page;
  float x, y;
  page_look look; // of the page
} recorder_state;

typedef struct recorder {
  int number; // of the recording; 0: there is none, and the rest does not count
  notebook *notebook;
  double (*now)(void); // the player's clock, seconds
  steady clock;        // seconds since the recording began
  double began;        // on the player's clock: what the times of hands are measured from
  recording_piece piece;
  int pieces; // that have been handed over
  recording_bytes room;
  double state_due; // on the recording's clock
  stage *stage;
  const desk *desk;
  int page; // under the hand, as last noted
  page_look look;
  char scenes[RECORDER_SCENES][NOTEBOOK_ID];
  int scene_count;
  microphone *microphone; // NULL: there is none, or none any more
  char voice[200];        // what to say of it: its name, or why there is none
  char wanted[200];       // a device's name; empty: the system's own
  bool silent;            // none is wanted
  bool lost;              // something could not be kept
} recorder;

typedef struct recorder_start {
  notebook *notebook;
  double (*now)(void);
  const char *scene; // its id
  stage *stage;
  const desk *desk;
  int page;
  page_look look;
  uint64_t answered;
  const char *microphone; // a device's name; NULL: the system's own; empty: none is wanted
  // Another take of a recording: what comes before it is the same.
  int take_of, pieces;         // so many of its pieces are taken over
  double taken;                // seconds
  const recording_piece *rest; // and these events, after them; NULL: none
} recorder_start;

// Begins. Fails with NB_CANNOT_WRITE where the notebook cannot be written; a microphone that is not there is no failure.
nb_error recorder_begin(recorder *r, const recorder_start *start);

// Ends it: all of it has been handed to the notebook.
void recorder_end(recorder *r);

bool recorder_is_on(const recorder *r);

// Seconds since it began, and how loud the voice is, 0 to 1.
double recorder_seconds(recorder *r);
float recorder_level(recorder *r);

// Another scene, or another build of it, is shown.
void recorder_meet(recorder *r, const char *scene, stage *s, uint64_t answered);

// Hears what happens to ink.
ink_listener recorder_listener(recorder *r);

// An event at the present moment.
void recorder_put(recorder *r, recording_kind kind, const void *bytes, size_t size);

// Once a frame, and when recorder_due says so (on the player's clock): hands over what has been gathered.
void recorder_tend(recorder *r);
double recorder_due(const recorder *r);

// The device with this number of SDL's is gone. True where it was ours: the talk goes on in silence.
bool recorder_lose(recorder *r, unsigned device);

// A microphone was plugged in: where one is wanted and there is none, and it is that one, the voice goes on. True where it does.
bool recorder_find(recorder *r);

// Begins a recording of what the player shows; `how` may say of what it is another take.
void recording_start(player *p, recorder_start how);

// Notes an event of the player's at the present moment. Does nothing while there is no recording.
void recorder_note(player *p, recording_kind kind, const void *bytes, size_t size);

#endif
