// The workbench: a scene whose source is being written. It watches for saves, compiles in the background, and
// makes ready the stage that the player then swaps for its own.
//
//   the workbench's thread                                  the player's
//
//   a save is noticed
//   compiled, fast                       -- news -->        workbench_tend: the old stage's moment is taken
//   the new build opened, the moment laid
//   on it, ticked to where it was        -- news -->        workbench_tend: swapped
//   compiled, well, in the same way
//
// Mistakes are shown over the picture, which goes on, and said in the terminal.
#ifndef APP_WORKBENCH_H
#define APP_WORKBENCH_H

#include <stdbool.h>

#include "stage/stage.h"
#include "workshop/compile.h"

typedef struct workbench workbench;

typedef struct workbench_options {
  const char *source; // a C file, or a folder: then of the scenes in it the one that was saved last
  const sdk *sdk;
  stage_options stage;
} workbench_options;

// Compiles the scene, starts to watch it, and writes its plugin's path. What is passed must outlive the
// workbench. Fails as compile_scene does.
nb_error workbench_open(workbench **out, const workbench_options *options, char *plugin, size_t capacity);
void workbench_close(workbench *w);

// From now on saves are looked for; SDL events of type `event` say that there is news. SDL must be open.
void workbench_start(workbench *w, unsigned event);

// Does what there is to do in the player's thread. Where a new build is ready, *stage is swapped for it, the
// old one closed, *answered brought up to date, and true is returned.
bool workbench_tend(workbench *w, stage **stage, uint64_t *answered);

// The C file of the scene that is shown; of a folder's scenes it may be another one after workbench_tend.
const char *workbench_source(const workbench *w);

// Why the last save is not what is shown; empty where it is.
const char *workbench_trouble(const workbench *w);

// The picture of the build that was swapped in last has been shown: says in the terminal how long it took.
void workbench_shown(workbench *w);

#endif
