// Undo and redo of what the viewer changes.
//
// Nobody has to say what they change: a scene cannot change parameters, so whatever is different between two looks at
// them the viewer has done. undo_note looks, at the end of every gesture:
//
//   values    a ---- b ---- c ---- d
//   entries     a->b   b->c   c->d
//                         ^ here: undo_back lays b, undo_forward lays d
//
// An entry holds the parameters that it changed, as they were and as they became. What is laid is a change like any
// other: in a ticked scene it takes effect from the present tick on.
#ifndef APP_UNDO_H
#define APP_UNDO_H

#include "stage/stage.h"

enum { UNDO_ENTRIES = 512, UNDO_BYTES = 8 << 20 }; // the oldest go where there are more

typedef struct undo undo;

// NULL without memory.
undo *undo_create(const stage *s);
void undo_destroy(undo *u);

// The parameters as they are now are where it begins: for another scene, or another build of this one. False, with
// nothing that can be undone until it succeeds, without memory.
bool undo_begin(undo *u, const stage *s);

// Looks for changes since it last looked. same: they belong to the last entry where they are to the same
// parameters, as further turns of a wheel do. True where there were any.
bool undo_note(undo *u, const stage *s, bool same);

// How many entries undo_back can lay, one after the other.
int undo_depth(const undo *u);

// Lay the values before, or after, the entry; *about is the first parameter that was changed by it. False where there
// is none.
bool undo_back(undo *u, stage *s, const nb_param **about);
bool undo_forward(undo *u, stage *s, const nb_param **about);

#endif
