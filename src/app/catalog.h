// What scenes say of themselves: their length, captions and needs. Read in a thread, one scene after the other, as each has
// to be opened for it, and those of which there is a C file alone to be compiled; whoever is told takes what there is.
#ifndef APP_CATALOG_H
#define APP_CATALOG_H

#include "nabla/scene.h"
#include "notebook/notebook.h"
#include "stage/stage.h"
#include "workshop/compile.h"
#include "workshop/shelf.h"

typedef struct catalog catalog;

// What one scene says. free() the captions.
typedef struct catalog_entry {
  char id[NOTEBOOK_ID];
  char title[160];
  float seconds;
  char *captions; // titles, captions and questions of all steps
  char needs[NB_MAX_NEEDS][NOTEBOOK_ID];
  int need_count;
} catalog_entry;

// Begins to read the scenes that lie there, half a second from now, so that nothing is in the way of a first picture; C
// files are compiled against the sdk, which must outlive it (NULL: they are let be). SDL events of type `event` say that
// there is something to take. NULL without memory or a thread.
catalog *catalog_start(const shelf *where, const sdk *against, const stage_options *how, unsigned event);
void catalog_destroy(catalog *c); // waits for the scene that is being read

// What an opened scene says of itself, now.
catalog_entry catalog_describe(const char *id, const stage *s);

// Takes one. False where there is none now.
bool catalog_take(catalog *c, catalog_entry *out);

#endif
