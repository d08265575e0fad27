// The scenes there are: finds plugins by id ("linear-algebra/span") below the folder of scenes.
#ifndef STAGE_LIBRARY_H
#define STAGE_LIBRARY_H

#include <stddef.h>

#include "nabla/error.h"

typedef struct library_entry {
  char id[128];    // "subject/name"
  char path[1024]; // of the plugin
} library_entry;

typedef struct library {
  library_entry *entries; // sorted by id
  int count;
} library;

// Lists the plugins SUBJECT/NAME.so below folder. A folder that is missing fails with NB_MISSING_FILE.
nb_error library_open(library *out, const char *folder);
void library_close(library *l);

// The plugin's path for what a person named: an id, the name alone where only one scene has it, or a plugin's
// file (with a slash or ending in .so, and there). Fails with NB_UNKNOWN_SCENE, suggesting the nearest id.
nb_error library_find(const library *l, const char *name, char *path, size_t capacity);

// The name nearest to `name` by edit distance among count of them, or NULL where none is near.
const char *library_nearest(const char *name, const char *const *names, int count);

#endif
