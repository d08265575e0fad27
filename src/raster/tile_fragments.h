// Fragments of a tile: put into the lists of their pixels, and put in order. For tile_body.h alone.
#ifndef RASTER_TILE_FRAGMENTS_H
#define RASTER_TILE_FRAGMENTS_H

#include <math.h>
#include <stdbool.h>

#include "raster/four.h"
#include "raster/tile.h"
#include "raster/wide.h"

// The tile at hand, and the part of it that is painted.
typedef struct place {
  int x, y; // of its upper left pixel in the picture
  tile_box box;
} place;

static inline int lowest_bit(unsigned bits)
{
  return __builtin_ctz(bits);
}

static inline int greater(int a, int b)
{
  return a > b ? a : b;
}

static inline int lesser(int a, int b)
{
  return a < b ? a : b;
}

// Solids lie all over their batches: asking for all of one early saves a tenth of the time, of dots a fifth.
enum { AHEAD = 4 };

static inline void ask_for(const solid *const *items, size_t k, size_t count)
{
  if (k >= count)
    return;
  const char *first = (const char *)items[k];
  __builtin_prefetch(first);
  __builtin_prefetch(first + SOLID_CACHE_LINE);
}

// Whether a is in front of b at the pixel's middle.
static inline bool stands_before(const tile_fragment *a, const tile_fragment *b)
{
  return a->depth > b->depth || (a->depth == b->depth && a->order > b->order);
}

// From the nearest to the farthest. Few as a rule; with more, from far apart to close (Shell's sort).
static void sort_fragments(tile_fragment *f, uint32_t count)
{
  uint32_t gap = 1;
  while (gap < count / 8)
    gap = 3 * gap + 1;
  for (; gap > 0; gap /= 3) {
    for (uint32_t k = gap; k < count; k++) {
      tile_fragment moved = f[k];
      uint32_t at = k;
      for (; at >= gap && stands_before(&moved, &f[at - gap]); at -= gap)
        f[at] = f[at - gap];
      f[at] = moved;
    }
  }
}

static uint32_t gather(tile_work *w, int pixel)
{
  uint32_t count = 0;
  for (uint32_t at = w->head[pixel]; at; at = w->fragments[at - 1].next)
    w->sorted[count++] = w->fragments[at - 1];
  return count;
}

// Gives back all but the nearest TILE_LAYERS fragments of a pixel.
static void thin_out(tile_work *w, int pixel)
{
  uint32_t count = gather(w, pixel);
  if (count <= TILE_LAYERS)
    return;
  sort_fragments(w->sorted, count);
  tile_fragment farthest = w->sorted[TILE_LAYERS - 1];
  for (uint16_t *link = &w->head[pixel]; *link;) {
    tile_fragment *f = &w->fragments[*link - 1];
    if (stands_before(&farthest, f)) {
      uint16_t given = *link;
      *link = f->next;
      f->next = w->unused;
      w->unused = given;
    } else {
      link = &f->next;
    }
  }
}

// Room for a fragment, plus 1; 0 where there is none.
static uint32_t make_room(tile_work *w)
{
  if (!w->unused && w->last) {
    for (int pixel = 0; pixel < TILE_PIXELS; pixel++)
      thin_out(w, pixel);
  }
  uint32_t found = w->unused;
  if (found)
    w->unused = w->fragments[found - 1].next;
  else
    w->full = true;
  return found;
}

// How much depth can differ from that at a pixel's middle within it.
static inline float depth_reach(const tile_fragment *f)
{
  return 0.5f * fabsf(f->depth_x) + 0.5f * fabsf(f->depth_y);
}

// Whether nothing behind it shows.
static inline bool hides_the_rest(const tile_fragment *f)
{
  return f->mask == SAMPLES_ALL && f->color >> 24 == 255;
}

static inline void raise_floor(tile_work *w, int pixel, float depth)
{
  w->floor[pixel] = depth > w->floor[pixel] ? depth : w->floor[pixel];
}

// The fragment that was put last into a pixel. Null for none.
static inline tile_fragment *last_of(tile_work *w, int pixel)
{
  return w->head[pixel] ? &w->fragments[w->head[pixel] - 1] : NULL;
}

// A new fragment of a pixel, of which depth and colour are to be set. Null where there is no room.
static inline tile_fragment *put(tile_work *w, int pixel, unsigned mask, uint32_t order)
{
  uint32_t at = w->count < TILE_FRAGMENTS ? ++w->count : make_room(w);
  if (!at)
    return NULL;
  tile_fragment *f = &w->fragments[at - 1];
  f->order = order;
  f->mask = (uint16_t)mask;
  f->next = w->head[pixel];
  w->head[pixel] = (uint16_t)at;
  return f;
}

