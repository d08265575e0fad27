// Flattening: paths with curves, under a transform, to polylines in pixels.
//
// A curve becomes as many chords of equal parameter as keep it within RASTER_TOLERANCE (Wang's bound; R.
// Goldman, "Pyramid Algorithms", 2003, section 5.6.3). A curve so large that this would take many is halved
// until a piece is small or lies wholly to one side of the view, where its chord does: huge coordinates cost
// little.
#ifndef RASTER_FLATTEN_H
#define RASTER_FLATTEN_H

#include "nabla/list.h"
#include "raster/polyline.h"

// How far a chord may lie from its curve, in pixels.
#define RASTER_TOLERANCE 0.1

// A path as it stands in a display list: checked, so that every verb has its points.
typedef struct raster_path {
  const uint8_t *verbs; // nb_verb
  const nb_vec2 *points;
  uint32_t verb_count;
} raster_path;

// Adds the path, moved to pixels by m, to out. What lies outside view may be replaced by chords. radius is that of the
// pen that will follow the path, in pixels, 0 for a fill: the outer side of a stroke is longer and takes more chords, and
// its ends and joins take the directions of the curve's tangents.
void flatten_path(polyline *out, raster_path path, const raster_affine *m, raster_box view, double radius);

#endif
