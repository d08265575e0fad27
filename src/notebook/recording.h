// The log of a recording: what happened while somebody explained, event by event, each at its time, as bytes.
//
//    piece    event, event, event, ...        a quarter of a second of them, a row in the notebook
//    event    time since the one before (or the piece's begin), kind, size, bytes
//
// Numbers are written seven bits to a byte, the lowest first, with the eighth bit set where more follow (LEB128). What
// the bytes of an event mean is its kind's: recording_event.h. A kind that is not known is passed over, so that an older
// program reads what it can of a newer recording.
//
// Times are microseconds since the recording began. It is the sound's clock where there is sound, so that picture and sound
// do not drift apart (app/recorder.h).
//
// What is read may be a stranger's: every length is checked before it is used.
#ifndef NOTEBOOK_RECORDING_H
#define NOTEBOOK_RECORDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nabla/error.h"

enum {
  RECORDING_MAX_EVENT = 16 << 20, // bytes
  RECORDING_SECOND = 1000000,     // of time
};

// The longest that a recording may be: a day.
#define RECORDING_MAX_TIME ((int64_t)86400 * RECORDING_SECOND)

// The numbers are in files: they are never given to anything else.
typedef enum recording_kind {
  RECORDING_SCENE = 1, // another scene, or another build of it, is shown: recording_scene
  // What was done to the scene (stage.h: stage_deed).
  RECORDING_JUMP = 2,   // to a moment: recording_moment
  RECORDING_PLAY = 3,   // time ran: float, seconds
  RECORDING_SET = 4,    // a parameter, or a part of it: recording_value
  RECORDING_RESET = 5,  // a parameter, to what the scene begins with: recording_value without bytes
  RECORDING_ANSWER = 6, // a question was answered, or is asked again: recording_answer
  RECORDING_OTHER = 7,  // to the other run: nothing
  RECORDING_WHERE = 8,  // changes nothing: where the scene stands, recording_moment
  // What was done with a tool in the hand (app/desk_deed.h), and what became of the ink.
  RECORDING_DESK = 16, // recording_hand
  RECORDING_INK = 17,  // recording_ink
  RECORDING_PAGE = 18, // another page lies under the hand, or it is looked at otherwise: recording_page
  // Words, UTF-8.
  RECORDING_MARK = 32,  // somebody marked the moment
  RECORDING_VOICE = 33, // the microphone: its name; nothing where there is none any more
  RECORDING_END = 34,   // nothing: the recording was ended, and did not just break off
} recording_kind;

typedef struct recording_event {
  recording_kind kind;
  int64_t at;
  const uint8_t *bytes;
  size_t size;
} recording_event;

// ---------------------------------------------------------------------------------------------------------------
// Writing

// Events that are gathered until there are enough of them for a row. All zero is empty.
typedef struct recording_piece {
  uint8_t *bytes;
  size_t size, capacity;
  int64_t first, last; // times
  int count;
} recording_piece;

// Adds an event; one that is earlier than the last is taken as of the same time. False, with nothing added, without memory
// or where it is larger than events may be.
bool recording_add(recording_piece *piece, const recording_event *event);

// Empties it; its memory stays.
void recording_empty(recording_piece *piece);
void recording_free(recording_piece *piece);

// ---------------------------------------------------------------------------------------------------------------
// Reading

typedef struct recording_reader {
  const uint8_t *at;
  size_t left;
  int64_t time;
} recording_reader;

recording_reader recording_read(const void *bytes, size_t size, int64_t first);

// The next event; its bytes lie in what is read. False at the end, and where what follows is no event; then *e (unless
// NULL) is NB_BAD_FILE.
bool recording_next(recording_reader *r, recording_event *event, nb_error *e);

#endif
