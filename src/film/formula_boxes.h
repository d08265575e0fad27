// Where formulas stand in a picture, found from its display list: signs of mathematics that are near one another.
#ifndef FILM_FORMULA_BOXES_H
#define FILM_FORMULA_BOXES_H

#include <stddef.h>

#include "nabla/type/font.h"

typedef struct formula_box {
  nb_rect box;       // board units
  float size;        // of its largest signs, points to the em
  int signs, others; // how many, and how many of them are no figures, points or minuses
} formula_box;

// Finds formulas of at least five signs (fewer are names of things, figures alone numbers), from top to bottom. Returns how many are in
// `boxes`, at most capacity.
int formula_boxes(const void *list, size_t size, const nb_fonts *fonts, formula_box *boxes, int capacity);

#endif
