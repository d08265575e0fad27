// What a digest is written with: for write.c, which goes through the lessons, and file.c and paper.c, which write one.
#ifndef DIGEST_INSIDE_H
#define DIGEST_INSIDE_H

#include "digest/digest.h"
#include "film/shot.h"
#include "film/vector.h"

// What of the board's height a picture shows: not the stretches where the player has title and caption.
#define DIGEST_UPPER 3.85f
#define DIGEST_LOWER (-3.6f)

// A step's picture: the scene at its end and the ink over it, lists of its own.
typedef struct digest_picture {
  void *lists[2];
  size_t sizes[2];
} digest_picture;

nb_error digest_picture_take(digest_picture *p, shot *s, nb_board *b, digest *d, int step);
void digest_picture_free(digest_picture *p);

// Writes lessons one after the other: open, each, keep (or leave). A writer's own state is in *state.
typedef struct digest_writer {
  nb_error (*open)(void **state, const film_job *job, const nb_fonts *fonts, nb_board *b);
  nb_error (*lesson)(void *state, digest *d, shot *s);
  nb_error (*keep)(void *state);
  void (*close)(void *state);
} digest_writer;

extern const digest_writer digest_file, digest_paper;

#endif
