// Where formulas stand in a picture, found from its display list: signs of mathematics that are near one another.
#ifndef FILM_FORMULA_BOXES_H
#define FILM_FORMULA_BOXES_H

#include <stdbool.h>
#include <stddef.h>

#include "nabla/type/font.h"

typedef struct formula_box {
  nb_rect box;       // board units
  float size;        // of its largest signs, points to the em
  int signs, others; // how many, and how many of them are no figures, points, minuses or letters of words
  int letters;       // of words
  int relations;     // such as =
  int brackets;      // around several lines
  bool bracket;      // its last sign is one of them
  bool begins;       // its first sign is a relation or an operator: it goes on with the line above
  bool open;         // its last sign is a relation or an operator: what belongs behind it is missing
  bool drawing;      // a line of the drawing passes through it
} formula_box;

// Finds whole formulas of at least five signs, from top to bottom; a line that begins with a relation goes with the one above. Left out is what may be something else or a part: numbers and
// words alone, names on the drawing (signs with a halo, or crossed by its lines, letters or pictures), and what ends in a
// relation, an operator or the first of two brackets. Returns how many are in `boxes`, at most capacity.
int formula_boxes(const void *list, size_t size, const nb_fonts *fonts, formula_box *boxes, int capacity);

#endif
