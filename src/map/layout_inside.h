// What a layout is made of on the way: for layers.c, which makes bands, and layout.c, which puts them together.
#ifndef MAP_LAYOUT_INSIDE_H
#define MAP_LAYOUT_INSIDE_H

#include "map/layout.h"

#define LAYERS_ROW 0.47f   // of a box, with the air around it
#define LAYERS_POINT 0.13f // of a line that passes

// What stands in a layer: a scene, or a line that passes.
typedef struct layers_item {
  int scene; // -1: a point of a line
  int layer, order;
  float y;            // down from the band's top
  int before, behind; // the first link that ends here, and the first that begins here; -1: none
} layers_item;

// A piece of a line from a layer to the next, between items.
typedef struct layers_link {
  int from, to;
  int next_before, next_behind; // the next one of the same `to`, and of the same `from`; -1: none
} layers_link;

// A line within the band: its items, one a layer.
typedef struct layers_chain {
  int first_link, links;
} layers_chain;

typedef struct layers {
  int width; // scenes in a layer, at most
  int count; // layers
  layers_item *items;
  int item_count;
  layers_link *links;
  int link_count;
  layers_chain *chains;
  int chain_count;
  float height;
} layers;

// Scenes of one subject, by their numbers in the graph, and where each of all the graph's scenes is layered to.
typedef struct layers_band {
  const graph *graph;
  const int *scenes;
  int count;
  int *heights;  // the longest path from each to an end of the band, of all the graph's scenes
  int *layer_of; // of all the graph's scenes
} layers_band;

// How many layers the band takes where none has more than `width` scenes; fills layer_of.
int layers_schedule(layers_band *b, int width);

// Fills *l for the layers that layers_schedule gave. False without memory.
bool layers_make(layers *l, const layers_band *b, int width, int count);
void layers_free(layers *l);

#endif
