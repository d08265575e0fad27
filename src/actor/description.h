// A scene's description: is it sound, and a copy of it.
#ifndef ACTOR_DESCRIPTION_H
#define ACTOR_DESCRIPTION_H

#include "nabla/error.h"
#include "nabla/scene.h"

enum {
  DESCRIPTION_MAX_TEXT = 4096,       // bytes of a title, caption, name
  DESCRIPTION_MAX_CHOICES = 64,      // of a parameter
  DESCRIPTION_MAX_STATE = 64 << 20,  // bytes
  DESCRIPTION_MAX_SECONDS = 3600,    // of a step
  DESCRIPTION_MAX_PARAM_TEXT = 4096, // bytes of a text parameter, its ending zero with them
  DESCRIPTION_MAX_CANVAS = 512,      // columns or rows
};

// The name that messages give a scene: its C file's. Who wrote span.c may never have seen the span.so that was made of it.
void description_file(const char *path, char *name, size_t capacity);

// Checks everything that the program relies on: counts, texts, steps, parameters and their initial values.
// Fails with NB_BAD_SCENE: `file`, the step or parameter, what is wrong with it and what would be right.
nb_error description_check(const nb_scene *scene, const char *file);

// A copy of a description that has been checked, with all it points to (but for the functions) in one block:
// free() it. Defaults are filled in: a parameter's range, its snap. NULL without memory.
// *size is set to the bytes of the block.
nb_scene *description_copy(const nb_scene *scene, size_t *size);

// A description from the bytes of such a block that stood at `base` in another process, which is not to be
// believed: every pointer is checked to stay within the block before it is followed, and then all that
// description_check checks. Functions are replaced by ones that do nothing. Fails with NB_BAD_SCENE or
// NB_NO_MEMORY. free() it.
nb_error description_unpack(nb_scene **out, const void *bytes, size_t size, uint64_t base, const char *file);

#endif
