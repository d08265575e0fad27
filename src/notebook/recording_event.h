// What the bytes of a recording's events mean. Little-endian; texts end with a zero.
//
// recording_pack_* writes an event's bytes behind those of a recording_bytes; recording_unpack_* reads them: false where they
// are not what they should be. What is read points into the event's bytes.
#ifndef NOTEBOOK_RECORDING_EVENT_H
#define NOTEBOOK_RECORDING_EVENT_H

#include "notebook/recording.h"

enum { RECORDING_MAX_STEPS = 64, RECORDING_MAX_NAME = 4096 };

// Bytes that grow; all zero is empty.
typedef struct recording_bytes {
  uint8_t *bytes;
  size_t size, capacity;
  bool failed; // memory ran out
} recording_bytes;

void recording_put(recording_bytes *to, const void *bytes, size_t size);

// RECORDING_SCENE: what is shown, and where it stands, for a build of it that is not the one that was recorded: there the
// state that lies in the notebook beside the log cannot be used.
typedef struct recording_scene {
  const char *id;
  uint64_t build;     // as stage_build has it
  double clock;       // of the player when the recording began, seconds: the times of hands are on it
  const char *moment; // as carry_write has it
  int step_count;
  const char *titles[RECORDING_MAX_STEPS];
} recording_scene;

// RECORDING_JUMP, RECORDING_WHERE
typedef struct recording_moment {
  int32_t step;
  float seconds;
} recording_moment;

// RECORDING_SET, RECORDING_RESET: bytes [from, from + size) of the parameter `name`.
typedef struct recording_value {
  const char *name;
  uint32_t from;
  const uint8_t *bytes;
  size_t size;
} recording_value;

// RECORDING_ANSWER
typedef struct recording_answer {
  int32_t step;
  uint32_t answered; // 0 or 1
} recording_answer;

// RECORDING_DESK: something that a hand did; `deed` and `number` as app/desk_deed.h has them.
typedef struct recording_hand {
  uint32_t deed, number;
  float x, y, pressure; // on the board
  double when;          // seconds on the player's clock
} recording_hand;

// RECORDING_INK: an event of ink_log.h on a page. Pages 0 to 63 are the scene's, one a step.
typedef struct recording_ink {
  int32_t page;
  const uint8_t *bytes;
  size_t size;
} recording_ink;

// RECORDING_PAGE: which page lies under the hand, and how it is looked at: the board's units are `scale` of the page's, with
// the page's point x, y in the middle. Page -1: none.
typedef struct recording_page {
  int32_t page;
  float x, y, scale;
} recording_page;

void recording_pack_scene(recording_bytes *to, const recording_scene *scene);
void recording_pack_moment(recording_bytes *to, recording_moment moment);
void recording_pack_value(recording_bytes *to, const recording_value *value);
void recording_pack_answer(recording_bytes *to, recording_answer answer);
void recording_pack_hand(recording_bytes *to, recording_hand hand);
void recording_pack_ink(recording_bytes *to, const recording_ink *ink);
void recording_pack_page(recording_bytes *to, recording_page page);

bool recording_unpack_scene(const recording_event *e, recording_scene *scene);
bool recording_unpack_moment(const recording_event *e, recording_moment *moment);
bool recording_unpack_play(const recording_event *e, float *seconds); // within 0 and 1
bool recording_unpack_value(const recording_event *e, recording_value *value);
bool recording_unpack_answer(const recording_event *e, recording_answer *answer);
bool recording_unpack_hand(const recording_event *e, recording_hand *hand);
bool recording_unpack_ink(const recording_event *e, recording_ink *ink);
bool recording_unpack_page(const recording_event *e, recording_page *page);

// A text of an event, with its end: at most `capacity` - 1 bytes of it, cut behind a whole letter; control signs are blanks.
void recording_unpack_words(const recording_event *e, char *words, size_t capacity);

#endif
