// A line of text that is being typed: with a caret, UTF-8.
#ifndef APP_LINE_H
#define APP_LINE_H

#include <SDL.h>
#include <stdbool.h>
#include <stddef.h>

enum { LINE_BYTES = 512 };

typedef struct line {
  char text[LINE_BYTES];
  size_t caret; // bytes before it
  size_t room;  // bytes that may be typed
  bool fresh;   // nothing has been typed: the text as it was goes with the first sign
  bool marked;  // all of it is: what is typed takes its place, and a key that erases erases it
} line;

line line_start(const char *text, size_t room);

// Puts what was typed before the caret; what does not fit is left out.
void line_type(line *l, const char *text);

void line_mark(line *l); // all of it

// Moves the caret, or erases. False where the key does none of that.
bool line_key(line *l, SDL_Keycode key);

// The text with a bar where the caret is, or at both ends where all is marked. size: at least LINE_BYTES + 4.
void line_show(const line *l, char *text, size_t size);

#endif