// The mean of two colours, one of which counts `a` times and the other `b` times.
static inline uint32_t mean_color(uint32_t color_a, int a, uint32_t color_b, int b)
{
  four sum = __builtin_convertvector(four_of_bytes(color_a) * a + four_of_bytes(color_b) * b, four);
  return four_bytes(four_truncate(sum * (1 / (float)(a + b)) + 0.5f));
}

// ---------------------------------------------------------------------------------------------------------------
// A pixel's colour from its fragments

#define OFFSET(v) (((float)(v) + 0.5f) / 16)
#define OFFSETS(a, b, c, d, e, f, g, h)                                                                      \
  {                                                                                                          \
    OFFSET(a), OFFSET(b), OFFSET(c), OFFSET(d), OFFSET(e), OFFSET(f), OFFSET(g), OFFSET(h)                   \
  }

static const wide offset_x[2] = {OFFSETS(1, -1, -3, 4, -5, 2, 5, 3), OFFSETS(-2, 0, -4, -6, -8, 7, 6, -7)};
static const wide offset_y[2] = {OFFSETS(1, -3, 2, -1, -2, 5, 3, -5), OFFSETS(6, -7, -6, 4, 0, -4, 7, -8)};

// The samples at which a is in front of b.
static inline unsigned in_front(const tile_fragment *a, const tile_fragment *b)
{
  const wide_int later = wide_int_all(a->order > b->order ? -1 : 0);
  unsigned mask = 0;
  for (int half = 0; half < 2; half++) {
    wide da = (a->depth + a->depth_x * offset_x[half]) + a->depth_y * offset_y[half];
    wide db = (b->depth + b->depth_x * offset_x[half]) + b->depth_y * offset_y[half];
    mask |= wide_signs((wide_int)(da > db) | ((wide_int)(da == db) & later)) << 8 * half;
  }
  return mask;
}

// Puts sorted fragments in their order at every sample: one that is in front of an earlier one at some samples is
// split, and the part in front goes before it. Returns how many parts there are, in w->pieces.
static uint32_t put_in_order(tile_work *w, uint32_t count)
{
  tile_fragment *piece = w->pieces;
  uint32_t pieces = 0;
  float reach = 0;
  for (uint32_t k = 0; k < count; k++) {
    float own = depth_reach(&w->sorted[k]);
    reach = own > reach ? own : reach;
  }
  for (uint32_t k = 0; k < count; k++) {
    tile_fragment f = w->sorted[k];
    float front = f.depth + depth_reach(&f) + reach;
    uint32_t at = pieces;
    while (at > 0 && piece[at - 1].depth <= front)
      at--;
    for (; at < pieces && f.mask && pieces < 2 * TILE_FRAGMENTS - 2; at++) {
      unsigned both = f.mask & piece[at].mask, before = both ? both & in_front(&f, &piece[at]) : 0;
      if (before) {
        memmove(piece + at + 1, piece + at, (pieces++ - at) * sizeof *piece);
        piece[at] = f;
        piece[at++].mask = (uint16_t)before;
        f.mask &= (uint16_t)~before;
      }
    }
    if (f.mask)
      piece[pieces++] = f;
  }
  return pieces;
}

// What has been blended, from the nearest fragment to the farthest. What still comes through to a sample is kept in
// 1/32767: as one number for all `open` samples and 0 for the others, as long as that will do.
typedef struct blending {
  unsigned open;
  int16_t even;
  bool uneven; // it will not: `through` has it for each sample
  wide_short through;
  four_int sum;
} blending;

static inline blending blend_nothing(void)
{
  return (blending){.open = SAMPLES_ALL, .even = INT16_MAX};
}

static inline int16_t share_of(uint32_t alpha)
{
  return (int16_t)(((255 - alpha) * 32768 + 127) / 255);
}

static inline void blend_unevenly(blending *b, const tile_fragment *f)
{
  wide_short lanes = wide_of_mask(f->mask), seen = b->through & lanes;
  uint32_t alpha = f->color >> 24;
  b->sum += four_of_bytes(f->color) * wide_sum(seen);
  b->through &= ~lanes;
  if (alpha < 255)
    b->through |= wide_scale(seen, share_of(alpha));
}

