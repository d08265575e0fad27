#include "raster/cells.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool grow(void **items, size_t *capacity, size_t wanted, size_t size)
{
  if (wanted <= *capacity)
    return true;
  free(*items);
  *items = calloc(wanted, size);
  *capacity = *items ? wanted : 0;
  return *items != NULL;
}

static void forget_touched(cells *c)
{
  c->first_row = c->first_tile = INT32_MAX;
  c->last_row = c->last_tile = -1;
  c->tile_count = 1;
}

bool cells_resize(cells *c, int width, int height)
{
  c->width = (width + 3) / 4;
  c->height = (height + 3) / 4;
  c->stride = c->width + 1; // edges may lie exactly on the right side
  c->words = (c->stride + 63) / 64;
  forget_touched(c);
  return grow((void **)&c->grid, &c->grid_capacity, (size_t)c->stride * c->height, sizeof *c->grid) &&
         grow((void **)&c->bits, &c->bits_capacity, (size_t)c->words * c->height, sizeof *c->bits) &&
         grow((void **)&c->left, &c->left_capacity, (size_t)c->height * 4, sizeof *c->left);
}

void cells_free(cells *c)
{
  free(c->grid);
  free(c->bits);
  free(c->left);
  free(c->tiles);
  *c = (cells){0};
}

static bool grow_tiles(cells *c)
{
  uint32_t capacity = c->tile_capacity * 2 + 256;
  cell_tile *tiles = realloc(c->tiles, capacity * sizeof *tiles);
  if (!tiles) {
    c->failed = true;
    return false;
  }
  c->tiles = tiles;
  c->tile_capacity = capacity;
  return true;
}

static __attribute__((noinline)) cell_tile *new_tile(cells *c, int x, int y, uint32_t *number)
{
  if (c->tile_count >= c->tile_capacity && !grow_tiles(c))
    return NULL;
  *number = c->tile_count++;
  c->bits[(size_t)y * c->words + x / 64] |= (uint64_t)1 << (x % 64);
  c->first_tile = x < c->first_tile ? x : c->first_tile;
  c->last_tile = x > c->last_tile ? x : c->last_tile;
  cell_tile *tile = &c->tiles[*number];
  memset(tile, 0, sizeof *tile);
  return tile;
}

static inline cell_tile *find_tile(cells *c, int x, int y)
{
  uint32_t *number = &c->grid[(size_t)y * c->stride + x];
  return *number ? &c->tiles[*number] : new_tile(c, x, y, number);
}

cell_tile *cells_tile(cells *c, int x, int y)
{
  return find_tile(c, x, y);
}

// Adds to pixel (x, y) an edge of height h whose ends' fractions of the pixel's width add up to sides (0 to
// 512).
static inline void add_cell(cells *c, int x, int y, int h, int sides)
{
  cell_tile *tile = find_tile(c, x >> 2, y >> 2);
  if (!tile)
    return;
  int over = h * sides;
  int32_t *at = &tile->column[x & 3][y & 3];
  at[0] += h * 2 * CELL_ONE - over;
  at[4] += over;
}

// An edge from (x0, y0) to (x1, y1), y0 < y1, within pixel row y, that crosses columns. steep is dy/dx in
// 1/2^32.
static void add_columns(cells *c, int y, int x0, int x1, int height, int sign, int64_t steep)
{
  // From left to right, whichever way the edge leans: the heights in the columns are the same.
  int left = x0 < x1 ? x0 : x1, right = x0 < x1 ? x1 : x0;
  int last = right >> 8, done = 0;
  int from = left & 255;
  for (int x = left >> 8; x < last; x++) {
    int until = (int)(((int64_t)(((x + 1) << 8) - left) * steep) >> 32);
    until = until < height ? until : height;
    add_cell(c, x, y, sign * (until - done), from + 256);
    done = until;
    from = 0;
  }
  add_cell(c, last, y, sign * (height - done), from + (right & 255));
}

static void add_row(cells *c, int y, int x0, int x1, int height, int sign, int64_t steep)
{
  if (x0 >> 8 == x1 >> 8)
    add_cell(c, x0 >> 8, y, sign * height, (x0 & 255) + (x1 & 255));
  else
    add_columns(c, y, x0, x1, height, sign, steep);
}

static void touch_rows(cells *c, int first, int last)
{
  c->first_row = first < c->first_row ? first : c->first_row;
  c->last_row = last > c->last_row ? last : c->last_row;
}

