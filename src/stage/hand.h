// The hand of a film, in which nobody has one: what the steps' moves make of the parameters (nb_move in scene.h).
//
//   value    to ------------------      A pure function of the description, of what the parameter starts as, and of
//                 /                     the moment: who jumps there has what one has who plays there.
//   start ------'
//              at   at + seconds
#ifndef STAGE_HAND_H
#define STAGE_HAND_H

#include "stage/stage.h"

// Are the moves sound: of parameters that there are, to values that they may have, within their steps, and of one parameter one
// after the other? Fails with NB_BAD_SCENE: `file`, the step, the parameter, what is wrong and what would be right.
nb_error hand_check(const nb_scene *scene, const char *file);

// Is the parameter moved anywhere?
bool hand_moves(const nb_scene *scene, const nb_param *param);

// What the parameter is at a moment: `value`, of its bytes, holds what it starts as. The moves have been checked.
void hand_value(const nb_scene *scene, const nb_param *param, stage_position at, void *value);

// How many ticks, 1 to `most`, may be made in a row from `tick` on with the parameters as they are there, live steps taking their
// own seconds. No step begins among them.
uint64_t hand_stretch(const nb_scene *scene, uint64_t tick, uint64_t most);

#endif
