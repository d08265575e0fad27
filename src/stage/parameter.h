// A parameter as bytes and as text: its form, its range, values clamped, parsed and printed.
#ifndef STAGE_PARAMETER_H
#define STAGE_PARAMETER_H

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

// Sets the field from text: "0.5", "true", a choice's name, "1,2", a matrix or canvas row by row. Fails, with
// the field untouched, with NB_OUT_OF_RANGE, naming the range or the form that is expected.
nb_error parameter_parse(const nb_param *p, void *field, const char *text);

// The value in the form that parameter_parse takes, with as many figures as it needs to come back exactly;
// empty where it does not fit.
void parameter_print(const nb_param *p, const void *field, char *text, size_t capacity);

#endif
