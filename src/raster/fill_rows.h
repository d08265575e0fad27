// The inner loops of filling, one set for each kind of processor: see fill_rows_body.h.
#ifndef RASTER_FILL_ROWS_H
#define RASTER_FILL_ROWS_H

#include "raster/fill.h"

void fill_rows_four(fill_work *work, raster_rule rule, raster_clip clip, uint32_t shape, strips *out);
#if defined __x86_64__
void fill_rows_avx2(fill_work *work, raster_rule rule, raster_clip clip, uint32_t shape, strips *out);
#endif

#endif
