// Strips against areas found another way: every pixel cut into 32 x 32 points, each asked for its winding number.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/math/random.h"
#include "raster/fill.h"
#include "raster/flatten.h"

enum { WIDTH = 61, HEIGHT = 43, FINE = 32, CORNERS = 24 };

typedef struct raster {
  polyline lines;
  fill_work work;
  strips strips;
} raster;

static void start(raster *r)
{
  assert_true(fill_resize(&r->work, WIDTH, HEIGHT));
}

static void stop(raster *r)
{
  polyline_free(&r->lines);
  fill_free(&r->work);
  strips_free(&r->strips);
}

static int pixel(uint8_t picture[HEIGHT][WIDTH], int k)
{
  return picture[k / WIDTH][k % WIDTH];
}

static const raster_clip whole = {0, 0, WIDTH, HEIGHT};

// The coverage that the strips of shape 0 stand for.
static void spread(const strips *s, uint8_t out[HEIGHT][WIDTH])
{
  memset(out, 0, HEIGHT * WIDTH);
  for (int y = 0; y < s->height; y++) {
    for (uint32_t at = s->head[y]; at; at = s->rows[at - 1].next) {
      const strip_row *row = &s->rows[at - 1];
      int until = 0;
      for (const strip_run *run = s->runs + row->first; run < s->runs + row->first + row->count; run++) {
        int count = run->count & ~STRIP_SPAN;
        assert_true(count > 0 && run->x >= until); // from left to right
        until = run->x + count;
        for (int k = 0; k < 16 * count; k++) {
          int px = 4 * (run->x + k / 16) + k % 4, py = 4 * y + k / 4 % 4;
          bool span = run->count & STRIP_SPAN;
          uint32_t v =
              span ? run->data >> (8 * (k / 4 % 4)) & 255 : s->coverage[16 * (size_t)run->data + (size_t)k];
          if (px < WIDTH && py < HEIGHT)
            out[py][px] = (uint8_t)v;
          else if (px >= WIDTH)
            assert_int_equal(v, 0);
        }
      }
    }
  }
}

static void fill(raster *r, raster_rule rule, raster_clip clip, uint8_t out[HEIGHT][WIDTH])
{
  strips_clear(&r->strips, (HEIGHT + 3) / 4);
  raster_fill(&r->work, &r->lines, rule, clip, 0, &r->strips);
  assert_false(r->strips.failed);
  assert_false(r->work.edges.failed);
  spread(&r->strips, out);
}

static void contour(raster *r, const raster_point *p, uint32_t count)
{
  polyline_begin(&r->lines);
  for (uint32_t k = 0; k < count; k++)
    polyline_add(&r->lines, p[k], 0);
  polyline_end(&r->lines, true);
}

// How often the polyline winds around (x, y).
static int winding(const polyline *lines, double x, double y)
{
  int w = 0;
  for (uint32_t c = 0; c < lines->contour_count; c++) {
    const raster_point *p = lines->points + lines->contours[c].first;
    uint32_t n = lines->contours[c].count;
    for (uint32_t k = 0; k < n; k++) {
      raster_point a = p[k], b = p[(k + 1) % n];
      if ((a.y <= y) == (b.y <= y))
        continue;
      if (a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x) < x)
        w += a.y < b.y ? 1 : -1;
    }
  }
  return w;
}

// What a pixel ought to be: the mean of |winding|, of the rule, over it; as strips sum areas before the rule is applied,
// a pixel in which windings of opposite sign meet has no one right value, and -1 comes back.
static double reference(const polyline *lines, raster_rule rule, int x, int y)
{
  double sum = 0, least = 1e9, most = -1e9;
  for (int k = 0; k < FINE * FINE; k++) {
    int w = winding(lines, x + (k % FINE + 0.5) / FINE, y + (k / FINE + 0.5) / FINE);
    sum += w;
    least = fmin(least, w);
    most = fmax(most, w);
  }
  double mean = fabs(sum) / (FINE * FINE);
  if (rule == RASTER_NONZERO)
    return least < 0 && most > 0 ? -1 : least > 1 || most < -1 ? 1 : fmin(mean, 1);
  if (most - least > 1)
    return -1;
  double fold = fmod(mean, 2);
  return fold > 1 ? 2 - fold : fold;
}

