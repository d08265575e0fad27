// Tracks in gaps and corridors: who runs beside whom, by the left-edge algorithm (Hashimoto and Stevens 1971).
//
// Every place (a gap, a corridor) has tracks 0, 1, ...; of those that ask for a stretch of it, two that overlap get
// different ones. All that one key asks for in a place is one stretch.
#ifndef MAP_TRACKS_H
#define MAP_TRACKS_H

#include <stdbool.h>

typedef struct tracks_run {
  int place, key, track;
  float from, to;
} tracks_run;

// Zero is empty.
typedef struct tracks {
  tracks_run *runs;
  int count, capacity;
} tracks;

// Asks for [a, b] or [b, a]. False without memory.
bool tracks_ask(tracks *t, int place, int key, float a, float b);

// Gives everybody a track.
void tracks_assign(tracks *t);

// The track of a key, which must have asked; and how many a place has.
int tracks_of(const tracks *t, int place, int key);
int tracks_count(const tracks *t, int place);

void tracks_free(tracks *t);

#endif
