// A recording, replayed in the window: the live scene again, with its sound. It can be stopped at any moment and taken hold of; what
// the viewer changed is gone when it goes on.
#ifndef APP_REPLAYING_H
#define APP_REPLAYING_H

#include "app/loudspeaker.h"
#include "app/playback.h"
#include "app/replay.h"

typedef struct player player;

typedef struct replaying {
  bool on;
  bool runs;
  bool takes;     // another take is made: the scene is live again, on the recording's ink
  bool scrubbing; // the pointer holds the recording's strip, and
  bool ran;       // it ran before
  double stopped; // on the player's clock: when it last stopped
  recording_file *file;
  replay replay;
  loudspeaker sound;
  int misfits_told;
  ink own; // the player's ink, put away
} replaying;

// Replays the recording of a number, from its start. Fails as recording_open and replay_open do, and where its scene cannot be
// shown; the player is then as it was.
nb_error replaying_begin(player *p, int number);
void replaying_end(player *p);

// Before a frame is drawn: what happened until now is done.
void replaying_run(player *p);

// What the keys of time do to the recording. False where none is replayed.
bool replaying_move(player *p, playback_move move);

// Goes to a time, and stays there or goes on as before.
void replaying_seek(player *p, int64_t to);

// Another take: from the present moment on it is recorded anew.
void replaying_take(player *p);

// The scene that is shown was replaced by another build of it.
void replaying_lose_stage(player *p);

// The time by which ink is drawn: the recording's while one is replayed.
double replaying_ink_clock(const player *p, double now);

#endif
