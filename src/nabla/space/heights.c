// Heights sampled from a function, and where it jumps.
#include <math.h>
#include <string.h>

#include "nabla/space/heights.h"
#include "nabla/space/inside.h"
#include "nabla/space/surface.h"

enum { HALVINGS = 12 };

#define STEEP 4.0f    // a cell's edge is looked at where it is so many times as steep as those beside it
#define GROWS 4.0f    // it is a pole where so many times its height is left
#define BESIDE 0.002f // of a cell: where a sample that is infinite is looked at again
#define STAYS 0.4f    // and jumps where so much of its height is left between points that are almost one

// What heights depend on; where they are kept, the bytes of the context lie behind it.
typedef struct heights_key {
  float (*f)(nb_vec2 p, const void *context);
  nb_rect floor;
  int32_t columns, rows;
  float low, high;
  uint32_t adapted; // 1: sampled where it bends
  uint32_t unused;
} heights_key;

// Heights in memory, in this order: what was found, the ends to the right, those upward, z, cuts, blocks.
typedef struct heights_block {
  uint32_t there; // 1: there are heights
  uint32_t ends;  // 1: there are holes or jumps
} heights_block;

nb_vec2 sampler_place(const nb_heights *h, int column, int row)
{
  return nb_at(h->floor.x + h->floor.width * (float)column / (float)(h->columns - 1),
               h->floor.y + h->floor.height * (float)row / (float)(h->rows - 1));
}

static float at(const sampler *s, int column, int row)
{
  return s->z[row * s->h.columns + column];
}

// Halves the stretch between two samples on, always keeping the steeper half: a slope becomes flat, a jump stays, and a
// pole grows. False where it does not jump; else where it does.
static bool find_jump(const sampler *s, nb_vec2 p, nb_vec2 q, float zp, float zq, nb_height_end *found)
{
  float height = fabsf(zq - zp), from = 0, to = 1;
  *found = (nb_height_end){0.5f, INFINITY};
  for (int k = 0; k < HALVINGS; k++) {
    float middle = 0.5f * (from + to), z = s->f(nb_mix2(p, q, middle), s->context);
    found->at = middle;
    if (!isfinite(z))
      return true;
    if (fabsf(z - zp) > fabsf(zq - z))
      to = middle, zq = z;
    else
      from = middle, zp = z;
  }
  found->z = fabsf(zq - zp) > GROWS * height ? INFINITY : NAN;
  return fabsf(zq - zp) > STAYS * height;
}

// The rise from one sample to the next, 0 where one of them is none.
static float rise(const sampler *s, int column, int row, bool up)
{
  int to_column = column + !up, to_row = row + up;
  if (column < 0 || row < 0 || to_column >= s->h.columns || to_row >= s->h.rows)
    return 0;
  float d = at(s, to_column, to_row) - at(s, column, row);
  return isfinite(d) ? fabsf(d) : 0;
}

// Of a surface that is cut away nothing is to be found; where it is sampled as it bends, that is not even f.
static bool shows(const sampler *s, float zp, float zq)
{
  return s->h.low >= s->h.high || !((zp > s->high && zq > s->high) || (zp < s->low && zq < s->low));
}

void sampler_cut(sampler *s, int column, int row, bool up, nb_height_end end)
{
  int cells = s->h.columns - 1;
  (up ? s->up : s->right)[row * s->h.columns + column] = end;
  s->jumps = true;
  if (column < cells && row < s->h.rows - 1)
    s->cut[row * cells + column] = 1;
  if (up && column > 0 && row < s->h.rows - 1)
    s->cut[row * cells + column - 1] = 1;
  if (!up && row > 0 && column < cells)
    s->cut[(row - 1) * cells + column] = 1;
}

// The edge from a sample to the right, or up: marks the cells to both sides of it where it jumps.
static void look(sampler *s, int column, int row, bool up, float least)
{
  float here = rise(s, column, row, up);
  float beside = fmaxf(rise(s, column - !up, row - up, up), rise(s, column + !up, row + up, up));
  float less = fminf(rise(s, column - !up, row - up, up), rise(s, column + !up, row + up, up));
  if (here <= least || (here <= STEEP * less && here <= beside))
    return;
  nb_vec2 p = sampler_place(&s->h, column, row), q = sampler_place(&s->h, column + !up, row + up);
  float zp = at(s, column, row), zq = at(s, column + !up, row + up);
  nb_height_end found;
  if (shows(s, zp, zq) && find_jump(s, p, q, zp, zq, &found))
    sampler_cut(s, column, row, up, found);
}

