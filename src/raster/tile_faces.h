// Faces in a tile: to the samples that they cover, and those of one surface that meet within a pixel to one
// fragment. For tile_body.h alone.
//
// An edge from p to q is E(x, y) = (q.x - p.x) (y - p.y) - (q.y - p.y) (x - p.x), which is 0 or more inside; in
// integers, as corners lie on a grid. Samples lie on a lattice of 16 steps of that grid, so that E / 16, rounded
// down, changes by whole steps from one to the next and keeps its sign: that fits into 32 bits wherever the edge passes
// the tile, and where it does not, all samples are on one side.
#ifndef RASTER_TILE_FACES_H
#define RASTER_TILE_FACES_H

#include "raster/tile_seams.h"

typedef struct edge {
  int32_t at;          // E / 16 at the middle of the tile's first pixel
  int32_t right, down; // for a pixel
  int32_t reach;       // the most by which it differs between a pixel's middle and its samples
  wide_int sample[2];  // by which it differs; this and the reach only where samples are asked for
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
  e->at = (int32_t)at + (-dy + dx) * (8 - 128);
  return true;
}

static inline void set_edge_samples(edge *e)
{
  int32_t dx = e->down / 16, dy = -e->right / 16;
  // No sample is farther than 8 along x or y, 15 along one diagonal, 11 along the other.
  e->reach = 8 * greater(abs(dx), abs(dy)) + ((dx < 0) == (dy < 0) ? 3 : 7) * lesser(abs(dx), abs(dy));
  for (int half = 0; half < 2; half++)
    e->sample[half] = -dy * lattice_x[half] + dx * lattice_y[half];
}

// At the middles of eight pixels of the tile, (x, y) the first of them.
static inline wide_int at_pixels(const edge *e, int x, int y)
{
  return (e->at + e->right * x + e->down * y) + e->right * wide_int_numbers;
}

// The samples that are inside of all three edges, of a pixel at whose middle they are at[0], at[1], at[2].
static inline unsigned samples_inside(const edge e[4], int32_t at0, int32_t at1, int32_t at2, int32_t at3)
{
  unsigned outside = 0;
  for (int half = 0; half < 2; half++) {
    wide_int v = ((e[0].sample[half] + at0) | (e[1].sample[half] + at1)) |
                 ((e[2].sample[half] + at2) | (e[3].sample[half] + at3));
    outside |= wide_signs(v) << 8 * half;
  }
  return ~outside & SAMPLES_ALL;
}

// ---------------------------------------------------------------------------------------------------------------
// Colours

