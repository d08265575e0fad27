// What desk.c, desk_select.c and desk_record.c share, and nobody else.
#ifndef APP_DESK_INSIDE_H
#define APP_DESK_INSIDE_H

#include "app/desk.h"

#define DESK_ERASER_RADIUS (14.0f / 120) // board units, and so below, at the board's own size
#define DESK_KNIFE_RADIUS (16.0f / 120)
#define DESK_CORNER (14.0f / 120) // how near to a selection's corner it is taken by it
#define DESK_SPOT 1.4f            // the spotlight's radius

void desk_fail(desk *d, nb_error e);

// Something has happened to the page.
void desk_tell(desk *d, ink_event event);

// A change of strokes, one after another: begun by a true from desk_edit, ended by desk_edited. False where it did
// nothing.
bool desk_edit(desk *d);
bool desk_edited(desk *d);

void select_nothing(desk *d);
void select_inside(desk *d, const nb_vec2 *polygon, int corners);
void select_picture(desk *d, nb_vec2 p); // the highest that is there
bool select_has(const desk *d, uint32_t stroke);
bool select_holds(const desk *d);

// The selection's part of down, move and up. select_down is false where p is beside the selection.
bool select_down(desk *d, nb_vec2 p);
void select_move(desk *d, nb_vec2 p);
void select_up(desk *d);
void select_look(desk *d, const uint32_t *color, const uint32_t *width);

// A knot gone through a change.
ink_knot select_changed(const desk_change *c, ink_knot knot);

#endif