// An edge within the clip, on the grid of 1/256.
static void add_edge(cells *c, int x0, int y0, int x1, int y1)
{
  if (y0 == y1)
    return;
  int sign = 1;
  if (y0 > y1) {
    int x = x0, y = y0;
    x0 = x1, y0 = y1, x1 = x, y1 = y;
    sign = -1;
  }
  int row = y0 >> 8, last = (y1 - 1) >> 8;
  touch_rows(c, row >> 2, last >> 2);
  double dx = x1 - x0, dy = y1 - y0;
  int64_t slope = (int64_t)(dx / dy * 4294967296.0);
  int64_t steep = (int64_t)(dy / fmax(fabs(dx), 1) * 4294967296.0);
  int x = x0, y = y0;
  for (; row < last; row++) {
    int until = (row + 1) << 8;
    int to = x0 + (int)(((until - y0) * slope) >> 32);
    add_row(c, row, x, to, until - y, sign, steep);
    x = to;
    y = until;
  }
  add_row(c, row, x, x1, y1 - y, sign, steep);
}

// An edge left of the clip, from y0 to y1 on the grid: all the row right of it winds.
static void add_left(cells *c, int y0, int y1)
{
  if (y0 == y1)
    return;
  int sign = y0 < y1 ? 1 : -1;
  int from = y0 < y1 ? y0 : y1, to = y0 < y1 ? y1 : y0;
  touch_rows(c, from >> 10, (to - 1) >> 10);
  while (from < to) {
    int until = ((from >> 8) + 1) << 8;
    until = until < to ? until : to;
    c->left[from >> 8] += sign * (until - from) * 2 * CELL_ONE;
    from = until;
  }
}

static inline int on_grid(double v)
{
  return (int)lrint(v * CELL_ONE);
}

// The sides of the clip that an edge is cut at.
typedef struct sides {
  double x0, y0, x1, y1;
} sides;

static double between(double v, double a, double b)
{
  return fmin(fmax(v, fmin(a, b)), fmax(a, b));
}

static raster_point at_side(raster_point p, raster_point q, double x)
{
  return (raster_point){x, between(p.y + (x - p.x) / (q.x - p.x) * (q.y - p.y), p.y, q.y)};
}

// The edge from p to q, whose ends lie at py and qy on the grid, between the top and the bottom of the clip:
// what is left of the clip counts by its height, what is right of it not at all.
static void add_part(cells *c, raster_point p, int py, raster_point q, int qy, const sides *s)
{
  if (p.x <= s->x0 && q.x <= s->x0) {
    add_left(c, py, qy);
  } else if (p.x >= s->x1 && q.x >= s->x1) {
    return;
  } else if (fmin(p.x, q.x) < s->x0 || fmax(p.x, q.x) > s->x1) {
    raster_point m = at_side(p, q, fmin(p.x, q.x) < s->x0 ? s->x0 : s->x1);
    int my = on_grid(m.y);
    add_part(c, p, py, m, my, s);
    add_part(c, m, my, q, qy, s);
  } else {
    add_edge(c, on_grid(p.x), py, on_grid(q.x), qy);
  }
}

// Cuts the edge from a to b at the clip.
static void add_cut(cells *c, raster_point a, raster_point b, const sides *s)
{
  bool below = a.y > s->y0 || b.y > s->y0, above = a.y < s->y1 || b.y < s->y1;
  if (!below || !above || (a.x >= s->x1 && b.x >= s->x1))
    return;
  double across = (b.x - a.x) / (b.y - a.y); // not used where the edge is level
  raster_point p = {a.x, between(a.y, s->y0, s->y1)}, q = {b.x, between(b.y, s->y0, s->y1)};
  if (p.y != a.y)
    p.x = between(a.x + (p.y - a.y) * across, a.x, b.x);
  if (q.y != b.y)
    q.x = between(a.x + (q.y - a.y) * across, a.x, b.x);
  add_part(c, p, on_grid(p.y), q, on_grid(q.y), s);
}

static inline bool within(raster_point p, const sides *s)
{
  return p.x >= s->x0 && p.x <= s->x1 && p.y >= s->y0 && p.y <= s->y1;
}

static void add_contour(cells *c, const raster_point *p, uint32_t count, const sides *s)
{
  if (count < 2)
    return;
  raster_point from = p[count - 1];
  bool from_within = within(from, s);
  int x0 = from_within ? on_grid(from.x) : 0, y0 = from_within ? on_grid(from.y) : 0;
  for (uint32_t k = 0; k < count; k++) {
    bool to_within = within(p[k], s);
    int x1 = to_within ? on_grid(p[k].x) : 0, y1 = to_within ? on_grid(p[k].y) : 0;
    if (from_within && to_within)
      add_edge(c, x0, y0, x1, y1);
    else
      add_cut(c, from, p[k], s);
    from = p[k];
    from_within = to_within;
    x0 = x1;
    y0 = y1;
  }
}

void cells_add(cells *c, const polyline *p, raster_clip clip)
{
  forget_touched(c);
  if (clip.x0 >= clip.x1 || clip.y0 >= clip.y1)
    return;
  sides s = {clip.x0 & ~3, clip.y0, (clip.x1 + 3) & ~3, clip.y1};
  for (uint32_t k = 0; k < p->contour_count; k++)
    add_contour(c, p->points + p->contours[k].first, p->contours[k].count, &s);
}
