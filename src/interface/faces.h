// The faces of the interface at a size, and stretches of text set in one of them.
#ifndef INTERFACE_FACES_H
#define INTERFACE_FACES_H

#include <SDL_ttf.h>

#include "interface/words.h"

enum { FACES_STRETCH_BYTES = 2048 };

typedef struct faces {
  TTF_Font *font[WORDS_FACE_COUNT];
  float pixels; // to the em, now
} faces;

nb_error faces_open(faces *f, const char *assets);
void faces_close(faces *f);

// Sets all faces to so many pixels (1 to 2,000) to the em.
void faces_size(faces *f, float pixels);

// A stretch of text in one face, ended by a zero: its letters are mapped where the face is WORDS_MATH.
typedef struct faces_stretch {
  words_face face;
  char text[FACES_STRETCH_BYTES];
} faces_stretch;

// Takes the next stretch from [*at, end), a part of a text that ends with a zero, and moves *at behind it;
// *emphasis says whether it is between stars, and is kept up to date. False at the end.
bool faces_next(const faces *f, words_face face, const char **at, const char *end, bool *emphasis,
                faces_stretch *out);

// Pixels across all stretches of a text.
int faces_width(const faces *f, words_face face, const char *text, const char *end, bool emphasis);

#endif
