// A recording as a person names it: by its number, or by its scene, whose last one is meant.
#ifndef COMMAND_RECORDED_H
#define COMMAND_RECORDED_H

#include "command/options.h"
#include "nabla/error.h"

// Whether a name can only be a recording's: a number.
bool recorded_is_number(const char *name);

// Finds the number of the recording that o->scene names, and the notebook that it lies in. Fails with NB_USAGE where nothing is
// named, with NB_MISSING_FILE where there is none (saying which there are).
nb_error recorded_find(const options *o, int *number, char *notebook_file, size_t capacity);

#endif
