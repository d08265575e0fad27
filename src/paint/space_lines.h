// The strokes and dots of a space, made into lines and dots of solids.
#ifndef PAINT_SPACE_LINES_H
#define PAINT_SPACE_LINES_H

#include "paint/space_view.h"

// Some of the segments of a command of strokes: those that start at points `first` to `until` - 1.
typedef struct space_segments {
  uint32_t first, until;
  uint32_t run, run_first; // the run that `first` is in, and its first point
} space_segments;

void space_strokes(const space_view *v, const nb_command *strokes, space_segments which, solids *out);

// Dots first to until - 1.
void space_dots(const space_view *v, const nb_command *dots, uint32_t first, uint32_t until, solids *out);

#endif
