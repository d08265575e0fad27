// A file that is written beside its name and renamed when it is whole: whatever happens in between, the name
// holds either what it held before or all of the new.
#ifndef FILM_OUTPUT_H
#define FILM_OUTPUT_H

#include <stdio.h>

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

// The same for a file that is written as a stream: begins it, and puts it in its place if all of it has arrived;
// otherwise NB_CANNOT_WRITE, and it is gone. errno is to be 0 before what is written.
nb_error output_open(output *o, FILE **file, const char *path);
nb_error output_close(output *o, FILE *file);

// NB_CANNOT_WRITE with the path and the words of an errno.
nb_error output_failed(const char *path, int reason);

#endif
