#include "raster/solid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "raster/four.h"
#include "raster/polyline.h"

enum { STEEP = 4 }; // of 255 a pixel: colours that change by more are taken where they are

void solids_free(solids *s)
{
  free(s->items);
  free(s->entries);
  free(s->sorted);
  free(s->until);
  *s = (solids){0};
}

void solids_clear(solids *s, int columns, int rows)
{
  s->count = s->entry_count = 0;
  s->surface = 0;
  s->slack = 0;
  s->loose = false;
  s->failed = false;
  if (rows > s->rows_capacity) {
    free(s->until);
    s->until = malloc((size_t)rows * sizeof *s->until);
    s->rows_capacity = s->until ? rows : 0;
    s->failed = s->rows_capacity == 0;
  }
  s->columns = columns;
  s->rows = s->failed ? 0 : rows;
  if (s->rows)
    memset(s->until, 0, (size_t)rows * sizeof *s->until);
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

// The same for solids, which begin where cache lines do.
static bool grow_items(solids *s)
{
  size_t more = (size_t)s->count + s->count / 2 + 256;
  solid *grown = more <= UINT32_MAX ? aligned_alloc(SOLID_CACHE_LINE, more * sizeof *grown) : NULL;
  if (!grown) {
    s->failed = true;
    return false;
  }
  if (s->count)
    memcpy(grown, s->items, s->count * sizeof *grown);
  free(s->items);
  s->items = grown;
  s->capacity = (uint32_t)more;
  return true;
}

// The solid that comes next, with nothing in it, padding too: who compares solids compares bytes.
static solid *next_solid(solids *s)
{
  if (s->count == s->capacity && !grow_items(s))
    return NULL;
  return memset(&s->items[s->count], 0, sizeof *s->items);
}

int32_t solid_fixed(double v)
{
  return (int32_t)floor(v * SOLID_GRID + 0.5) - SOLID_LATTICE;
}

// ---------------------------------------------------------------------------------------------------------------
// Into rows of tiles

static void add_entry(solids *s, int row, int first, int last)
{
  first = first > 0 ? first : 0;
  last = last < s->columns - 1 ? last : s->columns - 1;
  if (first > last || !grow(s, (void **)&s->entries, &s->entry_capacity, s->entry_count, sizeof *s->entries))
    return;
  s->entries[s->entry_count++] = (solid_entry){
      .solid = s->count, .row = (uint16_t)row, .first = (uint16_t)first, .last = (uint16_t)last};
}

// By counting. Until all entries of a row are there, its `until` is where the next of them goes.
void solids_sort(solids *s)
{
  if (s->sorted_capacity < s->entry_count) {
    free(s->sorted);
    s->sorted = malloc(s->entry_capacity * sizeof *s->sorted);
    s->sorted_capacity = s->sorted ? s->entry_capacity : 0;
  }
  if (s->sorted_capacity < s->entry_count) {
    s->failed = true;
    return; // all rows are empty
  }
  for (uint32_t k = 0; k < s->entry_count; k++) {
    if (s->entries[k].row + 1 < s->rows)
      s->until[s->entries[k].row + 1]++;
  }
  for (int row = 1; row < s->rows; row++)
    s->until[row] += s->until[row - 1];
  for (uint32_t k = 0; k < s->entry_count; k++)
    s->sorted[s->until[s->entries[k].row]++] = s->entries[k];
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
  const int unit = SOLID_GRID * SOLID_TILE;
  int first = y0 < 0 ? 0 : y0 / unit, last = y1 < 0 ? -1 : y1 / unit;
  last = last < s->rows - 1 ? last : s->rows - 1;
  for (int row = first; row <= last; row++)
    add_entry(s, row, x0 < 0 ? 0 : x0 / unit, x1 < 0 ? -1 : x1 / unit);
}

static void enter_face(solids *s, const solid *f)
{
  const int32_t *x = f->corner_x, *y = f->corner_y;
  int32_t x0 = x[0], x1 = x[0], y0 = y[0], y1 = y[0];
  for (int k = 1; k < 4; k++) {
    x0 = x[k] < x0 ? x[k] : x0;
    x1 = x[k] > x1 ? x[k] : x1;
    y0 = y[k] < y0 ? y[k] : y0;
    y1 = y[k] > y1 ? y[k] : y1;
  }
  const int32_t small = 2 * SOLID_TILE * SOLID_GRID;
  if (x1 - x0 <= small || y1 - y0 <= small) {
    enter_box(s, x0, y0, x1, y1);
    return;
  }
  raster_point p[4];
  for (int k = 0; k < 4; k++)
    p[k] = (raster_point){(double)x[k] / SOLID_GRID, (double)y[k] / SOLID_GRID};
  enter_rows(s, p, f->quad ? 4 : 3, 0);
}

// ---------------------------------------------------------------------------------------------------------------
// Triangles, and quads: two triangles that are as good as one plane

static int32_t least(int32_t a, int32_t b, int32_t c)
{
  return a < b ? (a < c ? a : c) : b < c ? b : c;
}

// True where no sample can be covered: the samples' lattice is 1/16 pixel.
static bool between_samples(int32_t a, int32_t b, int32_t c)
{
  int32_t low = least(a, b, c), high = -least(-a, -b, -c);
  return (low - 1) >> 4 == high >> 4;
}

// What is linear on a face is found from how it changes along two ways: from a triangle's first corner to the others, or
// along the diagonals of a quad.
typedef struct plane {
  int corners;
  double right[2], down[2]; // what a pixel right and a pixel down are made of, of the ways
  double from_x, from_y;    // a quad's first corner from its middle
} plane;

static plane plane_of(const solid_corner *const corner[], int corners)
{
  const int from[2] = {0, corners == 4}, to[2] = {corners == 4 ? 2 : 1, corners == 4 ? 3 : 2};
  plane p = {.corners = corners};
  double x[2], y[2];
  for (int k = 0; k < 2; k++) {
    x[k] = (double)(corner[to[k]]->x - corner[from[k]]->x) / SOLID_GRID;
    y[k] = (double)(corner[to[k]]->y - corner[from[k]]->y) / SOLID_GRID;
  }
  double by = 1 / (x[0] * y[1] - x[1] * y[0]);
  p.right[0] = y[1] * by, p.right[1] = -y[0] * by;
  p.down[0] = -x[1] * by, p.down[1] = x[0] * by;
  for (int k = 1; k < 4 && corners == 4; k++) {
    p.from_x += (double)(corner[0]->x - corner[k]->x) / (4 * SOLID_GRID);
    p.from_y += (double)(corner[0]->y - corner[k]->y) / (4 * SOLID_GRID);
  }
  return p;
}

// Four numbers that are linear on a face: the channels of a colour.
typedef double numbers __attribute__((vector_size(32)));

typedef struct linear {
  numbers at, right, down; // at the first corner, and how they change a pixel right and down
  numbers off;             // by how much they are off
} linear;

// What has the values v at the corners. Of a quad, whose corners need not lie in one plane, as near as can be: it is off by as
// much at all of them.
static linear fit(const plane *p, const numbers v[4])
{
  bool quad = p->corners == 4;
  numbers a = quad ? v[2] - v[0] : v[1] - v[0], b = quad ? v[3] - v[1] : v[2] - v[0];
  linear l = {.right = a * p->right[0] + b * p->right[1], .down = a * p->down[0] + b * p->down[1]};
  l.at = quad ? ((v[0] + v[1]) + (v[2] + v[3])) / 4 + (l.right * p->from_x + l.down * p->from_y) : v[0];
  l.off = l.at - v[0];
  return l;
}

// Whether the triangle is less than half a pixel high somewhere: as its corners are rounded, its plane is not to be believed
// outside of it.
static bool is_narrow(const solid_corner *a, const solid_corner *b, const solid_corner *c, int64_t area)
{
  const solid_corner *corner[3] = {a, b, c};
  double longest = 0, half = 0.5 * SOLID_GRID;
  for (int k = 0; k < 3; k++) {
    double x = corner[(k + 1) % 3]->x - corner[k]->x, y = corner[(k + 1) % 3]->y - corner[k]->y;
    longest = raster_max(longest, x * x + y * y);
  }
  return half * half * longest > (double)area * (double)area;
}

static four channels_of(uint32_t color)
{
  return __builtin_convertvector(four_of_bytes(color), four);
}

// Whether colours have to be mixed by depth: those that differ by c would be off by a quarter of this, and a fourth of a step
// in 255 at most does not show.
static bool is_deep(const solid_corner *const corner[], int corners)
{
  float low = INFINITY, high = 0;
  four differ = four_all(0);
  for (int k = 0; k < corners; k++) {
    low = corner[k]->depth < low ? corner[k]->depth : low;
    high = corner[k]->depth > high ? corner[k]->depth : high;
    four here = channels_of(corner[k]->color), next = channels_of(corner[(k + 1) % corners]->color);
    differ = four_max(differ, four_abs(here - next));
  }
  return four_signs((high - low) * differ > low) != 0;
}

static void put_channels(float to[4], numbers from)
{
  four narrow = __builtin_convertvector(from, four);
  memcpy(to, &narrow, sizeof narrow);
}

// Returns by how much they are off.
static double set_colors(solid *f, const plane *p, const solid_corner *const corner[], bool deep)
{
  numbers v[4];
  f->color = corner[0]->color;
  f->flat = 1;
  for (int k = 1; k < p->corners; k++)
    f->flat = f->flat && corner[k]->color == f->color;
  if (f->flat)
    return 0;
  f->deep = deep && is_deep(corner, p->corners);
  for (int k = 0; k < p->corners; k++) {
    v[k] = __builtin_convertvector(channels_of(corner[k]->color), numbers);
    if (f->deep)
      v[k] *= (double)corner[k]->depth;
  }
  linear l = fit(p, v);
  put_channels(f->colors[0], l.at);
  put_channels(f->colors[1], l.right);
  put_channels(f->colors[2], l.down);
  double off = 0, steepest = 0;
  for (int k = 0; k < 4; k++) {
    off = raster_max(off, fabs(l.off[k]));
    steepest = raster_max(steepest, fabs(l.right[k]) + fabs(l.down[k]));
  }
  f->steep = f->deep || steepest > STEEP;
  return off;
}

static uint32_t corner_key(const solid_corner *c)
{
  uint32_t depth;
  memcpy(&depth, &c->depth, sizeof depth);
  uint64_t place = (uint64_t)(uint32_t)c->x << 32 | (uint32_t)c->y, look = (uint64_t)depth << 32 | c->color;
  uint64_t mixed = (place ^ place >> 29) * 0x9e3779b97f4a7c15u + look;
  mixed = (mixed ^ mixed >> 32) * 0xd6e8feb86659fd93u;
  return (uint32_t)(mixed >> 32);
}

static void set_corners(solid *f, const solid_corner *const corner[], int corners)
{
  uint32_t keys[4];
  for (int k = 0; k < corners; k++)
    keys[k] = corner_key(corner[k]);
  f->kind = SOLID_FACE;
  f->quad = corners == 4;
  for (int k = 0; k < 4; k++) {
    f->corner_x[k] = corner[k % corners]->x;
    f->corner_y[k] = corner[k % corners]->y;
    f->corner_key[k] = keys[k % corners];
  }
}

static void set_slack(const solids *s, solid *f, float depth, bool deep)
{
  f->slack = s->slack * (deep ? depth : 1);
}

// Returns by how much it is off.
static double set_depth(solid *f, const plane *p, const solid_corner *const corner[])
{
  numbers v[4];
  for (int k = 0; k < p->corners; k++)
    v[k] = (numbers){(double)corner[k]->depth};
  linear l = fit(p, v);
  f->depth = (float)l.at[0];
  f->depth_x = (float)l.right[0];
  f->depth_y = (float)l.down[0];
  return fabs(l.off[0]);
}

static void end_face(solids *s)
{
  uint32_t entries = s->entry_count;
  enter_face(s, &s->items[s->count]);
  s->count += s->entry_count > entries;
}

void solids_triangle(solids *s, const solid_corner *a, const solid_corner *b, const solid_corner *c,
                     bool deep)
{
  int64_t area = solid_area(a, b, c);
  if (area == 0 || between_samples(a->x, b->x, c->x) || between_samples(a->y, b->y, c->y))
    return;
  const solid_corner *corner[3] = {a, area > 0 ? b : c, area > 0 ? c : b};
  solid *t = next_solid(s);
  if (!t)
    return;
  plane p = plane_of(corner, 3);
  set_corners(t, corner, 3);
  set_slack(s, t, a->depth, deep);
  set_depth(t, &p, corner);
  set_colors(t, &p, corner, deep);
  t->surface = is_narrow(a, b, c, area) ? 0 : s->surface;
  end_face(s);
}

bool solids_quad(solids *s, const solid_corner *a, const solid_corner *b, const solid_corner *c,
                 const solid_corner *d, bool deep)
{
  int64_t abc = solid_area(a, b, c), acd = solid_area(a, c, d);
  bool over = abc < 0;
  int64_t first = over ? -abc : abc, second = over ? -acd : acd;
  int64_t third = solid_area(a, b, d), fourth = solid_area(b, c, d);
  if (first <= 0 || second <= 0 || (over ? -third : third) <= 0 || (over ? -fourth : fourth) <= 0 ||
      is_narrow(a, b, c, first) || is_narrow(a, c, d, second))
    return false;
  const solid_corner *corner[4] = {a, over ? d : b, c, over ? b : d};
  solid *q = next_solid(s);
  if (!q)
    return false;
  plane p = plane_of(corner, 4);
  set_corners(q, corner, 4);
  set_slack(s, q, a->depth, deep);
  if (set_depth(q, &p, corner) > (double)q->slack || set_colors(q, &p, corner, deep) > 1 || q->deep)
    return false;
  q->surface = s->surface;
  end_face(s);
  return true;
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
  solid *l = next_solid(s);
  if (!l)
    return;
  double x = b->x - a->x, y = b->y - a->y, length = sqrt(x * x + y * y);
  if (length < 1.0 / SOLID_GRID) { // toward the viewer: what shows is the nearer end
    length = 0;
    a = b->depth > a->depth ? b : a;
  }
  double faint = width < 1 ? (length > 0 ? width : width * width) : 1;
  l->kind = SOLID_LINE;
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
  if (!s->loose)
    enter_rows(s, ends, 2, (double)l->radius);
  s->count += s->loose || s->entry_count > entries;
}
