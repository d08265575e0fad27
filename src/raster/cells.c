#include "raster/cells.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "raster/edge.h"

static bool grow(void **items, size_t *capacity, size_t wanted, size_t size)
{
  if (wanted <= *capacity)
    return true;
  free(*items);
  *items = aligned_alloc(64, (wanted * size + 63) / 64 * 64);
  if (*items)
    memset(*items, 0, wanted * size);
  *capacity = *items ? wanted : 0;
  return *items != NULL;
}

static void forget_touched(cells *c)
{
  c->first_row = c->first_tile = INT32_MAX;
  c->last_row = c->last_tile = -1;
  c->tile_count = 1;
}

cells_edge cells_edge_at(int k)
{
  cells_edge edges[2] = {edge_four};
#if defined __x86_64__
  if (__builtin_cpu_supports("avx2"))
    edges[1] = edge_avx2;
#endif
  return k >= 0 && k < 2 ? edges[k] : NULL;
}

bool cells_resize(cells *c, int width, int height)
{
  if (!c->add_edge)
    c->add_edge = cells_edge_at(1) ? cells_edge_at(1) : cells_edge_at(0);
  c->width = (width + 3) / 4;
  c->height = (height + 3) / 4;
  c->stride = c->width + 1; // edges may lie exactly on the right side
  c->words = (c->stride + 63) / 64;
  forget_touched(c);
  return grow((void **)&c->grid, &c->grid_capacity, (size_t)c->stride * c->height, sizeof *c->grid) &&
         grow((void **)&c->bits, &c->bits_capacity, (size_t)c->words * c->height, sizeof *c->bits) &&
         grow((void **)&c->left, &c->left_capacity, (size_t)c->height, sizeof *c->left);
}

void cells_free(cells *c)
{
  free(c->grid);
  free(c->bits);
  free(c->left);
  free(c->tiles);
  *c = (cells){0};
}

bool cells_grow_tiles(cells *c)
{
  uint32_t capacity = c->tile_capacity * 2 + 256;
  cell_tile *tiles = aligned_alloc(16, capacity * sizeof *tiles);
  if (!tiles) {
    c->failed = true;
    return false;
  }
  if (c->tiles)
    memcpy(tiles, c->tiles, c->tile_count * sizeof *tiles);
  free(c->tiles);
  c->tiles = tiles;
  c->tile_capacity = capacity;
  return true;
}

cell_tile *cells_tile(cells *c, int x, int y)
{
  return edge_tile(c, x, y);
}

// An edge left of the clip, from y0 to y1 on the grid: all the row right of it winds.
static void add_left(cells *c, float y0, float y1)
{
  if (y0 == y1)
    return;
  float sign = y0 < y1 ? 1 : -1;
  four low = four_all(y0 < y1 ? y0 : y1), high = four_all(y0 < y1 ? y1 : y0);
  int first = (int)low[0] >> 2, last = ((int)high[0] - ((float)(int)high[0] == high[0])) >> 2;
  cells_touch_rows(c, first, last);
  for (int y = first; y <= last; y++) {
    four top = four_all((float)(4 * y)) + (four){0, 1, 2, 3};
    c->left[y] += sign * (four_min(four_max(top + 1, low), high) - four_min(four_max(top, low), high));
  }
}

// On a grid of 1/256 pixel.
static inline float on_grid(double v)
{
  return (float)lrint(v * 256) * (1.0f / 256);
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
static void add_part(cells *c, raster_point p, float py, raster_point q, float qy, const sides *s)
{
  if (p.x <= s->x0 && q.x <= s->x0) {
    add_left(c, py, qy);
  } else if (p.x >= s->x1 && q.x >= s->x1) {
    return;
  } else if (fmin(p.x, q.x) < s->x0 || fmax(p.x, q.x) > s->x1) {
    raster_point m = at_side(p, q, fmin(p.x, q.x) < s->x0 ? s->x0 : s->x1);
    float my = on_grid(m.y);
    add_part(c, p, py, m, my, s);
    add_part(c, m, my, q, qy, s);
  } else {
    c->add_edge(c, on_grid(p.x), py, on_grid(q.x), qy);
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
  float x0 = from_within ? on_grid(from.x) : 0, y0 = from_within ? on_grid(from.y) : 0;
  for (uint32_t k = 0; k < count; k++) {
    bool to_within = within(p[k], s);
    float x1 = to_within ? on_grid(p[k].x) : 0, y1 = to_within ? on_grid(p[k].y) : 0;
    if (from_within && to_within)
      c->add_edge(c, x0, y0, x1, y1);
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
