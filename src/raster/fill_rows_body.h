// The inner loops of filling, included once for each kind of processor. Who includes it has defined
//
//   rows             a vector of floats: the four pixel rows of a tile, once or several times over
//   row_numbers      0, 1, 2, 3, as often
//   rows_all         one number everywhere
//   rows_min, rows_max, rows_abs
//   four_of          the first four
//
// and defines after it add_to_tile, tile_coverage and fill_pair, and a function that calls fill_all_rows.
#include "raster/fill_rows.h"

#include <string.h>

// What an edge is in one row of tiles, in its pixel rows.
typedef struct part {
  rows height; // signed
  rows left;   // where it is leftmost
  rows width;  // from there to where it is rightmost
  rows steep;  // height / (2 * width), signed
} part;

typedef struct filler {
  fill_work *work;
  strips *out;
  raster_rule rule;
  raster_clip clip;
  int left, right; // the clip in tiles, outwards
  int low, high;   // the tiles that were touched in this row
  bool cut;        // the clip cuts tiles
} filler;

// Adds A(x + 1) - A(x) to the columns of the tile that begins at pixel x. Takes A(x), returns A(x + 4), each in
// the last four of its rows.
static inline rows add_to_tile(fill_tile *tile, const part *p, float x, rows before);

// Windings in a tile to 16 bytes of coverage: a byte a pixel, row by row.
static inline four_int tile_coverage(const fill_tile *tile, four winding, raster_rule rule);

// Fills the rows from y on in which the two active edges are the only ones, in one go; returns the row after them, y
// where it leaves them to the general way. Both give the same coverage.
static inline int fill_pair(filler *f, int y, uint32_t shape);

// A(x)
static inline rows area_left_of(const part *p, rows x)
{
  rows in = rows_max(x - p->left, rows_all(0));
  rows t = rows_min(in, p->width);
  return t * (p->steep * t - p->height) + p->height * in;
}

static inline void touch(filler *f, int first, int last)
{
  f->low = first < f->low ? first : f->low;
  f->high = last > f->high ? last : f->high;
}

// Adds what the edge is in row y of tiles, whose pixel rows begin at top.
static inline void add_edge(filler *f, edge *e, int y, rows top)
{
  rows y0 = rows_all(e->y0), y1 = rows_all(e->y1);
  rows from = rows_min(rows_max(top, y0), y1), height = rows_min(rows_max(top + 1, y0), y1) - from;
  rows across = e->slope * height;
  rows left = e->x0 + (from - y0) * e->slope + rows_min(across, rows_all(0));
  part p = {e->sign * height, left, rows_abs(across), rows_all(e->steep)};
  float until = e->x1;
  if (e->last > y) {
    until = e->x0 + ((float)(4 * y + 4) - e->y0) * e->slope;
    until = until < e->high ? until : e->high;
    until = until > e->low ? until : e->low;
  }
  int a = (int)e->x >> 2, b = (int)until >> 2;
  int first = a < b ? a : b, last = a < b ? b : a;
  e->x = until;
  touch(f, first, last);
  fill_work *work = f->work;
  rows before = rows_all(0); // left of the first tile there is nothing of the edge
  for (int x = first; x <= last; x++) {
    work->touched[x] = 1;
    before = add_to_tile(&work->tiles[x], &p, (float)(4 * x), before);
  }
  work->tiles[last].over += four_of(p.height);
}

// Windings to coverage, 0 to 255: for spans.
static inline four_int span_coverage(raster_rule rule, four winding)
{
  four v = four_abs(winding);
  if (rule == RASTER_EVENODD) {
    four pairs = __builtin_convertvector(four_truncate(v * 0.5f), four);
    v = 1 - four_abs(1 - (v - 2 * pairs));
  }
  return four_truncate(four_min(v, four_all(1)) * 255 + 0.5f);
}

