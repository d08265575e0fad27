// Curves sampled for drawing: how near chords come, and what is found between them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "nabla/math/curve.h"

enum { MOST_POINTS = 40000, MOST_GAPS = 64 };

typedef struct record {
  nb_vec2 points[MOST_POINTS];
  bool begins[MOST_POINTS]; // a stretch
  int count, gap_count;
  nb_gap gaps[MOST_GAPS];
  double places[MOST_GAPS];
  bool up;
} record;

static record found;

static void go(nb_vec2 to, void *context)
{
  record *r = context;
  assert_true(isfinite(to.x) && isfinite(to.y) && r->count < MOST_POINTS);
  r->begins[r->count] = r->up;
  r->points[r->count++] = to;
  r->up = false;
}

static void lift(nb_gap gap, double u, void *context)
{
  record *r = context;
  assert_true(r->gap_count < MOST_GAPS);
  r->gaps[r->gap_count] = gap;
  r->places[r->gap_count++] = u;
  r->up = true;
}

// x runs from -4 to 4.
static float x_at(double u)
{
  return (float)(8 * u - 4);
}

static void follow(nb_vec2 (*at)(double u, const void *context))
{
  found = (record){.up = true};
  nb_follow_curve((nb_curve_source){.at = at, .view = {-4, -4, 8, 8}, .tolerance = 1e-3f},
                  (nb_curve_pen){go, lift, &found});
}

static nb_vec2 wave(double u, const void *context)
{
  (void)context;
  return nb_at(x_at(u), 3 * sinf(8 * x_at(u)));
}

static void chords_stay_near(void **state)
{
  (void)state;
  follow(wave);
  assert_int_equal(found.gap_count, 0);
  assert_true(found.points[0].x == -4 && found.points[found.count - 1].x == 4);
  assert_true(found.count < 6000);
  for (int k = 1; k < found.count; k++) {
    nb_vec2 a = found.points[k - 1], b = found.points[k];
    assert_true(b.x > a.x);
    for (float t = 0.1f; t < 1; t += 0.2f) {
      nb_vec2 p = nb_mix2(a, b, t);
      float slope = 24 * cosf(8 * p.x); // the distance from the curve is the height over it, by its slope
      assert_true(fabsf(p.y - 3 * sinf(8 * p.x)) / sqrtf(1 + slope * slope) < 2e-3f);
    }
  }
}

static nb_vec2 steep(double u, const void *context)
{
  (void)context;
  return nb_at(x_at(u), 3 * tanhf(3000 * (x_at(u) - 1)));
}

static nb_vec2 jump(double u, const void *context)
{
  (void)context;
  return nb_at(x_at(u), x_at(u) < 1.2345f ? -1 : 2);
}

static nb_vec2 pole(double u, const void *context)
{
  (void)context;
  return nb_at(x_at(u), 1 / (x_at(u) - 0.777f));
}

static nb_vec2 root(double u, const void *context)
{
  (void)context;
  return nb_at(x_at(u), sqrtf(x_at(u) - 1.001f));
}

static nb_vec2 tangent(double u, const void *context)
{
  (void)context;
  return nb_at(x_at(u), tanf(x_at(u)));
}

static void steep_is_not_broken(void **state)
{
  (void)state;
  follow(steep);
  assert_int_equal(found.gap_count, 0);
}

static void jumps_and_poles_are_found(void **state)
{
  (void)state;
  follow(jump);
  assert_int_equal(found.gap_count, 1);
  assert_int_equal(found.gaps[0], NB_GAP_JUMP);
  assert_true(fabs(8 * found.places[0] - 4 - 1.2345f) < 1e-6);
  for (int k = 1; k < found.count; k++) // no line goes up
    assert_true(found.begins[k] || found.points[k].y == found.points[k - 1].y);
  follow(pole);
  assert_int_equal(found.gap_count, 1);
  assert_int_equal(found.gaps[0], NB_GAP_POLE);
  assert_true(fabs(8 * found.places[0] - 4 - 0.777f) < 1e-5);
  follow(tangent);
  assert_int_equal(found.gap_count, 2);
  for (int k = 0; k < 2; k++) {
    assert_int_equal(found.gaps[k], NB_GAP_POLE);
    assert_true(fabs(fabs(8 * found.places[k] - 4) - 1.5707963) < 1e-5);
  }
}

static nb_vec2 nowhere(double u, const void *context)
{
  (void)u, (void)context;
  return nb_at(NAN, 0);
}

static void where_there_is_no_curve_none_is_drawn(void **state)
{
  (void)state;
  follow(root);
  assert_int_equal(found.gap_count, 0); // it begins, and does not end
  assert_true(found.begins[0] && found.points[0].x >= 1.001f && found.points[0].x < 1.003f);
  follow(nowhere);
  assert_int_equal(found.count, 0);
  assert_int_equal(found.gap_count, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(chords_stay_near),
      cmocka_unit_test(steep_is_not_broken),
      cmocka_unit_test(jumps_and_poles_are_found),
      cmocka_unit_test(where_there_is_no_curve_none_is_drawn),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
