// Vectors and matrices of the plane, and easing, against what they are defined by.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <float.h>
#include <math.h>

#include "nabla/math/ease.h"
#include "nabla/math/random.h"
#include "nabla/math/vector.h"
#include "nabla/math/vector3.h"

static void assert_near(nb_vec2 a, nb_vec2 b, float tolerance)
{
  if (!(fabsf(a.x - b.x) <= tolerance && fabsf(a.y - b.y) <= tolerance))
    fail_msg("(%.9g, %.9g) is not (%.9g, %.9g)", a.x, a.y, b.x, b.y);
}

static float any(nb_random *random)
{
  return 10 * nb_random_float(random) - 5;
}

static nb_vec2 any_vector(nb_random *random)
{
  float x = any(random);
  return nb_at(x, any(random));
}

static nb_mat2 any_matrix(nb_random *random)
{
  nb_vec2 i = any_vector(random);
  return nb_columns(i, any_vector(random));
}

static void vectors_keep_their_laws(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(1, 0);
  for (int round = 0; round < 1000; round++) {
    nb_vec2 a = any_vector(&random), b = any_vector(&random);
    assert_near(nb_sub(nb_add(a, b), b), a, 1e-5f);
    assert_float_equal(nb_dot(nb_perp(a), a), 0, 1e-5f);
    assert_float_equal(nb_cross(a, b), nb_dot(nb_perp(a), b), 1e-5f);
    assert_float_equal(nb_length(nb_unit(a)), 1, 1e-6f);
    assert_near(nb_scale(nb_length(a), nb_unit(a)), a, 1e-5f);
    assert_near(nb_polar(nb_length(a), atan2f(a.y, a.x)), a, 1e-5f);
    nb_vec2 start = nb_mix2(a, b, 0), end = nb_mix2(a, b, 1);
    assert_true(start.x == a.x && start.y == a.y && end.x == b.x && end.y == b.y);
  }
  assert_near(nb_unit(nb_origin()), nb_origin(), 0);
  assert_near(nb_unit(nb_at(FLT_MAX, FLT_MAX)), nb_at(0.70710678f, 0.70710678f), 1e-7f);
  assert_near(nb_unit(nb_at(1e-40f, 0)), nb_at(1, 0), 0);
}

static void matrices_move_the_basis_to_their_columns(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(2, 0);
  for (int round = 0; round < 1000; round++) {
    nb_mat2 a = any_matrix(&random), b = any_matrix(&random);
    nb_vec2 v = any_vector(&random);
    assert_near(nb_apply(a, nb_at(1, 0)), a.i, 0);
    assert_near(nb_apply(a, nb_at(0, 1)), a.j, 0);
    assert_near(nb_apply(a, v), nb_add(nb_scale(v.x, a.i), nb_scale(v.y, a.j)), 1e-5f);
    assert_near(nb_apply(nb_multiply(a, b), v), nb_apply(a, nb_apply(b, v)), 1e-3f);
    assert_float_equal(nb_determinant(nb_multiply(a, b)), nb_determinant(a) * nb_determinant(b), 1e-2f);
    nb_mat2 end = nb_mat2_between(a, b, 1);
    assert_true(end.i.x == b.i.x && end.i.y == b.i.y && end.j.x == b.j.x && end.j.y == b.j.y);
  }
  assert_near(nb_apply(nb_rotation(1.5707963f), nb_at(2, 1)), nb_at(-1, 2), 1e-6f);
  assert_near(nb_apply(nb_identity2(), nb_at(2, 1)), nb_at(2, 1), 0);
}

