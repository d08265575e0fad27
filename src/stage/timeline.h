// Positions and ticks: where each step begins, and how many ticks it takes.
//
// A step takes floor(seconds * 60) ticks (with a hundredth of a tick's grace, for seconds such as 0.7 that no
// float holds exactly), and the tick of a position is counted in the same way from the tick at which its step
// begins. So the end of a step and the start of the next are the same tick.
//
// A live step takes as many as have been lived in it: those that it was played, or taken to beyond its
// nominal end. Nobody having lived in it, it takes its nominal ones.
#ifndef STAGE_TIMELINE_H
#define STAGE_TIMELINE_H

#include "nabla/scene.h"
#include "stage/stage.h"

enum { TIMELINE_LONGEST = 3600 }; // seconds that a live step may last

typedef struct timeline {
  const nb_scene *scene;
  int32_t lived[NB_MAX_STEPS]; // ticks; -1 where nobody has been; only of live steps
} timeline;

timeline timeline_of(const nb_scene *scene);

// Nobody has lived in the steps after this one.
void timeline_forget_after(timeline *t, int step);

// The position made one of the scene: a step there is, seconds within it (0 where they are not a number).
stage_position timeline_clamp(const timeline *t, stage_position p);

// How far a step may go, seconds: its own, or TIMELINE_LONGEST where it is live.
float timeline_limit(const timeline *t, int step);

// Ticks since the step began.
int32_t timeline_ticks_into(stage_position p);

// Ticks that the step takes, and the tick at which it begins.
int32_t timeline_length(const timeline *t, int step);
uint64_t timeline_start(const timeline *t, int step);

// The moment of a tick.
stage_position timeline_moment(const timeline *t, uint64_t tick);

// Nominal seconds before a step; of the whole scene for step_count.
float timeline_seconds_before(const timeline *t, int step);

// The position at nominal seconds from the scene's start, clamped.
stage_position timeline_at(const timeline *t, float seconds);

#endif
