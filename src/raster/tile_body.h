// The work of raster/tile.h; compiled once for every kind of processor, under the name TILE_PAINT.
#include "raster/tile_fragments.h"
#include "raster/tile_paths.h"

// The tile at hand, and the part of it that is painted.
typedef struct place {
  int x, y; // of its upper left pixel in the picture
  tile_box box;
} place;

static inline int lowest_bit(unsigned bits)
{
  return __builtin_ctz(bits);
}

// A bit for each of the eight pixels from x on that lie before `until`.
static inline unsigned lanes_until(int x, int until)
{
  return until - x < 8 ? (1u << (until - x)) - 1 : 0xff;
}

static inline int greater(int a, int b)
{
  return a > b ? a : b;
}

static inline int lesser(int a, int b)
{
  return a < b ? a : b;
}

static inline uint32_t to_bytes(four color)
{
  four alpha = four_all(color[3]);
  color = four_min(four_max(color, four_all(0)), four_min(alpha, four_all(255)));
  return four_bytes(four_truncate(color + 0.5f));
}

// ---------------------------------------------------------------------------------------------------------------
// Triangles
//
// An edge from p to q is E(x, y) = (q.x - p.x) (y - p.y) - (q.y - p.y) (x - p.x), which is 0 or more inside; in
// integers, as corners lie on a grid. Samples lie on a lattice of 16 steps of that grid, so that E / 16, rounded
// down, changes by whole steps from one to the next and keeps its sign: that fits into 32 bits wherever the edge passes
// the tile, and where it does not, all samples are on one side.

typedef struct edge {
  wide_int at;         // E / 16 at the middles of the tile's first eight pixels
  int32_t right, down; // for a pixel
  int32_t reach;       // the most by which it differs between a pixel's middle and its samples
  wide_int sample[2];  // by which it differs
} edge;

static const wide_int lattice_x[2] = {{1, -1, -3, 4, -5, 2, 5, 3}, {-2, 0, -4, -6, -8, 7, 6, -7}};
static const wide_int lattice_y[2] = {{1, -3, 2, -1, -2, 5, 3, -5}, {6, -7, -6, 4, 0, -4, 7, -8}};

// False where the whole tile is outside.
static inline bool set_edge(edge *e, const solid *t, int from, int to, const place *p)
{
  int32_t dx = t->corner_x[to] - t->corner_x[from], dy = t->corner_y[to] - t->corner_y[from];
  int64_t x = (int64_t)(p->x + 8) * 256 - t->corner_x[from],
          y = (int64_t)(p->y + 8) * 256 - t->corner_y[from];
  int64_t at =
      dx * y - dy * x - !(dy < 0 || (dy == 0 && dx > 0)); // upper and left edges belong to the inside
  int32_t step = abs(dx) + abs(dy);
  int64_t reach = (int64_t)step * 128;
  at >>= 4;
  if (at + reach < 0)
    return false;
  if (at - reach >= 0) {
    *e = (edge){0};
    return true;
  }
  e->right = -dy * 16;
  e->down = dx * 16;
  e->at = (int32_t)at + (-dy + dx) * (8 - 128) + e->right * wide_int_numbers;
  e->reach = step * 8;
  for (int half = 0; half < 2; half++)
    e->sample[half] = -dy * lattice_x[half] + dx * lattice_y[half];
  return true;
}

// The samples that are inside of all three edges, of a pixel at whose middle they are at[0], at[1], at[2].
static inline unsigned samples_inside(const edge e[3], const int32_t at[3])
{
  unsigned outside = 0;
  for (int half = 0; half < 2; half++) {
    wide_int v = (e[0].sample[half] + at[0]) | (e[1].sample[half] + at[1]) | (e[2].sample[half] + at[2]);
    outside |= wide_signs(v) << 8 * half;
  }
  return ~outside & SAMPLES_ALL;
}

// The middle of the samples of a mask, from the pixel's middle.
static inline void middle_of(unsigned mask, float *x, float *y)
{
  const wide_short xs = {SAMPLES_X}, ys = {SAMPLES_Y};
  wide_short lanes = wide_of_mask(mask);
  float by = 1 / (16 * (float)__builtin_popcount(mask));
  *x += (float)wide_sum(xs & lanes) * by + 1.0f / 32;
  *y += (float)wide_sum(ys & lanes) * by + 1.0f / 32;
}

