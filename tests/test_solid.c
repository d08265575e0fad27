// Triangles and lines to samples: against a slow and plain way of doing the same, each way to paint against the others, in
// any order; and triangles that share edges cover everything once.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/math/random.h"
#include "raster/samples.h"
#include "raster/tile.h"

enum { SIDE = 3 * SOLID_TILE, PIXELS = SIDE * SIDE, MOST = 5000 };

// What is drawn, as it was meant; both ways to draw start from it.
typedef struct thing {
  bool is_line, deep;
  uint32_t surface;
  solid_corner corner[3];
  solid_end end[2];
  double width;
  unsigned flags;
} thing;

typedef struct fixture {
  nb_random random;
  solids batch;
  tile_work *work;
  thing things[MOST];
  int count;
  bool quads; // pairs of triangles are added as one where they may be
  int merged; // so many were
  uint32_t picture[PIXELS], other[PIXELS], tiles[PIXELS];
} fixture;

static int set_up(void **state)
{
  fixture *f = calloc(1, sizeof *f);
  *state = f;
  if (f)
    f->work = malloc(sizeof *f->work);
  return !f || !f->work;
}

static int tear_down(void **state)
{
  fixture *f = *state;
  solids_free(&f->batch);
  free(f->work);
  free(f);
  return 0;
}

static double range(fixture *f, double low, double high)
{
  return low + (high - low) * (double)nb_random_float(&f->random);
}

static uint32_t below(fixture *f, uint32_t count)
{
  return (uint32_t)(nb_random_float(&f->random) * (float)count);
}

static uint32_t premultiplied(fixture *f, bool opaque)
{
  uint32_t alpha = opaque ? 255 : below(f, 4) ? 1 + below(f, 254) : 0;
  return below(f, alpha + 1) | below(f, alpha + 1) << 8 | below(f, alpha + 1) << 16 | alpha << 24;
}

static void add(fixture *f, const thing *t)
{
  f->batch.surface = t->surface;
  if (t->is_line)
    solids_line(&f->batch, &t->end[0], &t->end[1], t->width, t->flags, NULL);
  else
    solids_triangle(&f->batch, &t->corner[0], &t->corner[1], &t->corner[2], t->deep);
}

// Adds thing k and the next as the halves of a quad.
static bool add_quad(fixture *f, int k)
{
  const thing *t = &f->things[k];
  if (!f->quads || k + 1 >= f->count || t->surface == 0 || t[1].surface != t->surface)
    return false;
  f->batch.surface = t->surface;
  f->batch.slack = 1e-3f;
  return solids_quad(&f->batch, &t->corner[0], &t->corner[1], &t->corner[2], &t[1].corner[2], t->deep);
}

// Paints the things; pixels come row by row.
static void paint(fixture *f, tile_paint way, uint32_t *to)
{
  const solid *in[MOST];
  solids_clear(&f->batch, SIDE / SOLID_TILE, SIDE / SOLID_TILE);
  f->merged = 0;
  for (int k = 0; k < f->count; k++) {
    if (add_quad(f, k))
      k++, f->merged++;
    else
      add(f, &f->things[k]);
  }
  solids_sort(&f->batch);
  assert_false(f->batch.failed);
  memset(f->tiles, 0xee, sizeof f->tiles);
  const size_t stride = SIDE * 4;
  for (int tile = 0; tile < PIXELS / TILE_PIXELS; tile++) {
    int x = tile % (SIDE / SOLID_TILE), y = tile / (SIDE / SOLID_TILE);
    size_t count = 0;
    for (solid_row row = solids_row(&f->batch, y); row.at < row.end; row.at++) {
      if (row.at->first <= x && x <= row.at->last)
        in[count++] = &f->batch.items[row.at->solid];
    }
    way(f->work, in, count, x * SOLID_TILE, y * SOLID_TILE, (tile_box){0, 0, SOLID_TILE, SOLID_TILE},
        f->tiles + (size_t)y * 4 * stride + (size_t)x * 64, stride);
  }
  for (int k = 0; k < PIXELS; k++) {
    int x = k % SIDE, y = k / SIDE;
    to[k] = f->tiles[(size_t)(y / 4) * stride + (size_t)(x / 4 * 16 + y % 4 * 4 + x % 4)];
  }
}

