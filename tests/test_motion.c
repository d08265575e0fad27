// Springs against their equation of motion, arcs, particles, and small data sets.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nabla/math/particles.h"
#include "nabla/math/spring.h"
#include "nabla/math/toy_data.h"

static const float dampings[] = {0.05f, 0.4f, 0.95f, 0.9999f, 1, 1.0001f, 1.5f, 8};

// By small steps in double (Runge-Kutta).
static void integrate(double w, double z, double *x, double *v, double seconds)
{
  int steps = 20000;
  double h = seconds / steps;
  for (int k = 0; k < steps; k++) {
    double x1 = *v, v1 = -w * w * *x - 2 * z * w * *v;
    double x2 = *v + h / 2 * v1, v2 = -w * w * (*x + h / 2 * x1) - 2 * z * w * x2;
    double x3 = *v + h / 2 * v2, v3 = -w * w * (*x + h / 2 * x2) - 2 * z * w * x3;
    double x4 = *v + h * v3, v4 = -w * w * (*x + h * x3) - 2 * z * w * x4;
    *x += h / 6 * (x1 + 2 * x2 + 2 * x3 + x4);
    *v += h / 6 * (v1 + 2 * v2 + 2 * v3 + v4);
  }
}

static void springs_obey_their_equation(void **state)
{
  (void)state;
  for (size_t d = 0; d < sizeof dampings / sizeof *dampings; d++)
    for (float seconds = 0.1f; seconds < 2; seconds += 0.4f) {
      nb_spring spring = {.frequency = 1.5f, .damping = dampings[d]};
      double x = 1 - 3, v = 4, speed_scale = 30;
      float speed, at = nb_spring_at(spring, 1, 4, 3, seconds, &speed);
      integrate(6.28318530717958647693 * 1.5, dampings[d], &x, &v, seconds);
      if (!(fabs(at - (3 + x)) < 2e-4) || !(fabs(speed - v) < 2e-4 * speed_scale))
        fail_msg("damping %g after %g s: at %g, %g; speed %g, %g", dampings[d], seconds, at, 3 + x, speed, v);
    }
}

static void springs_come_to_rest(void **state)
{
  (void)state;
  for (size_t d = 0; d < sizeof dampings / sizeof *dampings; d++) {
    nb_spring spring = {.damping = dampings[d]};
    float rest = nb_spring_rest(spring, 0.01f);
    assert_true(rest > 0 && rest < 100);
    for (float after = 0; after < 5; after += 0.01f)
      assert_true(fabsf(nb_spring_at(spring, 1, 0, 0, rest + after, NULL)) <= 0.0101f);
    bool away = false;
    for (float before = 0; before < rest; before += 0.01f)
      away = away || fabsf(nb_spring_at(spring, 1, 0, 0, 0.4f * rest + before * 0.1f, NULL)) > 0.01f;
    assert_true(away);
  }
  nb_spring thick = {.frequency = 1, .damping = 1e6f}; // comes home as e^(-w t / 2 z)
  assert_float_equal(nb_spring_at(thick, 1, 0, 0, 2e6f / 6.2831853f, NULL), 0.36787944f, 1e-5f);
  float speed;
  assert_true(nb_spring_at((nb_spring){0}, 2, 3, 5, -1, &speed) == 2 && speed == 3);
  assert_true(nb_spring_at((nb_spring){0}, NAN, 3, 5, 1, &speed) == 5 && speed == 0);
  assert_true(nb_spring_at((nb_spring){0}, 1, 3, INFINITY, 1, &speed) == 0 && speed == 0);
  assert_true(nb_spring_at((nb_spring){0}, 1, 3, 5, NAN, &speed) == 5);
}

static void arcs_are_circles(void **state)
{
  (void)state;
  const nb_vec2 a = {1, 2}, b = {4, -1};
  for (float angle = -6; angle <= 6; angle += 0.7f) {
    nb_arc_between arc = {a, b, angle};
    nb_vec2 start = nb_arc_point(arc, 0), end = nb_arc_point(arc, 1), middle = nb_arc_point(arc, 0.5f);
    assert_true(start.x == a.x && start.y == a.y && end.x == b.x && end.y == b.y);
    float step = nb_length(nb_sub(nb_arc_point(arc, 0.1f), a)), chord = nb_length(nb_sub(b, a));
    for (float t = 0; t < 0.95f; t += 0.1f) // even in speed
      assert_float_equal(nb_length(nb_sub(nb_arc_point(arc, t + 0.1f), nb_arc_point(arc, t))), step, 1e-4f);
    float bulge = nb_cross(nb_sub(b, a), nb_sub(middle, a)) / chord; // to the left is positive
    assert_float_equal(bulge, -0.5f * chord * tanf(angle / 4), 1e-4f * (1 + fabsf(bulge)));
  }
  nb_vec2 half = nb_arc_point((nb_arc_between){{1, 0}, {-1, 0}, 3.14159265f}, 0.5f);
  assert_float_equal(half.x, 0, 1e-6f);
  assert_float_equal(half.y, 1, 1e-6f); // counter-clockwise
  nb_vec2 line = nb_arc_point((nb_arc_between){a, b, 0}, 0.5f);
  assert_true(line.x == 2.5f && line.y == 0.5f);
  nb_vec2 odd = nb_arc_point((nb_arc_between){a, b, NAN}, 0.5f);
  assert_true(odd.x == 2.5f && odd.y == 0.5f);
}

