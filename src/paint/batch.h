// A batch: a run of commands made into strips, with what each shape is painted with. Batches are made by
// several threads at once and painted in the order of their numbers, so that nobody can tell how many threads
// there were.
#ifndef PAINT_BATCH_H
#define PAINT_BATCH_H

#include "paint/glyph_cache.h"
#include "paint/plan.h"
#include "paint/source.h"
#include "paint/space.h"
#include "raster/fill.h"
#include "raster/polyline.h"
#include "raster/stamp.h"
#include "raster/strips.h"
#include "raster/stroke.h"

// Enough batches that many threads find work, few enough that looking for a row's shapes in all of them costs little.
enum { BATCHES_MAX = 64 };

// What a shape's pixels are painted with.
typedef struct batch_shape {
  uint32_t group;
  uint32_t through; // of a mask the group that shows through it, which is read instead of a colour; else 0
  uint32_t color;   // premultiplied; read where source is 0
  uint32_t source;  // number of the batch's source, plus 1
} batch_shape;

typedef struct batch {
  strips strips;
  batch_shape *shapes;
  source *sources;
  size_t shape_count, shape_capacity, source_count, source_capacity;
  bool failed; // memory ran out: shapes are missing
} batch;

// What one thread needs to make batches.
typedef struct batch_work {
  fill_work fill;
  polyline lines, dashes, outline;
  stroke_work stroke;
  stamp_sheet sheet;          // of the glyphs of a run
  struct batch_stamp *stamps; // where they belong
  size_t stamp_capacity;
  strips stamped; // of the glyph that is being made
  glyph_notes notes;
} batch_work;

// What glyphs are made from.
typedef struct batch_type {
  const nb_fonts *fonts; // NULL: no glyphs are drawn
  glyph_cache *cache;
} batch_type;

// A target in tiles.
typedef struct batch_size {
  int columns, rows;
} batch_size;

// Makes count jobs into a batch for a target of this size. The layers of spaces have been painted.
void batch_make(batch *b, batch_work *work, const batch_type *type, const spaces *all, const plan_job *jobs,
                size_t count, batch_size size);

// Ends a picture, once no thread makes batches: what glyphs the threads missed is kept for the next one.
void batch_end(const batch_type *type, batch_work *works, int count);

void batch_free(batch *b);
void batch_work_free(batch_work *work);

#endif