// ---------------------------------------------------------------------------------------------------------------
// The plain way: every sample for itself, in doubles, all that covers it sorted

typedef struct hit {
  double depth, color[4];
  int order;
} hit;

static int farther_first(const void *a, const void *b)
{
  const hit *x = a, *y = b;
  if (x->depth != y->depth)
    return x->depth < y->depth ? -1 : 1;
  return x->order - y->order;
}

// x and y in 1/256 pixel. The weights of the corners, or false outside.
static bool weigh(const thing *t, int64_t x, int64_t y, double weight[3])
{
  int64_t area = solid_area(&t->corner[0], &t->corner[1], &t->corner[2]);
  for (int k = 0; k < 3; k++) {
    const solid_corner *p = &t->corner[(k + 1) % 3], *q = &t->corner[(k + 2) % 3];
    int64_t dx = q->x - p->x, dy = q->y - p->y;
    if (area < 0)
      dx = -dx, dy = -dy;
    int64_t e = dx * (y - p->y) - dy * (x - p->x);
    if (e < 0 || (e == 0 && !(dy < 0 || (dy == 0 && dx > 0))))
      return false;
    weight[k] = (double)e / (double)llabs(area);
  }
  return area != 0;
}

static bool hit_triangle(const thing *t, int px, int py, int sample, hit *h)
{
  double w[3];
  if (!weigh(t, 256 * px + 128 + 16 * sample_x[sample], 256 * py + 128 + 16 * sample_y[sample], w))
    return false;
  double by = 0;
  h->depth = 0;
  memset(h->color, 0, sizeof h->color);
  for (int k = 0; k < 3; k++) {
    double share = w[k] * (t->deep ? (double)t->corner[k].depth : 1);
    by += share;
    h->depth += w[k] * (double)t->corner[k].depth;
    for (int c = 0; c < 4; c++)
      h->color[c] += share * (t->corner[k].color >> 8 * c & 255);
  }
  for (int c = 0; c < 4; c++)
    h->color[c] /= by;
  return true;
}

static bool hit_line(const thing *t, int px, int py, int sample, hit *h)
{
  double x = px + 0.5 + (sample_x[sample] + 0.5) / 16 - t->end[0].x;
  double y = py + 0.5 + (sample_y[sample] + 0.5) / 16 - t->end[0].y;
  double dx = t->end[1].x - t->end[0].x, dy = t->end[1].y - t->end[0].y, square = dx * dx + dy * dy;
  double along = square > 0 ? (x * dx + y * dy) / square : 0, at = fmin(fmax(along, 0), 1);
  if (hypot(x - at * dx, y - at * dy) > t->width / 2 || (t->flags & SOLID_BUTT_START && along < 0) ||
      (t->flags & SOLID_BUTT_END && along > 1))
    return false;
  h->depth = (double)t->end[0].depth + at * ((double)t->end[1].depth - (double)t->end[0].depth);
  for (int c = 0; c < 4; c++) {
    double a = t->end[0].color >> 8 * c & 255, b = t->end[1].color >> 8 * c & 255;
    h->color[c] = a + at * (b - a);
  }
  return true;
}

static void paint_plainly(const fixture *f, uint32_t *to)
{
  static hit hits[MOST];
  for (int pixel = 0; pixel < PIXELS; pixel++) {
    double sum[4] = {0};
    for (int sample = 0; sample < SAMPLES; sample++) {
      size_t count = 0;
      for (int k = 0; k < f->count; k++) {
        const thing *t = &f->things[k];
        hits[count].order = k;
        count += t->is_line ? hit_line(t, pixel % SIDE, pixel / SIDE, sample, &hits[count])
                            : hit_triangle(t, pixel % SIDE, pixel / SIDE, sample, &hits[count]);
      }
      qsort(hits, count, sizeof *hits, farther_first);
      double color[4] = {0};
      for (size_t k = 0; k < count; k++) {
        for (int c = 0; c < 4; c++)
          color[c] = hits[k].color[c] + color[c] * (1 - hits[k].color[3] / 255);
      }
      for (int c = 0; c < 4; c++)
        sum[c] += color[c] / SAMPLES;
    }
    to[pixel] = 0;
    for (int c = 0; c < 4; c++)
      to[pixel] |= (uint32_t)(fmin(sum[c], 255) + 0.5) << 8 * c;
  }
}

