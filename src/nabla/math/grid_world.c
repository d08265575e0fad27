#include "nabla/math/grid_world.h"

#include <string.h>

static const char signs[] = {
    [NB_CELL_FLOOR] = '.', [NB_CELL_WALL] = '#', [NB_CELL_GOAL] = 'G', [NB_CELL_PIT] = 'P'};

static nb_error read_cell(nb_grid_world *world, char sign, uint32_t at)
{
  const char *found = memchr(signs, sign, sizeof signs);
  if (!found)
    return nb_fail(NB_USAGE, "grid world: '%c' is no cell; . # G P are", sign);
  if (at >= NB_GRID_CELLS)
    return nb_fail(NB_BAD_SHAPE, "grid world: more than %d cells", NB_GRID_CELLS);
  world->cells[at] = (uint8_t)(found - signs);
  return nb_ok();
}

nb_error nb_grid_world_read(nb_grid_world *world, const char *text)
{
  uint32_t count = 0, row_start = 0, rows = 0, columns = 0;
  for (const char *c = text;; c++) {
    bool row_ends = *c == '\0' || *c == '\n' || *c == '/';
    if (row_ends && count > row_start) {
      columns = rows++ ? columns : count;
      if (count - row_start != columns)
        return nb_fail(NB_BAD_SHAPE, "grid world: row %u has %u cells, those before it %u", rows,
                       count - row_start, columns);
      row_start = count;
    } else if (!row_ends && *c != ' ') {
      nb_error e = read_cell(world, *c, count++);
      if (nb_failed(e))
        return e;
    }
    if (*c == '\0')
      break;
  }
  world->columns = columns;
  world->rows = rows;
  return count ? nb_ok() : nb_fail(NB_BAD_SHAPE, "grid world: there are no cells");
}

bool nb_grid_world_ends(const nb_grid_world *world, uint32_t state)
{
  return world->cells[state] == NB_CELL_GOAL || world->cells[state] == NB_CELL_PIT;
}

// Where a step in that direction comes to.
static uint32_t step(const nb_grid_world *world, uint32_t state, uint32_t way)
{
  uint32_t row = state / world->columns, column = state % world->columns;
  bool edge[] = {[NB_GO_RIGHT] = column + 1 == world->columns,
                 [NB_GO_UP] = row == 0,
                 [NB_GO_LEFT] = column == 0,
                 [NB_GO_DOWN] = row + 1 == world->rows};
  if (edge[way])
    return state;
  uint32_t to[] = {[NB_GO_RIGHT] = state + 1,
                   [NB_GO_UP] = state - world->columns,
                   [NB_GO_LEFT] = state - 1,
                   [NB_GO_DOWN] = state + world->columns};
  return world->cells[to[way]] == NB_CELL_WALL ? state : to[way];
}

static nb_outcome outcome(const nb_grid_world *world, uint32_t state, uint32_t way, float probability)
{
  nb_outcome o = {step(world, state, way % NB_GO_WAYS), probability, world->step_reward};
  o.reward += world->cells[o.state] == NB_CELL_GOAL ? world->goal_reward : 0;
  o.reward += world->cells[o.state] == NB_CELL_PIT ? world->pit_reward : 0;
  return o;
}

static uint32_t outcomes(uint32_t state, uint32_t action, nb_outcome found[NB_OUTCOMES], const void *context)
{
  const nb_grid_world *world = context;
  if (nb_grid_world_ends(world, state) || world->cells[state] == NB_CELL_WALL)
    return 0;
  found[0] = outcome(world, state, action, 1 - world->slip);
  found[1] = outcome(world, state, action + 1, world->slip / 2);
  found[2] = outcome(world, state, action + 3, world->slip / 2);
  return world->slip > 0 ? 3 : 1;
}

nb_decision_process nb_grid_world_decisions(const nb_grid_world *world, float discount)
{
  return (nb_decision_process){world->columns * world->rows, NB_GO_WAYS, outcomes, world, discount};
}

uint32_t nb_grid_world_walk(const nb_grid_world *world, const uint8_t *ways, uint32_t cell, uint32_t *cells,
                            uint32_t most)
{
  uint32_t count = 0;
  for (; count < most; cell = step(world, cell, ways[cell])) {
    cells[count++] = cell;
    if (nb_grid_world_ends(world, cell))
      break;
  }
  return count;
}
