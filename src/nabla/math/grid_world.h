// A world of cells to walk in, for planning and trying (decision.h).
//
//   nb_grid_world nb_grid_world_read nb_grid_world_decisions nb_grid_world_ends nb_grid_world_walk
//
//      . . . G     A walker in a cell steps right, up, left or down. With probability slip the step goes to
//      . # . P     one of the two sides instead, each as often. It stays where a wall or the edge is in the
//      . . . .     way. G and P are ends. (Russell and Norvig, "Artificial intelligence", figure 17.1, with a
//                  slip of 0.2)
#ifndef NABLA_MATH_GRID_WORLD_H
#define NABLA_MATH_GRID_WORLD_H

#include <stdint.h>

#include "nabla/error.h"
#include "nabla/export.h"
#include "nabla/math/decision.h"

enum { NB_GRID_CELLS = 256 };

typedef enum nb_cell {
  NB_CELL_FLOOR, // .
  NB_CELL_WALL,  // #
  NB_CELL_GOAL,  // G
  NB_CELL_PIT,   // P
} nb_cell;

enum { NB_GO_RIGHT, NB_GO_UP, NB_GO_LEFT, NB_GO_DOWN, NB_GO_WAYS };

// Plain data. Cells and states are numbered in rows from the top left.
typedef struct nb_grid_world {
  uint32_t columns, rows;
  uint8_t cells[NB_GRID_CELLS];  // nb_cell
  float slip;                    // 0 to 1
  float step_reward;             // of every step, usually below 0
  float goal_reward, pit_reward; // besides, of the step that enters one
} nb_grid_world;

// Reads cells from text, as drawn above: rows end with a line break or a '/', spaces are left out. The
// rewards and slip stay as they are. NB_BAD_SHAPE where rows are not equally long or cells are too many or
// none; NB_USAGE for another sign.
NB_API nb_error nb_grid_world_read(nb_grid_world *world, const char *text);

// The world as a decision process; the world must stay where it is meanwhile.
NB_API nb_decision_process nb_grid_world_decisions(const nb_grid_world *world, float discount);

// Is the cell of that number an end?
NB_API bool nb_grid_world_ends(const nb_grid_world *world, uint32_t state);

// The cells that one comes through from `cell` on by the way that each names, to an end, where nothing slips: at most `most`, `cell`
// being the first; gives how many.
NB_API uint32_t nb_grid_world_walk(const nb_grid_world *world, const uint8_t *ways, uint32_t cell,
                                   uint32_t *cells, uint32_t most);

#endif
