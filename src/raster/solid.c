#include "raster/solid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "raster/polyline.h"

enum { GRID = 256, LATTICE = 8 }; // of corners in a pixel; half a step of the samples

void solids_free(solids *s)
{
  free(s->items);
  free(s->entries);
  free(s->head);
  free(s->tail);
  *s = (solids){0};
}

void solids_clear(solids *s, int columns, int rows)
{
  s->count = s->entry_count = 0;
  s->surface = 0;
  s->failed = false;
  if (rows > s->rows_capacity) {
    free(s->head);
    free(s->tail);
    s->head = malloc((size_t)rows * sizeof *s->head);
    s->tail = malloc((size_t)rows * sizeof *s->tail);
    s->rows_capacity = s->head && s->tail ? rows : 0;
    s->failed = s->rows_capacity == 0;
  }
  s->columns = columns;
  s->rows = s->failed ? 0 : rows;
  if (s->rows)
    memset(s->head, 0, (size_t)rows * sizeof *s->head);
}

// Room for one more item.
static bool grow(solids *s, void **items, uint32_t *capacity, uint32_t count, size_t size)
{
  if (count < *capacity)
    return true;
  size_t more = (size_t)count + count / 2 + 256;
  void *grown = more <= UINT32_MAX ? realloc(*items, more * size) : NULL;
  if (!grown) {
    s->failed = true;
    return false;
  }
  *items = grown;
  *capacity = (uint32_t)more;
  return true;
}

int32_t solid_fixed(double v)
{
  return (int32_t)floor(v * GRID + 0.5) - LATTICE;
}

static float from_fixed(int32_t v)
{
  return (float)(v + LATTICE) / GRID;
}

// ---------------------------------------------------------------------------------------------------------------
// Into rows of tiles

static void add_entry(solids *s, int row, int first, int last)
{
  first = first > 0 ? first : 0;
  last = last < s->columns - 1 ? last : s->columns - 1;
  if (first > last || !grow(s, (void **)&s->entries, &s->entry_capacity, s->entry_count, sizeof *s->entries))
    return;
  s->entries[s->entry_count++] =
      (solid_entry){.solid = s->count, .first = (uint16_t)first, .last = (uint16_t)last};
  if (s->head[row])
    s->entries[s->tail[row] - 1].next = s->entry_count;
  else
    s->head[row] = s->entry_count;
  s->tail[row] = s->entry_count;
}

typedef struct span {
  double low, high;
} span;

// Takes in what of the segment a b lies between top and bottom.
static void widen(span *x, raster_point a, raster_point b, double top, double bottom)
{
  raster_point upper = a.y < b.y ? a : b, lower = a.y < b.y ? b : a;
  if (lower.y < top || upper.y > bottom)
    return;
  double rise = lower.y - upper.y, slope = rise > 0 ? (lower.x - upper.x) / rise : 0;
  double enter = upper.y >= top ? upper.x : upper.x + (top - upper.y) * slope;
  double leave = lower.y <= bottom ? lower.x : upper.x + (bottom - upper.y) * slope;
  x->low = raster_min(x->low, raster_min(enter, leave));
  x->high = raster_max(x->high, raster_max(enter, leave));
}

// Puts the solid that comes next into the rows that a polygon of `count` corners reaches, taken `margin` pixels larger.
static void enter_rows(solids *s, const raster_point *p, int count, double margin)
{
  double low = INFINITY, high = -INFINITY;
  for (int k = 0; k < count; k++) {
    low = raster_min(low, p[k].y);
    high = raster_max(high, p[k].y);
  }
  int first = (int)floor((low - margin) / SOLID_TILE), last = (int)floor((high + margin) / SOLID_TILE);
  first = first > 0 ? first : 0;
  last = last < s->rows - 1 ? last : s->rows - 1;
  for (int row = first; row <= last; row++) {
    double top = row * SOLID_TILE - margin, bottom = (row + 1) * SOLID_TILE + margin;
    span x = {INFINITY, -INFINITY};
    for (int k = 0; k < count; k++)
      widen(&x, p[k], p[(k + 1) % count], top, bottom);
    if (x.low <= x.high)
      add_entry(s, row, (int)floor((x.low - margin) / SOLID_TILE),
                (int)floor((x.high + margin) / SOLID_TILE));
  }
}

