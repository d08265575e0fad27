// Where things lie: the folders of scenes and assets, what scenes are built against, and the plugin that a
// person named.
#ifndef COMMAND_PLACES_H
#define COMMAND_PLACES_H

#include "command/options.h"
#include "nabla/error.h"
#include "stage/library.h"
#include "workshop/compile.h"
#include "workshop/shelf.h"

typedef struct places {
  char assets[1024]; // folder
  shelf shelf;       // where scenes lie
  sdk sdk;
} places;

// The folders: those of --scenes and --assets; else, for a program that is installed as PREFIX/bin/nabla,
// PREFIX/lib/nabla/scenes and PREFIX/share/nabla; else those of the build that the program is in.
// Fails with NB_MISSING_FILE where a folder that was named is not there.
nb_error places_find(places *p, const options *o);

// How good a build of a C file a command needs.
typedef enum places_build { PLACES_FAST, PLACES_WELL } places_build;

// The plugin that o->scene names: a scene of the library, a plugin's file, or a C file, which is compiled. `id` (NULL: not
// wanted) gets the scene's, by shelf_id of the file that was named. What the compiler has to say besides goes to stderr.
// Fails with NB_USAGE where none is named, else as library_find and compile_scene do.
nb_error places_plugin(const places *p, const options *o, places_build build, char *path, size_t capacity,
                       shelf_name *id);

// The C file of the scene `name`: itself where it is one, else that of an id or a name without its subject (with .c behind
// it or without), as shelf_source finds it. False where there is none.
bool places_source(const places *p, const char *name, char *path, size_t capacity);

// Calls `each` for every scene of which there is a C file but no plugin in the library: with the plugin that is made of it, or
// why there is none.
void places_each_unbuilt(const places *p, const library *built, const options *o,
                         void (*each)(void *context, const char *id, const char *plugin, nb_error e),
                         void *context);

// How this program is called where one is: "nabla" where that leads to it, else its file, from here where it lies below.
void places_self(char *words, size_t capacity);

#endif
