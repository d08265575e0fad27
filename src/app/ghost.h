// The ghost of another run: what of its picture stands elsewhere than in the present one.
//
// Where two pictures of a scene coincide a ghost would only smudge, and where words and numbers differ it could not be
// read. So it is made of the lines and shapes alone whose course is another: a cost curve, a walker's way, an arrow.
// They are drawn below the present picture, in one quiet colour.
#ifndef APP_GHOST_H
#define APP_GHOST_H

#include "nabla/error.h"
#include "nabla/list.h"

typedef struct ghost {
  void *list; // what was made last
  size_t size, capacity;
  uint64_t *seen; // courses of the present picture's paths, as a hash table
  size_t seen_capacity;
} ghost;

void ghost_free(ghost *g);

// Makes the ghost of `other` (size bytes) beside `present`; both are display lists that have been checked. g->list is
// then a list of its own. Fails with NB_NO_MEMORY, or with NB_BAD_LIST where one of them is broken.
nb_error ghost_make(ghost *g, const void *present, size_t present_size, const void *other, size_t size,
                    nb_rgba color);

#endif