// How many pixels differ by more than `by` in a channel.
static int count_off(const uint32_t *a, const uint32_t *b, int by)
{
  int off = 0;
  for (int k = 0; k < PIXELS; k++) {
    int most = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      int d = abs((int)(a[k] >> shift & 255) - (int)(b[k] >> shift & 255));
      most = d > most ? d : most;
    }
    off += most > by;
  }
  return off;
}

// ---------------------------------------------------------------------------------------------------------------
// Pictures

static thing random_triangle(fixture *f, double size, bool opaque, bool flat)
{
  thing t = {.deep = below(f, 2)};
  double x = range(f, -8, SIDE + 8), y = range(f, -8, SIDE + 8);
  uint32_t color = premultiplied(f, opaque);
  for (int k = 0; k < 3; k++)
    t.corner[k] =
        (solid_corner){solid_fixed(x + range(f, -size, size)), solid_fixed(y + range(f, -size, size)),
                       (float)range(f, 0.1, 1), flat ? color : premultiplied(f, opaque)};
  return t;
}

static thing random_line(fixture *f, double size, bool opaque)
{
  thing t = {.is_line = true, .width = range(f, 1, 8), .flags = below(f, 4)};
  double x = range(f, -8, SIDE + 8), y = range(f, -8, SIDE + 8);
  for (int k = 0; k < 2; k++)
    t.end[k] = (solid_end){x + range(f, -size, size), y + range(f, -size, size), (float)range(f, 0.1, 1),
                           premultiplied(f, opaque)};
  if (below(f, 3) == 0) {
    t.end[1] = t.end[0];
    t.flags = 0;
  }
  return t;
}

static void fill(fixture *f, int count, bool flat)
{
  f->count = 0;
  for (int k = 0; k < count; k++) {
    double size = pow(10, range(f, 0, below(f, 4) ? 1.6 : 3.8));
    bool opaque = below(f, 3) == 0;
    f->things[f->count++] =
        below(f, 2) ? random_triangle(f, size, opaque, flat) : random_line(f, fmin(size, 60), opaque);
  }
}

static void agrees_with_the_plain_way(void **state)
{
  fixture *f = *state;
  for (uint64_t seed = 1; seed <= 12; seed++) {
    f->random = nb_random_seed(seed, 0);
    fill(f, 4 + (int)below(f, 30), true);
    for (int k = 0; k < f->count; k++)
      f->things[k].end[1].color = f->things[k].end[0].color;
    paint(f, tile_paint_best(), f->picture);
    paint_plainly(f, f->other);
    int off = count_off(f->picture, f->other, 2);
    if (off > PIXELS / 1000)
      print_error("seed %d: %d of %d pixels\n", (int)seed, off, PIXELS);
    assert_true(off <= PIXELS / 1000);
  }
}

// Colours that change are taken once a pixel: off by what they change within one.
static void mixes_colors_in_the_world(void **state)
{
  fixture *f = *state;
  for (uint64_t seed = 1; seed <= 8; seed++) {
    f->random = nb_random_seed(seed, 1);
    f->count = 0;
    for (int k = 0; k < 3; k++)
      f->things[f->count++] = random_triangle(f, 200, false, false);
    paint(f, tile_paint_best(), f->picture);
    paint_plainly(f, f->other);
    int off = count_off(f->picture, f->other, 6);
    if (off > PIXELS / 200)
      print_error("seed %d: %d of %d pixels\n", (int)seed, off, PIXELS);
    assert_true(off <= PIXELS / 200);
  }
}

static void every_way_gives_the_same(void **state)
{
  fixture *f = *state;
  for (uint64_t seed = 1; seed <= 12; seed++) {
    f->random = nb_random_seed(seed, 2);
    fill(f, 200, below(f, 2));
    paint(f, tile_paint_at(0), f->picture);
    for (int way = 1; tile_paint_at(way); way++) {
      paint(f, tile_paint_at(way), f->other);
      assert_memory_equal(f->picture, f->other, sizeof f->picture);
    }
  }
}

