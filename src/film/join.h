// Parts of a film to the film.
#ifndef FILM_JOIN_H
#define FILM_JOIN_H

#include "film/plan.h"
#include "film/sound.h"

// Puts the film's parts in the folders (a part is taken from the first that has it) together to `path`, and its
// captions beside it; of a sequence of pictures there is nothing to put together. `sound` is put under
// it, where it is not NULL. Fails with NB_MISSING_FILE where
// parts are missing, NB_BAD_FILE, NB_CANNOT_WRITE, NB_INTERRUPTED.
nb_error join_parts(const film_plan *plan, const char *const *folders, int folder_count, const char *path,
                    const film_sound *sound, const volatile sig_atomic_t *stop);

#endif
