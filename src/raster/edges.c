#include "raster/edges.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void edges_free(edges *e)
{
  free(e->items);
  free(e->active);
  free(e->begin);
  free(e->left);
  *e = (edges){0};
}

bool edges_resize(edges *e, int rows)
{
  if (rows <= e->rows_capacity)
    return true;
  free(e->begin);
  free(e->left);
  e->begin = calloc((size_t)rows, sizeof *e->begin);
  e->left = aligned_alloc(16, (size_t)rows * sizeof *e->left);
  if (e->left)
    memset(e->left, 0, (size_t)rows * sizeof *e->left);
  e->rows_capacity = e->begin && e->left ? rows : 0;
  return e->rows_capacity > 0;
}

static bool grow(edges *e)
{
  if (e->capacity > UINT32_MAX / 3)
    return !(e->failed = true);
  uint32_t capacity = e->capacity * 2 + 256;
  edge *items = realloc(e->items, capacity * sizeof *items);
  if (items)
    e->items = items;
  uint32_t *active = realloc(e->active, capacity * sizeof *active);
  if (active)
    e->active = active;
  if (!items || !active)
    return !(e->failed = true);
  e->capacity = capacity;
  return true;
}

// The row of tiles in which what ends at y ends: a row's upper side is not in it.
static inline int last_row(float y)
{
  int whole = (int)y;
  return (whole - ((float)whole == y)) >> 2;
}

static inline void touch(edges *e, int first, int last)
{
  e->first = first < e->first ? first : e->first;
  e->last = last > e->last ? last : e->last;
}

// Adds an edge within the clip, its ends on the grid.
static inline void add(edges *e, float x0, float y0, float x1, float y1)
{
  if (y0 == y1 || (e->count == e->capacity && !grow(e)))
    return;
  bool down = y0 < y1;
  edge *item = &e->items[e->count++];
  *item = down ? (edge){.x0 = x0, .y0 = y0, .x1 = x1, .y1 = y1, .sign = 1, .x = x0}
               : (edge){.x0 = x1, .y0 = y1, .x1 = x0, .y1 = y0, .sign = -1, .x = x1};
  item->low = x0 < x1 ? x0 : x1;
  item->high = x0 < x1 ? x1 : x0;
  float dx = item->x1 - item->x0, dy = item->y1 - item->y0;
  item->slope = dx / dy;
  item->steep = dx == 0 ? 0 : item->sign * 0.5f * (dy / fabsf(dx));
  item->last = last_row(item->y1);
  int row = (int)item->y0 >> 2;
  item->next = e->begin[row];
  e->begin[row] = e->count;
  touch(e, row, item->last);
}

// Adds an edge left of the clip, from y0 to y1 on the grid: all of the row right of it winds.
static void add_left(edges *e, float y0, float y1)
{
  if (y0 == y1)
    return;
  float sign = y0 < y1 ? 1 : -1, low = y0 < y1 ? y0 : y1, high = y0 < y1 ? y1 : y0;
  int first = (int)low >> 2, last = last_row(high);
  touch(e, first, last);
  for (int y = first; y <= last; y++) {
    four top = four_all((float)(4 * y)) + (four){0, 1, 2, 3};
    four from = four_max(top, four_all(low)), to = four_min(top + 1, four_all(high));
    e->left[y] += sign * four_max(to - from, four_all(0));
  }
}

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
  return raster_min(raster_max(v, raster_min(a, b)), raster_max(a, b));
}

static raster_point at_side(raster_point p, raster_point q, double x)
{
  return (raster_point){x, between(p.y + (x - p.x) / (q.x - p.x) * (q.y - p.y), p.y, q.y)};
}

// The edge from p to q, whose ends lie at py and qy on the grid, between the top and the bottom of the clip:
// what is left of the clip counts by its height, what is right of it not at all.
static void add_part(edges *e, raster_point p, float py, raster_point q, float qy, const sides *s)
{
  if (p.x <= s->x0 && q.x <= s->x0) {
    add_left(e, py, qy);
  } else if (p.x >= s->x1 && q.x >= s->x1) {
    return;
  } else if (raster_min(p.x, q.x) < s->x0 || raster_max(p.x, q.x) > s->x1) {
    raster_point m = at_side(p, q, raster_min(p.x, q.x) < s->x0 ? s->x0 : s->x1);
    float my = on_grid(m.y);
    add_part(e, p, py, m, my, s);
    add_part(e, m, my, q, qy, s);
  } else {
    add(e, on_grid(p.x), py, on_grid(q.x), qy);
  }
}

// Cuts the edge from a to b at the clip.
static void add_cut(edges *e, raster_point a, raster_point b, const sides *s)
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
  add_part(e, p, on_grid(p.y), q, on_grid(q.y), s);
}

static inline bool within(raster_point p, const sides *s)
{
  return p.x >= s->x0 && p.x <= s->x1 && p.y >= s->y0 && p.y <= s->y1;
}

static void add_contour(edges *e, const raster_point *p, uint32_t count, const sides *s)
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
      add(e, x0, y0, x1, y1);
    else
      add_cut(e, from, p[k], s);
    from = p[k];
    from_within = to_within;
    x0 = x1;
    y0 = y1;
  }
}

void edges_collect(edges *e, const polyline *p, raster_clip clip)
{
  e->count = 0;
  e->first = INT32_MAX;
  e->last = -1;
  if (clip.x0 >= clip.x1 || clip.y0 >= clip.y1)
    return;
  sides s = {clip.x0 & ~3, clip.y0, (clip.x1 + 3) & ~3, clip.y1};
  for (uint32_t k = 0; k < p->contour_count; k++)
    add_contour(e, p->points + p->contours[k].first, p->contours[k].count, &s);
}
