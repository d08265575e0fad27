// Derivatives and flows against closed forms.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

#include "nabla/math/field.h"

static float waves(nb_vec2 p, const void *context)
{
  const float *k = context;
  return sinf(k[0] * p.x) * cosf(k[1] * p.y) + 0.5f * p.x * p.y;
}

static void gradients_equal_the_formula(void **state)
{
  (void)state;
  const float k[] = {1.3f, 0.7f};
  for (float x = -4; x <= 4; x += 0.37f)
    for (float y = -4; y <= 4; y += 0.41f) {
      nb_vec2 g = nb_field_gradient(waves, k, nb_at(x, y));
      assert_float_equal(g.x, 1.3f * cosf(1.3f * x) * cosf(0.7f * y) + 0.5f * y, 3e-4);
      assert_float_equal(g.y, -0.7f * sinf(1.3f * x) * sinf(0.7f * y) + 0.5f * x, 3e-4);
    }
}

static void hessians_equal_the_formula(void **state)
{
  (void)state;
  const float k[] = {1.3f, 0.7f};
  for (float x = -4; x <= 4; x += 0.37f)
    for (float y = -4; y <= 4; y += 0.41f) {
      nb_mat2 h = nb_field_hessian(waves, k, nb_at(x, y));
      assert_float_equal(h.i.x, -1.69f * sinf(1.3f * x) * cosf(0.7f * y), 1e-2);
      assert_float_equal(h.j.y, -0.49f * sinf(1.3f * x) * cosf(0.7f * y), 1e-2);
      assert_float_equal(h.i.y, -0.91f * cosf(1.3f * x) * sinf(0.7f * y) + 0.5f, 1e-2);
      assert_true(h.i.y == h.j.x);
    }
}

static nb_vec2 turning(nb_vec2 p, const void *context)
{
  (void)context;
  return nb_perp(p);
}

static float error_after_a_turn(int steps)
{
  nb_vec2 p = nb_at(1, 0);
  for (int i = 0; i < steps; i++)
    p = nb_field_flow(turning, NULL, p, 2 * 3.14159265f / (float)steps);
  return nb_length(nb_sub(p, nb_at(1, 0)));
}

// Twice the steps, a sixteenth of the error.
static void a_flow_is_of_fourth_order(void **state)
{
  (void)state;
  float coarse = error_after_a_turn(12), fine = error_after_a_turn(24);
  assert_true(coarse < 0.02f);
  assert_true(coarse / fine > 13 && coarse / fine < 40);
  nb_vec2 there = nb_field_flow(turning, NULL, nb_at(2, 1), 0.1f);
  nb_vec2 back = nb_field_flow(turning, NULL, there, -0.1f);
  assert_true(nb_length(nb_sub(back, nb_at(2, 1))) < 1e-6f);
}

static float broken(nb_vec2 p, const void *context)
{
  (void)context;
  return p.x > 0 ? NAN : INFINITY;
}

static nb_vec2 broken_flow(nb_vec2 p, const void *context)
{
  return nb_at(broken(p, context), 1);
}

static void what_is_not_finite_gives_nothing(void **state)
{
  (void)state;
  const nb_vec2 places[] = {{0, 0}, {1, 1}, {-3, 2}, {INFINITY, 0}, {NAN, NAN}, {1e38f, 1e38f}};
  for (int i = 0; i < 6; i++) {
    nb_vec2 g = nb_field_gradient(broken, NULL, places[i]);
    assert_true(g.x == 0 && g.y == 0);
    nb_mat2 h = nb_field_hessian(broken, NULL, places[i]);
    assert_true(h.i.x == 0 && h.i.y == 0 && h.j.x == 0 && h.j.y == 0);
    if (i < 3) {
      nb_vec2 moved = nb_field_flow(broken_flow, NULL, places[i], 0.1f);
      assert_true(moved.x == places[i].x && moved.y == places[i].y);
    }
  }
}

static nb_vec2 round_bowl(nb_vec2 p, const void *context)
{
  (void)context;
  return nb_scale(2, p);
}

static nb_walk walk_in_the_bowl(float steps, float aim)
{
  nb_descent d = {.from = {4, -8}, .rate = 0.25f, .steps = steps, .aim = aim};
  return nb_walk_down(round_bowl, NULL, d);
}

// Each whole step halves the way to the middle: what is told of the walk is what was done, however far it is.
static void a_walk_is_told_step_by_step(void **state)
{
  (void)state;
  for (float steps = 0; steps < 6; steps += 0.05f) {
    nb_walk w = walk_in_the_bowl(steps, 0.4f);
    assert_in_range(w.made, (int)steps, (int)steps + 1);
    assert_in_range(w.count, w.made + 1, w.made + 2);
    assert_float_equal(w.foot.x, 4 * powf(0.5f, (float)w.made), 1e-6f);
    assert_float_equal(w.slope.y, 2 * w.foot.y, 1e-6f);
    assert_true(w.now.x <= w.foot.x && w.now.x >= w.foot.x / 2);
    assert_true(w.aimed == 1 || w.now.x == w.foot.x); // it stands while it aims
  }
}

// It goes, then aims, and nothing leaps between two moments; without aiming it goes evenly.
static void a_walk_goes_then_aims(void **state)
{
  (void)state;
  nb_walk start = walk_in_the_bowl(0, 0.4f), arrived = walk_in_the_bowl(0.61f, 0.4f);
  nb_walk aiming = walk_in_the_bowl(0.8f, 0.4f), evenly = walk_in_the_bowl(0.25f, 0);
  assert_true(start.made == 0 && start.count == 1 && start.aimed == 1);
  assert_true(arrived.made == 1 && arrived.aimed < 0.01f);
  assert_float_equal(aiming.aimed, 0.5f, 1e-3f);
  assert_float_equal(evenly.now.x, 3.5f, 1e-6f);
  for (float steps = 0.01f; steps < 6; steps += 0.01f) {
    nb_walk a = walk_in_the_bowl(steps - 0.01f, 0.4f), b = walk_in_the_bowl(steps, 0.4f);
    assert_true(nb_length(nb_sub(a.now, b.now)) < 0.2f);
    assert_true(a.made != b.made || fabsf(a.aimed - b.aimed) < 0.1f);
  }
  assert_int_equal(walk_in_the_bowl(1e6f, 0.4f).count, NB_WALK_PLACES);
  assert_int_equal(walk_in_the_bowl(-1, 0.4f).count, 1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(gradients_equal_the_formula), cmocka_unit_test(hessians_equal_the_formula),
      cmocka_unit_test(a_flow_is_of_fourth_order),   cmocka_unit_test(what_is_not_finite_gives_nothing),
      cmocka_unit_test(a_walk_is_told_step_by_step), cmocka_unit_test(a_walk_goes_then_aims),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
