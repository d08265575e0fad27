// Where scenes stand on the map, and how the lines between them run: in layers, by the method of Sugiyama, Tagawa and
// Toda ("Methods for visual understanding of hierarchical system structures", 1981), subject by subject.
//
//   a band  |  [ ]──[ ]─┬─[ ]──[ ]        every subject is a band, read from the left to the right; bands lie below
//           |       [ ]─┘                 one another, in the curriculum's order
//           |         ╰───╮
//   a band  |  [ ]─╮      │               a line to another band runs down the gap behind its scene, through the
//           |      ╰─[ ]──┴──[ ]          corridor above that band, and down the gap before the other scene
//
// Within a band: layers of bounded width by list scheduling along the longest paths (T. C. Hu 1961; Coffman and
// Graham 1972), long lines cut by points in every layer that they pass, the order in layers by barycentres, and
// heights that are as near to their neighbours' as the order allows (least squares under that order, by pooling
// neighbours: Ayer et al. 1955). How wide a layer may be is what makes the map fill a 16:9 board best. Between bands:
// tracks in gaps and corridors by the left-edge algorithm (Hashimoto and Stevens 1971).
//
// This is our own, and not Graphviz's dot, because dot knows no bands: its clusters with ranks of their own let lines
// run through each other's boxes, or drift apart; it would bring four libraries and their modules, which are looked
// for at every start, into a program that shows its first picture in 90 ms.
//
// No line runs through a box: lines leave gaps and corridors only along the points that were kept free for them.
#ifndef MAP_LAYOUT_H
#define MAP_LAYOUT_H

#include "map/graph.h"
#include "nabla/math/vector.h"

// Board units at a zoom of 1.
#define LAYOUT_BOX_WIDTH 1.68f
#define LAYOUT_BOX_HEIGHT 0.36f
#define LAYOUT_LABEL_WIDTH 1.4f // the room for subjects' names, at the left

typedef struct layout_line {
  int from, to;    // scenes: `to` rests on `from`
  nb_vec2 *points; // a start, and three points for each cubic that follows
  int cubics;
} layout_line;

typedef struct layout_band {
  float top, bottom; // y
} layout_band;

typedef struct layout {
  nb_vec2 *places; // the middle of each scene's box
  int count;
  layout_line *lines;
  int line_count;
  layout_band *bands; // one a subject
  int band_count;
  nb_rect box; // around all, labels with it
} layout;

// Fails with NB_NO_MEMORY.
nb_error layout_make(layout *out, const graph *g);
void layout_free(layout *l);

#endif
