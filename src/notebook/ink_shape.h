// What a stroke was meant to be: a line, an arrow, a circle, an ellipse or a box.
//
//    drawn    ~~~~~~~~      ~~~~~~~/_        ,--.        .---.       and then held still at the end
//                                  \        (    )       |    `
//    meant    --------      ------->         `--'        '----'
#ifndef NOTEBOOK_INK_SHAPE_H
#define NOTEBOOK_INK_SHAPE_H

#include "notebook/ink_stroke.h"

enum { INK_SHAPE_KNOTS = 8 };

// Writes the shape that the stroke nearly is, with room for INK_SHAPE_KNOTS. Lines that are nearly level, upright or
// at 45 degrees become so, and an ellipse that is nearly round a circle. scale: as a pen has it (ink_pen.h).
// Returns the number of its knots, 0 where it is nearly none.
int ink_shape(const ink_knot *knots, int count, float scale, ink_knot *shape);

#endif