static void shuffle(fixture *f)
{
  for (int k = f->count - 1; k > 0; k--) {
    int other = (int)below(f, (uint32_t)k + 1);
    thing kept = f->things[k];
    f->things[k] = f->things[other];
    f->things[other] = kept;
  }
}

static void order_does_not_matter(void **state)
{
  fixture *f = *state;
  for (uint64_t seed = 1; seed <= 12; seed++) {
    f->random = nb_random_seed(seed, 3);
    fill(f, 150, true);
    paint(f, tile_paint_best(), f->picture);
    shuffle(f);
    paint(f, tile_paint_best(), f->other);
    assert_int_equal(count_off(f->picture, f->other, 1), 0);
  }
}

// A grid of points, moved about, whose triangles cover the picture: each sample is covered once, so that a translucent
// colour comes out as it is.
static void covers_once(fixture *f, int cells, double reach)
{
  solid_corner grid[41][41];
  const uint32_t color = 0x80402010;
  f->count = 0;
  for (int y = 0; y <= cells; y++) {
    for (int x = 0; x <= cells; x++) {
      bool rim = x == 0 || y == 0 || x == cells || y == cells;
      double step = (SIDE + 2 * reach) / cells, off = rim ? 0 : 0.24 * step;
      grid[y][x] = (solid_corner){solid_fixed(-reach + x * step + range(f, -off, off)),
                                  solid_fixed(-reach + y * step + range(f, -off, off)), 0.5f, color};
    }
  }
  for (int k = 0; k < cells * cells; k++) {
    const solid_corner *p = &grid[k / cells][k % cells], *q = &grid[k / cells + 1][k % cells];
    bool other = below(f, 2);
    f->things[f->count++] = (thing){.corner = {p[0], p[1], other ? q[0] : q[1]}};
    f->things[f->count++] = (thing){.corner = {other ? p[1] : p[0], q[1], q[0]}};
  }
  paint(f, tile_paint_best(), f->picture);
  for (int k = 0; k < PIXELS; k++) {
    if (f->picture[k] != color)
      print_error("pixel (%d, %d): %08x, not %08x\n", k % SIDE, k / SIDE, f->picture[k], color);
    assert_int_equal(f->picture[k], color);
  }
}

static void neighbours_leave_no_crack(void **state)
{
  fixture *f = *state;
  for (uint64_t seed = 1; seed <= 20; seed++) {
    f->random = nb_random_seed(seed, 4);
    covers_once(f, 1 + (int)below(f, 40), 0);
    covers_once(f, 1 + (int)below(f, 8), SOLID_REACH - SIDE);
  }
}

// A curved surface that others pass through: its triangles become one where they meet, and it looks as it did.
static void meeting_triangles_look_the_same(void **state)
{
  fixture *f = *state;
  enum { CELLS = 9 };
  for (uint64_t seed = 1; seed <= 6; seed++) {
    f->random = nb_random_seed(seed, 6);
    solid_corner grid[CELLS + 1][CELLS + 1];
    double slant = range(f, -3, 3), bend = range(f, 0, 3);
    uint32_t alpha = seed % 2 ? 255 : 128;
    for (int k = 0; k < (CELLS + 1) * (CELLS + 1); k++) {
      double u = (k % (CELLS + 1)) / (double)CELLS, v = (k / (CELLS + 1)) / (double)CELLS;
      grid[k / (CELLS + 1)][k % (CELLS + 1)] = (solid_corner){
          solid_fixed(SIDE * (u + 0.1 * sin(4 * v + slant))), solid_fixed(SIDE * (v + 0.1 * cos(5 * u))),
          (float)(0.5 + 0.1 * slant * (u - 0.5) + 0.1 * sin(bend * v)),
          alpha << 24 | (uint32_t)(alpha * u) << 8 | (uint32_t)(alpha * v)};
    }
    f->count = 0;
    for (int k = 0; k < CELLS * CELLS; k++) {
      const solid_corner *p = &grid[k / CELLS][k % CELLS], *q = &grid[k / CELLS + 1][k % CELLS];
      f->things[f->count++] = (thing){.surface = 1, .corner = {p[0], p[1], q[1]}};
      f->things[f->count++] = (thing){.surface = 1, .corner = {p[0], q[1], q[0]}};
    }
    for (int k = 0; k < 4; k++)
      f->things[f->count++] = random_triangle(f, 60, k % 2, true);
    paint_plainly(f, f->other);
    for (int quads = 0; quads < 2; quads++) {
      f->quads = quads;
      paint(f, tile_paint_best(), f->picture);
      int off = count_off(f->picture, f->other, 6);
      if (off > PIXELS / 200)
        print_error("seed %d%s: %d of %d pixels\n", (int)seed, quads ? ", quads" : "", off, PIXELS);
      assert_true(off <= PIXELS / 200);
      assert_true(quads == (f->merged > 0));
    }
    f->quads = false;
  }
}

