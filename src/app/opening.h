// Opens scenes: the first one, and others while the window shows one, in a thread of their own, so that what is
// shown goes on meanwhile.
//
//   opening_begin(o, &job);          // SDL events of type `event` say that it is done
//   opening_take(o, &opened, &why)   // then: what was asked for last
#ifndef APP_OPENING_H
#define APP_OPENING_H

#include <stdbool.h>

#include "app/workbench.h"
#include "stage/stage.h"

enum { OPENING_ID = 128 };

typedef struct opening_job {
  char id[OPENING_ID]; // "subject/name"
  char path[1024];     // of a plugin, a C file, or a folder of them
  bool source;         // it is one of the latter two
  // Where to go to; both NULL: its start. Freed by whoever has the job.
  char *moment; // as carry_write has it
  void *state;  // as stage_leave has it; it is tried first
  size_t state_size;
} opening_job;

typedef struct opening_options {
  const sdk *sdk;
  stage_options stage;
} opening_options;

// A scene that is open.
typedef struct opened {
  char id[OPENING_ID];
  stage *stage;
  workbench *workbench; // of a source, else NULL
  uint64_t answered;
  bool resumed; // it stands at the moment that was asked for
} opened;

// Opens a scene here and now. Fails as workbench_open and stage_open do. A moment that cannot be gone to is left.
nb_error opening_now(opened *out, const opening_options *options, const opening_job *job);

void opened_close(opened *o);
void opening_free_job(opening_job *job);

typedef struct opening opening;

// NULL without memory. The options are copied; what they point to must outlive it.
opening *opening_create(const opening_options *options, unsigned event);
void opening_destroy(opening *o); // waits for what is being opened

// Opens another one. One that is being opened already is not waited for: it is closed when it is there. Takes the
// job's moment. False where no thread can be started.
bool opening_begin(opening *o, opening_job *job);

// True while something is being opened.
bool opening_is_busy(opening *o);

// True where something was opened (*out), or could not be (*e fails).
bool opening_take(opening *o, opened *out, nb_error *e);

#endif
