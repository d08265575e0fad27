// Runs another program and listens to it.
#ifndef WORKSHOP_PROCESS_H
#define WORKSHOP_PROCESS_H

#include <stdbool.h>

#include "nabla/error.h"
#include "workshop/text.h"

typedef struct process {
  const char *const *argv; // ended by NULL; argv[0] is looked for in PATH
  // Asked every few milliseconds; true ends the program and all that it started. NULL: never.
  bool (*given_up)(void *context);
  void *context;
} process;

// Runs it to its end, or for a minute at most; what it prints on both outputs, up to 1 MB, is added to said,
// in English. *status is its exit status, 128 + n where signal n ended it. Fails with NB_NO_COMPILER where
// there is no such program, NB_INTERRUPTED where it was given up, NB_FAILED for all else.
nb_error process_run(const process *p, text_buffer *said, int *status);

#endif
