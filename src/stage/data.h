// Declared data: files of the assets folder, mapped into memory that can only be read.
#ifndef STAGE_DATA_H
#define STAGE_DATA_H

#include "nabla/error.h"
#include "nabla/scene.h"

// Maps FOLDER/NAME/NAME.bin. Fails with NB_MISSING_FILE, or NB_BAD_FILE where it is empty.
nb_error data_open(nb_data *out, const char *folder, const char *name);
void data_close(nb_data *data);

#endif
