// Strokes against what they mean: with round joins and caps all points within half the width of the line; areas for the
// rest. (How joins and caps look is compared with Cairo in test_painter.c.)
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/math/random.h"
#include "raster/dash.h"
#include "raster/fill.h"
#include "raster/flatten.h"
#include "raster/stroke.h"

enum { WIDTH = 80, HEIGHT = 60, FINE = 8 };

typedef struct stroker {
  polyline lines, dashes, outline;
  stroke_work work;
  fill_work fill;
  strips strips;
  uint8_t got[HEIGHT][WIDTH];
} stroker;

static void stop(stroker *s)
{
  polyline_free(&s->lines);
  polyline_free(&s->dashes);
  polyline_free(&s->outline);
  stroke_work_free(&s->work);
  fill_free(&s->fill);
  strips_free(&s->strips);
}

static const raster_box view = {-100, -100, 200, 200};

static void spread(stroker *s)
{
  memset(s->got, 0, sizeof s->got);
  for (int y = 0; y < s->strips.height; y++) {
    for (uint32_t at = s->strips.head[y]; at; at = s->strips.rows[at - 1].next) {
      const strip_row *row = &s->strips.rows[at - 1];
      for (const strip_run *run = s->strips.runs + row->first; run < s->strips.runs + row->first + row->count;
           run++) {
        int tiles = run->count & ~STRIP_SPAN;
        for (int k = 0; k < 16 * tiles; k++) {
          bool span = run->count & STRIP_SPAN;
          uint32_t v = span ? run->data >> (8 * (k / 4 % 4)) & 255
                            : s->strips.coverage[16 * (size_t)run->data + (size_t)k];
          s->got[4 * y + k / 4 % 4][4 * (run->x + k / 16) + k % 4] = (uint8_t)v;
        }
      }
    }
  }
}

// Strokes s->lines, or its dashes, and fills that; returns the area covered.
static double paint(stroker *s, const polyline *lines, stroke_style style)
{
  polyline_clear(&s->outline);
  stroke_outline(&s->outline, lines, style, &s->work);
  assert_true(fill_resize(&s->fill, WIDTH, HEIGHT));
  strips_clear(&s->strips, HEIGHT / 4);
  raster_fill(&s->fill, &s->outline, RASTER_NONZERO, (raster_clip){0, 0, WIDTH, HEIGHT}, 0, &s->strips);
  spread(s);
  double area = 0;
  for (int y = 0; y < HEIGHT; y++) {
    for (int x = 0; x < WIDTH; x++)
      area += s->got[y][x] / 255.0;
  }
  return area;
}

static void line(stroker *s, const raster_point *p, uint32_t count, bool closed, uint8_t smooth)
{
  polyline_clear(&s->lines);
  polyline_begin(&s->lines);
  for (uint32_t k = 0; k < count; k++)
    polyline_add(&s->lines, p[k], k > 0 && k + 1 < count ? smooth : 0);
  polyline_end(&s->lines, closed);
}

static double distance(const polyline *lines, double x, double y)
{
  double nearest = 1e9;
  for (uint32_t c = 0; c < lines->contour_count; c++) {
    raster_contour contour = lines->contours[c];
    const raster_point *p = lines->points + contour.first;
    for (uint32_t k = 0; k + !contour.closed < contour.count; k++) {
      raster_point a = p[k], b = p[(k + 1) % contour.count];
      double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
      double t = square > 0 ? fmin(fmax(((x - a.x) * dx + (y - a.y) * dy) / square, 0), 1) : 0;
      nearest = fmin(nearest, hypot(a.x + t * dx - x, a.y + t * dy - y));
    }
  }
  return nearest;
}

static double wanted_at(const polyline *lines, double radius, int x, int y)
{
  int inside = 0;
  for (int k = 0; k < FINE * FINE; k++)
    inside += distance(lines, x + (k % FINE + 0.5) / FINE, y + (k / FINE + 0.5) / FINE) <= radius;
  return 255.0 * inside / (FINE * FINE);
}

// `off`: what a pixel may be off by: the tolerance of the outline, and of the samples. Where two outlines cross within a
// pixel their areas add up, as in all rasterisers that sum areas: a few pixels on the edge may be too dark for that.
static void compare(const stroker *s, double radius, double off)
{
  int crossings = 0, partial = 0;
  for (int y = 0; y < HEIGHT; y++) {
    for (int x = 0; x < WIDTH; x++) {
      double wanted = wanted_at(&s->lines, radius, x, y), more = s->got[y][x] - wanted;
      partial += wanted > 0 && wanted < 255;
      crossings += more > off;
      if (!(more >= -off) || (more > off && (wanted == 0 || wanted == 255))) {
        print_error("pixel (%d, %d): wanted %.1f, got %d, width %g\n", x, y, wanted, s->got[y][x],
                    2 * radius);
        fail();
      }
    }
  }
  if (crossings > 3 + partial / 20) {
    print_error("%d of %d pixels on the edge are too dark, width %g\n", crossings, partial, 2 * radius);
    fail();
  }
}

