// The map as it looks: recorded on a board, so that one painter draws all and tests can see it.
#ifndef MAP_PICTURE_H
#define MAP_PICTURE_H

#include "interface/scribe.h"
#include "map/layout.h"

// What of the board the map may fill, board units: above are a title and what is typed, below what is selected and
// what the signs mean.
#define PICTURE_TOP 3.42f
#define PICTURE_BOTTOM (-3.42f)

typedef struct picture_view {
  const graph *graph;
  const layout *layout;
  nb_vec2 center; // of the map, that stands in the middle
  float zoom;
  int selected, here; // scenes, or -1: here is the one that is open
  const char *typed;  // empty: nothing is looked for
  const char *words;  // said of the selected scene
  const char *way;    // said of the way to it; empty: there is none
  const graph_way *lit;
  double spent; // seconds of playing, in all
  int due;      // reviews now
} picture_view;

void picture_record(const scribe *s, const picture_view *view);

// The zoom at which all of the map is seen, and the middle of it.
float picture_whole(const layout *l, nb_vec2 *center);

// The points that a scene's name is set in at a zoom of 1; `cut` becomes true where not all of it fits its box even so.
float picture_name_size(nb_board *b, const char *name, bool *cut);

// Where a point of the map stands on the board, and back.
nb_vec2 picture_on_board(nb_vec2 p, nb_vec2 center, float zoom);
nb_vec2 picture_on_map(nb_vec2 p, nb_vec2 center, float zoom);

#endif