// The same for a small triangle, whose box is as good.
static void enter_box(solids *s, int32_t x0, int32_t y0, int32_t x1, int32_t y1)
{
  const int unit = GRID * SOLID_TILE;
  int first = y0 < 0 ? 0 : y0 / unit, last = y1 < 0 ? -1 : y1 / unit;
  last = last < s->rows - 1 ? last : s->rows - 1;
  for (int row = first; row <= last; row++)
    add_entry(s, row, x0 < 0 ? 0 : x0 / unit, x1 < 0 ? -1 : x1 / unit);
}

static int32_t least(int32_t a, int32_t b, int32_t c)
{
  return a < b ? (a < c ? a : c) : b < c ? b : c;
}

static void enter_triangle(solids *s, const solid *t)
{
  const int32_t *x = t->corner_x, *y = t->corner_y;
  int32_t x0 = least(x[0], x[1], x[2]), y0 = least(y[0], y[1], y[2]);
  int32_t x1 = -least(-x[0], -x[1], -x[2]), y1 = -least(-y[0], -y[1], -y[2]);
  const int32_t small = 2 * SOLID_TILE * GRID;
  if (x1 - x0 <= small || y1 - y0 <= small) {
    enter_box(s, x0, y0, x1, y1);
    return;
  }
  raster_point p[3];
  for (int k = 0; k < 3; k++)
    p[k] = (raster_point){(double)x[k] / GRID, (double)y[k] / GRID};
  enter_rows(s, p, 3, 0);
}

// ---------------------------------------------------------------------------------------------------------------
// Triangles

// True where no sample can be covered: the samples' lattice is 1/16 pixel.
static bool between_samples(int32_t a, int32_t b, int32_t c)
{
  int32_t low = least(a, b, c), high = -least(-a, -b, -c);
  return (low - 1) >> 4 == high >> 4;
}

typedef struct plane {
  double x[2], y[2]; // from the first corner to the others, pixels
  double inverse;    // of twice the area
} plane;

// Whether the triangle is less than half a pixel high somewhere: as its corners are rounded, its plane is not to be believed
// outside of it.
static bool is_narrow(const plane *p)
{
  double x = p->x[1] - p->x[0], y = p->y[1] - p->y[0];
  double longest = raster_max(x * x + y * y, raster_max(p->x[0] * p->x[0] + p->y[0] * p->y[0],
                                                        p->x[1] * p->x[1] + p->y[1] * p->y[1]));
  return 0.25 * longest * p->inverse * p->inverse > 1;
}

// The slopes of what has the values v at the corners.
static void slopes(const plane *p, const double v[3], float *dx, float *dy)
{
  double a = v[1] - v[0], b = v[2] - v[0];
  *dx = (float)((a * p->y[1] - b * p->y[0]) * p->inverse);
  *dy = (float)((b * p->x[0] - a * p->x[1]) * p->inverse);
}

// The most by which a channel of two colours differs.
static int most_different(uint32_t a, uint32_t b)
{
  int most = 0;
  for (int shift = 0; shift < 32; shift += 8) {
    int d = abs((int)(a >> shift & 255) - (int)(b >> shift & 255));
    most = d > most ? d : most;
  }
  return most;
}

static void set_colors(solid *t, const plane *p, const solid_corner *const corner[3], bool deep)
{
  t->flat = corner[0]->color == corner[1]->color && corner[0]->color == corner[2]->color;
  t->color = corner[0]->color;
  if (t->flat)
    return;
  double depth[3], low = INFINITY, high = 0, differ = 0;
  for (int k = 0; k < 3; k++) {
    depth[k] = (double)corner[k]->depth;
    low = raster_min(low, depth[k]);
    high = raster_max(high, depth[k]);
    differ = raster_max(differ, most_different(corner[k]->color, corner[(k + 1) % 3]->color));
  }
  // Colours that differ by c would be off by a quarter of this: a fourth of a step in 255 at most does not show.
  t->deep = deep && (high - low) * differ > low;
  for (int channel = 0; channel < 4; channel++) {
    double v[3];
    for (int k = 0; k < 3; k++)
      v[k] = (corner[k]->color >> 8 * channel & 255) * (t->deep ? depth[k] : 1);
    t->colors[0][channel] = (float)v[0];
    slopes(p, v, &t->colors[1][channel], &t->colors[2][channel]);
  }
}

