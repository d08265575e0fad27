// The past of a ticked scene: snapshots of its state, and the viewer's edits at the ticks they were made.
//
//   ticks      0 ----------- 30 ----------- 60 ----------- 90 --- head
//   snapshots  [state]       [state]        [state]        [state]
//   edits             ^ 12: bytes 4..8 of the viewer's block
//
// What belongs to the viewer (parameters, answers) is one block of bytes beside the state. The history knows
// which block each tick was made with, and always stands at one tick:
//
//   history_settle(h, viewer);             // this is what the next tick is made with: a fork, if it differs
//   tick the state with history_viewer(h);
//   history_step(h, state, 1);             // we stand one further; head grows with us
//
//   uint64_t at = history_seek(h, 700, state);            // back to a snapshot, then
//   while (at++ < 700) { tick with history_viewer(h); history_step(h, state, 1); }
//
// It ticks nothing itself. Snapshots lie at the multiples of an interval, so that none has to be looked for;
// when the budget is full every other one goes and the interval doubles, so the past stays covered evenly.
#ifndef STAGE_HISTORY_H
#define STAGE_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  HISTORY_INTERVAL = 30,      // ticks between snapshots at first
  HISTORY_LONGEST = 16 << 20, // ticks: 64 steps of an hour are less
};

typedef struct history history;

// A history that starts at tick 0 with this state and block. Snapshots take up to `budget` bytes of memory
// (but always room for two), taken from the system only as they are filled. NULL without memory.
history *history_create(const void *state, size_t state_size, const void *viewer, size_t viewer_size,
                        size_t budget);
void history_destroy(history *h);

// The same past once more, in memory of its own. NULL without memory.
history *history_copy(const history *h);

uint64_t history_tick(const history *h); // where we stand
uint64_t history_head(const history *h); // the farthest tick that is known

// The block that the tick from where we stand is, or was, made with; at the head that of the last tick.
const void *history_viewer(const history *h);

// The snapshot that a seek to `to` (at most head) would start from.
uint64_t history_nearest(const history *h, uint64_t to);

// Goes to that snapshot: fills state, returns the tick where we then stand.
uint64_t history_seek(history *h, uint64_t to, void *state);

// The block for the tick from here on. Where another is known, what follows is dropped and this one noted.
// False, with nothing changed, without memory.
bool history_settle(history *h, const void *viewer);

// How many ticks may be made in a row from where we stand: until the block changes, or a snapshot is due.
uint64_t history_stretch(const history *h);

// The state has been ticked, at most history_stretch times: stands that much further, and keeps a snapshot
// there where one is due.
void history_step(history *h, const void *state, uint64_t ticks);

// Drops what is known after where we stand.
void history_cut(history *h);

// As bytes that can be read back, on another machine too: the edits, and where we stand; the snapshots come again as they are
// ticked to. `to` has room for history_kept_size.
size_t history_kept_size(const history *h);
void history_keep(const history *h, void *to);

// A history that has just been created becomes that past, standing where it stood, at `state`. NULL, with it destroyed, where
// the bytes are not sound or there is no memory (or h is NULL).
history *history_restore(history *h, const void *state, const void *kept, size_t size);

#endif
