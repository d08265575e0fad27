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

// The map, made where there is none yet; NULL where there is no memory for it, which it then says.
struct map *lessons_map(player *p);

// Opens or closes the map.
void lessons_show_map(player *p);

// Opens the list of what the present step rests on.
void lessons_be_stuck(player *p);

// Leaves a crumb where one is, and goes to another scene for its sake. False where there is none.
bool lessons_go_for(player *p, const char *id);

// The same out of curiosity: nobody is stuck.
bool lessons_look_up(player *p, const char *id);

// What scenes say of themselves has come: lengths, captions, and what those beside the curriculum rest on.
void lessons_hear_catalog(player *p);

// Goes back to the last crumb. False where there is none.
bool lessons_return(player *p);

#endif
