// What somebody guessed, as a ghost, beside what is right.
#ifndef INTERFACE_GUESS_H
#define INTERFACE_GUESS_H

#include "nabla/board.h"

// A dashed ring where it was.
void guess_record(nb_board *b, nb_vec2 given, float alpha);

// A whole ring where it is right, and the way to it from where it was.
void guess_record_right(nb_board *b, nb_vec2 given, nb_vec2 right, float alpha);

#endif
