// What an eraser or a lasso meets of a stroke.
#ifndef NOTEBOOK_INK_CUT_H
#define NOTEBOOK_INK_CUT_H

#include "notebook/ink_stroke.h"

// A round thing that moved along a line: an eraser between two samples. Board units.
typedef struct ink_sweep {
  nb_vec2 from, to;
  float radius;
} ink_sweep;

// True where the sweep touches the stroke, whose knots of width 1 are `width` board units wide.
bool ink_touches(const ink_knot *knots, int count, float width, ink_sweep sweep);

// Cuts out of a stroke what lies with its middle under the sweep: writes the pieces' knots behind each other to `out`,
// and how many each has to `counts`. The pieces follow the stroke exactly. Returns the number of pieces, 0 where
// nothing is left, and -1 where they do not fit: `room` knots and `most` pieces.
int ink_cut(const ink_knot *knots, int count, ink_sweep sweep, ink_knot *out, int room, int *counts,
            int most);

// True where more than half of the stroke's length lies inside a polygon (even-odd; count points, closed by itself).
bool ink_is_inside(const ink_knot *knots, int count, const nb_vec2 *polygon, int corners);

#endif
