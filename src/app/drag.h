// The mathematics of a handle: what moving it means for the field behind it. Pure functions of their
// arguments.
//
// A handle stands at grab->at and moves with its field by grab->moves. To bring it to where it is wanted, the
// field has to change by the inverse of that, which is one step of Newton's method: exact where the handle
// follows its field linearly, and near where it does not, as the next frame corrects what is left.
#ifndef APP_DRAG_H
#define APP_DRAG_H

#include <stdbool.h>

#include "nabla/list.h"
#include "nabla/scene.h"

// The part of grabs and handles that a person can reach, in board units.
#define DRAG_REACH (22 / NB_POINTS_PER_UNIT)

// The value for a point field of NB_GRAB_POINT, now `field`, that brings its handle to `want`. Where the
// handle cannot move that way (a singular matrix) the field moves as little as it can. With snap each part
// goes to the nearest multiple of the parameter's `snap`. Within the parameter's range; `field` where an
// argument is not finite.
nb_vec2 drag_point(const nb_grab_fixed *grab, const nb_param *param, nb_vec2 field, nb_vec2 want, bool snap);

// The same for a number of NB_GRAB_VALUE. A logarithmic parameter changes by factors, and snaps to 1, 2 and 5
// times the powers of ten where it does not name a `snap`.
float drag_value(const nb_grab_fixed *grab, const nb_param *param, float field, nb_vec2 want, bool snap);

// The value for a number of NB_GRAB_NUMBER that was `field` when it was taken hold of and has been dragged by
// `way` since: to the right and up it grows, 6 board units are the parameter's whole range, and a logarithmic
// parameter goes by factors. Snaps as drag_value does, else to the decimals that are shown. `field` for a way so
// short that it is none, and where an argument is not finite.
float drag_number(const nb_grab_fixed *grab, const nb_param *param, float field, nb_vec2 way, bool snap);

// The value `count` steps of a wheel or a key on from `field`: about a hundredth of the range, snap: the
// parameter's own snap, fine: a tenth of that, and never less than the last decimal that is shown.
float drag_step(const nb_grab_fixed *grab, const nb_param *param, float field, float count, bool snap,
                bool fine);

// The same for a point in space of NB_GRAB_POINT3: it moves as the list says for a movement of the handle on the board.
nb_vec3 drag_point3(const nb_grab_fixed *grab, const nb_param *param, nb_vec3 field, nb_vec2 want, bool snap);

// The camera that was `before` when it was taken hold of and has been dragged by `way` (board units) since: the
// height of its area is half the way round. With pan it is moved instead.
nb_camera drag_camera(const nb_grab_fixed *grab, nb_camera before, nb_vec2 way, bool pan);

// The second of the step that stands at p in an area of NB_GRAB_TIME, from `from` to `until`.
float drag_time(const nb_grab_fixed *grab, nb_vec2 p);

// Draws on a canvas (grab->columns x grab->rows values, top row first) with a soft round brush from a to b,
// or wipes with one twice as wide. Values stay within 0 and 1. Writes the rows that it changed to [*first,
// *last), empty where it changed none.
void drag_brush(const nb_grab_fixed *grab, float *canvas, nb_vec2 a, nb_vec2 b, bool wipe, int *first,
                int *last);

// How wide the brush is on the board: its radius, board units.
float drag_brush_radius(const nb_grab_fixed *grab, bool wipe);

// Is p on the track of a value, as that of a slider?
bool drag_on_track(const nb_grab_fixed *grab, nb_vec2 p);

// How near p is to taking hold of a handle: 0 at its middle, 1 at the end of its reach, above 1 beyond. Areas
// and tracks count as 1 throughout, so that a handle within one is taken first.
float drag_distance(const nb_grab_fixed *grab, nb_vec2 p);

#endif
