// The sixteen places in a pixel at which triangles, lines and dots are looked at: what they cover is a bit for
// each.
//
// Sample k lies (sample_x[k] + 1/2) / 16 of a pixel right of the pixel's centre and (sample_y[k] + 1/2) / 16 below
// it. No two share a row or a column, so that an edge that is nearly level or nearly upright passes them one by one;
// the pattern is the one that graphics hardware has for sixteen samples (Direct3D 11, "standard multisample
// patterns"), moved by half a step so that its middle is the pixel's.
#ifndef RASTER_SAMPLES_H
#define RASTER_SAMPLES_H

#include <stdint.h>

enum { SAMPLES = 16, SAMPLES_ALL = 0xffff };

// No sample is as far from the centre as this, in pixels.
#define SAMPLES_REACH 0.625f

#define SAMPLES_X 1, -1, -3, 4, -5, 2, 5, 3, -2, 0, -4, -6, -8, 7, 6, -7
#define SAMPLES_Y 1, -3, 2, -1, -2, 5, 3, -5, 6, -7, -6, 4, 0, -4, 7, -8

static const int16_t sample_x[SAMPLES] = {SAMPLES_X}, sample_y[SAMPLES] = {SAMPLES_Y};

#endif