// At a place from the triangle's first corner.
static inline uint32_t triangle_color(const solid *t, float x, float y)
{
  if (t->flat)
    return t->color;
  four c, cx, cy;
  memcpy(&c, t->colors[0], sizeof c);
  memcpy(&cx, t->colors[1], sizeof cx);
  memcpy(&cy, t->colors[2], sizeof cy);
  c = (c + cx * x) + cy * y;
  if (t->deep)
    c = c * (1 / (t->depth + t->depth_x * x + t->depth_y * y));
  return to_bytes(c);
}

// What a triangle covers of a pixel.
typedef struct touch {
  int pixel;
  unsigned mask;
  float depth;
  uint32_t color;
} touch;

// Takes the samples into the pixel's last fragment where that is of the same surface and meets them there.
static inline tile_fragment *join(tile_work *w, const solid *t, const touch *at)
{
  uint32_t head = w->head[at->pixel];
  tile_fragment *f = &w->fragments[head - (head > 0)];
  if (!head || !t->surface || f->surface != t->surface || f->mask & at->mask ||
      !meet(f, at->depth, t->depth_x, t->depth_y))
    return NULL;
  int before = __builtin_popcount(f->mask), more = __builtin_popcount(at->mask);
  if (f->color != at->color)
    f->color = mean_color(f->color, before, at->color, more);
  f->mask |= (uint16_t)at->mask;
  if (more > before) {
    f->depth = at->depth;
    f->depth_x = t->depth_x;
    f->depth_y = t->depth_y;
  }
  return f;
}

static inline void add_touch(tile_work *w, const solid *t, const touch *at)
{
  tile_fragment *f = at->mask != SAMPLES_ALL ? join(w, t, at) : NULL;
  if (!f) {
    f = put(w, at->pixel, at->mask);
    if (!f)
      return;
    f->depth = at->depth;
    f->depth_x = t->depth_x;
    f->depth_y = t->depth_y;
    f->color = at->color;
  }
  if (hides_the_rest(f))
    raise_floor(w, at->pixel, f->depth - depth_reach(f));
}

// Eight pixels of a row.
static inline void triangle_pixels(tile_work *w, const solid *t, const edge e[3], const place *p, int x,
                                   int y, unsigned lanes)
{
  wide_int at[3];
  wide_int outer = {0}, inner = {0};
  for (int k = 0; k < 3; k++) {
    at[k] = e[k].at + (e[k].right * x + e[k].down * y);
    outer |= at[k] + e[k].reach;
    inner |= at[k] - e[k].reach;
  }
  unsigned seen = lanes & ~wide_signs(outer), whole = ~wide_signs(inner);
  if (!seen)
    return;
  unsigned centre = ~wide_signs(at[0] | at[1] | at[2]);
  float dx = (float)(p->x + x) + 0.5f - t->x, dy = (float)(p->y + y) + 0.5f - t->y;
  wide depth = (t->depth + t->depth_x * (dx + wide_numbers)) + t->depth_y * dy;
  float reach = 0.5f * fabsf(t->depth_x) + 0.5f * fabsf(t->depth_y);
  const float *hidden = w->floor + y * SOLID_TILE + x;
  for (seen &= ~wide_signs((wide_int)(depth + reach < wide_load(hidden))); seen; seen &= seen - 1) {
    int lane = lowest_bit(seen);
    touch here = {.pixel = y * SOLID_TILE + x + lane, .mask = SAMPLES_ALL, .depth = depth[lane]};
    float cx = dx + (float)lane, cy = dy;
    if (!(whole >> lane & 1)) {
      here.mask = samples_inside(e, (const int32_t[3]){at[0][lane], at[1][lane], at[2][lane]});
      if (!here.mask)
        continue;
      if (!(centre >> lane & 1) && !t->flat)
        middle_of(here.mask, &cx, &cy);
    }
    here.color = triangle_color(t, cx, cy);
    add_touch(w, t, &here);
  }
}

static int32_t lowest(const int32_t v[3])
{
  return lesser(v[0], lesser(v[1], v[2]));
}

static int32_t highest(const int32_t v[3])
{
  return greater(v[0], greater(v[1], v[2]));
}

