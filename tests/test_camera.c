// Cameras and views: against cglm's matrices, which we did not write, and their derivatives against differences.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cglm/cglm.h>
#include <cmocka.h>
#include <math.h>

#include "nabla/math/camera.h"
#include "nabla/math/random.h"

static const nb_rect area = {-7, -3, 10, 6};

static float any(nb_random *r, float from, float to)
{
  return from + (to - from) * nb_random_float(r);
}

static nb_vec3 any_point(nb_random *r, float size)
{
  return nb_at3(any(r, -size, size), any(r, -size, size), any(r, -size, size));
}

static nb_camera any_camera(nb_random *r)
{
  return (nb_camera){.target = any_point(r, 2),
                     .distance = any(r, 3, 20),
                     .azimuth = any(r, -9, 9),
                     .elevation = any(r, -1.5f, 1.5f),
                     .field_of_view = any(r, 0.2f, 1.5f),
                     .orthographic = (float)nb_random_below(r, 2)};
}

static void assert_near(nb_vec2 found, nb_vec2 expected, float tolerance, const char *what)
{
  if (!(nb_length(nb_sub(found, expected)) <= tolerance))
    fail_msg("%s: (%g, %g), not (%g, %g)", what, found.x, found.y, expected.x, expected.y);
}

// The eye, the direction of up and the lens, as cglm has them.
static nb_vec2 by_cglm(nb_camera c, nb_vec3 p)
{
  nb_vec3 e = nb_camera_eye(c);
  mat4 look, lens;
  vec3 eye = {e.x, e.y, e.z}, target = {c.target.x, c.target.y, c.target.z}, up = {0, 0, 1};
  vec4 at = {p.x, p.y, p.z, 1};
  float aspect = area.width / area.height, half = tanf(0.5f * c.field_of_view) * c.distance;
  glm_lookat(eye, target, up, look);
  if (c.orthographic > 0)
    glm_ortho(-half * aspect, half * aspect, -half, half, 0.01f, 100, lens);
  else
    glm_perspective(c.field_of_view, aspect, 0.01f, 100, lens);
  glm_mat4_mulv(look, at, at);
  glm_mat4_mulv(lens, at, at);
  return nb_at(area.x + 0.5f * area.width * (1 + at[0] / at[3]),
               area.y + 0.5f * area.height * (1 + at[1] / at[3]));
}

static void test_projection(void **state)
{
  (void)state;
  nb_random r = nb_random_seed(1, 0);
  for (int k = 0; k < 2000; k++) {
    nb_camera c = any_camera(&r);
    nb_vec3 p = nb_add3(c.target, any_point(&r, 1));
    assert_near(nb_on_view(nb_look(c, area), p), by_cglm(c, p), 2e-3f, "a point");
  }
}

static void test_ray_meets_its_point(void **state)
{
  (void)state;
  nb_random r = nb_random_seed(2, 0);
  for (int k = 0; k < 1000; k++) {
    nb_camera c = any_camera(&r);
    nb_view v = nb_look(c, area);
    nb_vec3 p = nb_add3(c.target, any_point(&r, 1)), from, along;
    nb_view_ray(v, nb_on_view(v, p), &from, &along);
    float off = nb_length3(nb_cross3(nb_sub3(p, from), along));
    if (!(off < 2e-3f))
      fail_msg("a ray passes its point by %g", off);
    assert_true(nb_view_depth(v, nb_add3(from, nb_scale3(5, along))) >
                nb_view_depth(v, nb_add3(from, nb_scale3(4, along))));
  }
}

static void test_moves(void **state)
{
  (void)state;
  nb_random r = nb_random_seed(3, 0);
  for (int k = 0; k < 500; k++) {
    nb_camera c = any_camera(&r);
    nb_view v = nb_look(c, area);
    nb_vec3 p = nb_add3(c.target, any_point(&r, 1));
    const nb_vec3 axes[3] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    nb_vec2 moves[3];
    nb_view_moves(v, p, moves);
    for (int n = 0; n < 3; n++) {
      const float h = 0.01f;
      nb_vec2 to = nb_on_view(v, nb_add3(p, nb_scale3(h, axes[n]))),
              back = nb_on_view(v, nb_sub3(p, nb_scale3(h, axes[n])));
      nb_vec2 found = nb_scale(1 / (2 * h), nb_sub(to, back));
      assert_near(moves[n], found, 0.01f * (1 + nb_length(found)), "a derivative");
    }
  }
}

