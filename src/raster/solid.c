#include "raster/solid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "raster/solid_inside.h"

void solids_free(solids *s)
{
  free(s->items);
  free(s->entries);
  free(s->sorted);
  free(s->until);
  *s = (solids){0};
}

void solids_clear(solids *s, int columns, int rows)
{
  s->count = s->entry_count = 0;
  s->surface = 0;
  s->slack = 0;
  s->loose = false;
  s->failed = false;
  if (rows > s->rows_capacity) {
    free(s->until);
    s->until = malloc((size_t)rows * sizeof *s->until);
    s->rows_capacity = s->until ? rows : 0;
    s->failed = s->rows_capacity == 0;
  }
  s->columns = columns;
  s->rows = s->failed ? 0 : rows;
  if (s->rows)
    memset(s->until, 0, (size_t)rows * sizeof *s->until);
}

// Room for one more item.
static bool grow(solids *s, void **items, uint32_t *capacity, uint32_t count, size_t size)
{
  if (count < *capacity)
    return true;
  size_t more = (size_t)count + count / 2 + 256;
  void *grown = more <= UINT32_MAX ? realloc(*items, more * size) : NULL;
  if (!grown) {
    s->failed = true;
    return false;
  }
  *items = grown;
  *capacity = (uint32_t)more;
  return true;
}

// The same for solids, which begin where cache lines do.
static bool grow_items(solids *s)
{
  size_t more = (size_t)s->count + s->count / 2 + 256;
  solid *grown = more <= UINT32_MAX ? aligned_alloc(SOLID_CACHE_LINE, more * sizeof *grown) : NULL;
  if (!grown) {
    s->failed = true;
    return false;
  }
  if (s->count)
    memcpy(grown, s->items, s->count * sizeof *grown);
  free(s->items);
  s->items = grown;
  s->capacity = (uint32_t)more;
  return true;
}

// Padding too: who compares solids compares bytes.
solid *solids_next(solids *s)
{
  if (s->count == s->capacity && !grow_items(s))
    return NULL;
  return memset(&s->items[s->count], 0, sizeof *s->items);
}

// ---------------------------------------------------------------------------------------------------------------
// Into rows of tiles

static void add_entry(solids *s, int row, int first, int last)
{
  first = first > 0 ? first : 0;
  last = last < s->columns - 1 ? last : s->columns - 1;
  if (first > last || !grow(s, (void **)&s->entries, &s->entry_capacity, s->entry_count, sizeof *s->entries))
    return;
  s->entries[s->entry_count++] = (solid_entry){
      .solid = s->count, .row = (uint16_t)row, .first = (uint16_t)first, .last = (uint16_t)last};
}

// By counting. Until all entries of a row are there, its `until` is where the next of them goes.
void solids_sort(solids *s)
{
  if (s->sorted_capacity < s->entry_count) {
    free(s->sorted);
    s->sorted = malloc(s->entry_capacity * sizeof *s->sorted);
    s->sorted_capacity = s->sorted ? s->entry_capacity : 0;
  }
  if (s->sorted_capacity < s->entry_count) {
    s->failed = true;
    return; // all rows are empty
  }
  for (uint32_t k = 0; k < s->entry_count; k++) {
    if (s->entries[k].row + 1 < s->rows)
      s->until[s->entries[k].row + 1]++;
  }
  for (int row = 1; row < s->rows; row++)
    s->until[row] += s->until[row - 1];
  for (uint32_t k = 0; k < s->entry_count; k++)
    s->sorted[s->until[s->entries[k].row]++] = s->entries[k];
}

typedef struct span {
  double low, high;
} span;

// Takes in what of the segment a b lies between top and bottom.
static void widen(span *x, raster_point a, raster_point b, double top, double bottom)
{
  raster_point upper = a.y < b.y ? a : b, lower = a.y < b.y ? b : a;
  if (lower.y < top || upper.y > bottom)
    return;
  double rise = lower.y - upper.y, slope = rise > 0 ? (lower.x - upper.x) / rise : 0;
  double enter = upper.y >= top ? upper.x : upper.x + (top - upper.y) * slope;
  double leave = lower.y <= bottom ? lower.x : upper.x + (bottom - upper.y) * slope;
  x->low = raster_min(x->low, raster_min(enter, leave));
  x->high = raster_max(x->high, raster_max(enter, leave));
}

void solids_enter(solids *s, const raster_point *p, int count, double margin)
{
  double low = INFINITY, high = -INFINITY;
  for (int k = 0; k < count; k++) {
    low = raster_min(low, p[k].y);
    high = raster_max(high, p[k].y);
  }
  int sides = count > 2 ? count : 1;
  int first = (int)floor((low - margin) / SOLID_TILE), last = (int)floor((high + margin) / SOLID_TILE);
  first = first > 0 ? first : 0;
  last = last < s->rows - 1 ? last : s->rows - 1;
  for (int row = first; row <= last; row++) {
    double top = row * SOLID_TILE - margin, bottom = (row + 1) * SOLID_TILE + margin;
    span x = {INFINITY, -INFINITY};
    for (int k = 0; k < sides; k++)
      widen(&x, p[k], p[(k + 1) % count], top, bottom);
    if (x.low <= x.high)
      add_entry(s, row, (int)floor((x.low - margin) / SOLID_TILE),
                (int)floor((x.high + margin) / SOLID_TILE));
  }
}

void solids_enter_box(solids *s, int32_t x0, int32_t y0, int32_t x1, int32_t y1)
{
  const int unit = SOLID_GRID * SOLID_TILE;
  int first = y0 < 0 ? 0 : y0 / unit, last = y1 < 0 ? -1 : y1 / unit;
  last = last < s->rows - 1 ? last : s->rows - 1;
  for (int row = first; row <= last; row++)
    add_entry(s, row, x0 < 0 ? 0 : x0 / unit, x1 < 0 ? -1 : x1 / unit);
}
