// The notebook as commands read it: it may be open in the player meanwhile.
#ifndef COMMAND_NOTEBOOK_READER_H
#define COMMAND_NOTEBOOK_READER_H

#include "command/options.h"
#include "notebook/notebook.h"

// Opens --notebook, or the usual one, to be read. Fails with NB_MISSING_FILE where there is none, with NB_BAD_FILE where it
// cannot be read, and NB_NO_MEMORY. What is NULL on failure is closed already.
nb_error notebook_reader(notebook **out, const options *o);

#endif
