// Text to lines: where to break it, and how small to set it so that it fits.
#ifndef INTERFACE_WRAP_H
#define INTERFACE_WRAP_H

#include "interface/faces.h"

enum { WRAP_MAX_LINES = 40 };

typedef struct wrap_line {
  const char *text, *end;
  bool emphasis; // it begins between stars
  int width;     // pixels
} wrap_line;

typedef struct wrap_result {
  wrap_line line[WRAP_MAX_LINES];
  int count;
  bool cut; // the last line is not the text's last
} wrap_result;

// Breaks text at spaces and \n for a width in pixels (0: breaks at \n alone), in the faces' present size,
// into at most max_lines lines.
wrap_result wrap_text(const faces *f, words_face face, const char *text, int width, int max_lines,
                      words_wrap how);

#endif
