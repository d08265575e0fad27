// Stroking: polylines to the outlines of their strokes, to be filled non-zero.
//
//        left side, with joins  ------>
//      .------------------------------.         An open contour gives one outline: one side, a cap, the
//   cap| o----------- path ---------o |cap      other side backwards, a cap. A closed one gives two.
//      '------------------------------'
//        <------  right side, backwards
//
// On the inside of a turn the outline goes through the path's own point: then every part winds the same way
// around what it covers, and nothing cancels however tightly the path is bent.
#ifndef RASTER_STROKE_H
#define RASTER_STROKE_H

#include "nabla/list.h"
#include "raster/polyline.h"

typedef struct stroke_style {
  double width; // pixels
  nb_join join;
  nb_cap cap;
} stroke_style;

// Memory for the work, kept from stroke to stroke.
typedef struct stroke_work {
  raster_point *points; // of the contour at hand, without repetitions
  raster_point *ways;   // unit vectors from each to the next
  double *lengths;      // from each to the next, pixels
  uint8_t *smooth;
  uint32_t capacity;
} stroke_work;

// Adds to out the outlines of the stroke along p. A contour without length becomes a disc with round caps,
// nothing with butt caps. Where memory runs out, out->failed is set.
void stroke_outline(polyline *out, const polyline *p, stroke_style style, stroke_work *work);

void stroke_work_free(stroke_work *work);

#endif
