// Paths taken apart: one line, quadratic or cubic after the other.
#ifndef NABLA_BOARD_PIECE_H
#define NABLA_BOARD_PIECE_H

#include "nabla/board.h"

// From p[0] along `degree` further points: 1 a line, 2 a quadratic, 3 a cubic.
typedef struct piece {
  nb_vec2 p[4];
  int degree;
} piece;

// Its point at t from 0 to 1.
nb_vec2 piece_at(const piece *c, float t);

// Its length in board units, curves along 24 chords: right to a hundredth of a point on curves as large as
// the board.
double piece_length(const piece *c);

// The t from 0 to 1 at which `length` of it lies behind.
float piece_parameter(const piece *c, double length);

// The piece up to t, and the piece from t on, by de Casteljau.
piece piece_before(const piece *c, float t);
piece piece_after(const piece *c, float t);

// The same curve as a cubic.
piece piece_raised(const piece *c);

// Walks along the verbs of a sound path: start with {.path = path}.
typedef struct piece_walk {
  nb_path path;
  uint32_t verb, point;
  nb_vec2 here, start; // where the walk stands, and where its contour began
} piece_walk;

// The next verb, and its piece unless it is a move; closing is a line to the start. False after the last
// verb.
bool piece_next(piece_walk *w, nb_verb *verb, piece *c);

#endif