static double range(nb_random *random, double low, double high)
{
  return low + (high - low) * (double)nb_random_float(random);
}

static void round_strokes(void **state)
{
  (void)state;
  stroker s = {0};
  nb_random random = nb_random_seed(1, 0);
  for (int round = 0; round < 24; round++) {
    raster_point p[6];
    uint32_t count = 2 + (uint32_t)round % 5;
    for (uint32_t k = 0; k < count; k++)
      p[k] = (raster_point){range(&random, 0, WIDTH), range(&random, 0, HEIGHT)};
    double width = range(&random, 1, 24);
    line(&s, p, count, round % 3 == 0 && count > 2, 0);
    paint(&s, &s.lines, (stroke_style){width, NB_JOIN_ROUND, NB_CAP_ROUND});
    compare(&s, width / 2, 45);
  }
  stop(&s);
}

// A wiggling curve, at places bent tighter than the stroke is wide, and a cusp.
static void round_curves(void **state)
{
  (void)state;
  stroker s = {0};
  nb_random random = nb_random_seed(2, 0);
  raster_affine same = {{1, 0}, {0, 1}, {0, 0}};
  const uint8_t verbs[2] = {NB_MOVE, NB_CUBIC};
  for (int round = 0; round < 16; round++) {
    nb_vec2 p[4];
    for (int k = 0; k < 4; k++)
      p[k] = (nb_vec2){(float)range(&random, 5, WIDTH - 5), (float)range(&random, 5, HEIGHT - 5)};
    if (round == 0) { // a cusp
      const nb_vec2 cusp[4] = {{20, 50}, {60, 10}, {20, 10}, {60, 50}};
      memcpy(p, cusp, sizeof p);
    }
    polyline_clear(&s.lines);
    double width = round % 2 ? 3 : 16;
    flatten_path(&s.lines, (raster_path){verbs, p, 2}, &same, view, width / 2);
    paint(&s, &s.lines, (stroke_style){width, NB_JOIN_MITER, NB_CAP_ROUND});
    compare(&s, width / 2, 60);
  }
  stop(&s);
}

// The area of a straight stroke is its length times its width, however thin it is.
static void straight_areas(void **state)
{
  (void)state;
  stroker s = {0};
  nb_random random = nb_random_seed(3, 0);
  const double widths[] = {0.1, 0.25, 0.5, 1, 1.5, 4};
  for (int round = 0; round < 120; round++) {
    raster_point p[2];
    for (int k = 0; k < 2; k++)
      p[k] = (raster_point){range(&random, 5, WIDTH - 5), range(&random, 5, HEIGHT - 5)};
    line(&s, p, 2, false, 0);
    double width = widths[round % 6], length = hypot(p[1].x - p[0].x, p[1].y - p[0].y);
    double area = paint(&s, &s.lines, (stroke_style){width, NB_JOIN_ROUND, NB_CAP_BUTT});
    // An edge may lie 1/512 pixel off; what is thinner than 1/512 of a level is lost to rounding.
    if (!(fabs(area - length * width) <= length * (0.006 + 0.02 * width))) {
      print_error("width %g: area wanted %.3f, got %.3f\n", width, length * width, area);
      fail();
    }
  }
  stop(&s);
}

static void dots(void **state)
{
  (void)state;
  stroker s = {0};
  const raster_point p[3] = {{30, 30}, {30, 30}, {30, 30}};
  for (uint32_t count = 1; count <= 3; count++) {
    for (int closed = 0; closed < 2; closed++) {
      line(&s, p, count, closed, 0);
      double area = paint(&s, &s.lines, (stroke_style){10, NB_JOIN_MITER, NB_CAP_ROUND});
      assert_true(fabs(area - M_PI * 25) < 2);
      area = paint(&s, &s.lines, (stroke_style){10, NB_JOIN_MITER, NB_CAP_BUTT});
      assert_true(area == 0);
    }
  }
  stop(&s);
}