static void triangle(tile_work *w, const solid *t, const place *p)
{
  int x0 = greater(p->box.x0, (lowest(t->corner_x) >> 8) - p->x);
  int y0 = greater(p->box.y0, (lowest(t->corner_y) >> 8) - p->y);
  int x1 = lesser(p->box.x1, (highest(t->corner_x) >> 8) - p->x + 1);
  int y1 = lesser(p->box.y1, (highest(t->corner_y) >> 8) - p->y + 1);
  edge e[3];
  if (x0 >= x1 || y0 >= y1 || !set_edge(&e[0], t, 0, 1, p) || !set_edge(&e[1], t, 1, 2, p) ||
      !set_edge(&e[2], t, 2, 0, p))
    return;
  for (int y = y0; y < y1; y++) {
    for (int x = x0; x < x1; x += 8)
      triangle_pixels(w, t, e, p, x, y, lanes_until(x, x1));
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Lines and dots

// From the start of a segment: how far along it, and how far from it (squared).
typedef struct wide_segment {
  wide along, foot, square;
} wide_segment;

static inline wide_segment from_segment(wide x, wide y, float along_x, float along_y, float length)
{
  wide along = x * along_x + y * along_y;
  wide foot = wide_min(wide_max(along, wide_all(0)), wide_all(length));
  wide qx = x - foot * along_x, qy = y - foot * along_y;
  return (wide_segment){along, foot, qx * qx + qy * qy};
}

// The samples, of eight at places from the line's start, that it covers.
static inline unsigned covered(const solid *l, wide x, wide y)
{
  const wide_int none = {0};
  if (!(l->length > 0))
    return wide_signs(x * x + y * y <= l->radius * l->radius);
  wide_segment s = from_segment(x, y, l->along_x, l->along_y, l->length);
  wide_int in = s.square <= l->radius * l->radius;
  in &= l->flags & SOLID_BUTT_START ? s.along >= 0 : ~none;
  in &= l->flags & SOLID_BUTT_END ? s.along <= l->length : ~none;
  return wide_signs(in);
}

// Those that the segment before it covers.
static inline unsigned covered_before(const solid *l, wide x, wide y)
{
  wide_segment s = from_segment(x + l->before_x * l->before_length, y + l->before_y * l->before_length,
                                l->before_x, l->before_y, l->before_length);
  return wide_signs(s.square <= l->radius * l->radius);
}

// Whether the segment before may cover a sample of the pixel whose middle lies at (x, y) from the line's start.
static inline bool joint_near(const solid *l, float x, float y)
{
  float reach = 1.5f * l->radius + 1;
  return l->flags & SOLID_JOINED && (l->flags & SOLID_TURNS || x * x + y * y < reach * reach);
}

static inline unsigned line_samples(const solid *l, float x, float y, bool whole)
{
  bool joint = joint_near(l, x, y);
  if (whole && !joint)
    return SAMPLES_ALL;
  unsigned mask = 0;
  for (int half = 0; half < 2; half++) {
    wide sx = x + offset_x[half], sy = y + offset_y[half];
    unsigned bits = whole ? 0xff : covered(l, sx, sy);
    if (joint)
      bits &= ~covered_before(l, sx, sy);
    mask |= bits << 8 * half;
  }
  return mask;
}

static inline uint32_t line_color(const solid *l, float along)
{
  if (l->flat)
    return l->color;
  four c, slope;
  memcpy(&c, l->colors[0], sizeof c);
  memcpy(&slope, l->colors[1], sizeof slope);
  return to_bytes(c + slope * along);
}

static inline void line_pixels(tile_work *w, const solid *l, const place *p, int x, int y, unsigned lanes)
{
  float dx = (float)(p->x + x) + 0.5f - l->x, dy = (float)(p->y + y) + 0.5f - l->y;
  wide_segment s = from_segment(dx + wide_numbers, wide_all(dy), l->along_x, l->along_y, l->length);
  float outer = l->radius + SAMPLES_REACH, inner = l->radius > SAMPLES_REACH ? l->radius - SAMPLES_REACH : 0;
  wide_int whole = s.square < inner * inner;
  if (l->flags & SOLID_BUTT_START)
    whole &= s.along > SAMPLES_REACH;
  if (l->flags & SOLID_BUTT_END)
    whole &= s.along < l->length - SAMPLES_REACH;
  wide depth = l->depth + l->depth_x * (s.foot * l->along_x) + l->depth_y * (s.foot * l->along_y);
  float reach = 0.5f * fabsf(l->depth_x) + 0.5f * fabsf(l->depth_y);
  wide_int hidden = depth + reach < wide_load(w->floor + y * SOLID_TILE + x);
  unsigned seen = lanes & wide_signs((s.square < outer * outer) & ~hidden), inside = wide_signs(whole);
  for (; seen; seen &= seen - 1) {
    int lane = lowest_bit(seen);
    unsigned mask = line_samples(l, dx + (float)lane, dy, inside >> lane & 1);
    bool beside = s.foot[lane] > 0 && s.foot[lane] < l->length;
    tile_fragment *f = mask ? put(w, y * SOLID_TILE + x + lane, mask) : NULL;
    if (!f)
      continue;
    f->depth = depth[lane];
    f->depth_x = beside ? l->depth_x : 0;
    f->depth_y = beside ? l->depth_y : 0;
    f->color = line_color(l, s.foot[lane]);
    if (hides_the_rest(f))
      raise_floor(w, y * SOLID_TILE + x + lane, f->depth - reach);
  }
}

static void line(tile_work *w, const solid *l, const place *p)
{
  float ex = l->x + l->along_x * l->length, ey = l->y + l->along_y * l->length, r = l->radius;
  int x0 = greater(p->box.x0, (int)floorf(fminf(l->x, ex) - r) - p->x);
  int y0 = greater(p->box.y0, (int)floorf(fminf(l->y, ey) - r) - p->y);
  int x1 = lesser(p->box.x1, (int)floorf(fmaxf(l->x, ex) + r) - p->x + 1);
  int y1 = lesser(p->box.y1, (int)floorf(fmaxf(l->y, ey) + r) - p->y + 1);
  for (int y = y0; y < y1; y++) {
    for (int x = x0; x < x1; x += 8)
      line_pixels(w, l, p, x, y, lanes_until(x, x1));
  }
}

// ---------------------------------------------------------------------------------------------------------------
// The tile

static void clear(tile_work *w)
{
  memset(w->head, 0, sizeof w->head);
  for (int k = 0; k < TILE_PIXELS + 8; k++)
    w->floor[k] = -INFINITY;
  w->count = 0;
  w->unused = 0;
  w->full = false;
}

static void store(tile_work *w, const tile_box *box, uint32_t *to, size_t stride)
{
  for (int y = box->y0; y < box->y1; y++) {
    uint32_t *row = to + (size_t)(y / 4) * stride + y % 4 * 4;
    for (int x = box->x0; x < box->x1; x++)
      row[x / 4 * 16 + x % 4] = pixel_color(w, y * SOLID_TILE + x);
  }
}

// Paints the box if there is room for its fragments.
static bool paint_box(tile_work *w, const solid *const *items, size_t count, const place *p, uint32_t *to,
                      size_t stride)
{
  clear(w);
  w->last = p->box.x1 - p->box.x0 <= 4 && p->box.y1 - p->box.y0 <= 4;
  for (size_t k = 0; k < count && !w->full; k++) {
    w->order = (uint32_t)k;
    w->surface = items[k]->kind == SOLID_TRIANGLE ? items[k]->surface : 0;
    if (items[k]->kind == SOLID_TRIANGLE)
      triangle(w, items[k], p);
    else
      line(w, items[k], p);
  }
  if (w->full)
    return false;
  store(w, &p->box, to, stride);
  return true;
}

static void paint_parts(tile_work *w, const solid *const *items, size_t count, place p, uint32_t *to,
                        size_t stride)
{
  if (paint_box(w, items, count, &p, to, stride))
    return;
  tile_box b = p.box;
  int x = (b.x0 + b.x1) / 2, y = (b.y0 + b.y1) / 2;
  const tile_box quarters[4] = {
      {b.x0, b.y0, x, y}, {x, b.y0, b.x1, y}, {b.x0, y, x, b.y1}, {x, y, b.x1, b.y1}};
  for (int k = 0; k < 4; k++) {
    p.box = quarters[k];
    paint_parts(w, items, count, p, to, stride);
  }
}

void TILE_PAINT(tile_work *w, const solid *const *items, size_t count, int x, int y, tile_box box,
                uint32_t *to, size_t stride)
{
  if (box.x0 > 0 || box.y0 > 0 || box.x1 < SOLID_TILE || box.y1 < SOLID_TILE) {
    for (int row = 0; row < 4; row++)
      memset(to + (size_t)row * stride, 0, TILE_PIXELS / 4 * sizeof *to);
  }
  paint_parts(w, items, count, (place){x, y, box}, to, stride);
}
