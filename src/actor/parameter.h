// A parameter as bytes: its form, its range, values clamped.
#ifndef ACTOR_PARAMETER_H
#define ACTOR_PARAMETER_H

#include "nabla/error.h"
#include "nabla/scene.h"

// With the defaults of range and snap filled in.
nb_param parameter_with_defaults(nb_param p);

// How many numbers a parameter is made of: 1, 2 of a point, 4 of a matrix, columns * rows of a canvas; 0 for
// a text.
int parameter_parts(const nb_param *p);

// True where its parts are floats.
bool parameter_is_float(const nb_param *p);

// Is the value at `field` one that the parameter may have: finite, within its range, a text that ends? Fails
// with NB_OUT_OF_RANGE, saying what would be right.
nb_error parameter_check(const nb_param *p, const void *field);

// Writes bytes [at, at + bytes) of the field, clamped to the range. Points, matrices and canvases take whole
// parts, all others only the whole; of a text what comes before its zero counts. Fails, with the field
// untouched, with NB_UNKNOWN_PARAMETER where the bytes are no such part, with NB_OUT_OF_RANGE where a value
// is not finite.
nb_error parameter_write(const nb_param *p, void *field, uint32_t at, const void *value, uint32_t bytes);

#endif
