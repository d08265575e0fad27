// A tile: the solids that touch 16 x 16 pixels, to pixels.
//
// Every solid leaves a fragment in each pixel that it touches: a colour, its depth there and the samples that it
// covers. When all have, each pixel puts its fragments in order, from the nearest to the farthest, splitting those
// that pass through each other within the pixel, and blends. So the order of the solids does not matter, nor whether
// they are opaque, and what passes through each other does so at the right samples. Fragments behind an opaque one that
// covers the whole pixel are not kept.
//
// MEMORY is bounded: where a tile has more than TILE_FRAGMENTS of them it is painted in four quarters, and those in
// quarters again, down to 4 x 4 pixels; only where these have too many, pixels with more than TILE_LAYERS keep the
// nearest of them, and what is behind that many layers is not seen. The exact order goes as far.
//
// SURFACES: most pixels of most pictures show a piece of one surface and nothing else. So the faces of a surface, as long
// as one comes after another, are collected in a sheet with room for one fragment in each pixel, eight pixels at once;
// what lies over another piece there, and what another surface follows, becomes a fragment like all others. In a tile where the
// surface has no end, no fold and no seam that shows (raster/tile_seams.h), as in most, a face takes whole pixels: those
// whose middles it covers.
//
// The idea of fragments with masks is Carpenter's ("The A-buffer, an antialiased hidden surface method", 1984).
#ifndef RASTER_TILE_H
#define RASTER_TILE_H

#include "raster/solid.h"

enum {
  TILE_PIXELS = SOLID_TILE * SOLID_TILE,
  TILE_FRAGMENTS = 16384, // in a tile
  TILE_LAYERS = 512,      // in a pixel, where there are too many
};

typedef struct tile_fragment {
  float depth, depth_x, depth_y; // at the pixel's middle, and a pixel right and down
  uint32_t color;                // premultiplied
  uint32_t order;                // the number of its solid
  uint32_t surface;              // that it is part of; 0 for none
  uint16_t mask;                 // the samples that it covers
  uint16_t next;                 // of the same pixel, plus 1; 0 for none
} tile_fragment;

// What triangles of one surface cover together, before it becomes fragments: for each pixel what a fragment has. Read and
// written eight pixels at once.
typedef struct tile_surface {
  int32_t mask[TILE_PIXELS + 8]; // 0: nothing; the rest is not set
  int32_t color[TILE_PIXELS + 8];
  float depth[TILE_PIXELS + 8], depth_x[TILE_PIXELS + 8], depth_y[TILE_PIXELS + 8];
  uint32_t number; // of the surface; 0 for none
  uint32_t order;  // of the last of its triangles
  bool seamless;   // in this tile (raster/tile_seams.h): whole pixels are covered, or nothing
} tile_surface;

// What one thread needs to paint tiles.
typedef struct tile_work {
  tile_fragment fragments[TILE_FRAGMENTS];
  uint16_t head[TILE_PIXELS];   // the last fragment of each pixel, plus 1; 0 for none
  float floor[TILE_PIXELS + 8]; // what is deeper is hidden by something opaque; read eight at once
  tile_surface surface;         // at hand
  uint16_t unused;              // the first of the fragments that were given back, plus 1; 0 for none
  uint32_t count;
  uint32_t order; // of the solid at hand
  bool full;      // there was no room for a fragment
  bool last;      // and there are no smaller parts: room has to be made
  tile_fragment sorted[TILE_FRAGMENTS];
  tile_fragment pieces[2 * TILE_FRAGMENTS];
} tile_work;

// Pixels of a tile: x0 <= x < x1, y0 <= y < y1.
typedef struct tile_box {
  int x0, y0, x1, y1;
} tile_box;

// Paints the pixels `box` of the tile whose upper left corner is pixel (x, y) of the picture: premultiplied RGBA in
// tiles of 4 x 4 (paint/kernel.h), row `r` of these at to + r * stride. Pixels outside of box are left transparent.
typedef void (*tile_paint)(tile_work *w, const solid *const *items, size_t count, int x, int y, tile_box box,
                           uint32_t *to, size_t stride);

// The ways to paint that run here, the plain one first, null beyond the last. All give the same pixels.
tile_paint tile_paint_at(int k);

// The fastest here.
tile_paint tile_paint_best(void);

#endif
