// Inside the recorder: how a command's bytes are written.
#ifndef NABLA_RECORD_INSIDE_H
#define NABLA_RECORD_INSIDE_H

#include "nabla/board/recorder.h"

// A command being written: `at` goes along its bytes.
typedef struct record_writer {
  uint8_t *at;
} record_writer;

// Begins a command with `body` bytes behind its header. False where it is not to be recorded.
bool record_begin(nb_board *b, record_writer *w, nb_op op, uint64_t body);

void record_put(record_writer *w, const void *bytes, size_t size);

// Begins the command that opens a group. False where it does not show, or there is no room: nothing in it is recorded.
bool record_open(nb_board *b, record_writer *w, nb_op op, uint64_t body, bool shows);

bool record_all_finite(const void *floats, size_t count);
bool record_is_share(float x); // 0 to 1
bool record_is_size(float size);
bool record_is_rect(nb_rect r);

#endif
