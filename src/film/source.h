// Pictures of a film that come from elsewhere than a scene by itself: of a recording, in which scenes, hands and ink change as
// they did. Whoever has a film_job with one is asked for the picture of each second; every process that makes a part opens
// it for itself.
#ifndef FILM_SOURCE_H
#define FILM_SOURCE_H

#include "film/shot.h"
#include "film/sound.h"

// A step that begins.
typedef struct film_chapter {
  double at; // seconds
  char title[128];
} film_chapter;

typedef struct film_source {
  uint64_t key; // of all that decides about its pictures
  double seconds;
  const film_chapter *chapters;
  int chapter_count;
  const film_sound *sound; // NULL: it is silent
  // What is opened draws pictures in any order, and best in that of time; fails as it may.
  nb_error (*open)(void **out, const struct film_source *source, const film_job *job);
  nb_error (*take)(void *opened, double seconds, int width, int height, shot_picture *picture);
  const nb_fonts *(*fonts)(const void *opened);
  void (*close)(void *opened);
} film_source;

#endif
