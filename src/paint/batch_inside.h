// What the files that make batches share.
#ifndef PAINT_BATCH_INSIDE_H
#define PAINT_BATCH_INSIDE_H

#include "paint/batch.h"

// How far around a clip what is drawn still matters.
raster_box batch_view(raster_clip clip, double margin);

// What the shape that comes next is painted with; false where that is nothing.
bool batch_paint_with(batch *b, const plan_job *job, const nb_paint *paint, batch_shape *shape);

// Adds a shape whose rows come next; returns its number. False where there is no memory.
bool batch_add(batch *b, batch_shape shape, uint32_t *number);

// Adds what a polyline covers, and what a stroke along it does.
void batch_fill(batch *b, batch_work *w, const plan_job *job, const polyline *p, raster_rule rule,
                batch_shape shape);
void batch_stroke(batch *b, batch_work *w, const plan_job *job, const polyline *p, stroke_style style,
                  batch_shape shape);

// Adds a run of glyphs as one shape: where they overlap nothing is painted twice.
void batch_glyphs(batch *b, batch_work *w, const batch_type *type, const plan_job *job);

#endif
