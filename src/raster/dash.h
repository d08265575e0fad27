// Dashes: polylines cut into the pieces that a dash pattern leaves.
#ifndef RASTER_DASH_H
#define RASTER_DASH_H

#include "raster/polyline.h"
#include "raster/stroke.h"

typedef struct dash_pattern {
  const float *lengths; // on, off, on, off, ...; not negative
  uint32_t count;       // even
  double phase;         // how far into the pattern a contour begins, any number
  double scale;         // pixels to a unit of the lengths and the phase
} dash_pattern;

// Whether the gaps can be seen. Round caps close those that are much shorter than the stroke is wide.
bool dash_shows(dash_pattern pattern, stroke_style style);

// Adds to out the dashes of p. Parts of the line outside view are passed over; what is left is right all the
// same. A dash across the seam of a closed contour stays whole. A pattern shorter than 1/16 pixel is a whole
// line, and so is what follows 100,000 dashes.
void dash_cut(polyline *out, const polyline *p, dash_pattern pattern, raster_box view);

#endif
