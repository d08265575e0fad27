// Results that were dear to compute, found again by the bytes of their key.
#ifndef NABLA_BOARD_MEMO_H
#define NABLA_BOARD_MEMO_H

#include <stddef.h>
#include <stdint.h>

enum { MEMO_COUNT = 64, MEMO_BYTES = 32 << 20 };

typedef void memo_make(const void *key, void *result);

typedef struct memo_entry {
  void *bytes; // the result, and behind it the key
  size_t capacity;
  size_t key_size, size;
  memo_make *make;
  uint64_t hash;
  uint64_t frame; // in which it was last asked for; 0: empty
} memo_entry;

// All zero is an empty one.
typedef struct board_memo {
  memo_entry entries[MEMO_COUNT];
  uint64_t frame;
  size_t bytes; // of all entries; more than MEMO_BYTES only where one frame needs them
} board_memo;

// A new frame: what was asked for in the last one may make room from now on.
void memo_begin(board_memo *memo);

// The result for the key, made if need be: it stands at least until the next memo_begin. NULL without memory,
// or where all entries were asked for in this very frame.
const void *memo_find(board_memo *memo, const void *key, size_t key_size, size_t size, memo_make *make);

// Forgets everything, and gives the memory back.
void memo_free(board_memo *memo);

#endif
