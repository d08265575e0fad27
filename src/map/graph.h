// What there is to learn, as a graph: the scenes of the curriculum and those found beside it, which rests on which,
// and how far somebody has come with each.
//
//   graph g;
//   graph_open(&g, &curriculum, ids, count);    // ids of all plugins and sources that were found
//   graph_learn(&g, notebook);                  // states; again whenever something was seen
//   graph_way w = graph_way_to(&g, k);          // what is to be seen before k, and k
#ifndef MAP_GRAPH_H
#define MAP_GRAPH_H

#include <stdbool.h>

#include "nabla/error.h"
#include "notebook/notebook.h"
#include "workshop/curriculum.h"

enum {
  GRAPH_MAX_SCENES = 4096,
  GRAPH_NAME = 64,            // bytes of a subject's or a scene's short name
  GRAPH_UNKNOWN_LENGTH = 240, // seconds that a scene is taken to last where nobody knows
};

typedef enum graph_state {
  GRAPH_NOT_YET,
  GRAPH_BEGUN,
  GRAPH_WATCHED,   // every step
  GRAPH_EXPLAINED, // aloud
  GRAPH_DUE,       // explained, and for review now
  GRAPH_SKIPPED,   // an extra, off the path: by the curriculum, or left out by this person
} graph_state;

typedef struct graph_scene {
  char id[NOTEBOOK_ID];
  char title[160], name[GRAPH_NAME];
  const char *terms; // as curriculum_entry has them
  char *captions;    // of all steps, once they are known; else NULL
  int subject;
  bool optional, listed; // listed: on the curriculum
  bool skip;             // off the path by the curriculum
  bool written;
  float seconds;                       // how long it is; 0: not known
  int needs[NB_MAX_NEEDS], need_count; // scenes that it rests on
  graph_state state;
  bool due;      // something of it is for review now
  float seen;    // part of its steps, 0 to 1
  int stuck;     // the step at which somebody is stuck, or -1
  int stuck_for; // the scene that they went back for, or -1
} graph_scene;

typedef struct graph_subject {
  char id[GRAPH_NAME], title[GRAPH_NAME];
} graph_subject;

typedef struct graph {
  graph_scene *scenes; // in the curriculum's order, what was found beside it at the end
  int count;
  graph_subject *subjects;
  int subject_count;
  char trouble[240]; // what is wrong with the curriculum: a circle, a need that nobody has; empty: nothing
} graph;

// Makes the graph. A need that closes a circle, or that no line has, is left out, and told in `trouble`. Fails with
// NB_NO_MEMORY. The curriculum must outlive it.
nb_error graph_open(graph *out, const curriculum *c, const char *const *found, int count);
void graph_close(graph *g);

// The scene of an id, or -1.
int graph_find(const graph *g, const char *id);

// Adds a need that a scene itself says it has. False where it has it already, or it would close a circle.
bool graph_need(graph *g, int scene, const char *id);

// Brings the states up to what the notebook knows. `now` is in seconds since 1970.
void graph_learn(graph *g, const notebook *n, double now);

// True where nothing of the scene has to be seen before going on to what rests on it.
bool graph_is_known(const graph_scene *s);

// What is to be seen to know a scene: it, and all below it that is not known yet. As needs are needed all of them,
// this is the least there is.
typedef struct graph_way {
  int *scenes; // in an order in which each rests only on those before it; the scene itself at the end
  int count;
  float seconds;
  int unknown; // how many of them nobody knows the length of
} graph_way;

// free() the scenes. Nothing without memory.
graph_way graph_way_to(const graph *g, int scene);

// The scene to go on with after one that has just been seen to its end: the first that rests on it and on nothing that
// is not known, else the first at all that rests only on what is known; in the curriculum's order, and of what is written,
// on the path and not known yet. -1: none.
int graph_next(const graph *g, int after);

// How well a scene fits what was typed: 0 not at all, the more the better. Every word must begin a word of its title,
// name, file or terms (case does not matter), or of its captions.
int graph_match(const graph_scene *s, const char *typed);

#endif