static void no_width(void **state)
{
  (void)state;
  stroker s = {0};
  const raster_point p[2] = {{10, 10}, {30, 30}};
  line(&s, p, 2, false, 0);
  assert_true(paint(&s, &s.lines, (stroke_style){0, NB_JOIN_ROUND, NB_CAP_ROUND}) == 0);
  assert_true(paint(&s, &s.lines, (stroke_style){-3, NB_JOIN_ROUND, NB_CAP_ROUND}) == 0);
  assert_true(paint(&s, &s.lines, (stroke_style){(double)NAN, NB_JOIN_ROUND, NB_CAP_ROUND}) == 0);
  stop(&s);
}

// Half a turn: a round join makes a cap of it, others end there.
static void there_and_back(void **state)
{
  (void)state;
  stroker s = {0};
  const raster_point p[3] = {{20, 30}, {60, 30}, {20, 30}};
  line(&s, p, 3, false, 0);
  double round = paint(&s, &s.lines, (stroke_style){8, NB_JOIN_ROUND, NB_CAP_BUTT});
  assert_true(fabs(round - (40 * 8 + M_PI * 8)) < 2);
  double miter = paint(&s, &s.lines, (stroke_style){8, NB_JOIN_MITER, NB_CAP_BUTT});
  assert_true(fabs(miter - 40 * 8) < 2);
  stop(&s);
}

static double dashed(stroker *s, const float *lengths, double phase)
{
  polyline_clear(&s->dashes);
  dash_cut(&s->dashes, &s->lines, (dash_pattern){lengths, 2, phase, 1}, view);
  return paint(s, &s->dashes, (stroke_style){2, NB_JOIN_ROUND, NB_CAP_BUTT});
}

static void dash_areas(void **state)
{
  (void)state;
  stroker s = {0};
  const raster_point p[2] = {{10, 30}, {70, 30}};
  const float even[2] = {5, 5}, tiny[2] = {0.01f, 0.01f}, zero[2] = {0, 0};
  line(&s, p, 2, false, 0);
  assert_true(fabs(dashed(&s, even, 0) - 60) < 0.5);
  assert_true(fabs(dashed(&s, even, 2.5) - 60) < 0.5);
  assert_true(fabs(dashed(&s, even, -1e9) - 60) < 0.5);
  assert_true(fabs(dashed(&s, tiny, 0) - 120) < 0.5);
  assert_true(fabs(dashed(&s, zero, 0) - 120) < 0.5);
  stop(&s);
}

// A line of a billion pixels, dashed: only what is seen costs, and it is where it would be.
static void dashes_far_outside(void **state)
{
  (void)state;
  stroker s = {0};
  const raster_point p[2] = {{-1e9, 30}, {1e9, 30}};
  const float lengths[2] = {6, 4};
  line(&s, p, 2, false, 0);
  double area = dashed(&s, lengths, 0);
  assert_true(s.dashes.contour_count < 100);
  assert_true(fabs(area - 2 * 0.6 * WIDTH) < 1);
  assert_int_equal(s.got[30][2], 255); // -1e9 is a whole number of patterns: a dash begins at 0
  assert_int_equal(s.got[30][8], 0);
  stop(&s);
}

// The dash over the seam of a closed contour is one.
static void dash_seam(void **state)
{
  (void)state;
  stroker s = {0};
  const raster_point p[4] = {{20, 20}, {60, 20}, {60, 40}, {20, 40}};
  const float lengths[2] = {10, 10};
  line(&s, p, 4, true, 0);
  double area = dashed(&s, lengths, 5);
  assert_true(fabs(area - 120) < 2);
  int corners = s.got[19][19]; // a round join there, no two butt ends
  assert_in_range(corners, 150, 240);
  stop(&s);
}

static void many_points(void **state)
{
  (void)state;
  stroker s = {0};
  polyline_begin(&s.lines);
  for (int k = 0; k < 100000; k++) {
    double t = k * 1e-3;
    polyline_add(&s.lines, (raster_point){WIDTH / 2.0 + 30 * cos(t), HEIGHT / 2.0 + 20 * sin(1.01 * t)}, 1);
  }
  polyline_end(&s.lines, false);
  double area = paint(&s, &s.lines, (stroke_style){3, NB_JOIN_ROUND, NB_CAP_ROUND});
  assert_true(area > 500 && area < WIDTH * HEIGHT);
  stop(&s);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(round_strokes), cmocka_unit_test(round_curves),       cmocka_unit_test(straight_areas),
      cmocka_unit_test(dots),          cmocka_unit_test(no_width),           cmocka_unit_test(there_and_back),
      cmocka_unit_test(dash_areas),    cmocka_unit_test(dashes_far_outside), cmocka_unit_test(dash_seam),
      cmocka_unit_test(many_points),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