// What lies in r lies in its bounds once both are moved, and each of their sides is touched by a corner.
static void expect_around(nb_affine m, nb_rect r, nb_random *random)
{
  nb_rect b = nb_affine_bounds(m, r);
  float left = INFINITY, top = -INFINITY;
  for (int k = 0; k < 5; k++) {
    float x = k < 4 ? (float)(k & 1) : nb_random_float(random),
          y = k < 4 ? (float)(k >> 1) : nb_random_float(random);
    nb_vec2 p = nb_affine_apply(m, nb_at(r.x + x * r.width, r.y + y * r.height));
    assert_true(p.x > b.x - 1e-3f && p.x < b.x + b.width + 1e-3f);
    assert_true(p.y > b.y - 1e-3f && p.y < b.y + b.height + 1e-3f);
    left = fminf(left, p.x);
    top = fmaxf(top, p.y);
  }
  assert_near(nb_at(left, top), nb_at(b.x, b.y + b.height), 1e-3f);
}

static void an_inverse_undoes(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(3, 0);
  for (int round = 0; round < 1000; round++) {
    nb_mat2 a = any_matrix(&random), back;
    nb_vec2 v = any_vector(&random), o = any_vector(&random);
    if (fabsf(nb_determinant(a)) < 0.5f)
      continue;
    assert_true(nb_inverse(a, &back));
    assert_near(nb_apply(back, nb_apply(a, v)), v, 1e-4f);
    assert_near(nb_least_squares2(a, nb_apply(a, v)), v, 1e-4f);
    nb_affine shifted = {a.i, a.j, o}, away;
    assert_true(nb_affine_inverse(shifted, &away));
    assert_near(nb_affine_apply(away, nb_affine_apply(shifted, v)), v, 1e-3f);
    assert_near(nb_affine_apply(nb_affine_multiply(away, shifted), v), v, 1e-3f);
    expect_around(shifted, (nb_rect){v.x, v.y, fabsf(o.x), fabsf(o.y)}, &random);
  }
}

static void what_is_singular_has_no_inverse(void **state)
{
  (void)state;
  nb_mat2 kept = nb_rotation(1), out = kept;
  const nb_mat2 wrong[] = {
      {{0, 0}, {0, 0}},   {{1, 2}, {2, 4}},        {{1, 0}, {0, 0}},         {{0, 0}, {3, 1}},
      {{NAN, 0}, {0, 1}}, {{INFINITY, 0}, {0, 1}}, {{1e-40f, 0}, {0, 1.0f}},
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    assert_false(nb_inverse(wrong[i], &out));
    assert_memory_equal(&out, &kept, sizeof out);
    nb_affine affine = nb_affine_identity();
    assert_false(nb_affine_inverse((nb_affine){wrong[i].i, wrong[i].j, {1, 1}}, &affine));
    assert_true(affine.i.x == 1);
  }
  assert_true(nb_inverse((nb_mat2){{1e-8f, 0}, {0, 1e-8f}}, &out)); // small, but not singular
}

// The normal equations m^T (m x - b) = 0 say that x is nearest; the shortest such x lies in the rows' span.
static void least_squares_answers_where_nothing_fits(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(4, 0);
  for (int round = 0; round < 1000; round++) {
    nb_vec2 column = any_vector(&random), row = any_vector(&random), b = any_vector(&random);
    nb_mat2 m = {nb_scale(row.x, column), nb_scale(row.y, column)};
    nb_vec2 x = nb_least_squares2(m, b), left = nb_sub(nb_apply(m, x), b);
    float scale = nb_length(column) * nb_length(row);
    if (scale < 0.1f)
      continue;
    assert_float_equal(nb_dot(m.i, left) / scale, 0, 1e-3f);
    assert_float_equal(nb_dot(m.j, left) / scale, 0, 1e-3f);
    assert_float_equal(nb_cross(x, row) / scale, 0, 1e-3f);
  }
  const nb_mat2 thin = {{1, 0}, {0, 1e-4f}}; // not singular yet
  assert_near(nb_least_squares2(thin, nb_at(1, 1e-4f)), nb_at(1, 1), 1e-6f);
  const nb_mat2 zero = {{0, 0}, {0, 0}}, broken = {{NAN, 1}, {0, 1}}, flat = {{2, 0}, {0, 0}};
  assert_near(nb_least_squares2(zero, nb_at(1, 2)), nb_origin(), 0);
  assert_near(nb_least_squares2(broken, nb_at(1, 2)), nb_origin(), 0);
  assert_near(nb_least_squares2(nb_identity2(), nb_at(INFINITY, 2)), nb_origin(), 0);
  assert_near(nb_least_squares2(flat, nb_at(3, 7)), nb_at(1.5f, 0), 1e-6f);
}

