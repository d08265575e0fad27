// Playing a scene: what the keys do to the stage's time. Knows of no window.
//
// Time runs through the steps one after another. It stops where a step waits for an answer, at the end of the
// scene, when it is paused, and, while somebody explains, at the end of every step; it waits there while a hand holds
// something. A live step runs until the viewer goes on.
#ifndef APP_PLAYBACK_H
#define APP_PLAYBACK_H

#include "stage/stage.h"

#define PLAYBACK_SLOWEST 0.25f
#define PLAYBACK_FASTEST 4.0f

// What a viewer can ask for.
typedef enum playback_move {
  PLAYBACK_PLAY,       // play, pause; to a question's end, and there: go on
  PLAYBACK_NEXT,       // to the next step, and play
  PLAYBACK_PREVIOUS,   // to the start of the step before
  PLAYBACK_AGAIN,      // to the start of this step, and play
  PLAYBACK_FIRST,      // to the scene's start, and play
  PLAYBACK_LAST,       // to its end
  PLAYBACK_FRAME_ON,   // one frame on, paused
  PLAYBACK_FRAME_BACK, // one frame back, paused
  PLAYBACK_SLOWER,     // half the speed
  PLAYBACK_FASTER,     // twice
  PLAYBACK_LOOP,       // this step again and again, or no longer
} playback_move;

typedef struct playback {
  stage *stage;
  bool playing;
  bool loop;         // a step begins anew where it ends
  bool held_back;    // for the moment it goes a quarter as fast
  bool by_step;      // every step waits at its end until the viewer goes on
  bool held;         // a hand holds something: time goes no further than to the step's end
  float speed;       // PLAYBACK_SLOWEST to PLAYBACK_FASTEST
  uint64_t answered; // bit k: the question of step k has been answered
} playback;

// At the scene's start, playing.
playback playback_start(stage *s);

nb_error playback_do(playback *p, playback_move move);

// Lets `seconds` of the viewer's time pass, at most a tenth of a second of it: after a longer stall the scene
// goes on from where it was. True where time ran.
bool playback_run(playback *p, double seconds);

// Goes to a part of a step, `along` from 0 to 1 of its length.
nb_error playback_scrub(playback *p, int step, float along);

// How long a step is on the strip: its nominal seconds, or for a live one what has been reached, if that is
// more.
float playback_step_length(const playback *p, int step);

// True where time stands because the step waits for the viewer.
bool playback_waits(const playback *p);

// True where the question of the present step has been answered.
bool playback_answered(const playback *p);

#endif
