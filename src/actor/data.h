// Declared data: files of the assets folder, mapped into memory that can only be read.
#ifndef ACTOR_DATA_H
#define ACTOR_DATA_H

#include "nabla/error.h"
#include "nabla/scene.h"

// Opens FOLDER/NAME/NAME.bin for reading; *file is to be closed. Fails with NB_MISSING_FILE, or NB_BAD_FILE
// where it is empty.
nb_error data_find(int *file, const char *folder, const char *name);

// Maps a file that was opened so. Fails with NB_NO_MEMORY.
nb_error data_map(nb_data *out, int file, const char *name);
void data_unmap(nb_data *data);

#endif
