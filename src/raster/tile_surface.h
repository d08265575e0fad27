// What faces of one surface cover together, before it becomes fragments (raster/tile.h says why). For tile_body.h alone.
#ifndef RASTER_TILE_SURFACE_H
#define RASTER_TILE_SURFACE_H

#include "raster/tile_seams.h"

// Eight pixels of a row, as a face has them.
typedef struct touch {
  wide_int mask;   // the samples that it covers
  wide_int centre; // all ones where it covers the pixel's middle
  wide_int color;
  wide depth;
} touch;

// By how much the depth of a face can differ from that at a pixel's middle within it.
static inline float reach_of(const solid *f)
{
  return 0.5f * fabsf(f->depth_x) + 0.5f * fabsf(f->depth_y);
}

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

#endif
