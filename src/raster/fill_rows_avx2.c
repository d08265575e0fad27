#if defined __x86_64__
// Compiled for AVX2 whatever the rest is compiled for; called only where the processor has it.
#pragma GCC target("avx2")
#endif
#include "raster/fill_rows.h"

#if defined __x86_64__
#include <immintrin.h>

// The four rows twice over: two columns at once. Step by step the same as fill_rows_four.c, so that it rounds
// the same.
typedef float rows __attribute__((vector_size(32)));
typedef int32_t rows_int __attribute__((vector_size(32)));

#define row_numbers ((rows){0, 1, 2, 3, 0, 1, 2, 3})
#define rows_all(v) ((rows)_mm256_set1_ps(v))
#define rows_min(a, b) ((rows)_mm256_min_ps(a, b))
#define rows_max(a, b) ((rows)_mm256_max_ps(a, b))
#define rows_abs(v) ((rows)((rows_int)(v)&0x7fffffff))
#define four_of(v) ((four)_mm256_castps256_ps128(v))

#include "raster/fill_rows_body.h"

static inline rows add_to_tile(fill_tile *tile, const part *p, float x, rows before)
{
  rows at = rows_all(x);
  rows a12 = area_left_of(p, at + (rows){1, 1, 1, 1, 2, 2, 2, 2});
  rows a34 = area_left_of(p, at + (rows){3, 3, 3, 3, 4, 4, 4, 4});
  rows a01 = _mm256_permute2f128_ps(before, a12, 0x21), a23 = _mm256_permute2f128_ps(a12, a34, 0x21);
  float *columns = (float *)tile->column;
  _mm256_storeu_ps(columns, _mm256_loadu_ps(columns) + (a12 - a01));
  _mm256_storeu_ps(columns + 8, _mm256_loadu_ps(columns + 8) + (a34 - a23));
  return a34;
}

static inline rows_int two_columns(rows columns, rows winding, raster_rule rule)
{
  rows v = rows_abs(columns + winding);
  if (rule == RASTER_EVENODD) {
    rows pairs = _mm256_cvtepi32_ps(_mm256_cvttps_epi32(v * 0.5f));
    v = 1 - rows_abs(1 - (v - 2 * pairs));
  }
  return (rows_int)_mm256_cvttps_epi32(rows_min(v, rows_all(1)) * 255 + 0.5f);
}

static inline four_int coverage_of(rows c12, rows c34, four winding, raster_rule rule)
{
  rows both = _mm256_set_m128(winding, winding);
  rows_int bytes = two_columns(c12, both, rule) << (rows_int){0, 0, 0, 0, 8, 8, 8, 8};
  bytes |= two_columns(c34, both, rule) << (rows_int){16, 16, 16, 16, 24, 24, 24, 24};
  __m256i all = (__m256i)bytes;
  return (four_int)_mm_or_si128(_mm256_castsi256_si128(all), _mm256_extracti128_si256(all, 1));
}

static inline four_int tile_coverage(const fill_tile *tile, four winding, raster_rule rule)
{
  const float *columns = (const float *)tile->column;
  return coverage_of(_mm256_loadu_ps(columns), _mm256_loadu_ps(columns + 8), winding, rule);
}

// Two edges, the first in the lower four of the rows, the second in the upper four. Most rows of lines and arrows have
// just two: both at once, with nothing but coverage going through memory, takes a quarter less time.
typedef struct pair {
  rows x0, y0, x1, y1, low, high, slope, steep, sign;
  rows x;          // where they enter the row of tiles that comes next
  rows_int enters; // and in which tile
  rows_int last;   // the row of tiles in which they end
} pair;

#define pair_of(a, b) ((rows)_mm256_set_m128(four_all(b), four_all(a)))
#define lower(v) ((four)_mm256_castps256_ps128(v))
#define upper(v) ((four)_mm256_extractf128_ps(v, 1))

static inline rows_int tile_at(rows x)
{
  return (rows_int)_mm256_srai_epi32(_mm256_cvttps_epi32(x), 2);
}

static inline pair make_pair(const edge *a, const edge *b)
{
  pair p = {
      .x0 = pair_of(a->x0, b->x0),
      .y0 = pair_of(a->y0, b->y0),
      .x1 = pair_of(a->x1, b->x1),
      .y1 = pair_of(a->y1, b->y1),
      .low = pair_of(a->low, b->low),
      .high = pair_of(a->high, b->high),
      .slope = pair_of(a->slope, b->slope),
      .steep = pair_of(a->steep, b->steep),
      .sign = pair_of(a->sign, b->sign),
      .x = pair_of(a->x, b->x),
      .last = {a->last, a->last, a->last, a->last, b->last, b->last, b->last, b->last},
  };
  p.enters = tile_at(p.x);
  return p;
}

// The tiles that two edges pass in a row.
typedef struct passage {
  rows_int first, last; // of each edge
  int from, gap, gap_end,
      until; // from to gap - 1 and, if that is more, gap_end to until - 1 are passed by either
} passage;

