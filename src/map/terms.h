// Terms in a sentence that some scene teaches.
#ifndef MAP_TERMS_H
#define MAP_TERMS_H

#include "map/graph.h"

enum { TERMS_MOST = 4 };

typedef struct term {
  int from, to; // bytes of the sentence
  int scene;    // that teaches it
} term;

// Finds the terms of scenes that are written, but for `here`, in a sentence: whole words, in any case, the longest
// where several begin at one place, each scene once. Returns how many, TERMS_MOST at most.
int terms_find(const graph *g, int here, const char *sentence, term *out);

#endif
