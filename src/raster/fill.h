// Filling: a polyline to strips.
#ifndef RASTER_FILL_H
#define RASTER_FILL_H

#include "raster/cells.h"
#include "raster/strips.h"

typedef enum raster_rule {
  RASTER_NONZERO,
  RASTER_EVENODD,
} raster_rule;

// Adds to out, as `shape`, what the polyline covers of the clip. `work` has been made ready for the target
// and is the same after as before.
void raster_fill(cells *work, const polyline *p, raster_rule rule, raster_clip clip, uint32_t shape,
                 strips *out);

#endif
