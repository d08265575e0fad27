#include "film/palette.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct seen {
  uint32_t color; // 0xBBGGRR
  uint32_t times; // 0: an empty place of the table
} seen;

struct palette_count {
  seen *table; // open addressing; `size` is a power of two
  size_t size, count;
};

enum { FIRST_SIZE = 1 << 14 };

nb_error palette_count_open(palette_count **out)
{
  palette_count *c = *out = calloc(1, sizeof *c);
  if (c && (c->table = calloc(FIRST_SIZE, sizeof *c->table))) {
    c->size = FIRST_SIZE;
    return nb_ok();
  }
  free(c);
  *out = NULL;
  return nb_fail(NB_NO_MEMORY, "no memory to count colours");
}

void palette_count_close(palette_count *c)
{
  if (c)
    free(c->table);
  free(c);
}

static seen *place_of(seen *table, size_t size, uint32_t color)
{
  size_t at = (color * 2654435761u >> 7) & (size - 1);
  while (table[at].times && table[at].color != color)
    at = (at + 1) & (size - 1);
  return &table[at];
}

static bool grow(palette_count *c)
{
  seen *larger = calloc(2 * c->size, sizeof *larger);
  if (!larger)
    return false;
  for (size_t i = 0; i < c->size; i++)
    if (c->table[i].times)
      *place_of(larger, 2 * c->size, c->table[i].color) = c->table[i];
  free(c->table);
  c->table = larger;
  c->size *= 2;
  return true;
}

static nb_error add(palette_count *c, uint32_t color, uint32_t times)
{
  seen *s = place_of(c->table, c->size, color);
  if (!s->times && 2 * ++c->count > c->size) {
    if (!grow(c))
      return nb_fail(NB_NO_MEMORY, "no memory to count colours");
    s = place_of(c->table, c->size, color);
  }
  *s = (seen){color, s->times + times};
  return nb_ok();
}

static uint32_t color_at(pixels p, const uint8_t *at)
{
  int red = p.order == PIXEL_RGBA ? 0 : 2;
  return (uint32_t)at[red] | (uint32_t)at[1] << 8 | (uint32_t)at[2 - red] << 16;
}

nb_error palette_count_add(palette_count *c, pixels p)
{
  nb_error e = nb_ok();
  for (int y = 0; y < p.height; y++) {
    const uint8_t *row = p.bytes + (size_t)y * p.stride;
    uint32_t run = 0, color = color_at(p, row);
    for (int x = 0; x < p.width && !nb_failed(e); x++) {
      uint32_t here = color_at(p, row + 4 * (size_t)x);
      if (here != color) {
        e = add(c, color, run);
        color = here;
        run = 0;
      }
      run++;
    }
    if (!nb_failed(e))
      e = add(c, color, run);
  }
  return e;
}

// ---------------------------------------------------------------------------------------------------------------
// Choosing

typedef struct weighted {
  uint8_t rgb[3];
  float weight;
} weighted;

// Colours [from, until) of the array, and how much they vary: the sum of weighted squares from their mean.
typedef struct box {
  size_t from, until;
  double variance;
} box;

static double squares(double sum, double sum_of_squares, double weight)
{
  return weight > 0 ? sum_of_squares - sum * sum / weight : 0;
}

static void measure(const weighted *c, box *b, double variance[3])
{
  double weight = 0, sum[3] = {0}, square[3] = {0};
  for (size_t i = b->from; i < b->until; i++) {
    weight += (double)c[i].weight;
    for (int k = 0; k < 3; k++) {
      sum[k] += (double)c[i].weight * c[i].rgb[k];
      square[k] += (double)c[i].weight * c[i].rgb[k] * c[i].rgb[k];
    }
  }
  b->variance = 0;
  for (int k = 0; k < 3; k++)
    b->variance += variance[k] = squares(sum[k], square[k], weight);
}

#define COMPARE(name, channel)                                                                               \
  static int name(const void *a, const void *b)                                                              \
  {                                                                                                          \
    const weighted *x = a, *y = b;                                                                           \
    int by = (x->rgb[channel] > y->rgb[channel]) - (x->rgb[channel] < y->rgb[channel]);                      \
    return by ? by : memcmp(x->rgb, y->rgb, 3);                                                              \
  }
COMPARE(by_red, 0)
COMPARE(by_green, 1)
COMPARE(by_blue, 2)

// Where to part a box that is sorted along an axis so that the two halves vary least.
static size_t best_cut(const weighted *c, const box *b, int axis)
{
  double weight = 0, sum = 0, square = 0, weight_left = 0, sum_left = 0, square_left = 0, least = INFINITY;
  for (size_t i = b->from; i < b->until; i++) {
    double w = (double)c[i].weight, x = c[i].rgb[axis];
    weight += w, sum += w * x, square += w * x * x;
  }
  size_t best = b->from + 1;
  for (size_t i = b->from; i + 1 < b->until; i++) {
    double w = (double)c[i].weight, x = c[i].rgb[axis];
    weight_left += w, sum_left += w * x, square_left += w * x * x;
    double both = squares(sum_left, square_left, weight_left) +
                  squares(sum - sum_left, square - square_left, weight - weight_left);
    if (c[i].rgb[axis] != c[i + 1].rgb[axis] && both < least) {
      least = both;
      best = i + 1;
    }
  }
  return best;
}

