// Lines cut to a rectangle (Liang and Barsky, "A new concept and method for line clipping", 1984).
#ifndef NABLA_BOARD_TRACE_H
#define NABLA_BOARD_TRACE_H

#include "nabla/board/pen.h"

// The part of a segment that lies in `area`, written over its ends, which come to lie in it exactly. False
// where nothing does, or an end is not finite. *from_cut and *to_cut say which ends were moved.
bool trace_cut(nb_rect area, nb_vec2 *from, nb_vec2 *to, bool *from_cut, bool *to_cut);

// A polyline that shows only within `area`: start with {.pen = pen, .area = area}.
typedef struct trace {
  board_pen *pen;
  nb_rect area;
  nb_vec2 last;
  bool placed;    // there is a last point
  bool connected; // the pen stands on it
} trace;

// Goes on to p, or begins there. A point that is not finite breaks the line.
void trace_to(trace *t, nb_vec2 p);

// Breaks the line.
void trace_break(trace *t);

#endif
