// What the files of a replay share, and nobody else.
//
//   replay.c        where it goes        replay_do.c     an event, done again
//   replay_open.c   what there is        replay_ink.c    pages
//   replay_skip.c   what was undone for good
#ifndef APP_REPLAY_INSIDE_H
#define APP_REPLAY_INSIDE_H

#include "app/replay.h"

void replay_read_from(replay *r, int piece);
void replay_read_next(replay *r);

// Does an event of a piece.
nb_error replay_do(replay *r, const recording_event *event, int piece);

// Shows the k-th scene with a state that was kept of it. False where that is of another build, or the scene cannot be shown
// (*e fails then).
bool replay_restore(replay *r, int k, const uint8_t *state, size_t size, nb_error *e);

// Takes what the hand held into the hand: of a kept state.
void replay_take_hand(replay *r, const uint8_t *state);

// Notes something for which there is no place, once: the WHAT "NAME" is IS.
void replay_note_misfit(replay *r, const char *what, const char *name, const char *is);

// The scene that is shown has its book of pages under the hand.
nb_error replay_show_ink(replay *r);

// Brings the ink of all events until a piece begins to the pages: of those that are not there yet, or afresh of all.
void replay_ink_until(replay *r, int piece, bool afresh);

// The next event of ink: it has been made by the hand, or is made now.
void replay_do_ink(replay *r);

// Finds what was undone for good, and the deeds that it came of. False without memory.
bool replay_find_undone(replay *r);

// Whether a deed is one of them.
bool replay_hides(const replay *r, const uint8_t *bytes);

// Brings the pages to what the log says up to the next event.
void replay_mend_ink(replay *r);

// What the hand makes of ink, from the replay's own doing.
ink_listener replay_listener(replay *r);
void replay_forget_made(replay *r);

#endif
