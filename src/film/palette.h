// The 255 colours of a GIF, and how the others are mixed from them.
//
// Choosing: variance-based quantization (Wan, Prusinkiewicz, Wong, "Variance-based color image quantization for frame
// buffer display", 1990): the box of colours with the largest variance is split, along the axis and at the place that
// leave the least. A colour counts with the root of how often it is seen, so that a thin bright arrow is not lost
// to the ground; and what is seen most in a box stands for the box where it is most of it, so that flat
// colours are exact.
//
// Mixing: every colour is a fixed mixture of two of the palette's, laid out by an 8 x 8 ordered pattern (after J.
// Yliluoma's positional dithering). What a pixel becomes depends on its colour and its place alone: unlike
// with error diffusion, what stands still does not crawl, and colours of the palette have no pattern at all. (libavfilter's
// paletteuse has its pattern from the colour's distance to the nearest one, which leaves bands in soft
// gradients, and a filter graph cannot be cut into groups of frames.)
#ifndef FILM_PALETTE_H
#define FILM_PALETTE_H

#include <stdbool.h>

#include "nabla/error.h"
#include "paint/painter.h"

enum { PALETTE_COLORS = 255 }; // index 255 is left to what does not change

typedef struct palette_plan {
  uint32_t color;               // 0xBBGGRR, and the highest byte set where the entry is used
  uint8_t first, second, share; // second in `share` of 64 places
} palette_plan;

typedef struct palette {
  uint8_t rgb[256][3];
  int count;
} palette;

// Colours that were seen, and how often.
typedef struct palette_count palette_count;

nb_error palette_count_open(palette_count **out);
void palette_count_close(palette_count *c);

// Counts a picture's colours. Fails with NB_NO_MEMORY.
nb_error palette_count_add(palette_count *c, pixels picture);

// Chooses the palette from what was counted: exactly those colours where they are no more than PALETTE_COLORS.
void palette_choose(palette *out, const palette_count *c);

// How a colour is mixed.
palette_plan palette_mix(const palette *p, uint32_t color);

// Whether the second colour comes at a place of the pattern.
bool palette_takes_second(palette_plan plan, int x, int y);

#endif