static inline uint32_t to_bytes(four color)
{
  four alpha = four_all(color[3]);
  color = four_min(four_max(color, four_all(0)), four_min(alpha, four_all(255)));
  return four_bytes(four_truncate(color + 0.5f));
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
static uint32_t steep_color(const solid *t, float x, float y)
{
  four c, cx, cy;
  memcpy(&c, t->colors[0], sizeof c);
  memcpy(&cx, t->colors[1], sizeof cx);
  memcpy(&cy, t->colors[2], sizeof cy);
  c = (c + cx * x) + cy * y;
  if (t->deep)
    c = c * (1 / (t->depth + t->depth_x * x + t->depth_y * y));
  return to_bytes(c);
}

// ---------------------------------------------------------------------------------------------------------------
// Eight pixels of a row, as a triangle has them

typedef struct touch {
  wide_int mask;   // the samples that it covers
  wide_int centre; // all ones where it covers the pixel's middle
  wide_int color;
  wide depth;
} touch;

static inline void set_steep_colors(touch *n, const solid *t, float dx, float dy)
{
  int32_t mask[8], centre[8], color[8];
  memcpy(mask, &n->mask, sizeof mask);
  memcpy(centre, &n->centre, sizeof centre);
  for (int lane = 0; lane < 8; lane++) {
    float x = dx + (float)lane, y = dy;
    color[lane] = 0;
    if (!mask[lane])
      continue;
    if (!centre[lane])
      middle_of((unsigned)mask[lane], &x, &y);
    color[lane] = (int32_t)steep_color(t, x, y);
  }
  memcpy(&n->color, color, sizeof color);
}

static inline void set_masks(touch *n, const edge e[4], const wide_int at[4], unsigned lanes)
{
  int32_t where[4][8];
  memcpy(where, at, sizeof where);
  for (; lanes; lanes &= lanes - 1) {
    int k = lowest_bit(lanes);
    unsigned mask = samples_inside(e, where[0][k], where[1][k], where[2][k], where[3][k]);
    n->mask |= (wide_int_numbers == k) & (int32_t)mask;
  }
}

// A triangle that is part of no surface: a fragment for each pixel.
static inline void put_touch(tile_work *w, const solid *t, const touch *n, int pixel)
{
  for (int lane = 0; lane < 8; lane++) {
    tile_fragment *f = n->mask[lane] ? put(w, pixel + lane, (unsigned)n->mask[lane], w->order) : NULL;
    if (!f)
      continue;
    f->depth = n->depth[lane];
    f->depth_x = t->depth_x;
    f->depth_y = t->depth_y;
    f->color = (uint32_t)n->color[lane];
    if (hides_the_rest(f))
      raise_floor(w, pixel + lane, f->depth - depth_reach(f));
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Surfaces

static inline void take_surface_pixel(const tile_work *w, int pixel, tile_fragment *f)
{
  const tile_surface *s = &w->surface;
  f->depth = s->depth[pixel];
  f->depth_x = s->depth_x[pixel];
  f->depth_y = s->depth_y[pixel];
  f->color = (uint32_t)s->color[pixel];
}

static inline void put_surface_pixel(tile_work *w, int pixel, uint32_t order)
{
  tile_fragment *f = put(w, pixel, (unsigned)w->surface.mask[pixel], order);
  w->surface.mask[pixel] = 0;
  if (f)
    take_surface_pixel(w, pixel, f);
}

// Makes fragments of what there is of the surface at hand, for another begins.
static void put_surface(tile_work *w)
{
  for (int first = 0; first < TILE_PIXELS; first += 8) {
    wide_int there = wide_int_load(w->surface.mask + first) != 0;
    for (unsigned lanes = wide_signs(there); lanes; lanes &= lanes - 1)
      put_surface_pixel(w, first + lowest_bit(lanes), w->surface.order);
  }
}

// The first of the items is the first face of another surface.
static void begin_surface(tile_work *w, const solid *const *items, size_t count, const place *p)
{
  if (w->surface.number)
    put_surface(w);
  w->surface.number = items[0]->surface;
  w->surface.seamless = has_no_seam(items, count, p);
}

// A triangle that lies over another of its surface in this pixel, or meets it there with another colour.
static void meet_oddly(tile_work *w, const touch *n, int pixel, int lane, bool apart, int32_t *color)
{
  tile_surface *s = &w->surface;
  if (apart) {
    put_surface_pixel(w, pixel, w->order - 1);
  } else {
    unsigned before = (unsigned)s->mask[pixel], more = (unsigned)n->mask[lane];
    *color = (int32_t)mean_color((uint32_t)s->color[pixel], __builtin_popcount(before), (uint32_t)*color,
                                 __builtin_popcount(more));
    s->color[pixel] = *color;
  }
}

enum { SAME_COLOR = 3 };

// Adds what a triangle covers to its surface.
static inline void join(tile_work *w, const solid *t, touch *n, int pixel)
{
  tile_surface *s = &w->surface;
  wide_int before = wide_int_load(s->mask + pixel), both = (before != 0) & (n->mask != 0);
  wide depth = wide_load(s->depth + pixel), dx = wide_load(s->depth_x + pixel),
       dy = wide_load(s->depth_y + pixel);
  wide_int color = wide_int_load(s->color + pixel);
  wide near = 0.5f * wide_abs(dx - t->depth_x) + 0.5f * wide_abs(dy - t->depth_y) +
              (2 * t->slack + 1e-6f * wide_abs(depth));
  wide_int apart = both & (((before & n->mask) != 0) | ~(wide_abs(depth - n->depth) <= near));
  wide_int odd = apart | (both & wide_differ(color, n->color, SAME_COLOR));
  unsigned lanes = wide_signs(odd);
  if (lanes) {
    int32_t colors[8];
    memcpy(colors, &n->color, sizeof colors);
    for (unsigned bits = wide_signs(apart); lanes; lanes &= lanes - 1) {
      int lane = lowest_bit(lanes);
      meet_oddly(w, n, pixel + lane, lane, bits >> lane & 1, &colors[lane]);
    }
    memcpy(&n->color, colors, sizeof colors);
    before = wide_int_load(s->mask + pixel);
    color = wide_int_load(s->color + pixel);
  }
  wide_int take = (n->mask != 0) & (n->centre | (before == 0)), mask = before | n->mask;
  color = wide_int_pick(take, n->color, color);
  depth = wide_pick(take, n->depth, depth);
  dx = wide_pick(take, wide_all(t->depth_x), dx);
  dy = wide_pick(take, wide_all(t->depth_y), dy);
  wide_int_store(s->mask + pixel, mask);
  wide_int_store(s->color + pixel, color);
  wide_store(s->depth + pixel, depth);
  wide_store(s->depth_x + pixel, dx);
  wide_store(s->depth_y + pixel, dy);
  wide_int hides = (mask == SAMPLES_ALL) & (color >> 24 == -1) & (n->mask != 0);
  if (wide_signs(hides)) {
    wide floor = wide_load(w->floor + pixel), reach = 0.5f * wide_abs(dx) + 0.5f * wide_abs(dy);
    wide_store(w->floor + pixel, wide_pick(hides, wide_max(floor, depth - reach), floor));
  }
  s->order = w->order;
}

// ---------------------------------------------------------------------------------------------------------------
// Faces

// By how much the depth of a face can differ from that at a pixel's middle within it.
static inline float reach_of(const solid *f)
{
  return 0.5f * fabsf(f->depth_x) + 0.5f * fabsf(f->depth_y);
}

// Eight columns of pixels, as far as they do not change from row to row.
typedef struct columns {
  int x;           // of the first
  float down;      // of the tile's first row, from the face's first corner
  wide across;     // and of the columns
  wide depth;      // beside it
  wide channel[4]; // and a half more, as what is after the point is left out
  wide_int inside; // all ones in those that are painted
} columns;

static inline columns columns_of(const solid *f, const place *p, int x, int until)
{
  float left = solid_from_fixed(f->corner_x[0]), top = solid_from_fixed(f->corner_y[0]);
  columns c = {.x = x, .down = (float)p->y + 0.5f - top};
  c.across = ((float)(p->x + x) + 0.5f - left) + wide_numbers;
  c.depth = f->depth + f->depth_x * c.across;
  c.inside = wide_int_numbers < until - x;
  for (int k = 0; k < 4 && !f->flat && !f->steep; k++)
    c.channel[k] = (f->colors[0][k] + 0.5f) + f->colors[1][k] * c.across;
  return c;
}

// Of a face that is not steep.
static inline wide_int even_colors(const solid *f, const columns *c, float down)
{
  wide channel[4];
  for (int k = 0; k < 4; k++)
    channel[k] = c->channel[k] + f->colors[2][k] * down;
  return wide_within_alpha(wide_bytes(channel));
}

static inline void set_colors(touch *n, const solid *f, const columns *c, float down)
{
  if (f->flat)
    n->color = wide_int_all((int32_t)f->color);
  else if (f->steep)
    set_steep_colors(n, f, c->across[0], down);
  else
    n->color = even_colors(f, c, down);
}

static inline void face_pixels(tile_work *w, const solid *f, const edge e[4], const wide_int at[4],
                               const columns *c, int y)
{
  int pixel = y * SOLID_TILE + c->x;
  float down = c->down + (float)y;
  wide_int outer =
      ((at[0] + e[0].reach) | (at[1] + e[1].reach)) | ((at[2] + e[2].reach) | (at[3] + e[3].reach));
  wide_int inner =
      ((at[0] - e[0].reach) | (at[1] - e[1].reach)) | ((at[2] - e[2].reach) | (at[3] - e[3].reach));
  touch n = {.depth = c->depth + f->depth_y * down, .centre = ((at[0] | at[1]) | (at[2] | at[3])) >= 0};
  wide_int hidden = n.depth + reach_of(f) < wide_load(w->floor + pixel);
  wide_int seen = (outer >= 0) & ~hidden & c->inside;
  unsigned lanes = wide_signs(seen), partial = lanes & wide_signs(inner);
  if (!lanes)
    return;
  n.mask = seen & (inner >= 0) & SAMPLES_ALL;
  if (partial)
    set_masks(&n, e, at, partial);
  set_colors(&n, f, c, down);
  if (f->surface)
    join(w, f, &n, pixel);
  else
    put_touch(w, f, &n, pixel);
}

static inline void face_columns(tile_work *w, const solid *f, const edge e[4], const place *p,
                                const tile_box *b, int x)
{
  wide_int at[4], down[4];
  columns c = columns_of(f, p, x, b->x1);
  for (int k = 0; k < 4; k++) {
    at[k] = at_pixels(&e[k], x, b->y0);
    down[k] = wide_int_all(e[k].down);
  }
  for (int y = b->y0; y < b->y1; y++) {
    face_pixels(w, f, e, at, &c, y);
    for (int k = 0; k < 4; k++)
      at[k] += down[k];
  }
}

// Pixels that a face of a seamless surface takes, whole; others of it may stand there already, before or behind it.
static inline void cover(tile_work *w, const solid *f, const touch *n, wide_int take, int pixel)
{
  tile_surface *s = &w->surface;
  wide_int before = wide_int_load(s->mask + pixel);
  for (unsigned lanes = wide_signs((before != 0) & take); lanes; lanes &= lanes - 1)
    put_surface_pixel(w, pixel + lowest_bit(lanes), w->order - 1);
  wide_int_store(s->mask + pixel, wide_int_pick(take, wide_int_all(SAMPLES_ALL), before));
  wide_int_store(s->color + pixel, wide_int_pick(take, n->color, wide_int_load(s->color + pixel)));
  wide_store(s->depth + pixel, wide_pick(take, n->depth, wide_load(s->depth + pixel)));
  wide_store(s->depth_x + pixel, wide_pick(take, wide_all(f->depth_x), wide_load(s->depth_x + pixel)));
  wide_store(s->depth_y + pixel, wide_pick(take, wide_all(f->depth_y), wide_load(s->depth_y + pixel)));
  wide_int hides = take & (n->color >> 24 == -1);
  if (wide_signs(hides)) {
    wide floor = wide_load(w->floor + pixel), reach = wide_all(reach_of(f));
    wide_store(w->floor + pixel, wide_pick(hides, wide_max(floor, n->depth - reach), floor));
  }
  s->order = w->order;
}

static inline void seamless_columns(tile_work *w, const solid *f, const edge e[4], const place *p,
                                    const tile_box *b, int x)
{
  wide_int at[4], below[4];
  wide reach = wide_all(reach_of(f));
  columns c = columns_of(f, p, x, b->x1);
  for (int k = 0; k < 4; k++) {
    at[k] = at_pixels(&e[k], x, b->y0);
    below[k] = wide_int_all(e[k].down);
  }
  for (int y = b->y0; y < b->y1; y++) {
    float down = c.down + (float)y;
    touch n = {.depth = c.depth + f->depth_y * down};
    wide_int hidden = n.depth + reach < wide_load(w->floor + y * SOLID_TILE + x);
    wide_int take = (((at[0] | at[1]) | (at[2] | at[3])) >= 0) & ~hidden & c.inside;
    if (wide_signs(take)) {
      n.color = f->flat ? wide_int_all((int32_t)f->color) : even_colors(f, &c, down);
      cover(w, f, &n, take, y * SOLID_TILE + x);
    }
    for (int k = 0; k < 4; k++)
      at[k] += below[k];
  }
}

static inline int32_t lowest(const int32_t v[4])
{
  return lesser(lesser(v[0], v[1]), lesser(v[2], v[3]));
}

static inline int32_t highest(const int32_t v[4])
{
  return greater(greater(v[0], v[1]), greater(v[2], v[3]));
}

// The pixels of the place that a face may touch; where its surface has no seam, those whose middles it may cover.
static inline tile_box face_box(const solid *f, const place *p, bool middles)
{
  int before = middles ? 127 : 0, after = middles ? 128 : 0;
  return (tile_box){greater(p->box.x0, ((lowest(f->corner_x) + before) >> 8) - p->x),
                    greater(p->box.y0, ((lowest(f->corner_y) + before) >> 8) - p->y),
                    lesser(p->box.x1, ((highest(f->corner_x) - after) >> 8) - p->x + 1),
                    lesser(p->box.y1, ((highest(f->corner_y) - after) >> 8) - p->y + 1)};
}

// The first of the items is a face.
static void face(tile_work *w, const solid *const *items, size_t count, const place *p)
{
  const solid *f = items[0];
  if (f->surface && f->surface != w->surface.number)
    begin_surface(w, items, count, p);
  bool seamless = f->surface && w->surface.seamless;
  tile_box b = face_box(f, p, seamless);
  edge e[4];
  if (b.x0 >= b.x1 || b.y0 >= b.y1 || !set_edge(&e[0], f, 0, 1, p) || !set_edge(&e[1], f, 1, 2, p) ||
      !set_edge(&e[2], f, 2, 3, p))
    return;
  if (!f->quad)
    e[3] = (edge){0};
  else if (!set_edge(&e[3], f, 3, 0, p))
    return;
  if (seamless) {
    for (int x = b.x0; x < b.x1; x += 8)
      seamless_columns(w, f, e, p, &b, x);
    return;
  }
  for (int k = 0; k < 4; k++)
    set_edge_samples(&e[k]);
  for (int x = b.x0; x < b.x1; x += 8)
    face_columns(w, f, e, p, &b, x);
}

#endif
