// Where scenes lie, and what there is of one that is named by its id: a plugin that was built, or its C file.
#ifndef WORKSHOP_SHELF_H
#define WORKSHOP_SHELF_H

#include <stdbool.h>
#include <stddef.h>

#include "nabla/error.h"

typedef struct shelf {
  char scenes[1024];  // folder of plugins, SUBJECT/NAME.so
  char sources[1024]; // folder of the program's own C files, SUBJECT/NAME.c
} shelf;

typedef enum shelf_kind { SHELF_NOTHING, SHELF_PLUGIN, SHELF_SOURCE } shelf_kind;

// What there is of a scene, and its path: a plugin before a C file that was not built yet.
shelf_kind shelf_find(const shelf *s, const char *id, char *path, size_t capacity);

// The C file of a scene: below the current folder, below ./scenes, or among the program's own; a name without a subject
// is that of the first in shelf_list's order. False where there is none.
bool shelf_source(const shelf *s, const char *id, char *path, size_t capacity);

// The ids of all C files below ./scenes and among the program's own, each once, in order. Fails with NB_NO_MEMORY; what
// cannot be read has none. free() them.
typedef char shelf_name[128];
nb_error shelf_list(const shelf *s, shelf_name **ids, int *count);

// The id of a plugin or C file: its folder's name and its own, "linear-algebra/span"; the name alone where it has no
// folder, or one whose name begins with a dot ("./span.c").
void shelf_id(const char *path, char *id, size_t capacity);

// Where a new scene's file is to be written: below ./scenes where there is such a folder, else below the current one.
void shelf_place(const char *id, char *path, size_t capacity);

#endif