void solids_triangle(solids *s, const solid_corner *a, const solid_corner *b, const solid_corner *c,
                     bool deep)
{
  int64_t area = solid_area(a, b, c);
  if (area == 0 || between_samples(a->x, b->x, c->x) || between_samples(a->y, b->y, c->y) ||
      !grow(s, (void **)&s->items, &s->capacity, s->count, sizeof *s->items))
    return;
  const solid_corner *corner[3] = {a, area > 0 ? b : c, area > 0 ? c : b};
  solid *t = &s->items[s->count];
  plane p;
  t->kind = SOLID_TRIANGLE;
  t->deep = 0;
  t->flags = 0;
  for (int k = 0; k < 3; k++) {
    t->corner_x[k] = corner[k]->x;
    t->corner_y[k] = corner[k]->y;
  }
  for (int k = 0; k < 2; k++) {
    p.x[k] = (double)(corner[k + 1]->x - a->x) / GRID;
    p.y[k] = (double)(corner[k + 1]->y - a->y) / GRID;
  }
  p.inverse = (double)(GRID * GRID) / (double)(area > 0 ? area : -area);
  t->surface = is_narrow(&p) ? 0 : s->surface;
  t->x = from_fixed(a->x);
  t->y = from_fixed(a->y);
  t->depth = a->depth;
  const double depth[3] = {(double)a->depth, (double)corner[1]->depth, (double)corner[2]->depth};
  slopes(&p, depth, &t->depth_x, &t->depth_y);
  set_colors(t, &p, corner, deep);
  uint32_t entries = s->entry_count;
  enter_triangle(s, t);
  s->count += s->entry_count > entries;
}

// ---------------------------------------------------------------------------------------------------------------
// Lines

static uint32_t fainter(uint32_t color, double by)
{
  uint32_t faint = 0;
  for (int shift = 0; shift < 32; shift += 8)
    faint |= (uint32_t)((color >> shift & 255) * by + 0.5) << shift;
  return faint;
}

static void set_line_colors(solid *l, uint32_t from, uint32_t to)
{
  l->flat = from == to || !(l->length > 0);
  l->color = from;
  for (int channel = 0; channel < 4 && !l->flat; channel++) {
    float a = (float)(from >> 8 * channel & 255), b = (float)(to >> 8 * channel & 255);
    l->colors[0][channel] = a;
    l->colors[1][channel] = (b - a) / l->length;
  }
}

static void set_before(solid *l, const solid_end *a, const solid_end *before)
{
  double x = a->x - before->x, y = a->y - before->y, length = hypot(x, y);
  l->flags |= SOLID_JOINED;
  l->before_length = (float)length;
  l->before_x = length > 0 ? (float)(x / length) : 0;
  l->before_y = length > 0 ? (float)(y / length) : 0;
  if (l->before_x * l->along_x + l->before_y * l->along_y <= 0)
    l->flags |= SOLID_TURNS;
}

void solids_line(solids *s, const solid_end *a, const solid_end *b, double width, unsigned flags,
                 const solid_end *before)
{
  if (!grow(s, (void **)&s->items, &s->capacity, s->count, sizeof *s->items))
    return;
  solid *l = &s->items[s->count];
  double x = b->x - a->x, y = b->y - a->y, length = sqrt(x * x + y * y);
  if (length < 1.0 / GRID) { // toward the viewer: what shows is the nearer end
    length = 0;
    a = b->depth > a->depth ? b : a;
  }
  double faint = width < 1 ? (length > 0 ? width : width * width) : 1;
  l->kind = SOLID_LINE;
  l->deep = 0;
  l->flags = (uint8_t)flags;
  l->x = (float)a->x;
  l->y = (float)a->y;
  l->along_x = length > 0 ? (float)(x / length) : 0;
  l->along_y = length > 0 ? (float)(y / length) : 0;
  l->length = (float)length;
  l->radius = (float)(width < 1 ? 0.5 : width / 2);
  l->depth = a->depth;
  double slope = length > 0 ? ((double)b->depth - (double)a->depth) / length : 0;
  l->depth_x = (float)(slope * (double)l->along_x);
  l->depth_y = (float)(slope * (double)l->along_y);
  set_line_colors(l, faint < 1 ? fainter(a->color, faint) : a->color,
                  faint < 1 ? fainter(b->color, faint) : b->color);
  if (before)
    set_before(l, a, before);
  const raster_point ends[2] = {{a->x, a->y}, {b->x, b->y}};
  uint32_t entries = s->entry_count;
  enter_rows(s, ends, 2, (double)l->radius);
  s->count += s->entry_count > entries;
}
