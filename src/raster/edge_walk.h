// The inner loop of the rasteriser, compiled once for each kind of processor. Who includes it has defined
//
//   rows             a vector of floats: the four pixel rows of a tile, once or several times over
//   row_numbers      0, 1, 2, 3, as often
//   rows_all         one number everywhere
//   rows_min, rows_max
//   four_of          the first four
//
// and defines add_to_tile, which adds A(x + 1) - A(x), see cells.h, to the columns of tile number x of a row.
#include "raster/edge.h"

// What an edge is in one row of tiles, in its pixel rows.
typedef struct edge_part {
  rows height; // signed
  rows left;   // where it is leftmost
  rows width;  // from there to where it is rightmost
  rows steep;  // height / (2 * width), signed
} edge_part;

static inline void add_to_tile(cell_tile *tile, const edge_part *p, int x);

// A(x)
static inline rows area_left_of(const edge_part *p, rows x)
{
  rows in = rows_max(x - p->left, rows_all(0));
  rows t = rows_min(in, p->width);
  return t * (p->steep * t - p->height) + p->height * in;
}

static inline void add_row(cells *c, const edge_part *p, int y, float from, float to)
{
  int a = (int)from >> 2, b = (int)to >> 2;
  int last = a < b ? b : a;
  for (int x = a < b ? a : b;; x++) {
    cell_tile *tile = edge_tile(c, x, y);
    if (!tile)
      return;
    add_to_tile(tile, p, x);
    if (x == last) {
      tile->over += four_of(p->height);
      return;
    }
  }
}

static inline float limit(float v, float low, float high)
{
  v = v < high ? v : high;
  return v > low ? v : low;
}

static inline void walk(cells *c, float x0, float y0, float x1, float y1)
{
  if (y0 == y1)
    return;
  float sign = 1;
  if (y0 > y1) {
    float x = x0, y = y0;
    x0 = x1, y0 = y1, x1 = x, y1 = y;
    sign = -1;
  }
  float low = x0 < x1 ? x0 : x1, high = x0 < x1 ? x1 : x0;
  float tall = y1 - y0, wide = high - low;
  float slope = (x1 - x0) / tall, steep = wide > 0 ? sign * 0.5f * (tall / wide) : 0;
  float sheer = slope < 0 ? -slope : slope;
  int first = (int)y0 >> 2, last = ((int)y1 - ((float)(int)y1 == y1)) >> 2;
  cells_touch_rows(c, first, last);
  edge_part p = {.steep = rows_all(steep)};
  float x = x0;
  for (int y = first; y <= last; y++) {
    rows top = rows_all((float)(4 * y)) + row_numbers;
    rows from = rows_min(rows_max(top, rows_all(y0)), rows_all(y1));
    rows to = rows_min(rows_max(top + 1, rows_all(y0)), rows_all(y1));
    p.height = to - from;
    p.width = sheer * p.height;
    p.left = rows_min(rows_max(x0 + ((slope < 0 ? to : from) - y0) * slope, rows_all(low)), rows_all(high));
    p.height *= sign;
    float until = y == last ? x1 : limit(x0 + ((float)(4 * y + 4) - y0) * slope, low, high);
    add_row(c, &p, y, x, until);
    x = until;
  }
}
