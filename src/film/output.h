// A file that is written beside its name and renamed when it is whole: whatever happens in between, the name
// holds either what it held before or all of the new.
#ifndef FILM_OUTPUT_H
#define FILM_OUTPUT_H

#include "nabla/error.h"

typedef struct output {
  const char *path;   // must outlive the output
  char partial[1200]; // where to write until it is whole: beside path, and so on the same file system
} output;

// Makes the empty partial file. Fails with NB_CANNOT_WRITE, naming the path and the reason.
nb_error output_begin(output *o, const char *path);

// Puts the whole file in its place. Where that fails (NB_CANNOT_WRITE), the partial file is removed.
nb_error output_keep(output *o);

// Removes the partial file.
void output_drop(output *o);

// NB_CANNOT_WRITE with the path and the words of an errno.
nb_error output_failed(const char *path, int reason);

#endif
