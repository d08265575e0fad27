// The map in the window: what is selected, where one looks, what was typed. Knows of no window; places are in board
// units.
#ifndef APP_MAP_H
#define APP_MAP_H

#include "map/picture.h"
#include "stage/library.h"
#include "workshop/shelf.h"

enum { MAP_TYPED = 48 };

typedef struct map {
  curriculum curriculum;
  graph graph;
  layout layout;
  const shelf *shelf;
  bool open, shown;   // shown: at least once
  bool stuck;         // it was opened for a step at which somebody is stuck
  int selected, here; // scenes, or -1
  nb_vec2 center, to_center;
  float zoom, to_zoom; // where one looks, and will look in a moment
  float text;          // the viewer's text size: names are that much larger where one begins to look
  bool looked;         // the viewer has chosen where to look: it stays so, also when the map is laid out anew
  double clock;        // of the last movement
  char typed[MAP_TYPED];
  bool fresh; // the key that opened it may still type its letter
  int asked;  // the scene that Enter, once more, writes a file for; -1: none
  bool dragging, dragged;
  nb_vec2 grip;
  graph_way way;
  char words[240], way_words[160];
  double spent;
  int due;
} map;

// Reads the curriculum and what scenes there are. A curriculum that cannot be read is told in the graph's trouble,
// and the map then shows what was found. Fails with NB_NO_MEMORY.
nb_error map_create(map **out, const char *assets, const shelf *s);
void map_destroy(map *m);

// Lays it out anew, when the graph has changed. Where one looks stays.
nb_error map_lay_out(map *m);

// Shows it: with a scene selected (an id, or NULL), as the notebook knows it, and looked at as it was last. Words are `text` times
// as large as usual.
void map_show(map *m, const notebook *n, const char *here, float text, double now);

// Puts it away. How it is looked at is kept in the notebook.
void map_hide(map *m, notebook *n);

// What was learnt since.
void map_learn(map *m, const notebook *n, double now);

void map_select(map *m, int scene);  // -1: none
void map_step(map *m, int x, int y); // to the nearest scene in a direction: right, up are 1
void map_type(map *m, const char *text);
void map_erase(map *m);
void map_zoom(map *m, float factor, nb_vec2 at);
void map_pan(map *m, nb_vec2 by);
void map_look_at_all(map *m);

// Moves on towards where one will look; true while it moves. At once where motion is reduced.
bool map_move(map *m, double now, bool reduced);

// The scene at a point of the board, or -1.
int map_at(const map *m, nb_vec2 p);

void map_record(map *m, const scribe *s);

#endif