static void split(weighted *c, box *b, box *other)
{
  static int (*const compare[])(const void *, const void *) = {by_red, by_green, by_blue};
  double variance[3];
  measure(c, b, variance);
  int axis = variance[1] >= variance[0] && variance[1] >= variance[2] ? 1
             : variance[0] >= variance[2]                             ? 0
                                                                      : 2;
  qsort(c + b->from, b->until - b->from, sizeof *c, compare[axis]);
  size_t cut = best_cut(c, b, axis);
  *other = (box){.from = cut, .until = b->until};
  b->until = cut;
  measure(c, b, variance);
  measure(c, other, variance);
}

// What stands for a box: its most seen colour where that is half of it, else the mean.
static void stand_for(const weighted *c, const box *b, uint8_t rgb[3])
{
  double weight = 0, sum[3] = {0};
  size_t most = b->from;
  for (size_t i = b->from; i < b->until; i++) {
    weight += (double)c[i].weight;
    for (int k = 0; k < 3; k++)
      sum[k] += (double)c[i].weight * c[i].rgb[k];
    most = c[i].weight > c[most].weight ? i : most;
  }
  bool is_half = (double)c[most].weight * 2 >= weight;
  for (int k = 0; k < 3; k++)
    rgb[k] = is_half ? c[most].rgb[k] : (uint8_t)(sum[k] / weight + 0.5);
}

static int by_color(const void *a, const void *b)
{
  return memcmp(((const weighted *)a)->rgb, ((const weighted *)b)->rgb, 3);
}

// In an order of their own: that of the table depends on how it grew.
static weighted *sorted_colors(const palette_count *count)
{
  weighted *c = malloc((count->count + 1) * sizeof *c);
  size_t at = 0;
  for (size_t i = 0; c && i < count->size; i++) {
    uint32_t color = count->table[i].color;
    if (count->table[i].times)
      c[at++] = (weighted){{(uint8_t)color, (uint8_t)(color >> 8), (uint8_t)(color >> 16)},
                           sqrtf((float)count->table[i].times)};
  }
  if (c)
    qsort(c, at, sizeof *c, by_color);
  return c;
}

void palette_choose(palette *out, const palette_count *count)
{
  *out = (palette){0};
  weighted *c = sorted_colors(count);
  if (!c || count->count == 0) {
    free(c);
    out->count = 1;
    return;
  }
  box boxes[PALETTE_COLORS] = {{.from = 0, .until = count->count}};
  measure(c, &boxes[0], (double[3]){0});
  out->count = 1;
  while (out->count < PALETTE_COLORS) {
    box *worst = &boxes[0];
    for (int i = 1; i < out->count; i++)
      worst = boxes[i].variance > worst->variance ? &boxes[i] : worst;
    if (!(worst->variance > 1e-6) || worst->until - worst->from < 2)
      break;
    split(c, worst, &boxes[out->count++]);
  }
  for (int i = 0; i < out->count; i++)
    stand_for(c, &boxes[i], out->rgb[i]);
  free(c);
}

// ---------------------------------------------------------------------------------------------------------------
// Mixing

static int distance(const int a[3], const int b[3])
{
  // Green is seen most, blue least: about the weights of luma, which add up to 8.
  static const int weight[] = {2, 5, 1};
  int sum = 0;
  for (int k = 0; k < 3; k++)
    sum += weight[k] * (a[k] - b[k]) * (a[k] - b[k]);
  return sum;
}

static void entry(const palette *p, int i, int rgb[3])
{
  for (int k = 0; k < 3; k++)
    rgb[k] = p->rgb[i][k];
}

// The share of 64 in which b is to be mixed into a to come nearest to c.
static int best_share(const int a[3], const int b[3], const int c[3])
{
  double along = 0, length = 0;
  for (int k = 0; k < 3; k++) {
    along += (double)(b[k] - a[k]) * (c[k] - a[k]);
    length += (double)(b[k] - a[k]) * (b[k] - a[k]);
  }
  double share = length > 0 ? along / length : 0;
  return share <= 0 ? 0 : share >= 0.5 ? 32 : (int)(64 * share + 0.5);
}

palette_plan palette_mix(const palette *p, uint32_t color)
{
  const int c[3] = {(int)(color & 255), (int)(color >> 8 & 255), (int)(color >> 16 & 255)};
  palette_plan plan = {.color = color | 0xff000000};
  int a[3], b[3], nearest = 0, least = 1 << 30;
  for (int i = 0; i < p->count; i++) {
    entry(p, i, b);
    if (distance(b, c) < least) {
      least = distance(b, c);
      nearest = i;
    }
  }
  entry(p, nearest, a);
  plan.first = plan.second = (uint8_t)nearest;
  for (int i = 0; i < p->count && least > 0; i++) {
    int mixed[3];
    entry(p, i, b);
    int share = best_share(a, b, c);
    for (int k = 0; k < 3; k++)
      mixed[k] = (a[k] * (64 - share) + b[k] * share + 32) / 64;
    // Two colours that differ much make a pattern that can be seen: it has to be worth it.
    int cost = distance(mixed, c) + distance(a, b) / 12;
    if (share > 0 && cost < least) {
      least = cost;
      plan.second = (uint8_t)i;
      plan.share = (uint8_t)share;
    }
  }
  return plan;
}

bool palette_takes_second(palette_plan plan, int x, int y)
{
  // Bayer's 8 x 8 matrix: the bits of x ^ y and y, interlaced from the lowest.
  unsigned across = (unsigned)(x ^ y), down = (unsigned)y, rank = 0;
  for (int bit = 0; bit < 3; bit++)
    rank = rank << 2 | (across >> bit & 1) << 1 | (down >> bit & 1);
  return rank < plan.share;
}
