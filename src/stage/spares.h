// Stage processes kept ready: started ahead, so that opening a scene, saving it anew, or its crash costs no start-up.
//
//   spares_open(&s, assets);         // starts the first one, and does not wait for it
//   stage_open(&stage, path, (stage_options){.spares = s, ...});
//   ...
//   spares_close(s);                 // after the stages
//
// Any number of stages may take from them, in any thread.
#ifndef STAGE_SPARES_H
#define STAGE_SPARES_H

#include "stage/child.h"

typedef struct spares spares;

// assets is the folder of fonts. Fails with NB_NO_MEMORY, or as child_start does.
nb_error spares_open(spares **out, const char *assets);
void spares_close(spares *s); // NULL is let pass

// The one that is ready, or one that is started now. Fails as child_start does.
nb_error spares_take(spares *s, child **out);

// Starts another where one was taken. Where that fails, the next one is started when it is needed.
void spares_refill(spares *s);

#endif
