// The pen: a growing path of verbs and points, as path commands have them.
//
// A board has two: one that a scene builds with nb_move_to and its kin, and one for the shapes, so that a
// shape drawn while a path is being built leaves that path alone.
#ifndef NABLA_BOARD_PEN_H
#define NABLA_BOARD_PEN_H

#include <stdbool.h>

#include "nabla/board.h"

// All zero is an empty pen.
typedef struct board_pen {
  uint8_t *verbs;
  nb_vec2 *points;
  uint32_t verb_count, point_count;
  uint32_t verb_capacity, point_capacity;
  nb_vec2 start; // of the contour under way, or of the one just closed
  bool placed;   // there is a point to go on from
  bool failed;   // no memory: nothing is added until the pen is cleared
} board_pen;

// Empties the pen and keeps its memory.
void pen_clear(board_pen *pen);
void pen_free(board_pen *pen);

// A contour is begun by pen_move; a move that nothing follows is dropped. After pen_close the contour's start
// is gone on from. A point that is not finite breaks the contour: what comes next begins a new one.
void pen_move(board_pen *pen, nb_vec2 p);
void pen_line(board_pen *pen, nb_vec2 p);
void pen_quad(board_pen *pen, nb_vec2 control, nb_vec2 p);
void pen_cubic(board_pen *pen, nb_vec2 control1, nb_vec2 control2, nb_vec2 p);
void pen_close(board_pen *pen);

// All of a path, added.
void pen_add(board_pen *pen, nb_path path);

// What was built, as a value that holds until the pen is used again.
nb_path pen_path(board_pen *pen);

// Outlines. A radius below 0 or anything not finite adds nothing.
void pen_ellipse(board_pen *pen, nb_vec2 center, nb_vec2 radii, float angle);
void pen_rectangle(board_pen *pen, nb_rect r, float corner);
void pen_polygon(board_pen *pen, const nb_vec2 *points, int count);
// Goes on from where the pen is by cubics, at most a quarter turn each; pen_move goes to its start before
// where `begin` says so. At most 1,000 turns are drawn.
void pen_arc(board_pen *pen, nb_vec2 center, float radius, float from, float to, bool begin);

#endif
