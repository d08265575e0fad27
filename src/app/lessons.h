// Going from lesson to lesson: the map, being stuck, and the way back.
#ifndef APP_LESSONS_H
#define APP_LESSONS_H

#include <stdbool.h>

#include "map/graph.h"
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

// The map, made where there is none yet; NULL where there is no memory for it, which it then says.
struct map *lessons_map(player *p);

// Opens or closes the map.
void lessons_show_map(player *p);

// Opens the list of what the present step rests on.
void lessons_be_stuck(player *p);

// Leaves a crumb where one is, and goes to another scene for its sake. False where there is none.
bool lessons_go_for(player *p, const char *id);

// Goes back to the last crumb. False where there is none.
bool lessons_return(player *p);

#endif
