// A scene's C file made into a plugin, by the system's compiler.
//
//   compiled made;
//   nb_error e = compile_scene(&made, &(compile_job){.source = "span.c", .sdk = &sdk, .fast = true});
//
// Builds are kept (cache.h), so a source that has not changed, and nothing that it includes, costs a few
// milliseconds. There are two ways to build: well (cc -O2), and fast, for the picture that follows a save: with
// tcc where it is installed, else with cc -O0. Medians for the three lessons on two cores: tcc 10 to 30 ms,
// gcc -O0 130 to 260 ms, -O1 270 to 540 ms, -O2 330 to 870 ms. Precompiled headers were tried: reading them is a
// tenth of gcc -O0's time, and they saved nothing that could be measured. tcc says little about mistakes, so
// wherever it says anything at all cc is asked instead.
//
// The compiler is $CC, words and all, else cc.
#ifndef WORKSHOP_COMPILE_H
#define WORKSHOP_COMPILE_H

#include <stdbool.h>

#include "nabla/error.h"
#include "workshop/text.h"

// Where what a scene is built against lies.
typedef struct sdk {
  char headers[1024]; // the folder that holds nabla/scene.h
  char library[1024]; // libnabla's file
} sdk;

typedef struct compile_job {
  const char *source; // path
  const sdk *sdk;
  bool fast; // the quickest build will do; a good one that is kept is taken all the same
  // Asked every few milliseconds; true gives up. NULL: never.
  bool (*given_up)(void *context);
  void *context;
} compile_job;

// The first mistake that the compiler found.
typedef struct compile_mistake {
  char file[256];   // without folders; empty where none was understood
  int line, column; // from 1; column 0 where the compiler named none
  int indent;       // the column that `text` begins behind
  char what[200];
  char text[120]; // the line itself, without the space before it
  int count;      // of all mistakes
} compile_mistake;

typedef struct compiled {
  char plugin[1400]; // path
  bool well;         // it is the good build
  char
      list[1400]; // the file that lists what the build depends on, for cache_files; empty where there is none
  text_buffer said; // all that the compiler said, warnings too
  compile_mistake mistake;
} compiled;

// Builds the scene. Fails with NB_MISSING_FILE, with NB_BAD_SOURCE (the text has the first mistake with file,
// line, column and the line itself), with NB_NO_COMPILER, NB_INTERRUPTED or NB_CANNOT_WRITE. *out is to be
// freed in any case.
nb_error compile_scene(compiled *out, const compile_job *job);
void compile_free(compiled *c);

// Tells on stderr what the compiler said, where the error does not say it all. Returns the error as it is to be told after
// that: of several mistakes, how many there are and the first.
nb_error compile_tell(const compiled *c, nb_error e);

// The compiler that compile_scene would use, as words for a person ("cc", "tcc, then cc"); false where there is
// none.
bool compile_tools(char *words, size_t capacity);

#endif
