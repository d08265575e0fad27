// What a digest is written with: for write.c, which goes through the lessons, and file.c and paper.c, which write one.
#ifndef DIGEST_INSIDE_H
#define DIGEST_INSIDE_H

#include "digest/digest.h"
#include "film/shot.h"
#include "film/vector.h"

// A picture: the scene at a step's end and the ink over it, or a blank page; lists of its own.
typedef struct digest_picture {
  nb_rect view; // what is to be seen of them, board units
  nb_rgba ground;
  void *lists[2];
  size_t sizes[2];
} digest_picture;

// What of a page's picture will be seen, without taking it: of a blank one all that is on it.
nb_rect digest_view(ink_page *page, bool blank);

// Takes a step's picture, or a page's; the ink of one page alone. To be freed where they do not fail.
nb_error digest_picture_take(digest_picture *p, shot *s, nb_board *b, digest *d, int page);
nb_error digest_picture_of_ink(digest_picture *p, nb_board *b, ink_page *page, bool blank);
void digest_picture_free(digest_picture *p);

// A picture's layers, its view's left edge and width at x and `width` of the target. Returns how many there are.
int digest_picture_layers(const digest_picture *p, nb_vec2 corner, float width, paint_layer layers[2]);

// Writes it as an SVG. Fails as vector_open does.
nb_error digest_picture_write(const digest_picture *p, const char *path, const nb_fonts *fonts,
                              const char *assets);

// Writes lessons one after the other: open, each, keep (or leave). A writer's own state is in *state.
typedef struct digest_writer {
  nb_error (*open)(void **state, const film_job *job, const nb_fonts *fonts, nb_board *b);
  nb_error (*lesson)(void *state, digest *d, shot *s);
  nb_error (*keep)(void *state);
  void (*close)(void *state);
} digest_writer;

extern const digest_writer digest_file, digest_paper;

#endif