static void compare(const raster *r, raster_rule rule, uint8_t got[HEIGHT][WIDTH])
{
  for (int y = 0; y < HEIGHT; y++) {
    for (int x = 0; x < WIDTH; x++) {
      double wanted = 255 * reference(&r->lines, rule, x, y);
      if (wanted >= 0 && !(fabs(wanted - got[y][x]) <= 4)) {
        print_error("pixel (%d, %d): wanted %.2f, got %d\n", x, y, wanted, got[y][x]);
        fail();
      }
    }
  }
}

static double range(nb_random *random, double low, double high)
{
  return low + (high - low) * (double)nb_random_float(random);
}

static void polygons(raster_rule rule)
{
  raster r = {0};
  start(&r);
  uint8_t got[HEIGHT][WIDTH];
  nb_random random = nb_random_seed(7, rule);
  for (int round = 0; round < 12; round++) {
    polyline_clear(&r.lines);
    raster_point p[CORNERS];
    uint32_t count = 3 + (uint32_t)(nb_random_float(&random) * 9);
    double beyond = round % 3 * 40; // some go far beyond the target
    for (uint32_t k = 0; k < count; k++)
      p[k] =
          (raster_point){range(&random, -beyond, WIDTH + beyond), range(&random, -beyond, HEIGHT + beyond)};
    contour(&r, p, count);
    fill(&r, rule, whole, got);
    compare(&r, rule, got);
  }
  stop(&r);
}

static void nonzero(void **state)
{
  (void)state;
  polygons(RASTER_NONZERO);
}

static void even_odd(void **state)
{
  (void)state;
  polygons(RASTER_EVENODD);
}

// The exact area of triangles, over all pixels: no rule and no samples come into it.
static void areas_of_triangles(void **state)
{
  (void)state;
  raster r = {0};
  start(&r);
  uint8_t got[HEIGHT][WIDTH];
  nb_random random = nb_random_seed(3, 0);
  for (int round = 0; round < 300; round++) {
    polyline_clear(&r.lines);
    raster_point p[3];
    for (int k = 0; k < 3; k++)
      p[k] = (raster_point){range(&random, 0, WIDTH), range(&random, 0, HEIGHT)};
    contour(&r, p, 3);
    fill(&r, RASTER_NONZERO, whole, got);
    double area = fabs((p[1].x - p[0].x) * (p[2].y - p[0].y) - (p[1].y - p[0].y) * (p[2].x - p[0].x)) / 2,
           sum = 0;
    for (int k = 0; k < WIDTH * HEIGHT; k++)
      sum += pixel(got, k) / 255.0;
    if (!(fabs(sum - area) < 1.0)) {
      print_error("area wanted %.3f, got %.3f\n", area, sum);
      fail();
    }
  }
  stop(&r);
}

// Two shapes that share an edge cover what lies on it once, to the rounding.
static void shared_edges(void **state)
{
  (void)state;
  raster r = {0};
  start(&r);
  uint8_t left[HEIGHT][WIDTH], right[HEIGHT][WIDTH];
  nb_random random = nb_random_seed(4, 0);
  for (int round = 0; round < 100; round++) {
    raster_point a = {range(&random, 5, WIDTH - 5), -3}, b = {range(&random, 5, WIDTH - 5), HEIGHT + 3};
    polyline_clear(&r.lines);
    contour(&r, (raster_point[]){{-9, -3}, a, b, {-9, HEIGHT + 3}}, 4);
    fill(&r, RASTER_NONZERO, whole, left);
    polyline_clear(&r.lines);
    contour(&r, (raster_point[]){{WIDTH + 9, -3}, a, b, {WIDTH + 9, HEIGHT + 3}}, 4);
    fill(&r, RASTER_NONZERO, whole, right);
    for (int k = 0; k < WIDTH * HEIGHT; k++)
      assert_in_range(pixel(left, k) + pixel(right, k), 254, 256);
  }
  stop(&r);
}

