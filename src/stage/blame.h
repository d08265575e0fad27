// What a scene did that it was ended for, in words.
#ifndef STAGE_BLAME_H
#define STAGE_BLAME_H

#include "stage/child.h"

// Where in the scene's source it happened; empty and 0 where that is not known.
typedef struct blame_place {
  char function[EXCHANGE_NAME], file[EXCHANGE_NAME];
  int line;
} blame_place;

// "it used a null pointer, in draw (gradient.c:120)". seconds: how long it may compute.
nb_error blame_for(const child_words *words, const blame_place *place, double seconds);

#endif
