// How solids get into a batch; for solid.c, solid_face.c and solid_line.c alone.
#ifndef RASTER_SOLID_INSIDE_H
#define RASTER_SOLID_INSIDE_H

#include "raster/polyline.h"
#include "raster/solid.h"

// The solid that comes next, with nothing in it: it is one of the batch when `count` is one more. Null without memory.
solid *solids_next(solids *s);

// Puts it into the rows that a polygon of `count` corners reaches (2: a segment, 1: a dot), taken `margin` pixels larger.
void solids_enter(solids *s, const raster_point *p, int count, double margin);

// The same for a small triangle, whose box is as good: in solid_fixed.
void solids_enter_box(solids *s, int32_t x0, int32_t y0, int32_t x1, int32_t y1);

#endif