static void rectangle_exact(void **state)
{
  (void)state;
  raster r = {0};
  start(&r);
  uint8_t got[HEIGHT][WIDTH];
  contour(&r, (raster_point[]){{10.5, 7.25}, {50.25, 7.25}, {50.25, 30}, {10.5, 30}}, 4);
  fill(&r, RASTER_NONZERO, whole, got);
  assert_int_equal(got[7][20], 191);  // three quarters of a row
  assert_int_equal(got[15][10], 128); // half a column
  assert_int_equal(got[15][50], 64);
  assert_int_equal(got[15][30], 255);
  assert_int_equal(got[29][30], 255);
  assert_int_equal(got[30][30], 0);
  assert_int_equal(got[6][30], 0);
  assert_int_equal(got[7][10], 96); // half of three quarters
  stop(&r);
}

// What lies left of the view winds; what lies elsewhere outside does not show.
static void outside(void **state)
{
  (void)state;
  raster r = {0};
  start(&r);
  uint8_t got[HEIGHT][WIDTH];
  const double far = 1e30;
  contour(&r, (raster_point[]){{-far, -far}, {far, -far}, {far, far}, {-far, far}}, 4);
  fill(&r, RASTER_NONZERO, whole, got);
  for (int k = 0; k < WIDTH * HEIGHT; k++)
    assert_int_equal(pixel(got, k), 255);
  polyline_clear(&r.lines);
  contour(&r, (raster_point[]){{-far, 3}, {-5, 3}, {-5, 9}, {-far, 9}}, 4);
  contour(&r, (raster_point[]){{WIDTH + 1, 3}, {far, 3}, {far, 9}}, 3);
  contour(&r, (raster_point[]){{3, -far}, {9, -far}, {9, -2}}, 3);
  contour(&r, (raster_point[]){{3, far}, {9, far}, {9, HEIGHT + 2}}, 3);
  fill(&r, RASTER_NONZERO, whole, got);
  for (int k = 0; k < WIDTH * HEIGHT; k++)
    assert_int_equal(pixel(got, k), 0);
  stop(&r);
}

static void clipped(void **state)
{
  (void)state;
  raster r = {0};
  start(&r);
  uint8_t all[HEIGHT][WIDTH], got[HEIGHT][WIDTH];
  nb_random random = nb_random_seed(5, 0);
  for (int round = 0; round < 40; round++) {
    raster_point p[7];
    for (int k = 0; k < 7; k++)
      p[k] = (raster_point){range(&random, -20, WIDTH + 20), range(&random, -20, HEIGHT + 20)};
    polyline_clear(&r.lines);
    contour(&r, p, 7);
    int x = (int)range(&random, 0, WIDTH), y = (int)range(&random, 0, HEIGHT);
    raster_clip clip = {x, y, (int)range(&random, x, WIDTH + 1), (int)range(&random, y, HEIGHT + 1)};
    fill(&r, RASTER_NONZERO, whole, all);
    fill(&r, RASTER_NONZERO, clip, got);
    for (int k = 0; k < WIDTH * HEIGHT; k++) {
      bool inside =
          k % WIDTH >= clip.x0 && k % WIDTH < clip.x1 && k / WIDTH >= clip.y0 && k / WIDTH < clip.y1;
      int wanted = inside ? pixel(all, k) : 0;
      if (abs(wanted - pixel(got, k)) > (inside ? 4 : 0)) { // an edge cut at the clip is rounded there
        print_error("pixel (%d, %d): wanted %d, got %d\n", k % WIDTH, k / WIDTH, wanted, pixel(got, k));
        fail();
      }
    }
  }
  stop(&r);
}

