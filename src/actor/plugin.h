// A plugin: a scene's shared object, opened and checked, and its description copied to memory of our own.
//
// Once it is open, nothing of the plugin's own data is read again but the text of its functions: what the
// program sees of the scene stays what was checked.
#ifndef ACTOR_PLUGIN_H
#define ACTOR_PLUGIN_H

#include "nabla/error.h"
#include "nabla/scene.h"

typedef struct plugin {
  void *handle;    // of dlopen
  nb_scene *scene; // the copy: one block of memory with all that it points to
  size_t size;     // of that block
} plugin;

// Opens the shared object at path (a file, never searched for in the system's folders). Fails with
// NB_MISSING_FILE, NB_NOT_A_PLUGIN, NB_WRONG_ABI, NB_BAD_SCENE or NB_NO_MEMORY; *out is then zero.
// Its constructors run in this process.
nb_error plugin_open(plugin *out, const char *path);
// The same, from a file that goes by another name: `path` is what messages call it.
nb_error plugin_open_file(plugin *out, const char *file, const char *path);
void plugin_close(plugin *p);

#endif
