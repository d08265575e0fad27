// Words as images: text set by SDL2_ttf at the target's own size, made once and kept.
//
//   words_faces  Inter's faces and Latin Modern Math, opened once
//   words_find   the image of a text in a style; the same one as long as nothing about it changes
//
// An image is premultiplied RGBA, whole pixels, meant to be copied to whole pixels. Text is UTF-8; in it
// *word* is set in italics, and what Inter lacks (∇, x⃗) in Latin Modern Math.
#ifndef INTERFACE_WORDS_H
#define INTERFACE_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "nabla/error.h"
#include "nabla/list.h"

typedef enum words_face {
  WORDS_REGULAR,
  WORDS_MEDIUM,
  WORDS_SEMIBOLD,
  WORDS_ITALIC,
  WORDS_MATH,
  WORDS_FACE_COUNT,
} words_face;

typedef enum words_wrap {
  WORDS_GREEDY,   // every line as full as it gets, from the left
  WORDS_BALANCED, // lines about as long as each other, centred
} words_wrap;

typedef struct words_style {
  words_face face;
  float size; // points
  nb_rgba color;
  float width; // board units that a line may take; 0: as many as it needs
  int lines;   // at most so many; 0: 1. Text that needs more is set smaller, and cut where that is not enough
  words_wrap wrap;
} words_style;

typedef struct words_image {
  const uint8_t *pixels;
  int width, height;
  int baseline; // of the first line, pixels from the top
  int lines;
} words_image;

typedef struct words words;

// Opens the faces from ASSETS/fonts. Fails with NB_MISSING_FILE or NB_BAD_FILE, naming the file.
nb_error words_create(words **out, const char *assets);
void words_destroy(words *w);

// The image of a text where a board unit is `unit` pixels; it holds until 256 others have been asked for. NULL
// where there is nothing to see, or no memory.
const words_image *words_find(words *w, const char *text, const words_style *style, float unit);

// Where the bytes [from, to) of a text stand in its image: from x to x + width, on the baseline of a line from 0, in
// pixels; `step` pixels part two lines. False where they are not on one line, or not shown.
typedef struct words_spot {
  float x, width, step;
  int line;
} words_spot;

bool words_find_spot(words *w, const char *text, const words_style *style, float unit, int from, int to,
                     words_spot *out);

// A stretch of a text that is set in one face: where it begins, from the left end of the first
// line's baseline, y down, and its size, in pixels.
typedef struct words_stretch {
  words_face face;
  const char *text; // during the call
  float x, baseline, size;
} words_stretch;

// Hands out a text's stretches where a board unit is `unit` pixels: for those who set it by themselves. Returns how
// wide it is.
float words_set(words *w, const char *text, const words_style *style, float unit,
                void (*each)(void *to, const words_stretch *stretch), void *to);

#endif
