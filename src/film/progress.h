// How far a film has come, on stderr: a bar that is drawn over on a terminal, a plain line every tenth
// elsewhere.
#ifndef FILM_PROGRESS_H
#define FILM_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct progress {
  int64_t total; // frames
  bool quiet, terminal;
  double started, shown; // seconds of the monotonic clock
  int64_t tenth;         // the last one that has been printed
} progress;

progress progress_begin(int64_t total, bool quiet);
void progress_show(progress *p, int64_t done);
// Takes the bar away.
void progress_end(progress *p);
// Seconds since the beginning.
double progress_seconds(const progress *p);

#endif
