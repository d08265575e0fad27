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

// Checks everything that the program relies on: counts, texts, steps, parameters and their initial values.
// Fails with NB_BAD_SCENE: `file`, the step or parameter, what is wrong with it and what would be right.
nb_error description_check(const nb_scene *scene, const char *file);

// A copy of a description that has been checked, with all it points to (but for the functions) in one block:
// free() it. Defaults are filled in: a parameter's range, its snap. NULL without memory.
nb_scene *description_copy(const nb_scene *scene);

#endif