bool sampler_range(sampler *s)
{
  bool bounded = s->h.low < s->h.high;
  s->low = INFINITY, s->high = -INFINITY;
  for (int k = 0; k < s->h.columns * s->h.rows; k++) {
    if (isfinite(s->z[k])) {
      s->low = fminf(s->low, s->z[k]);
      s->high = fmaxf(s->high, s->z[k]);
    }
  }
  if (bounded) {
    s->low = fmaxf(s->low, s->h.low);
    s->high = fminf(s->high, s->h.high);
  }
  return s->low <= s->high;
}

// Goes from a sample that has a height toward one that has none, as near to where the surface ends as it gets. Where it runs
// off to infinity there, it ends a little beyond the rest.
static nb_height_end end_of(const sampler *s, nb_vec2 p, nb_vec2 q, float zp)
{
  float from = 0, to = 1, room = 0.1f * (s->high - s->low), z = zp;
  for (int k = 0; k < 2 * HALVINGS; k++) {
    float middle = 0.5f * (from + to), there = s->f(nb_mix2(p, q, middle), s->context);
    if (isfinite(there))
      from = middle, z = there;
    else
      to = middle;
  }
  return (nb_height_end){from, fmaxf(s->low - room, fminf(s->high + room, z))};
}

static nb_height_end find_end(const sampler *s, int column, int row, bool up)
{
  const nb_height_end none = {-1, 0};
  int to_column = column + !up, to_row = row + up;
  if (to_column >= s->h.columns || to_row >= s->h.rows)
    return none;
  float here = at(s, column, row), next = at(s, to_column, to_row);
  nb_vec2 p = sampler_place(&s->h, column, row), q = sampler_place(&s->h, to_column, to_row);
  if (isfinite(here) == isfinite(next))
    return none;
  if (isfinite(here))
    return end_of(s, p, q, here);
  nb_height_end back = end_of(s, q, p, next);
  return (nb_height_end){1 - back.at, back.z};
}

static void find_ends(sampler *s)
{
  size_t count = (size_t)s->h.columns * (size_t)s->h.rows;
  for (size_t k = 0; k < count; k++)
    s->holes = s->holes || !isfinite(s->z[k]);
  for (size_t k = 0; k < count; k++) {
    int column = (int)(k % (size_t)s->h.columns), row = (int)(k / (size_t)s->h.columns);
    s->right[k] = s->up[k] = (nb_height_end){-1, 0};
    if (s->holes) {
      s->right[k] = find_end(s, column, row, false);
      s->up[k] = find_end(s, column, row, true);
    }
  }
}

