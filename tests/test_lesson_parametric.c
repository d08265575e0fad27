// The lesson on parametric curves and surfaces: its velocities are derivatives, its ring is one, and so is the sheet on the way to it.
#include "lesson.h"

#include "../scenes/multivariable-calculus/parametric.c"

static float angle_at(int k)
{
  return NB_TURN * (lesson_point(k, 0.5f).x + 0.5f);
}

static void velocity_is_the_derivative(void **unused)
{
  (void)unused;
  const float h = 4e-3f;
  for (int k = 0; k < 200; k++) {
    State s = {.time = 2 * angle_at(k)};
    nb_vec2 between = nb_scale(1 / (2 * h), nb_sub(walk(s.time + h, NULL), walk(s.time - h, NULL))), truth;
    velocity_then(&s, &truth);
    assert_true(nb_length(nb_sub(between, truth)) < 2e-3f);
  }
}

// It meets itself, at two times and with two velocities; and over one x it has two heights.
static void it_is_no_graph(void **unused)
{
  (void)unused;
  assert_true(nb_length(nb_sub(walk(0, NULL), walk(NB_TURN, NULL))) < 1e-5f);
  assert_true(fabsf(nb_cross(nb_unit(velocity(0)), nb_unit(velocity(NB_TURN)))) > 0.5f);
  assert_float_equal(walk(1.12f, NULL).x, walk(NB_TURN - 1.12f, NULL).x, 1e-5f);
  assert_float_equal(walk(1.12f, NULL).y, -walk(NB_TURN - 1.12f, NULL).y, 1e-5f);
}

static void the_ring_is_one(void **unused)
{
  (void)unused;
  for (int k = 0; k < 300; k++) {
    Shape ring = {1, 1, 0.3f + 0.004f * (float)k};
    nb_vec2 at = nb_at(angle_at(k), angle_at(k + 400));
    nb_sheet sheet = {place, &ring, numbers_in};
    nb_vec3 p = place(at, &ring), u = nb_sheet_slope(&sheet, at, nb_at(1, 0)),
            v = nb_sheet_slope(&sheet, at, nb_at(0, 1));
    float out = wide + ring.thick * sinf(at.y);
    assert_float_equal(p.x, out * sinf(at.x), 1e-4f); // as the formula beside it says
    assert_float_equal(p.y, out * cosf(at.x), 1e-4f);
    assert_float_equal(p.z, ring.thick * cosf(at.y), 1e-4f);
    assert_float_equal(nb_length3(u), fabsf(out), 2e-3f);
    assert_float_equal(nb_length3(v), ring.thick, 2e-3f);
    assert_float_equal(nb_dot3(u, v), 0, 4e-3f);
    // The patch is square to the way out of the tube.
    nb_vec3 middle = nb_at3(wide * sinf(at.x), wide * cosf(at.x), 0), way_out = nb_unit3(nb_sub3(p, middle));
    assert_float_equal(nb_dot3(u, way_out), 0, 4e-3f);
    assert_float_equal(nb_dot3(v, way_out), 0, 4e-3f);
  }
}

// Flat at first, each point at its two numbers; a tube without being stretched; and it never leaps.
static void the_sheet_becomes_it(void **unused)
{
  (void)unused;
  for (int k = 0; k < 100; k++) {
    nb_vec2 at = nb_at(angle_at(k) - NB_TURN / 2, angle_at(k + 50) - NB_TURN / 2);
    Shape shape = {0, 0, 0.75f};
    nb_sheet sheet = {place, &shape, numbers_in};
    nb_vec3 before = place(at, &shape);
    assert_true(nb_length3(nb_sub3(before, nb_at3(at.x, at.y, 0))) < 0.01f);
    for (int n = 1; n <= 200; n++) {
      shape.rolled = fminf((float)n / 100, 1), shape.bent = fmaxf((float)n / 100 - 1, 0);
      nb_vec3 p = place(at, &shape);
      assert_true(nb_length3(nb_sub3(p, before)) < 0.12f);
      if (n <= 100)
        assert_float_equal(nb_length3(nb_sheet_slope(&sheet, at, nb_at(0, 1))), 1, 2e-3f);
      if (n == 100)
        assert_true(nb_length3(nb_sub3(p, nb_at3(at.x, sinf(at.y), cosf(at.y)))) < 0.01f);
      before = p;
    }
  }
}

// From when the clock starts to where the velocity is told, but for where a turn ends; and what is theirs is where they put it.
static void time_runs_forward(void **unused)
{
  (void)unused;
  const State *s = nabla_scene.state;
  float last = 0;
  for (int step = CLOCK; step <= VELOCITY; step++)
    for (float seconds = 0; seconds <= steps[step].seconds; seconds += 0.05f) {
      nb_frame f = {.step = step, .seconds = seconds, .duration = steps[step].seconds};
      float t = now(&f, s);
      assert_true(t >= last - 1e-5f || (last > 0.97f * round_trip && t < 0.03f * round_trip));
      if (step == ASK && seconds > 3)
        assert_true(t == s->time); // to be moved
      last = t;
    }
  assert_float_equal(last, NB_TURN, 1e-5f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(velocity_is_the_derivative),
      cmocka_unit_test(time_runs_forward),
      cmocka_unit_test(it_is_no_graph),
      cmocka_unit_test(the_ring_is_one),
      cmocka_unit_test(the_sheet_becomes_it),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
