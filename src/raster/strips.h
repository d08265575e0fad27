// Sparse strips: what a filled shape covers, row by row of tiles.
//
// The target is cut into tiles of 4 x 4 pixels. A row of tiles holds, for a shape, runs from left to right:
//
//        x           x + count (tiles)
//    ----+---+---+---+------------------------+---+-----
//        | strip     | span                   |   |          strip  16 bytes of coverage a tile, a byte a
//        pixel
//    ----+---+---+---+------------------------+---+-----     span   4 bytes, one for each of the row's pixel
//    rows
//
// Strips lie where edges pass; between them coverage cannot change along x, and a span says so. Horizontal
// edges need no strips. Coverage is 0 to 255, rounded from exact areas of edges whose ends lie on a grid of
// 1/256 pixel. All of it is integers: the result is the same on every machine, and no error drifts along a
// row.
//
// The idea is Vello's (Raph Levien and others; Laurenz Stampfl, "High-performance 2D graphics rendering on
// the CPU using sparse strips", 2025). It differs in that tiles are not sorted: see raster/fill.h.
#ifndef RASTER_STRIPS_H
#define RASTER_STRIPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { STRIP_TILE = 4, STRIP_SPAN = 0x8000 };

typedef struct strip_run {
  uint16_t x;     // in tiles
  uint16_t count; // of tiles; with STRIP_SPAN set, the run is a span
  uint32_t
      data; // of a strip the place of its first tile in strips.coverage, in tiles; of a span its four bytes
} strip_run;

// The runs of one shape in one row of tiles.
typedef struct strip_row {
  uint32_t next;         // the row of the shape that follows in this row of tiles, plus 1; 0 for none
  uint32_t shape;        // as given to raster_fill
  uint32_t y;            // the row of tiles
  uint32_t first, count; // its runs
  uint32_t tile;         // its first tile of coverage
} strip_row;

// Shapes made into strips, in order. Reused from frame to frame.
typedef struct strips {
  uint8_t *coverage; // tiles: 4 rows of 4 bytes
  strip_run *runs;
  strip_row *rows;
  uint32_t *head, *tail; // for each row of tiles the first and the last of its strip_rows, plus 1; 0 for none
  uint32_t tile_count, run_count, row_count;
  uint32_t tile_capacity, run_capacity, row_capacity;
  int height, height_capacity; // rows of tiles
  bool failed;                 // memory ran out: shapes are missing
} strips;

// Forgets all shapes and makes ready for a target `height` rows of tiles high.
void strips_clear(strips *s, int height);
void strips_free(strips *s);

// Makes more room. False, with failed set, where there is no memory.
bool strips_grow(strips *s, uint32_t row_count, uint32_t tile_count, uint32_t run_count);

// Makes room for so many more rows, and for so many tiles and runs in all of them. False, with failed set, where there
// is no memory.
static inline bool strips_reserve(strips *s, uint32_t row_count, uint32_t tile_count, uint32_t run_count)
{
  return (row_count <= s->row_capacity - s->row_count && tile_count <= s->tile_capacity - s->tile_count &&
          run_count <= s->run_capacity - s->run_count) ||
         strips_grow(s, row_count, tile_count, run_count);
}

// Ends a row, for which there is room: its runs are those from `first` on, its tiles those from `tile` on.
static inline void strips_end_row(strips *s, int y, uint32_t shape, uint32_t first, uint32_t tile)
{
  if (s->run_count == first || y >= s->height)
    return;
  strip_row *row = &s->rows[s->row_count++];
  *row = (strip_row){
      .shape = shape, .y = (uint32_t)y, .first = first, .count = s->run_count - first, .tile = tile};
  if (s->head[y])
    s->rows[s->tail[y] - 1].next = s->row_count;
  else
    s->head[y] = s->row_count;
  s->tail[y] = s->row_count;
}

#endif
