// A line of text cut into stretches of one font: *emphasis* is found, letters of formulas are mapped, and
// what a font lacks is looked for in another.
#ifndef NABLA_BOARD_SEGMENT_H
#define NABLA_BOARD_SEGMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "nabla/type/font.h"

// Bytes that a stretch of a line of so many bytes may take: a byte becomes at most four.
#define SEGMENT_ROOM(bytes) (4 * (bytes) + 4)

typedef struct segment {
  nb_font font;
  const char *text; // holds until the next segment_next
  size_t bytes;
} segment;

typedef struct segmenter {
  const nb_fonts *fonts;
  nb_font font;
  bool marked;   // *word* and mathematical letters
  bool emphasis; // between two stars
  const char *at, *end;
  char *room; // SEGMENT_ROOM(bytes of the line)
} segmenter;

segmenter segment_begin(const nb_fonts *fonts, nb_font font, bool marked, const char *line, size_t bytes,
                        char *room);

// The next stretch; false at the line's end.
bool segment_next(segmenter *s, segment *out);

#endif
