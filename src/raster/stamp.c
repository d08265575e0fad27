#include "raster/stamp.h"

#include <stdlib.h>
#include <string.h>

typedef uint8_t sixteen __attribute__((vector_size(16)));

static sixteen load(const uint8_t *from)
{
  sixteen v;
  memcpy(&v, from, sizeof v);
  return v;
}

static void store(uint8_t *to, sixteen v)
{
  memcpy(to, &v, sizeof v);
}

static bool any(sixteen v)
{
  uint64_t halves[2];
  memcpy(halves, &v, sizeof halves);
  return (halves[0] | halves[1]) != 0;
}

// ---------------------------------------------------------------------------------------------------------------
// Stamps

static void copy_run(uint8_t *row, const strips *rows, strip_run run)
{
  uint8_t *to = row + 16 * (size_t)run.x;
  if (!(run.count & STRIP_SPAN)) {
    memcpy(to, rows->coverage + 16 * (size_t)run.data, 16 * (size_t)run.count);
    return;
  }
  for (uint32_t k = 0; k < 4u * (run.count & ~(uint32_t)STRIP_SPAN); k++)
    memset(to + 4 * k, (int)(run.data >> (8 * (k & 3)) & 255), 4);
}

bool stamp_fill(stamp *s, const polyline *p, raster_rule rule, fill_work *work, strips *rows)
{
  raster_clip clip = {0, 0, STRIP_TILE * s->width, STRIP_TILE * s->height};
  if (!fill_resize(work, clip.x1, clip.y1))
    return false;
  work->edges.failed = false;
  strips_clear(rows, s->height);
  raster_fill(work, p, rule, clip, 0, rows);
  size_t row_bytes = 16 * (size_t)s->width;
  memset(s->coverage, 0, row_bytes * s->height);
  for (int y = 0; y < rows->height; y++) {
    if (!rows->head[y])
      continue;
    const strip_row *row = &rows->rows[rows->head[y] - 1];
    for (uint32_t k = 0; k < row->count; k++)
      copy_run(s->coverage + row_bytes * (size_t)y, rows, rows->runs[row->first + k]);
  }
  return !(p->failed || work->edges.failed || rows->failed);
}

// ---------------------------------------------------------------------------------------------------------------
// Sheets

void stamp_sheet_free(stamp_sheet *sheet)
{
  free(sheet->tiles);
  free(sheet->touched);
  *sheet = (stamp_sheet){0};
}

bool stamp_sheet_begin(stamp_sheet *sheet, int x, int y, int width, int height)
{
  sheet->x = x;
  sheet->y = y;
  sheet->width = width;
  sheet->height = height;
  sheet->stride = ((size_t)width + 7) & ~(size_t)7;
  size_t wanted = sheet->stride * (size_t)height;
  if (wanted <= sheet->capacity)
    return true;
  stamp_sheet_free(sheet);
  *sheet = (stamp_sheet){.tiles = calloc(wanted, 16),
                         .touched = calloc(wanted, 1),
                         .x = x,
                         .y = y,
                         .width = width,
                         .height = height,
                         .stride = ((size_t)width + 7) & ~(size_t)7};
  sheet->capacity = sheet->tiles && sheet->touched ? wanted : 0;
  return sheet->capacity > 0;
}

void stamp_press(stamp_sheet *sheet, const stamp *s, int x, int y)
{
  int left = x + s->x - sheet->x, top = y + s->y - sheet->y;
  int x0 = left < 0 ? -left : 0, x1 = left + s->width > sheet->width ? sheet->width - left : s->width;
  int y0 = top < 0 ? -top : 0, y1 = top + s->height > sheet->height ? sheet->height - top : s->height;
  for (int row = y0; row < y1; row++) {
    const uint8_t *from = s->coverage + 16 * ((size_t)row * s->width + (size_t)x0);
    size_t at = (size_t)(top + row) * sheet->stride + (size_t)(left + x0);
    for (int column = x0; column < x1; column++, at++, from += 16) {
      sixteen tile = load(from);
      if (!any(tile))
        continue;
      sixteen there = load(sheet->tiles + 16 * at), more = (sixteen)(tile > there);
      store(sheet->tiles + 16 * at, (tile & more) | (there & ~more));
      sheet->touched[at] = 1;
    }
  }
}

// The first tile from x on that was touched, or one at or beyond the stride.
static size_t next_touched(const uint8_t *touched, size_t x, size_t stride)
{
  for (; x < stride; x = (x + 8) & ~(size_t)7) {
    uint64_t eight;
    memcpy(&eight, touched + (x & ~(size_t)7), sizeof eight);
    eight >>= 8 * (x & 7);
    if (eight)
      return x + (size_t)__builtin_ctzll(eight) / 8;
  }
  return stride;
}

// Moves the touched tiles from x on to out, as one run; returns the tile after them.
static size_t lift_run(stamp_sheet *sheet, uint8_t *touched, uint8_t *tiles, size_t x, strips *out)
{
  size_t until = x;
  while (until < sheet->stride && touched[until])
    touched[until++] = 0;
  out->runs[out->run_count++] =
      (strip_run){(uint16_t)(sheet->x + (int)x), (uint16_t)(until - x), out->tile_count};
  memcpy(out->coverage + 16 * (size_t)out->tile_count, tiles + 16 * x, 16 * (until - x));
  memset(tiles + 16 * x, 0, 16 * (until - x));
  out->tile_count += (uint32_t)(until - x);
  return until;
}

void stamp_lift(stamp_sheet *sheet, uint32_t shape, strips *out)
{
  for (int y = 0; y < sheet->height; y++) {
    uint8_t *touched = sheet->touched + (size_t)y * sheet->stride;
    uint8_t *tiles = sheet->tiles + 16 * (size_t)y * sheet->stride;
    if (!strips_reserve(out, 1, (uint32_t)sheet->width, (uint32_t)sheet->width / 2 + 1)) {
      memset(touched, 0, sheet->stride);
      memset(tiles, 0, 16 * sheet->stride);
      continue;
    }
    uint32_t first = out->run_count, first_tile = out->tile_count;
    for (size_t x = next_touched(touched, 0, sheet->stride); x < sheet->stride;)
      x = next_touched(touched, lift_run(sheet, touched, tiles, x, out), sheet->stride);
    strips_end_row(out, sheet->y + y, shape, first, first_tile);
  }
}
