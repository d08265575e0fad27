// The step strip: a segment a step, as long as the step takes.
//
//    ========  =======o-----  ----------------  --------
//    passed    under way      to come
#ifndef INTERFACE_STRIP_H
#define INTERFACE_STRIP_H

#include "interface/scribe.h"

typedef struct strip_segment {
  float x, width; // board units
} strip_segment;

// Where the scene's steps lie on the strip; segments has room for NB_MAX_STEPS. Returns how many there are.
int strip_segments(const nb_scene *scene, strip_segment *segments);

void strip_record(const scribe *s, const interface_view *view);

#endif