// A surface's rim, what is missing from it, folds and cells of another colour show at every sample, as tiles that have none of
// these are painted by whole pixels.
static void ends_and_seams_are_exact(void **state)
{
  enum { CELLS = 12 };
  enum { WHOLE, HOLES, FOLDED, COLORED, KINDS };
  fixture *f = *state;
  for (int kind = WHOLE; kind < KINDS; kind++) {
    f->random = nb_random_seed((uint64_t)kind, 8);
    f->count = 0;
    solid_corner grid[CELLS + 1][CELLS + 1];
    for (int k = 0; k < (CELLS + 1) * (CELLS + 1); k++) {
      double u = (k % (CELLS + 1)) / (double)CELLS, v = (k / (CELLS + 1)) / (double)CELLS;
      double across = kind == FOLDED ? 1 - fabs(2 * u - 1) : u;
      grid[k / (CELLS + 1)][k % (CELLS + 1)] = (solid_corner){
          solid_fixed(5 + (SIDE - 12) * (across + 0.04 * v)),
          solid_fixed(6 + (SIDE - 12) * (v + 0.05 * across)), (float)(0.5 + 0.1 * u), 0x80302010};
    }
    for (int k = 0; k < CELLS * CELLS; k++) {
      solid_corner p[4] = {grid[k / CELLS][k % CELLS], grid[k / CELLS][k % CELLS + 1],
                           grid[k / CELLS + 1][k % CELLS + 1], grid[k / CELLS + 1][k % CELLS]};
      for (int c = 0; c < 4 && kind == COLORED; c++)
        p[c].color = k % 3 ? 0x80302010 : 0x80105020;
      if (kind == HOLES && k % 5 == 0)
        continue;
      f->things[f->count++] = (thing){.surface = 1, .corner = {p[0], p[1], p[2]}};
      f->things[f->count++] = (thing){.surface = 1, .corner = {p[0], p[2], p[3]}};
    }
    paint_plainly(f, f->other);
    for (int quads = 0; quads < 2; quads++) {
      f->quads = quads;
      for (int way = 0; tile_paint_at(way); way++) {
        paint(f, tile_paint_at(way), f->picture);
        int off = count_off(f->picture, f->other, 2);
        if (off)
          print_error("kind %d, way %d%s: %d pixels\n", kind, way, quads ? ", quads" : "", off);
        assert_int_equal(off, 0);
      }
    }
    f->quads = false;
  }
}