// From straight above and below, and on over the pole: always a rigid view, with the target in the middle.
static void test_poles(void **state)
{
  (void)state;
  nb_camera c = {.target = {1, 2, 3}, .azimuth = 0.3f};
  for (int k = 0; k < 200; k++) {
    c = nb_camera_orbit(c, 0.37f, k < 100 ? 0.05f : -0.05f);
    nb_view v = nb_look(c, area);
    nb_mat3 square = nb_multiply3(nb_transpose3(v.turn), v.turn);
    assert_true(fabsf(square.i.x - 1) < 1e-4f && fabsf(square.i.y) < 1e-4f && fabsf(square.k.z - 1) < 1e-4f);
    assert_near(nb_on_view(v, c.target), nb_at(-2, 0), 1e-4f, "the target");
    assert_true(fabsf(c.elevation) <= 1.5708f && fabsf(c.azimuth) < 3.1416f);
  }
}

static void test_behind_is_nowhere(void **state)
{
  (void)state;
  nb_view v = nb_look((nb_camera){.distance = 5}, area);
  assert_true(isnan(nb_on_view(v, nb_at3(6, 0, 0)).x)); // the eye stands at (5, 0, 0)
  assert_false(isnan(nb_on_view(v, nb_at3(4, 0, 0)).x));
}

static void test_between(void **state)
{
  (void)state;
  nb_camera a = {.distance = 2, .azimuth = 3, .field_of_view = 0.5f},
            b = {.distance = 8, .azimuth = -3, .elevation = 1};
  nb_camera start = nb_camera_between(a, b, 0), end = nb_camera_between(a, b, 1),
            middle = nb_camera_between(a, b, 0.5f);
  assert_memory_equal(&start, &a, sizeof a);
  assert_memory_equal(&end, &b, sizeof b);
  assert_true(fabsf(middle.distance - 4) < 1e-4f);
  assert_true(fabsf(fabsf(remainderf(middle.azimuth, 6.2831853f)) - 3.1415927f) < 1e-3f); // the shorter way
}

// On the way to a view without perspective nothing jumps, though points lie before and behind the target.
static void test_perspective_goes_gently(void **state)
{
  (void)state;
  nb_camera a = {.distance = 9, .azimuth = -1.2f, .elevation = 0.5f},
            b = {.distance = 7, .azimuth = -1.57f, .elevation = 1.57f, .orthographic = 1};
  for (int way = 0; way < 2; way++)
    for (int point = 0; point < 8; point++) {
      nb_vec3 p = nb_at3(point & 1 ? 3 : -3, point & 2 ? 2 : -2, point & 4 ? 1.5f : 0);
      nb_vec2 last = nb_on_view(nb_look(way ? b : a, area), p);
      for (int k = 1; k <= 400; k++) {
        nb_camera c = way ? nb_camera_between(b, a, (float)k / 400) : nb_camera_between(a, b, (float)k / 400);
        nb_vec2 now = nb_on_view(nb_look(c, area), p);
        assert_true(nb_length(nb_sub(now, last)) < 0.03f);
        last = now;
      }
    }
}

static void test_pan_and_dolly(void **state)
{
  (void)state;
  nb_camera c = {.distance = 7, .azimuth = 1, .elevation = 0.4f, .field_of_view = 0.8f};
  nb_vec3 p = c.target;
  nb_camera panned = nb_camera_pan(c, -0.25f, 0.1f);
  assert_near(nb_on_view(nb_look(panned, area), p), nb_at(-2 + 0.25f * area.height, -0.1f * area.height),
              1e-3f, "pan");
  assert_true(fabsf(nb_camera_dolly(c, 0.5f).distance - 3.5f) < 1e-5f);
  for (int k = 0; k < 500; k++)
    c = nb_camera_dolly(c, k < 250 ? 0.5f : 3);
  assert_true(c.distance > 0 && isfinite(c.distance));
  assert_true(nb_camera_dolly(c, NAN).distance == c.distance &&
              nb_camera_dolly(c, -1).distance == c.distance);
}

// A map: x to the right, y up, and how high a point is makes no difference.
static void test_above(void **state)
{
  (void)state;
  nb_view view = nb_look(nb_camera_above((nb_camera){.target = {1, 2, 0}, .distance = 9, .azimuth = 0.7f}),
                         (nb_rect){-4, -2, 8, 4});
  nb_vec2 middle = nb_on_view(view, nb_at3(1, 2, 0)), right = nb_on_view(view, nb_at3(2, 2, 0)),
          up = nb_on_view(view, nb_at3(1, 3, 0)), high = nb_on_view(view, nb_at3(2, 2, 3));
  assert_true(nb_length(middle) < 1e-5f && right.x > 0.1f && fabsf(right.y) < 1e-5f);
  assert_true(fabsf(up.x) < 1e-5f && fabsf(up.y - right.x) < 1e-5f);
  assert_true(nb_length(nb_sub(high, right)) < 1e-5f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_projection),    cmocka_unit_test(test_ray_meets_its_point),
      cmocka_unit_test(test_moves),         cmocka_unit_test(test_poles),
      cmocka_unit_test(test_between),       cmocka_unit_test(test_behind_is_nowhere),
      cmocka_unit_test(test_pan_and_dolly), cmocka_unit_test(test_perspective_goes_gently),
      cmocka_unit_test(test_above),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
