// The pictures of a film in order, made by several threads.
//
//   one thread       job->jobs painters          the caller
//   tick, draw ----> paint, convert to yuv ----> reel_next: the next picture
//
// The moments are drawn in order, because a ticked scene can only go forward cheaply; drawing is little work.
// Each painter paints whole pictures by itself, which costs no waiting for one another; but only those rows of a
// picture that differ from the one before it (damage.h). The pictures do not depend on the number of painters.
#ifndef FILM_REEL_H
#define FILM_REEL_H

#include "film/shot.h"
#include "film/yuv.h"

typedef struct reel reel;

typedef struct reel_options {
  int width, height, fps, jobs; // as in film_job, none of them 0
  double from;                  // seconds: of the first picture
  int64_t count;                // pictures
  const volatile sig_atomic_t *stop;
} reel_options;

// Starts the threads. The shot is the reel's until it is closed. Fails with NB_NO_MEMORY or NB_FAILED; *out
// is then NULL.
nb_error reel_open(reel **out, shot *s, reel_options options);
void reel_close(reel *r);

// Waits for the next picture, valid until the next call; called at most `count` times. Fails as drawing or
// painting that picture did, or with NB_INTERRUPTED; then only reel_close is left.
nb_error reel_next(reel *r, yuv_picture *picture);

#endif
