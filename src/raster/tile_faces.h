// Faces in a tile: to the samples that they cover, and those of one surface that meet within a pixel to one
// fragment. For tile_body.h alone.
#ifndef RASTER_TILE_FACES_H
#define RASTER_TILE_FACES_H

#include "raster/tile_edges.h"
#include "raster/tile_surface.h"

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
// Eight pixels of a row, as a face has them

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
// Faces

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