static nb_vec2 wind(nb_vec2 p, const void *context)
{
  (void)context;
  return nb_at(1, p.y > 1 ? NAN : 0);
}

static void particles_stay_and_begin_anew(void **state)
{
  (void)state;
  static nb_particle dust[500], again[500];
  const nb_rect area = {-4, -2, 8, 4};
  nb_random random = nb_random_seed(1, 0), same = nb_random_seed(1, 0);
  nb_particles_start(dust, 500, area, &random);
  nb_particles_start(again, 500, area, &same);
  uint32_t begun = 0;
  for (int tick = 0; tick < 600; tick++) {
    nb_vec2 before = dust[0].at;
    nb_particles_move(dust, 500, wind, NULL, area, 1.0f / 60, &random);
    nb_particles_move(again, 500, wind, NULL, area, 1.0f / 60, &same);
    if (dust[0].age > 0)
      assert_float_equal(dust[0].at.x - before.x, before.y > 1 ? 0 : 1.0f / 60, 1e-5f);
    for (int k = 0; k < 500; k++) {
      nb_particle p = dust[k];
      assert_true(p.at.x >= -4 && p.at.x <= 4 && p.at.y >= -2 && p.at.y <= 2 && p.age <= p.life &&
                  p.life <= 6);
      begun += p.age == 0;
    }
  }
  assert_memory_equal(dust, again, sizeof dust);
  assert_true(begun > 500 && begun < 5000);
}

enum { COUNT = 3000 };

static nb_vec2 points[COUNT];
static uint8_t labels[COUNT];

static void moons_lie_on_half_circles(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(1, 0);
  nb_two_moons(points, labels, COUNT, 0, &random);
  for (int k = 0; k < COUNT; k++) {
    nb_vec2 middle = labels[k] == 0 ? nb_at(-0.5f, -0.25f) : nb_at(0.5f, 0.25f);
    assert_float_equal(nb_length(nb_sub(points[k], middle)), 1, 1e-6f);
    assert_true(labels[k] == k % 2 && (labels[k] == 0) == (points[k].y > middle.y));
  }
}

static void arms_wind_and_clouds_spread(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(1, 0);
  int outside = 0;
  nb_spirals(points, labels, COUNT, 3, 1, 0, &random);
  for (int k = 0; k < COUNT; k++) {
    float radius = nb_length(points[k]), turned = 6.2831853f * (radius + (float)labels[k] / 3);
    assert_true(radius <= 1);
    outside += radius > 0.70710678f;
    assert_true(nb_length(nb_sub(points[k], nb_polar(radius, turned))) < 1e-5f);
  }
  assert_true(abs(outside - COUNT / 2) < 120); // half of them lie in the outer half of the disc
  nb_blobs(points, labels, COUNT, 3, 0.1f, &random);
  for (uint32_t c = 0; c < 3; c++) {
    double sum_x = 0, sum_y = 0, squares = 0;
    nb_vec2 middle = nb_polar(1, 1.5707963f + 6.2831853f * (float)c / 3);
    for (uint32_t k = c; k < COUNT; k += 3) {
      assert_int_equal(labels[k], c);
      nb_vec2 off = nb_sub(points[k], middle);
      sum_x += off.x, sum_y += off.y, squares += nb_dot(off, off);
    }
    assert_true(fabs(sum_x) / 1000 < 0.015 && fabs(sum_y) / 1000 < 0.015); // four standard errors
    assert_true(fabs(squares / 2000 - 0.01) < 0.0015);
  }
  nb_xor(points, NULL, COUNT, 0, &random);
  int quarters[4] = {0};
  for (int k = 0; k < COUNT; k++) {
    assert_true((points[k].x * points[k].y < 0) == (k % 2 == 1));
    quarters[(points[k].x > 0) + 2 * (points[k].y > 0)]++;
  }
  for (int q = 0; q < 4; q++)
    assert_true(quarters[q] > 650 && quarters[q] < 850);
  nb_blobs(points, labels, 5, 0, 0, &random); // no classes is one
  assert_true(labels[4] == 0 && points[4].x == 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(springs_obey_their_equation),
      cmocka_unit_test(springs_come_to_rest),
      cmocka_unit_test(arcs_are_circles),
      cmocka_unit_test(particles_stay_and_begin_anew),
      cmocka_unit_test(moons_lie_on_half_circles),
      cmocka_unit_test(arms_wind_and_clouds_spread),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
