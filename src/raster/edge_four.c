#include "raster/four.h"

typedef four rows;

#define row_numbers ((four){0, 1, 2, 3})
#define rows_all four_all
#define rows_min four_min
#define rows_max four_max
#define four_of(v) (v)

#include "raster/edge_walk.h"

static inline void add_to_tile(cell_tile *tile, const edge_part *p, int x)
{
  four at = four_all((float)(4 * x));
  four a0 = area_left_of(p, at), a1 = area_left_of(p, at + 1), a2 = area_left_of(p, at + 2);
  four a3 = area_left_of(p, at + 3), a4 = area_left_of(p, at + 4);
  tile->column[0] += a1 - a0;
  tile->column[1] += a2 - a1;
  tile->column[2] += a3 - a2;
  tile->column[3] += a4 - a3;
}

void edge_four(cells *c, float x0, float y0, float x1, float y1)
{
  walk(c, x0, y0, x1, y1);
}
