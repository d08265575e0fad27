// Heights sampled from a function, and where it jumps.
#include <math.h>
#include <string.h>

#include "nabla/space/inside.h"

enum { MOST_SIDE = 1024, HALVINGS = 12 };

#define STEEP 4.0f // a cell's edge is looked at where it is so many times as steep as those beside it
#define STAYS 0.4f // and jumps where so much of its height is left between points that are almost one

// What heights depend on; where they are kept, the bytes of the context lie behind it.
typedef struct heights_key {
  float (*f)(nb_vec2 p, const void *context);
  nb_rect floor;
  int columns, rows;
  float low, high;
} heights_key;

// Heights in memory, in this order: what was found, the ends to the right, those upward, z, cuts.
typedef struct heights_block {
  uint32_t there; // 1: there are heights
  uint32_t ends;  // 1: some samples have none
} heights_block;

typedef struct sampler {
  float (*f)(nb_vec2 p, const void *context);
  const void *context;
  nb_heights h;
  nb_height_end *right, *up;
  float *z;
  uint8_t *cut;
  float low, high; // of the samples, or the bounds
} sampler;

static nb_vec2 place(const nb_heights *h, int column, int row)
{
  return nb_at(h->floor.x + h->floor.width * (float)column / (float)(h->columns - 1),
               h->floor.y + h->floor.height * (float)row / (float)(h->rows - 1));
}

static float at(const sampler *s, int column, int row)
{
  return s->z[row * s->h.columns + column];
}

