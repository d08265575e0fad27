// What shows of words that are being typed where they are longer than their room: the stretch around the caret, with "…" where
// more of them stand.
#ifndef INTERFACE_TYPED_H
#define INTERFACE_TYPED_H

enum { TYPED_BYTES = 640 };

typedef struct typed {
  char text[TYPED_BYTES];
  int shift; // byte k of the words is byte k - shift of what shows
} typed;

// The longest such stretch of the words (UTF-8, below TYPED_BYTES - 8 bytes) that is no wider than `room`, as `wide` measures
// it. Byte `caret` shows in any case.
typed typed_around(const char *words, int caret, float room, float (*wide)(void *with, const char *text),
                   void *with);

#endif