// What is no quad is refused: a dart, two triangles that lie over each other, a fold, colours that are not linear, a sliver.
static void quads_are_flat_and_convex(void **state)
{
  fixture *f = *state;
  static const struct {
    double x[4], y[4];
    float depth[4];
    uint32_t color[4];
    bool right;
  } quads[] = {
      {{2, 20, 22, 3}, {2, 3, 19, 18}, {.5f, .5f, .5f, .5f}, {255u << 24}, true},
      {{2, 3, 22, 20}, {2, 18, 19, 3}, {.5f, .5f, .5f, .5f}, {255u << 24}, true}, // the other way round
      {{2, 20, 6, 3}, {2, 3, 6, 18}, {.5f, .5f, .5f, .5f}, {0}, false},
      {{2, 20, 22, 21}, {2, 3, 19, 1}, {.5f, .5f, .5f, .5f}, {0}, false},
      {{2, 20, 22, 3}, {2, 3, 19, 18}, {.5f, .5f, .5f, .6f}, {0}, false},
      {{2, 20, 22, 3}, {2, 3, 19, 18}, {.5f, .5f, .5f, .5f}, {9, 0, 0, 0}, false},
      {{2, 20, 40, 20}, {2, 2, 2, 2.3}, {.5f, .5f, .5f, .5f}, {0}, false},
  };
  solids_clear(&f->batch, SIDE / SOLID_TILE, SIDE / SOLID_TILE);
  f->batch.slack = 1e-3f;
  for (size_t k = 0; k < sizeof quads / sizeof *quads; k++) {
    solid_corner c[4];
    for (int i = 0; i < 4; i++)
      c[i] = (solid_corner){solid_fixed(quads[k].x[i]), solid_fixed(quads[k].y[i]), quads[k].depth[i],
                            quads[k].color[quads[k].right ? 0 : i]};
    if (solids_quad(&f->batch, &c[0], &c[1], &c[2], &c[3], false) != quads[k].right)
      print_error("quad %d\n", (int)k);
    assert_int_equal(f->batch.count, k < 2 ? k + 1 : 2);
  }
}

// More fragments than a tile has room for: the tile is painted in parts, and nothing is lost.
static void many_layers_are_exact(void **state)
{
  fixture *f = *state;
  f->random = nb_random_seed(1, 5);
  f->count = 0;
  for (int k = 0; k < 200; k++) {
    float depth = (float)range(f, 0.1, 1);
    uint32_t color = 0x08000000 | below(f, 9) | below(f, 9) << 8;
    thing t = {0};
    for (int i = 0; i < 3; i++)
      t.corner[i] = (solid_corner){solid_fixed(i == 1 ? 3.0 * SIDE : -SIDE),
                                   solid_fixed(i == 2 ? 3.0 * SIDE : -SIDE), depth, color};
    f->things[f->count++] = t;
  }
  paint(f, tile_paint_best(), f->picture);
  paint_plainly(f, f->other);
  assert_int_equal(count_off(f->picture, f->other, 1), 0);
}

// More than even a part has room for: the farthest go, and what is left is as it was.
static void far_layers_are_dropped(void **state)
{
  fixture *f = *state;
  f->count = 0;
  for (int k = 0; k < MOST; k++) {
    float depth = 0.1f + 0.0001f * (float)(k * 7919 % MOST);
    solid_end at = {SIDE / 2.0, SIDE / 2.0, depth, depth > 0.5f ? 0x40400000 : 0x40000040};
    f->things[f->count++] = (thing){.is_line = true, .width = 30, .end = {at, at}};
  }
  paint(f, tile_paint_best(), f->picture);
  uint32_t middle = f->picture[SIDE / 2 * SIDE + SIDE / 2];
  assert_true((middle >> 24) >= 254 && (middle >> 16 & 255) >= 254 && (middle & 255) <= 1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(agrees_with_the_plain_way, set_up, tear_down),
      cmocka_unit_test_setup_teardown(mixes_colors_in_the_world, set_up, tear_down),
      cmocka_unit_test_setup_teardown(every_way_gives_the_same, set_up, tear_down),
      cmocka_unit_test_setup_teardown(order_does_not_matter, set_up, tear_down),
      cmocka_unit_test_setup_teardown(neighbours_leave_no_crack, set_up, tear_down),
      cmocka_unit_test_setup_teardown(meeting_triangles_look_the_same, set_up, tear_down),
      cmocka_unit_test_setup_teardown(ends_and_seams_are_exact, set_up, tear_down),
      cmocka_unit_test_setup_teardown(quads_are_flat_and_convex, set_up, tear_down),
      cmocka_unit_test_setup_teardown(many_layers_are_exact, set_up, tear_down),
      cmocka_unit_test_setup_teardown(far_layers_are_dropped, set_up, tear_down),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