static void degenerate(void **state)
{
  (void)state;
  raster r = {0};
  start(&r);
  uint8_t got[HEIGHT][WIDTH];
  const double huge = 1e300;
  contour(&r, (raster_point[]){{5, 5}}, 1);
  contour(&r, (raster_point[]){{5, 5}, {30, 20}}, 2);
  contour(&r, (raster_point[]){{9, 9}, {9, 9}, {9, 9}}, 3);
  contour(&r, (raster_point[]){{2, 30}, {50, 30}, {20, 30}}, 3);
  contour(&r, (raster_point[]){{-huge, 5}, {huge, 5}, {-huge, 5}}, 3);
  contour(&r, (raster_point[]){{WIDTH, 0}, {WIDTH, HEIGHT}, {WIDTH, 20}}, 3);
  contour(&r, (raster_point[]){{0, 0}, {0, HEIGHT}, {0, 20}}, 3);
  fill(&r, RASTER_NONZERO, whole, got);
  for (int k = 0; k < WIDTH * HEIGHT; k++)
    assert_int_equal(pixel(got, k), 0);
  stop(&r);
}

// A polygon of 100,000 corners around all of the target, jagged outside it.
static void many_points(void **state)
{
  (void)state;
  raster r = {0};
  start(&r);
  uint8_t got[HEIGHT][WIDTH];
  polyline_begin(&r.lines);
  for (int k = 0; k < 100000; k++) {
    double angle = 2 * M_PI * k / 100000, radius = 100 + k % 7 * 50;
    polyline_add(&r.lines,
                 (raster_point){WIDTH / 2.0 + radius * cos(angle), HEIGHT / 2.0 + radius * sin(angle)}, 0);
  }
  polyline_end(&r.lines, true);
  fill(&r, RASTER_NONZERO, whole, got);
  for (int k = 0; k < WIDTH * HEIGHT; k++)
    assert_int_equal(pixel(got, k), 255);
  stop(&r);
}

// 1,000 turns in one direction and as many back are none; and the same, turn by turn, is even-odd right.
static void many_turns(void **state)
{
  (void)state;
  raster r = {0};
  start(&r);
  uint8_t got[HEIGHT][WIDTH];
  const raster_point square[4] = {{8.5, 8}, {32, 8}, {32, 24}, {8.5, 24}};
  const raster_point back[4] = {{8.5, 8}, {8.5, 24}, {32, 24}, {32, 8}};
  for (int k = 0; k < 1000; k++)
    contour(&r, square, 4);
  fill(&r, RASTER_NONZERO, whole, got);
  assert_int_equal(got[12][12], 255);
  fill(&r, RASTER_EVENODD, whole, got);
  assert_int_equal(got[12][12], 0);
  for (int k = 0; k < 1000; k++)
    contour(&r, back, 4);
  fill(&r, RASTER_NONZERO, whole, got);
  for (int k = 0; k < WIDTH * HEIGHT; k++)
    assert_int_equal(pixel(got, k), 0);
  stop(&r);
}

// Curves stay within the tolerance of the true curve, however large they are.
static void flat_curves(void **state)
{
  (void)state;
  polyline lines = {0};
  nb_random random = nb_random_seed(6, 0);
  const uint8_t verbs[2] = {NB_MOVE, NB_CUBIC};
  raster_affine same = {{1, 0}, {0, 1}, {0, 0}};
  for (int round = 0; round < 200; round++) {
    double size = pow(10, range(&random, 0, 5));
    nb_vec2 p[4];
    for (int k = 0; k < 4; k++)
      p[k] = (nb_vec2){(float)range(&random, -size, size), (float)range(&random, -size, size)};
    polyline_clear(&lines);
    flatten_path(&lines, (raster_path){verbs, p, 2}, &same, (raster_box){-size, -size, size, size},
                 round % 2);
    for (int k = 0; k <= 1000; k++) {
      double t = k / 1000.0, u = 1 - t, nearest = 1e9;
      double x = u * u * u * p[0].x + 3 * u * u * t * p[1].x + 3 * u * t * t * p[2].x + t * t * t * p[3].x;
      double y = u * u * u * p[0].y + 3 * u * u * t * p[1].y + 3 * u * t * t * p[2].y + t * t * t * p[3].y;
      for (uint32_t i = 0; i + 1 < lines.count; i++) {
        raster_point a = lines.points[i], b = lines.points[i + 1];
        double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
        double s = square > 0 ? fmin(fmax(((x - a.x) * dx + (y - a.y) * dy) / square, 0), 1) : 0;
        nearest = fmin(nearest, hypot(a.x + s * dx - x, a.y + s * dy - y));
      }
      if (!(nearest <= RASTER_TOLERANCE + 1e-6 * size)) {
        print_error("a point of a curve of size %g lies %g pixels off\n", size, nearest);
        fail();
      }
    }
  }
  polyline_free(&lines);
}

