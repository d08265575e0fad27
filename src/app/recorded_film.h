// A recording as a film: its pictures and its sound, for film_video.
//
//   recorded_film *r;
//   nb_error e = recorded_film_open(&r, &(recorded_film_options){.notebook = file, .number = 7, ...});
//   job.source = recorded_film_source(r);
//   e = film_video(&job);
#ifndef APP_RECORDED_FILM_H
#define APP_RECORDED_FILM_H

#include "film/source.h"
#include "workshop/compile.h"
#include "workshop/shelf.h"

typedef struct recorded_film recorded_film;

typedef struct recorded_film_options {
  const char *notebook; // its file
  int number;
  bool skips_undone;  // what was written and undone is not shown
  const char *assets; // folder
  const shelf *shelf; // where its scenes lie
  const sdk *sdk;     // what those are compiled against that are C files
} recorded_film_options;

// Fails as recording_open does. What the options point to has to outlive it.
nb_error recorded_film_open(recorded_film **out, const recorded_film_options *options);
void recorded_film_close(recorded_film *r);

const film_source *recorded_film_source(const recorded_film *r);

#endif
