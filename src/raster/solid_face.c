// Triangles, and quads: two triangles that are as good as one plane.
#include <math.h>
#include <string.h>

#include "raster/four.h"
#include "raster/solid_inside.h"

enum { STEEP = 4 }; // of 255 a pixel: colours that change by more are taken where they are

int32_t solid_fixed(double v)
{
  return (int32_t)floor(v * SOLID_GRID + 0.5) - SOLID_LATTICE;
}

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
    solids_enter_box(s, x0, y0, x1, y1);
    return;
  }
  raster_point p[4];
  for (int k = 0; k < 4; k++)
    p[k] = (raster_point){(double)x[k] / SOLID_GRID, (double)y[k] / SOLID_GRID};
  solids_enter(s, p, f->quad ? 4 : 3, 0);
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
  solid *t = solids_next(s);
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
  solid *q = solids_next(s);
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
