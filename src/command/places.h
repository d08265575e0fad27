// Where things lie: the folders of scenes and assets, and the plugin that a person named.
#ifndef COMMAND_PLACES_H
#define COMMAND_PLACES_H

#include "command/options.h"
#include "nabla/error.h"
#include "stage/library.h"

typedef struct places {
  char scenes[1024], assets[1024]; // folders
} places;

// The folders: those of --scenes and --assets; else, for a program that is installed as PREFIX/bin/nabla,
// PREFIX/lib/nabla/scenes and PREFIX/share/nabla; else those of the build that the program is in.
// Fails with NB_MISSING_FILE where a folder that was named is not there.
nb_error places_find(places *p, const options *o);

// The plugin that o->scene names. Fails with NB_USAGE where none is named, else as library_find does.
nb_error places_plugin(const places *p, const options *o, char *path, size_t capacity);

#endif
