// Pixels to what codecs want to have them as.
#ifndef FILM_SAMPLES_H
#define FILM_SAMPLES_H

#include <stddef.h>
#include <stdint.h>

#include "film/damage.h"
#include "paint/painter.h"

// All of them BT.709, limited ("tv") range; alpha is from 0 to the most that its bits hold.
typedef enum samples_kind {
  SAMPLES_420,        // 8 bits, one Cb and Cr for 2 x 2 pixels: yuv.h
  SAMPLES_420_ALPHA,  // and a plane of alpha
  SAMPLES_4444_10BIT, // a Cb, Cr and alpha a pixel, 16 bits of which the low 10 are used
} samples_kind;

typedef struct samples {
  samples_kind kind;
  int width, height;  // even where there is one Cb for 2 x 2 pixels
  uint8_t *planes[4]; // Y', Cb, Cr, alpha
  size_t strides[4];  // bytes from a row to the next; 0 where there is no such plane
} samples;

size_t samples_bytes(samples_kind kind, int width, int height);

// Lays the planes out in memory of samples_bytes bytes. Rows start on multiples of 32 from it.
samples samples_place(samples_kind kind, uint8_t *memory, int width, int height);

// How many rows of a plane stand for one of the picture's rows, as a divisor: 2 for Cb and Cr of 2 x 2 pixels.
int samples_part(samples_kind kind, int plane);

// Converts what of a picture of the same size has changed (all sides even, or the picture's), and the Cb and Cr right of it, in which
// its last column has a part.
// With alpha, colours are straight, and those of what cannot be seen are the `ground`'s, so that nothing dark runs
// in from there when a codec mixes neighbours.
void samples_convert(samples to, pixels from, nb_rgba ground, patch changed);

#endif
