#include "raster/four.h"

typedef four rows;

#define row_numbers ((four){0, 1, 2, 3})
#define rows_all four_all
#define rows_min four_min
#define rows_max four_max
#define rows_abs four_abs
#define four_of(v) (v)

#include "raster/fill_rows_body.h"

static inline four add_to_tile(fill_tile *tile, const part *p, float x, four before)
{
  four at = four_all(x);
  four a1 = area_left_of(p, at + 1), a2 = area_left_of(p, at + 2);
  four a3 = area_left_of(p, at + 3), a4 = area_left_of(p, at + 4);
  tile->column[0] += a1 - before;
  tile->column[1] += a2 - a1;
  tile->column[2] += a3 - a2;
  tile->column[3] += a4 - a3;
  return a4;
}

static inline four_int tile_coverage(const fill_tile *tile, four winding, raster_rule rule)
{
  four_int bytes = span_coverage(rule, winding + tile->column[0]);
  bytes |= span_coverage(rule, winding + tile->column[1]) << 8;
  bytes |= span_coverage(rule, winding + tile->column[2]) << 16;
  return bytes | span_coverage(rule, winding + tile->column[3]) << 24;
}

static inline int fill_pair(filler *f, int y, uint32_t shape)
{
  (void)f, (void)shape;
  return y;
}

void fill_rows_four(fill_work *work, raster_rule rule, raster_clip clip, uint32_t shape, strips *out)
{
  fill_all_rows(work, rule, clip, shape, out);
}