static inline void blend_one(blending *b, const tile_fragment *f)
{
  uint32_t alpha = f->color >> 24;
  unsigned seen = b->open & f->mask;
  if (alpha == 0)
    return; // all comes through, which a share of 32767 cannot say
  if (!b->uneven && alpha < 255 && seen != 0 && seen != b->open) {
    b->uneven = true;
    b->through = wide_of_mask(b->open) & wide_short_all(b->even);
  }
  if (b->uneven) {
    blend_unevenly(b, f);
    return;
  }
  b->sum += four_of_bytes(f->color) * (b->even * __builtin_popcount(seen));
  if (alpha == 255)
    b->open &= ~seen;
  else if (seen)
    b->even = (int16_t)((b->even * share_of(alpha) + 16384) >> 15);
}

static inline uint32_t blended(const blending *b)
{
  four mean = __builtin_convertvector(b->sum, four) * (1.0f / (SAMPLES * INT16_MAX));
  return four_bytes(four_truncate(mean + 0.5f));
}

static uint32_t blend(const tile_fragment *const *f, uint32_t count)
{
  blending b = blend_nothing();
  for (uint32_t k = 0; k < count; k++) {
    blend_one(&b, f[k]);
    if (hides_the_rest(f[k]))
      break;
  }
  return blended(&b);
}

static uint32_t blend_all(const tile_fragment *f, uint32_t count)
{
  blending b = blend_nothing();
  for (uint32_t k = 0; k < count; k++) {
    blend_one(&b, &f[k]);
    if (hides_the_rest(&f[k]))
      break;
  }
  return blended(&b);
}

// Fragments that share no sample: their order does not matter.
static inline uint32_t add_up(const tile_work *w, uint32_t at)
{
  four_int sum = {0};
  for (; at; at = w->fragments[at - 1].next)
    sum += four_of_bytes(w->fragments[at - 1].color) * __builtin_popcount(w->fragments[at - 1].mask);
  return four_bytes((sum + 8) >> 4);
}

// What is left of a colour that covers the samples of a mask.
static inline uint32_t of_samples(uint32_t color, unsigned mask)
{
  return four_bytes((four_of_bytes(color) * __builtin_popcount(mask) + 8) >> 4);
}

// Few fragments, where none passes through another: sorted where they lie, and blended.
enum { FEW = 8 };

static inline void sort_few(const tile_fragment **f, int count)
{
  for (int k = 1; k < count; k++) {
    const tile_fragment *moved = f[k];
    int at = k;
    for (; at > 0 && stands_before(moved, f[at - 1]); at--)
      f[at] = f[at - 1];
    f[at] = moved;
  }
}

// Whether a may be behind b, which is sorted after it, at some sample of the pixel: no sample is half a pixel from its
// middle, and what rounding can do is far below a millionth.
static inline bool may_be_behind(const tile_fragment *a, const tile_fragment *b)
{
  float differ = 0.5f * (fabsf(a->depth_x - b->depth_x) + fabsf(a->depth_y - b->depth_y));
  return a->depth - b->depth <= differ + 1e-6f * fabsf(a->depth);
}

// Whether sorted fragments may stand in another order at some sample.
static inline bool may_cross(const tile_fragment *const *f, int count)
{
  for (int k = 1; k < count; k++) {
    for (int i = 0; i < k; i++) {
      if (f[i]->mask & f[k]->mask && may_be_behind(f[i], f[k]))
        return true;
    }
  }
  return false;
}

// Of two fragments, as most pixels have that have more than one: false where one passes through the other.
static inline bool blend_two(const tile_fragment *a, const tile_fragment *b, uint32_t *color)
{
  const tile_fragment *f[2] = {a, b};
  sort_few(f, 2);
  if (may_cross(f, 2))
    return false;
  *color = blend(f, 2);
  return true;
}

static inline uint32_t pixel_color(tile_work *w, int pixel)
{
  uint32_t first = w->head[pixel];
  if (!first)
    return 0;
  const tile_fragment *f[FEW], *last = &w->fragments[first - 1];
  if (!last->next && last->mask == SAMPLES_ALL)
    return last->color;
  unsigned once = 0, twice = 0;
  bool alike = last->color >> 24 == 255;
  int count = 0;
  for (uint32_t at = first; at; at = w->fragments[at - 1].next) {
    const tile_fragment *each = &w->fragments[at - 1];
    twice |= once & each->mask;
    once |= each->mask;
    alike = alike && each->color == last->color;
    if (count < FEW)
      f[count] = each;
    count++;
  }
  if (alike)
    return of_samples(last->color, once);
  if (!twice)
    return add_up(w, first);
  if (count <= FEW) {
    sort_few(f, count);
    if (!may_cross(f, count))
      return blend(f, (uint32_t)count);
    for (int k = 0; k < count; k++)
      w->sorted[k] = *f[k];
  } else {
    sort_fragments(w->sorted, gather(w, pixel));
  }
  return blend_all(w->pieces, put_in_order(w, (uint32_t)count));
}

#endif