static void rectangles_move_with_their_corners(void **state)
{
  (void)state;
  const nb_rect a = {-1, 2, 3, 4}, b = {5, -6, 7, 1};
  for (float t = 0; t <= 1; t += 0.25f) {
    nb_rect r = nb_rect_between(a, b, t);
    nb_vec2 low = nb_mix2(nb_at(a.x, a.y), nb_at(b.x, b.y), t);
    nb_vec2 high = nb_mix2(nb_at(a.x + a.width, a.y + a.height), nb_at(b.x + b.width, b.y + b.height), t);
    assert_near(nb_at(r.x, r.y), low, 1e-5f);
    assert_near(nb_at(r.x + r.width, r.y + r.height), high, 1e-5f);
  }
}

static void easing_starts_and_stops_gently(void **state)
{
  (void)state;
  float (*const eases[])(float) = {nb_ease_linear, nb_ease_cubic, nb_smooth};
  for (int e = 0; e < 3; e++) {
    float before = 0;
    for (float t = -0.5f; t <= 1.5f; t += 1e-4f) {
      float now = eases[e](t);
      assert_true(now >= before && now <= 1);
      before = now;
    }
    assert_true(eases[e](0) == 0 && eases[e](1) == 1 && eases[e](2) == 1 && eases[e](-1) == 0);
    assert_true(eases[e](0.5f) == 0.5f && eases[e](NAN) == 0 && eases[e](INFINITY) == 1);
  }
  assert_float_equal(nb_ease_cubic(0.25f), 0.15625f, 1e-7f);
  assert_float_equal(nb_smooth(0.25f), 0.103515625f, 1e-7f);
  assert_true(nb_ease_there_and_back(0.5f) == 1 && nb_ease_there_and_back(0) == 0 &&
              nb_ease_there_and_back(1) == 0);
  assert_float_equal(nb_ease_there_and_back(0.2f), nb_ease_there_and_back(0.8f), 1e-6f);
  assert_true(nb_ease_there_and_back(NAN) == 0);
}

// A vector is its shadow on a line and what is square to the line; the zero vector is no line.
static void a_shadow_and_what_is_square_to_it_make_the_vector(void **state)
{
  (void)state;
  const nb_vec3 ways[] = {{1, 0, 0}, {0, -2, 0}, {0.5f, 3, -1}};
  const nb_vec3 v = {2, -1, 4};
  for (int k = 0; k < 3; k++) {
    nb_vec3 shadow = nb_part3(v, ways[k]);
    assert_float_equal(nb_dot3(nb_sub3(v, shadow), ways[k]), 0, 1e-4f);
    assert_float_equal(nb_length3(nb_cross3(shadow, ways[k])), 0, 1e-4f);
  }
  assert_float_equal(nb_length3(nb_part3(v, nb_at3(0, 0, 0))), 0, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(vectors_keep_their_laws),
      cmocka_unit_test(a_shadow_and_what_is_square_to_it_make_the_vector),
      cmocka_unit_test(matrices_move_the_basis_to_their_columns),
      cmocka_unit_test(an_inverse_undoes),
      cmocka_unit_test(what_is_singular_has_no_inverse),
      cmocka_unit_test(least_squares_answers_where_nothing_fits),
      cmocka_unit_test(rectangles_move_with_their_corners),
      cmocka_unit_test(easing_starts_and_stops_gently),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
