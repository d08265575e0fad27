// What the viewer changed, gesture by gesture, so that it can be undone: the player's use of undo.h.
#ifndef APP_CHANGES_H
#define APP_CHANGES_H

#include "app/timeline.h"
#include "app/undo.h"

typedef struct player player;

typedef struct changes {
  timeline timeline; // of values and ink
  undo *undo;        // NULL without memory: nothing can be undone then
  bool gesture;      // something has been held or typed since it last looked
  double when;       // it last saw a change
} changes;

// Another scene, or another build of this one.
void changes_begin(player *p);
void changes_end(player *p);

// What changes from now on is undone by itself, and not with what was changed just before: a hand takes hold, something is put
// back.
void changes_apart(player *p);

// Before every drawing: notes what has changed, unless a gesture is under way.
void changes_settle(player *p);

#endif
