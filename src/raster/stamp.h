// Stamps: the coverage of small shapes, made once and put down many times.
//
// A stamp is a block of tiles. Stamps are pressed on a sheet, next to one another and over one another, and
// the sheet is lifted off as one shape:
//
//      sheet       +---+---+---+---+---+---+
//                  |   .---|---.---|---|---.          where two meet, the greater coverage stays: the pieces that a
//                  +---|---+---|---+---+---|          tall bracket is put together from lie over one another with
//                  |   '---|---'---|---|---'          the same edges, and must not look darker there
//                  +---+---+---+---+---+---+
//
// A stamp holds every pixel of its block, empty or not, as small shapes have few empty tiles; a large shape is
// better filled than stamped.
#ifndef RASTER_STAMP_H
#define RASTER_STAMP_H

#include "raster/fill.h"
#include "raster/polyline.h"
#include "raster/strips.h"

enum { STAMP_MOST = 32 }; // tiles along a side

typedef struct stamp {
  int32_t x, y;           // of its upper left tile, in tiles from the one it is put down by
  uint16_t width, height; // in tiles, at most STAMP_MOST
  uint32_t reserved;
  uint8_t coverage[]; // as strips hold it: 16 bytes a tile, rows of tiles from the top
} stamp;

// The bytes of a stamp of so many tiles: a multiple of 16.
static inline size_t stamp_bytes(int width, int height)
{
  return sizeof(stamp) + 16 * (size_t)width * (size_t)height;
}

// Fills p, whose coordinates begin at the stamp's upper left corner, into a stamp whose place and size are set
// and whose room is stamp_bytes. rows is memory for the work. False where there is no memory.
bool stamp_fill(stamp *s, const polyline *p, raster_rule rule, fill_work *work, strips *rows);

// A sheet, kept from shape to shape; all of it is zero between shapes.
typedef struct stamp_sheet {
  uint8_t *tiles;
  uint8_t *touched; // 1 for each of them that was pressed on
  size_t capacity;  // tiles
  int x, y, width, height;
  size_t stride; // tiles from a row to the next, a multiple of 8
} stamp_sheet;

void stamp_sheet_free(stamp_sheet *sheet);

// Makes ready for stamps within these tiles. False where there is no memory.
bool stamp_sheet_begin(stamp_sheet *sheet, int x, int y, int width, int height);

// Puts a stamp down by the tile (x, y). What is beside the sheet is lost.
void stamp_press(stamp_sheet *sheet, const stamp *s, int x, int y);

// Adds what was pressed to out, as `shape`, and clears the sheet.
void stamp_lift(stamp_sheet *sheet, uint32_t shape, strips *out);

#endif