static void find_jumps(sampler *s)
{
  float least = 0.02f * (s->high - s->low); // what is less than that is no jump that anybody sees
  for (int row = 0; row < s->h.rows; row++) {
    for (int column = 0; column < s->h.columns; column++) {
      if (column + 1 < s->h.columns)
        look(s, column, row, false, least);
      if (row + 1 < s->h.rows)
        look(s, column, row, true, least);
    }
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Blocks of heights

static size_t count_of(const heights_key *k)
{
  return (size_t)k->columns * (size_t)k->rows;
}

static size_t block_size(const heights_key *k)
{
  return sizeof(heights_block) + count_of(k) * (2 * sizeof(nb_height_end) + sizeof(float) + 2);
}

static sampler sampler_in(const heights_key *k, void *block)
{
  sampler s = {.f = k->f, .h = {.floor = k->floor, .low = k->low, .high = k->high, .fades = true}};
  s.h.columns = k->columns;
  s.h.rows = k->rows;
  s.right = (nb_height_end *)(void *)((uint8_t *)block + sizeof(heights_block));
  s.up = s.right + count_of(k);
  s.z = (float *)(void *)(s.up + count_of(k));
  s.cut = (uint8_t *)(s.z + count_of(k));
  s.block = s.cut + count_of(k);
  return s;
}

float sampler_ask(const sampler *s, int column, int row)
{
  nb_vec2 p = sampler_place(&s->h, column, row);
  float z = s->f(p, s->context);
  if (!isinf(z))
    return z;
  p.x += BESIDE * s->h.floor.width / (float)(s->h.columns - 1);
  p.y += 1.37f * BESIDE * s->h.floor.height / (float)(s->h.rows - 1);
  return s->f(p, s->context);
}

static bool sample_all(sampler *s)
{
  for (int row = 0; row < s->h.rows; row++)
    for (int column = 0; column < s->h.columns; column++)
      s->z[row * s->h.columns + column] = sampler_ask(s, column, row);
  return sampler_range(s);
}

static void fill_block(const heights_key *k, const void *context, void *block)
{
  sampler s = sampler_in(k, block);
  heights_block *found = block;
  s.context = context;
  memset(s.cut, 0, count_of(k));
  memset(s.block, 0, count_of(k));
  *found = (heights_block){.there = k->adapted ? sampler_adapt(&s) : sample_all(&s)};
  if (!found->there)
    return;
  find_ends(&s);
  find_jumps(&s);
  sampler_find_poles(&s);
  found->ends = s.holes || s.jumps;
}

// The heights that lie in a block; none where it is NULL.
static nb_heights heights_in(const heights_key *k, void *block)
{
  nb_heights none = {.floor = k->floor, .columns = k->columns, .rows = k->rows};
  const heights_block *found = block;
  if (block == NULL || !found->there)
    return none;
  sampler s = sampler_in(k, block);
  s.h.z = s.z;
  s.h.cut = s.cut;
  s.h.block = k->adapted ? s.block : NULL;
  s.h.right = found->ends ? s.right : NULL;
  s.h.up = found->ends ? s.up : NULL;
  return s.h;
}

static int within_sides(int side)
{
  return side < 2 ? 2 : side > SURFACE_MOST ? SURFACE_MOST : side;
}

typedef float (*height_function)(nb_vec2 p, const void *context);

static heights_key sampled_key(height_function f, nb_rect floor, int columns, int rows, float low, float high)
{
  return (heights_key){.f = f,
                       .floor = floor,
                       .columns = within_sides(columns),
                       .rows = within_sides(rows),
                       .low = low,
                       .high = high};
}

static heights_key adapted_key(height_function f, nb_rect floor, int columns, int rows, float low, float high)
{
  heights_key k = sampled_key(f, floor, columns, rows, low, high);
  k.columns = sampler_adapted(k.columns);
  k.rows = sampler_adapted(k.rows);
  k.adapted = 1;
  return k;
}

static nb_heights heights_now(nb_board *b, const heights_key *k, const void *context)
{
  void *block = board_take(b, block_size(k));
  if (block != NULL)
    fill_block(k, context, block);
  return heights_in(k, block);
}

nb_heights nb_sample_heights(nb_board *b, float (*f)(nb_vec2 p, const void *context), const void *context,
                             nb_rect floor, int columns, int rows, float low, float high)
{
  heights_key k = sampled_key(f, floor, columns, rows, low, high);
  return heights_now(b, &k, context);
}

nb_heights nb_adapt_heights(nb_board *b, float (*f)(nb_vec2 p, const void *context), const void *context,
                            nb_rect floor, int columns, int rows, float low, float high)
{
  heights_key k = adapted_key(f, floor, columns, rows, low, high);
  return heights_now(b, &k, context);
}

static void make_block(const void *key, void *block)
{
  fill_block(key, (const uint8_t *)key + sizeof(heights_key), block);
}

static nb_heights heights_kept(nb_board *b, const heights_key *key, const void *context, size_t context_size)
{
  heights_key *k = nb_scratch(b, sizeof *k + context_size);
  if (k == NULL)
    return (nb_heights){0};
  *k = *key;
  if (context_size > 0)
    memcpy(k + 1, context, context_size);
  return heights_in(k, (void *)(uintptr_t)nb_memo(b, k, sizeof *k + context_size, block_size(k), make_block));
}

nb_heights nb_keep_heights(nb_board *b, float (*f)(nb_vec2 p, const void *context), const void *context,
                           size_t context_size, nb_rect floor, int columns, int rows, float low, float high)
{
  heights_key k = sampled_key(f, floor, columns, rows, low, high);
  return heights_kept(b, &k, context, context_size);
}

nb_heights nb_keep_adapted_heights(nb_board *b, float (*f)(nb_vec2 p, const void *context),
                                   const void *context, size_t context_size, nb_rect floor, int columns,
                                   int rows, float low, float high)
{
  heights_key k = adapted_key(f, floor, columns, rows, low, high);
  return heights_kept(b, &k, context, context_size);
}
