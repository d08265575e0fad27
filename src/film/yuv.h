// Pixels to Y'CbCr, as H.264 films want it: 8 bits, 4:2:0, BT.709 matrix, limited ("tv") range.
//
//   luma    one sample a pixel                    chroma  one sample for 2 x 2 pixels, standing where
//   o   o   o   o                                 films say by default ("left"): on the even column,
//   x       x        x: Cb, Cr                    halfway between the rows. It is filtered 1-2-1
//   o   o   o   o                                 across and 1-1 down; the edge pixel is repeated.
#ifndef FILM_YUV_H
#define FILM_YUV_H

#include <stddef.h>
#include <stdint.h>

#include "film/damage.h"
#include "paint/painter.h"

typedef struct yuv_picture {
  int width, height;  // even
  uint8_t *planes[3]; // Y', Cb, Cr: width x height, and twice width/2 x height/2
  size_t strides[3];  // bytes from a row to the next
} yuv_picture;

// The bytes that yuv_place needs.
size_t yuv_bytes(int width, int height);

// Lays a picture's planes out in memory of yuv_bytes bytes. Rows start on multiples of 32 from it.
yuv_picture yuv_place(uint8_t *memory, int width, int height);

// Copies samples to a picture of the same size.
void yuv_copy(yuv_picture to, yuv_picture from);

// Converts a part, whose sides are even, of pixels (taken as opaque) of the same size as the picture. Each sample is the exact value of ITU-R
// BT.709-6, section 3, rounded to the nearest, to within float arithmetic.
void yuv_convert(yuv_picture to, pixels from, patch part);

#endif
