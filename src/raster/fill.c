#include "raster/fill.h"

#include <string.h>

typedef struct filler {
  cells *work;
  strips *out;
  raster_rule rule;
  raster_clip clip;
  int left, right; // the clip in tiles, outwards
} filler;

// Windings to coverage, 0 to 255.
static inline four_int nonzero(four winding)
{
  return four_truncate(four_min(four_abs(winding), four_all(1)) * 255 + 0.5f);
}

static inline four_int evenodd(four winding)
{
  four v = four_abs(winding);
  four pairs = __builtin_convertvector(four_truncate(v * 0.5f), four);
  return four_truncate((1 - four_abs(1 - (v - 2 * pairs))) * 255 + 0.5f);
}

static inline four_int coverage(raster_rule rule, four winding)
{
  return rule == RASTER_NONZERO ? nonzero(winding) : evenodd(winding);
}

static uint32_t span_bytes(raster_rule rule, four winding)
{
  four_int v = coverage(rule, winding);
  return (uint32_t)(v[0] | v[1] << 8 | v[2] << 16) | (uint32_t)v[3] << 24;
}

static void put_span(strips *out, int x, int count, uint32_t bytes)
{
  if (bytes && count > 0)
    out->runs[out->run_count++] = (strip_run){(uint16_t)x, (uint16_t)(count | STRIP_SPAN), bytes};
}

// A byte for each of four columns: 255 where the clip lets the tile through.
static four_int clip_mask(const filler *f, int x)
{
  uint32_t mask = 0;
  for (int k = 0; k < 4; k++) {
    if (4 * x + k >= f->clip.x0 && 4 * x + k < f->clip.x1)
      mask |= 255u << (8 * k);
  }
  int32_t m = (int32_t)mask;
  return (four_int){m, m, m, m};
}

// Writes a tile's coverage; *winding goes in as it is left of the tile and comes out as it is right of it.
static inline void put_tile(filler *f, const cell_tile *tile, int x, four *winding, strip_run **run)
{
  four w = *winding;
  four_int bytes = coverage(f->rule, w + tile->column[0]);
  bytes |= coverage(f->rule, w + tile->column[1]) << 8;
  bytes |= coverage(f->rule, w + tile->column[2]) << 16;
  bytes |= coverage(f->rule, w + tile->column[3]) << 24;
  *winding = w + tile->over;
  if (4 * x < f->clip.x0 || 4 * x + 4 > f->clip.x1)
    bytes &= clip_mask(f, x);
  strips *out = f->out;
  if (!*run || (*run)->x + (*run)->count != x) {
    *run = &out->runs[out->run_count++];
    **run = (strip_run){(uint16_t)x, 0, out->tile_count};
  }
  (*run)->count++;
  memcpy(out->coverage + 16 * (size_t)out->tile_count++, &bytes, sizeof bytes);
}

// Tiles that the clip cuts are always strips.
static void force_cut_tiles(filler *f, int y)
{
  if (f->clip.x0 & 3)
    cells_tile(f->work, f->left, y);
  if (f->clip.x1 & 3)
    cells_tile(f->work, f->right - 1, y);
}

static void fill_row(filler *f, int y, uint32_t shape)
{
  cells *work = f->work;
  strips *out = f->out;
  if ((f->clip.x0 | f->clip.x1) & 3)
    force_cut_tiles(f, y);
  uint32_t first = out->run_count;
  four winding = work->left[y];
  work->left[y] = four_all(0);
  int next = f->left; // the tile after the last one written
  strip_run *run = NULL;
  uint64_t *bits = work->bits + (size_t)y * work->words;
  for (int word = work->first_tile / 64; work->last_tile >= 0 && word <= work->last_tile / 64; word++) {
    for (; bits[word]; bits[word] &= bits[word] - 1) {
      int x = word * 64 + __builtin_ctzll(bits[word]);
      uint32_t number = work->grid[(size_t)y * work->stride + x];
      cells_forget(work, x, y);
      if (x >= f->right)
        continue;
      if (x > next)
        put_span(out, next, x - next, span_bytes(f->rule, winding));
      put_tile(f, &work->tiles[number], x, &winding, &run);
      next = x + 1;
    }
  }
  put_span(out, next, f->right - next, span_bytes(f->rule, winding));
  strips_end_row(out, y, shape, first);
}

// Empties a row for which there is no room.
static void drop_row(filler *f, int y)
{
  cells *work = f->work;
  work->left[y] = four_all(0);
  memset(work->bits + (size_t)y * work->words, 0, (size_t)work->words * sizeof *work->bits);
  memset(work->grid + (size_t)y * work->stride, 0, (size_t)work->stride * sizeof *work->grid);
}

void raster_fill(cells *work, const polyline *p, raster_rule rule, raster_clip clip, uint32_t shape,
                 strips *out)
{
  cells_add(work, p, clip);
  filler f = {work, out, rule, clip, clip.x0 >> 2, (clip.x1 + 3) >> 2};
  for (int y = work->first_row; y <= work->last_row; y++) {
    uint32_t most = (uint32_t)(work->last_tile >= 0 ? work->last_tile - work->first_tile + 1 : 0) + 2;
    if (strips_reserve(out, most, 2 * most + 1))
      fill_row(&f, y, shape);
    else
      drop_row(&f, y);
  }
}
