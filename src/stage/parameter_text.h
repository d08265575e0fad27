// A parameter's value as text: parsed and printed.
#ifndef STAGE_PARAMETER_TEXT_H
#define STAGE_PARAMETER_TEXT_H

#include "nabla/error.h"
#include "nabla/scene.h"

// Sets the field from text: "0.5", "true", a choice's name, "1,2", a matrix or canvas row by row. Fails, with
// the field untouched, with NB_OUT_OF_RANGE, naming the range or the form that is expected, or where a function goes
// wrong.
nb_error parameter_parse(const nb_param *p, void *field, const char *text);

// The value in the form that parameter_parse takes, with as many figures as it needs to come back exactly;
// empty where it does not fit.
void parameter_print(const nb_param *p, const void *field, char *text, size_t capacity);

#endif
