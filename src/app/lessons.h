// Going from lesson to lesson: the map, being stuck, and the way back.
#ifndef APP_LESSONS_H
#define APP_LESSONS_H

#include <stdbool.h>

#include "map/graph.h"
#include "map/terms.h"
#include "nabla/math/vector.h"
#include "nabla/scene.h"
#include "notebook/notebook.h"

typedef struct player player;

enum { STUCK_ROWS = 2 * NB_MAX_NEEDS };

// What the step that is shown rests on.
typedef struct stuck {
  bool open;
  int rows[STUCK_ROWS]; // scenes of the map's graph; those before `own` are the step's own needs
  int count, own, selected;
} stuck;

// What comes after this lesson.
typedef struct coming {
  bool offered; // the end was reached, and this is for it
  char id[NOTEBOOK_ID];
  char words[240];
} coming;

// The terms of the sentence that is shown: terms_layer.c.
typedef struct terms {
  const char *sentence;
  int width, height;
  float text;
  const struct map *map;
  term found[TERMS_MOST];
  nb_rect boxes[TERMS_MOST]; // from the baseline up
  int count;
} terms;

// True where one stands at a point of the board.
bool terms_under(const terms *t, nb_vec2 p);

// The map, made where there is none yet; NULL where there is no memory for it, which it then says.
struct map *lessons_map(player *p);

// Opens or closes the map.
void lessons_show_map(player *p);

// Opens it for somebody who is stuck: what is opened there is gone to for the sake of this step, and Backspace comes back.
void lessons_search_map(player *p);

// Opens the list of what the present step rests on.
void lessons_be_stuck(player *p);

// Leaves a crumb where one is, and goes to another scene for its sake. False where there is none.
bool lessons_go_for(player *p, const char *id);

// The same out of curiosity: nobody is stuck.
bool lessons_look_up(player *p, const char *id);

// What scenes say of themselves has come: lengths, captions, and what those beside the curriculum rest on.
void lessons_hear_catalog(player *p);

// What comes after the last step: the lesson to go on with, as words for the interface ("Enter goes on with ..."), once
// this one has been seen to its end; else NULL. And: goes there; false where nothing is offered.
const char *lessons_next(const player *p);
void lessons_look_for_end(player *p); // before every drawing
bool lessons_go_on(player *p);

// Goes back to the last crumb. False where there is none.
bool lessons_return(player *p);

#endif