// A curve with coordinates of 1e30 takes few chords, and its part in view is where it should be.
static void huge_curves(void **state)
{
  (void)state;
  raster r = {0};
  start(&r);
  uint8_t got[HEIGHT][WIDTH];
  raster_affine same = {{1, 0}, {0, 1}, {0, 0}};
  const uint8_t verbs[4] = {NB_MOVE, NB_CUBIC, NB_QUAD, NB_CLOSE};
  const nb_vec2 p[6] = {{-1e30f, -1e30f}, {1e30f, -1e30f}, {1e30f, 1e30f},
                        {-1e30f, 1e30f},  {-2e30f, 0},     {-1e30f, -1e30f}};
  flatten_path(&r.lines, (raster_path){verbs, p, 4}, &same, (raster_box){0, 0, WIDTH, HEIGHT}, 0);
  assert_in_range(r.lines.count, 4, 20000);
  fill(&r, RASTER_NONZERO, whole, got);
  for (int k = 0; k < WIDTH * HEIGHT; k++)
    assert_int_equal(pixel(got, k), 255);
  stop(&r);
}

// Every way to fill that this processor has gives the same bytes: polygons of all kinds and thin lines, in clips that cut
// tiles and clips that do not.
static void all_kernels(void **state)
{
  (void)state;
  const raster_clip clips[3] = {whole, {0, 0, 60, HEIGHT}, {8, 3, 52, 38}};
  nb_random random = nb_random_seed(8, 0);
  raster r = {0};
  start(&r);
  uint8_t first[HEIGHT][WIDTH], other[HEIGHT][WIDTH];
  for (int round = 0; round < 900; round++) {
    raster_point p[CORNERS];
    for (int k = 0; k < CORNERS; k++)
      p[k] = (raster_point){range(&random, -20, WIDTH + 20), range(&random, -20, HEIGHT + 20)};
    if (round % 20 == 1) {
      p[2] = (raster_point){p[1].x + 1.5, p[1].y + 0.7};
      p[3] = (raster_point){p[0].x + 1.5, p[0].y + 0.7};
    }
    polyline_clear(&r.lines);
    contour(&r, p, 3 + (uint32_t)round % 20);
    raster_rule rule = round / 20 % 2 ? RASTER_EVENODD : RASTER_NONZERO;
    r.work.rows = fill_rows_at(0);
    fill(&r, rule, clips[round % 3], first);
    for (int k = 1; fill_rows_at(k); k++) {
      r.work.rows = fill_rows_at(k);
      fill(&r, rule, clips[round % 3], other);
      assert_memory_equal(first, other, sizeof first);
    }
  }
  stop(&r);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nonzero),      cmocka_unit_test(even_odd),        cmocka_unit_test(areas_of_triangles),
      cmocka_unit_test(shared_edges), cmocka_unit_test(rectangle_exact), cmocka_unit_test(outside),
      cmocka_unit_test(clipped),      cmocka_unit_test(degenerate),      cmocka_unit_test(many_points),
      cmocka_unit_test(many_turns),   cmocka_unit_test(flat_curves),     cmocka_unit_test(huge_curves),
      cmocka_unit_test(all_kernels),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
