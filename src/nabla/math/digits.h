// The handwritten digits of assets/digits, read where they lie: 28 x 28 pixels, ten classes, split into those
// to train with and those to test with.
//
//   +--------+-----------------------+------------------------------------+
//   | header | labels, train and test | pixels, 784 bytes each, same order |
//   +--------+-----------------------+------------------------------------+
#ifndef NABLA_MATH_DIGITS_H
#define NABLA_MATH_DIGITS_H

#include <stddef.h>
#include <stdint.h>

#include "nabla/error.h"
#include "nabla/export.h"
#include "nabla/math/network.h"

enum {
  NB_DIGITS_SIDE = 28,
  NB_DIGITS_PIXELS = NB_DIGITS_SIDE * NB_DIGITS_SIDE,
  NB_DIGITS_CLASSES = 10,
};

// Pixels are bytes, top row first: 0 is paper and 255 ink. Labels are 0 to 9.
typedef struct nb_digits {
  nb_examples train, test;
} nb_digits;

// Views size bytes as a file of digits; the view's pointers lead into them. Fails with NB_BAD_FILE, and
// *digits empty, where they are not a file of digits of exactly this size, or a label is above 9.
NB_API nb_error nb_digits_view(const void *bytes, size_t size, nb_digits *digits);

// The digits from the `first`-th on; none where there are not so many.
NB_API nb_examples nb_digits_from(nb_examples digits, uint32_t first);

// One of them as NB_DIGITS_PIXELS numbers from 0 (paper) to 1 (ink), top row first. A `which` beyond them counts round from 0
// again; zeros where there are none.
NB_API void nb_digit_picture(const nb_examples *digits, uint32_t which, float *picture);

// Brings a drawing into the form of these digits: scaled so that its ink just fits a box of 16 x 16, as theirs
// does (left as it is where its longer side has 11 to 16 pixels), and then moved by whole pixels so that its
// middle of mass is the picture's. Both are NB_DIGITS_PIXELS numbers from 0 (paper) to 1 (ink), top row first, in
// different places. A drawing without ink gives a picture without ink.
NB_API void nb_digit_fit(const float *drawing, float *picture);

#endif