static inline void put_span(filler *f, int x, int until, four winding)
{
  if (!four_any(winding))
    return;
  four_int v = span_coverage(f->rule, winding);
  uint32_t bytes = (uint32_t)(v[0] | v[1] << 8 | v[2] << 16) | (uint32_t)v[3] << 24;
  if (bytes)
    f->out->runs[f->out->run_count++] = (strip_run){(uint16_t)x, (uint16_t)((until - x) | STRIP_SPAN), bytes};
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

// Tiles that the clip cuts are always strips.
static void touch_cut_tiles(filler *f)
{
  int cut[2] = {f->clip.x0 & 3 ? f->left : -1, f->clip.x1 & 3 ? f->right - 1 : -1};
  for (int k = 0; k < 2; k++) {
    if (cut[k] < 0)
      continue;
    f->work->touched[cut[k]] = 1;
    touch(f, cut[k], cut[k]);
  }
}

// The first tile from x on that was touched; there is one.
static inline int next_touched(const uint8_t *touched, int x)
{
  for (;; x++) {
    uint64_t eight;
    memcpy(&eight, touched + x, sizeof eight);
    if (eight)
      return x + __builtin_ctzll(eight) / 8;
    x += 7;
  }
}

// The tiles that were touched become strips, what lies between them spans, and all is zero again.
static inline void put_row(filler *f, int y, uint32_t shape)
{
  fill_work *work = f->work;
  strips *out = f->out;
  uint32_t first = out->run_count, first_tile = out->tile_count;
  uint8_t *to = out->coverage + 16 * (size_t)first_tile;
  four winding = work->edges.left[y];
  work->edges.left[y] = four_all(0);
  strip_run *run = NULL;
  int next = f->left; // the tile after the last one put
  int end = f->high < f->right - 1 ? f->high : f->right - 1;
  for (int x = f->low; x <= end; x++) {
    if (!work->touched[x])
      x = next_touched(work->touched, x + 1);
    if (x > end)
      break;
    fill_tile *tile = &work->tiles[x];
    if (x != next || !run) {
      if (x != next)
        put_span(f, next, x, winding);
      run = &out->runs[out->run_count++];
      *run = (strip_run){(uint16_t)x, 0, (uint32_t)((size_t)(to - out->coverage) / 16)};
    }
    four_int bytes = tile_coverage(tile, winding, f->rule);
    if (f->cut)
      bytes &= clip_mask(f, x);
    memcpy(to, &bytes, sizeof bytes);
    to += sizeof bytes;
    run->count++;
    winding += tile->over;
    *tile = (fill_tile){0};
    work->touched[x] = 0;
    next = x + 1;
  }
  if (f->high > end) { // edges on the right side of the clip
    work->tiles[f->high] = (fill_tile){0};
    work->touched[f->high] = 0;
  }
  out->tile_count = (uint32_t)((size_t)(to - out->coverage) / 16);
  if (next < f->right)
    put_span(f, next, f->right, winding);
  strips_end_row(out, y, shape, first, first_tile);
}

// Lets go what was touched in a row for which there is no room.
static void drop_row(filler *f, int y)
{
  fill_work *work = f->work;
  work->edges.left[y] = four_all(0);
  memset(work->tiles, 0, (size_t)work->capacity * sizeof *work->tiles);
  memset(work->touched, 0, (size_t)work->capacity);
}

static inline void fill_row(filler *f, int y, uint32_t shape, uint32_t count)
{
  edges *e = &f->work->edges;
  rows top = rows_all((float)(4 * y)) + row_numbers;
  f->low = INT32_MAX;
  f->high = -1;
  for (uint32_t k = 0; k < count; k++)
    add_edge(f, &e->items[e->active[k]], y, top);
  if (f->cut)
    touch_cut_tiles(f);
  uint32_t most = (uint32_t)(f->high >= 0 ? f->high - f->low + 1 : 0) + 2;
  if (strips_reserve(f->out, 1, most, 2 * most + 1))
    put_row(f, y, shape);
  else
    drop_row(f, y);
}

static inline uint32_t begin_edges(edges *e, int y, uint32_t count)
{
  for (uint32_t begins = e->begin[y]; begins; begins = e->items[begins - 1].next)
    e->active[count++] = begins - 1;
  e->begin[y] = 0;
  return count;
}

static inline uint32_t end_edges(edges *e, int y, uint32_t count)
{
  uint32_t kept = 0;
  for (uint32_t k = 0; k < count; k++) {
    e->active[kept] = e->active[k];
    kept += e->items[e->active[k]].last > y;
  }
  return kept;
}

static inline void fill_all_rows(fill_work *work, raster_rule rule, raster_clip clip, uint32_t shape,
                                 strips *out)
{
  edges *e = &work->edges;
  filler f = {.work = work,
              .out = out,
              .rule = rule,
              .clip = clip,
              .left = clip.x0 >> 2,
              .right = (clip.x1 + 3) >> 2,
              .cut = (clip.x0 | clip.x1) & 3};
  uint32_t count = 0; // active edges
  for (int y = e->first; y <= e->last;) {
    count = begin_edges(e, y, count);
    int next = count == 2 && !f.cut ? fill_pair(&f, y, shape) : y;
    if (next == y)
      fill_row(&f, next++, shape, count);
    count = end_edges(e, next - 1, count);
    y = next;
  }
}
