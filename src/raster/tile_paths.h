// The ways to paint a tile, each compiled from tile_body.h: only raster/tile.c calls them by name.
#ifndef RASTER_TILE_PATHS_H
#define RASTER_TILE_PATHS_H

#include "raster/tile.h"

void tile_paint_plain(tile_work *w, const solid *const *items, size_t count, int x, int y, tile_box box,
                      uint32_t *to, size_t stride);
#if defined __x86_64__
void tile_paint_avx2(tile_work *w, const solid *const *items, size_t count, int x, int y, tile_box box,
                     uint32_t *to, size_t stride);
void tile_paint_avx512(tile_work *w, const solid *const *items, size_t count, int x, int y, tile_box box,
                       uint32_t *to, size_t stride);
#endif

#endif