// Takes the edges through row y of tiles, in a clip that ends at tile `right`.
static inline passage pass_row(pair *e, int y, int right)
{
  rows until = e->x0 + (rows_all((float)(4 * y + 4)) - e->y0) * e->slope;
  until = rows_max(rows_min(until, e->high), e->low);
  e->x = _mm256_blendv_ps(until, e->x1, (rows)(e->last == y));
  rows_int leaves = tile_at(e->x);
  passage p = {
      .first = (rows_int)_mm256_min_epi32((__m256i)e->enters, (__m256i)leaves),
      .last = (rows_int)_mm256_max_epi32((__m256i)e->enters, (__m256i)leaves),
  };
  e->enters = leaves;
  int a = p.first[0], b = p.first[4], c = p.last[0], d = p.last[4];
  p.from = a < b ? a : b;
  p.gap_end = a < b ? b : a;
  p.until = (c < d ? d : c) + 1;
  p.until = p.until < right ? p.until : right; // edges may lie on the right side of the clip
  p.gap = (c < d ? c : d) + 1;
  p.gap = p.gap < p.gap_end && p.gap < p.until ? p.gap : p.until;
  return p;
}

static inline part pair_part(const pair *e, int y)
{
  rows top = rows_all((float)(4 * y)) + row_numbers;
  rows from = rows_min(rows_max(top, e->y0), e->y1);
  rows height = rows_min(rows_max(top + 1, e->y0), e->y1) - from;
  rows across = e->slope * height;
  rows left = e->x0 + (from - e->y0) * e->slope + rows_min(across, rows_all(0));
  return (part){.height = e->sign * height, .left = left, .width = rows_abs(across), .steep = e->steep};
}

// The sums over both edges of two columns.
static inline rows both_edges(rows column1, rows column2)
{
  return (rows)_mm256_permute2f128_ps(column1, column2, 0x20) +
         (rows)_mm256_permute2f128_ps(column1, column2, 0x31);
}

// Puts the strip from tile x to `until`, every tile of which an edge passes. Takes the winding left of it, returns that
// right of it.
static inline four put_strip(filler *f, const part *p, const passage *where, int x, int until, four winding)
{
  strips *out = f->out;
  uint8_t *to = out->coverage + 16 * (size_t)out->tile_count;
  out->runs[out->run_count++] = (strip_run){(uint16_t)x, (uint16_t)(until - x), out->tile_count};
  out->tile_count += (uint32_t)(until - x);
  raster_rule rule = f->rule;
  rows at = rows_all((float)(4 * x)), before = rows_all(0);
  rows_int since = x - where->first, left = where->last - x;
  for (; x < until; x++, since += 1, left -= 1, to += 16) {
    rows_int away = (since | left) >> 31; // an edge that does not pass the tile has no area in it
    part q = *p;
    q.height = (rows)(~away & (rows_int)q.height);
    q.steep = (rows)(~away & (rows_int)q.steep);
    before = (rows)(~away & (rows_int)before);
    rows a1 = area_left_of(&q, at + 1), a2 = area_left_of(&q, at + 2), a3 = area_left_of(&q, at + 3);
    at += 4;
    rows a4 = area_left_of(&q, at);
    rows c12 = both_edges(a1 - before, a2 - a1), c34 = both_edges(a3 - a2, a4 - a3);
    before = a4;
    four_int bytes = coverage_of(c12, c34, winding, rule);
    memcpy(to, &bytes, sizeof bytes);
    rows over = (rows)((rows_int)q.height & (left == 0));
    winding += lower(over) + upper(over);
  }
  return winding;
}

static inline void put_pair(filler *f, const part *p, const passage *where, int y, uint32_t shape)
{
  uint32_t first = f->out->run_count, first_tile = f->out->tile_count;
  four *left = &f->work->edges.left[y], winding = *left;
  *left = four_all(0);
  int x = f->left; // what lies left of it has been put
  int from = where->from, until = where->gap;
  while (from < until) {
    if (x < from)
      put_span(f, x, from, winding);
    winding = put_strip(f, p, where, from, until, winding);
    x = until;
    from = where->gap_end;
    until = x < where->until ? where->until : 0;
  }
  if (x < f->right)
    put_span(f, x, f->right, winding);
  strips_end_row(f->out, y, shape, first, first_tile);
}

// Room for `count` rows: an edge passes a tile in each of them, and one more for every 4 pixels that it goes to the side.
static bool reserve_rows(strips *out, const edge *a, const edge *b, int count)
{
  float across = (a->high - a->low + b->high - b->low) / 4;
  return strips_reserve(out, (uint32_t)count, (uint32_t)(2 * count + (int)across + 4), 5 * (uint32_t)count);
}

static inline int fill_pair(filler *f, int y, uint32_t shape)
{
  edges *e = &f->work->edges;
  edge *a = &e->items[e->active[0]], *b = &e->items[e->active[1]];
  int last = a->last < b->last ? a->last : b->last;
  if (!reserve_rows(f->out, a, b, last - y + 1))
    return y;
  pair both = make_pair(a, b);
  passage next = pass_row(&both, y, f->right);
  for (bool more = true; more; y++) {
    passage now = next;
    more = y < last && !e->begin[y + 1];
    if (more) // early, so that nobody has to wait to know how many tiles there are: a twentieth less
      next = pass_row(&both, y + 1, f->right);
    part p = pair_part(&both, y);
    put_pair(f, &p, &now, y, shape);
  }
  a->x = both.x[0];
  b->x = both.x[4];
  return y;
}

void fill_rows_avx2(fill_work *work, raster_rule rule, raster_clip clip, uint32_t shape, strips *out)
{
  fill_all_rows(work, rule, clip, shape, out);
}
#endif