// Halves the stretch between two samples on, always keeping the steeper half: a slope becomes flat, a jump stays.
static bool jumps(const sampler *s, nb_vec2 p, nb_vec2 q, float zp, float zq)
{
  float height = fabsf(zq - zp);
  for (int k = 0; k < HALVINGS; k++) {
    nb_vec2 middle = nb_mix2(p, q, 0.5f);
    float z = s->f(middle, s->context);
    if (!isfinite(z))
      return true;
    if (fabsf(z - zp) > fabsf(zq - z)) {
      q = middle, zq = z;
    } else {
      p = middle, zp = z;
    }
  }
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

// The edge from a sample to the right, or up: marks the cells to both sides of it where it jumps.
static void look(sampler *s, int column, int row, bool up, float least)
{
  float here = rise(s, column, row, up);
  float beside = fmaxf(rise(s, column - !up, row - up, up), rise(s, column + !up, row + up, up));
  float less = fminf(rise(s, column - !up, row - up, up), rise(s, column + !up, row + up, up));
  if (here <= least || (here <= STEEP * less && here <= beside))
    return;
  nb_vec2 p = place(&s->h, column, row), q = place(&s->h, column + !up, row + up);
  if (!jumps(s, p, q, at(s, column, row), at(s, column + !up, row + up)))
    return;
  int cells = s->h.columns - 1;
  if (column < cells && row < s->h.rows - 1)
    s->cut[row * cells + column] = 1;
  if (up && column > 0 && row < s->h.rows - 1)
    s->cut[row * cells + column - 1] = 1;
  if (!up && row > 0 && column < cells)
    s->cut[(row - 1) * cells + column] = 1;
}

// From where to where the surface goes. False where it is nowhere.
static bool find_range(sampler *s)
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

// Goes from a sample that has a height toward one that has none, as near to where the surface ends as it gets; where it
// runs off to infinity, as far as it stays within reach of the rest.
static nb_height_end end_of(const sampler *s, nb_vec2 p, nb_vec2 q, float zp)
{
  float from = 0, to = 1, room = 0.1f * (s->high - s->low), z = zp;
  for (int k = 0; k < 2 * HALVINGS; k++) {
    float middle = 0.5f * (from + to), there = s->f(nb_mix2(p, q, middle), s->context);
    if (there >= s->low - room && there <= s->high + room)
      from = middle, z = there;
    else
      to = middle;
  }
  return (nb_height_end){from, z};
}

static nb_height_end find_end(const sampler *s, int column, int row, bool up)
{
  const nb_height_end none = {-1, 0};
  int to_column = column + !up, to_row = row + up;
  if (to_column >= s->h.columns || to_row >= s->h.rows)
    return none;
  float here = at(s, column, row), next = at(s, to_column, to_row);
  nb_vec2 p = place(&s->h, column, row), q = place(&s->h, to_column, to_row);
  if (isfinite(here) == isfinite(next))
    return none;
  if (isfinite(here))
    return end_of(s, p, q, here);
  nb_height_end back = end_of(s, q, p, next);
  return (nb_height_end){1 - back.at, back.z};
}

static bool find_ends(sampler *s)
{
  size_t count = (size_t)s->h.columns * (size_t)s->h.rows, holes = 0;
  for (size_t k = 0; k < count; k++)
    holes += !isfinite(s->z[k]);
  if (holes == 0)
    return false;
  for (size_t k = 0; k < count; k++) {
    int column = (int)(k % (size_t)s->h.columns), row = (int)(k / (size_t)s->h.columns);
    s->right[k] = find_end(s, column, row, false);
    s->up[k] = find_end(s, column, row, true);
  }
  return true;
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
  return sizeof(heights_block) + count_of(k) * (2 * sizeof(nb_height_end) + sizeof(float) + 1);
}

static sampler sampler_in(const heights_key *k, void *block)
{
  sampler s = {.f = k->f, .h = {.floor = k->floor, .low = k->low, .high = k->high}};
  s.h.columns = k->columns;
  s.h.rows = k->rows;
  s.right = (nb_height_end *)(void *)((uint8_t *)block + sizeof(heights_block));
  s.up = s.right + count_of(k);
  s.z = (float *)(void *)(s.up + count_of(k));
  s.cut = (uint8_t *)(s.z + count_of(k));
  return s;
}

static void fill_block(const heights_key *k, const void *context, void *block)
{
  sampler s = sampler_in(k, block);
  heights_block *found = block;
  s.context = context;
  memset(s.cut, 0, count_of(k));
  for (int row = 0; row < k->rows; row++)
    for (int column = 0; column < k->columns; column++)
      s.z[row * k->columns + column] = k->f(place(&s.h, column, row), context);
  *found = (heights_block){.there = find_range(&s)};
  if (!found->there)
    return;
  found->ends = find_ends(&s);
  find_jumps(&s);
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
  s.h.right = found->ends ? s.right : NULL;
  s.h.up = found->ends ? s.up : NULL;
  return s.h;
}

static int within_sides(int side)
{
  return side < 2 ? 2 : side > MOST_SIDE ? MOST_SIDE : side;
}

nb_heights nb_sample_heights(nb_board *b, float (*f)(nb_vec2 p, const void *context), const void *context,
                             nb_rect floor, int columns, int rows, float low, float high)
{
  heights_key k = {f, floor, within_sides(columns), within_sides(rows), low, high};
  void *block = board_take(b, block_size(&k));
  if (block != NULL)
    fill_block(&k, context, block);
  return heights_in(&k, block);
}

static void make_block(const void *key, void *block)
{
  fill_block(key, (const uint8_t *)key + sizeof(heights_key), block);
}

nb_heights nb_keep_heights(nb_board *b, float (*f)(nb_vec2 p, const void *context), const void *context,
                           size_t context_size, nb_rect floor, int columns, int rows, float low, float high)
{
  heights_key *k = nb_scratch(b, sizeof *k + context_size);
  if (k == NULL)
    return (nb_heights){0};
  k->f = f, k->floor = floor, k->low = low, k->high = high;
  k->columns = within_sides(columns), k->rows = within_sides(rows);
  if (context_size > 0)
    memcpy(k + 1, context, context_size);
  return heights_in(k, (void *)(uintptr_t)nb_memo(b, k, sizeof *k + context_size, block_size(k), make_block));
}
