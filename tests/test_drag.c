// What moving a handle means for the field behind it: exact inverses, singular matrices, snapping, brushes.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

#include "app/drag.h"
#include "nabla/math/random.h"

static const nb_param free_param = {.name = "v", .kind = NB_KIND_POINT, .min = -1000, .max = 1000};

static nb_grab_fixed point_grab(nb_mat2 moves, nb_vec2 at)
{
  return (nb_grab_fixed){.kind = NB_GRAB_POINT, .bytes = sizeof(nb_vec2), .at = at, .moves = moves};
}

static nb_grab_fixed value_grab(nb_vec2 moves, nb_vec2 at)
{
  return (nb_grab_fixed){.kind = NB_GRAB_VALUE, .bytes = sizeof(float), .at = at, .moves = {.i = moves}};
}

static void assert_near(nb_vec2 found, nb_vec2 expected, float tolerance)
{
  if (!(nb_length(nb_sub(found, expected)) <= tolerance))
    fail_msg("found (%g, %g), expected (%g, %g)", found.x, found.y, expected.x, expected.y);
}

static nb_vec2 any(nb_random *r, float size)
{
  float x = nb_random_float(r), y = nb_random_float(r);
  return nb_at(size * (2 * x - 1), size * (2 * y - 1));
}

// The handle ends where it is wanted, for any matrix that can be inverted.
static void test_handle_follows(void **state)
{
  (void)state;
  nb_random r = nb_random_seed(7, 0);
  for (int k = 0; k < 1000; k++) {
    nb_mat2 moves = nb_columns(any(&r, 3), any(&r, 3));
    if (fabsf(nb_determinant(moves)) < 0.1f)
      continue;
    nb_vec2 field = any(&r, 2), want = any(&r, 4);
    nb_grab_fixed grab = point_grab(moves, nb_apply(moves, field));
    nb_vec2 to = drag_point(&grab, &free_param, field, want, false);
    assert_near(nb_apply(moves, to), want, 1e-3f);
  }
}

// Where the plane has collapsed to a line the handle goes to the nearest point on it, and asking again
// changes nothing.
static void test_singular(void **state)
{
  (void)state;
  nb_mat2 moves = nb_columns(nb_at(1, 1), nb_at(2, 2));
  nb_vec2 field = nb_at(1, 0);
  nb_grab_fixed grab = point_grab(moves, nb_apply(moves, field));
  nb_vec2 to = drag_point(&grab, &free_param, field, nb_at(4, 0), false);
  assert_near(nb_apply(moves, to), nb_at(2, 2), 1e-5f);
  grab.at = nb_apply(moves, to);
  assert_near(drag_point(&grab, &free_param, to, nb_at(4, 0), false), to, 1e-5f);
  grab = point_grab((nb_mat2){0}, nb_origin());
  assert_near(drag_point(&grab, &free_param, field, nb_at(4, 0), false), field, 0);
}

static void test_not_finite(void **state)
{
  (void)state;
  nb_vec2 field = nb_at(1, 2);
  nb_grab_fixed grab = point_grab(nb_identity2(), nb_origin());
  assert_near(drag_point(&grab, &free_param, field, nb_at(NAN, 0), false), field, 0);
  grab.moves.i.x = INFINITY;
  assert_near(drag_point(&grab, &free_param, field, nb_at(1, 1), true), field, 0);
  grab = value_grab(nb_origin(), nb_origin());
  assert_true(drag_value(&grab, &free_param, 3, nb_at(1, 1), false) == 3);
  grab = (nb_grab_fixed){.kind = NB_GRAB_TIME, .from = 2, .until = 5};
  assert_true(drag_time(&grab, nb_at(1, 1)) == 2);
}

static void test_snap_and_range(void **state)
{
  (void)state;
  nb_param param = {.kind = NB_KIND_POINT, .min = -3, .max = 3};
  nb_grab_fixed grab = point_grab(nb_identity2(), nb_origin());
  assert_near(drag_point(&grab, &param, nb_origin(), nb_at(1.2f, -0.8f), true), nb_at(1, -1), 0);
  assert_near(drag_point(&grab, &param, nb_origin(), nb_at(9, -9), false), nb_at(3, -3), 0);
  param.snap = 0.25f;
  assert_near(drag_point(&grab, &param, nb_origin(), nb_at(1.2f, -0.8f), true), nb_at(1.25f, -0.75f), 0);
  nb_param none = {.kind = NB_KIND_POINT};
  assert_near(drag_point(&grab, &none, nb_origin(), nb_at(99, -99), false), nb_at(10, -10), 0);
}

// Only the part of the movement along the handle's line counts.
static void test_value(void **state)
{
  (void)state;
  nb_grab_fixed grab = value_grab(nb_at(0, 0.5f), nb_at(3, 1));
  assert_float_equal(drag_value(&grab, &free_param, 2, nb_at(8, 2), false), 4, 1e-6);
  assert_float_equal(drag_value(&grab, &free_param, 2, nb_at(8, 1.6f), true), 3, 1e-6);
}

// A logarithmic slider of length L: a knob dragged to any place gets the value of that place, in one go.
static void test_logarithmic(void **state)
{
  (void)state;
  nb_param param = {.kind = NB_KIND_NUMBER, .min = 0.001f, .max = 10, .logarithmic = true};
  float length = 3.3f, range = logf(param.max / param.min), value = 0.01f;
  float knob = length * logf(value / param.min) / range;
  nb_grab_fixed grab = value_grab(nb_at(length / (value * range), 0), nb_at(knob, 0));
  for (float place = 0; place <= length; place += 0.1f) {
    float expected = param.min * expf(place / length * range);
    float found = drag_value(&grab, &param, value, nb_at(place, 5), false);
    assert_true(fabsf(found / expected - 1) < 1e-4f);
  }
  assert_true(fabsf(drag_value(&grab, &param, value, nb_at(knob * 2, 0), true) / 0.1f - 1) < 1e-4f);
  assert_true(drag_value(&grab, &param, value, nb_at(99, 0), false) == param.max);
}

static nb_grab_fixed number_grab(uint32_t decimals)
{
  return (nb_grab_fixed){.kind = NB_GRAB_NUMBER,
                         .bytes = sizeof(float),
                         .at = {2, 1},
                         .area = {1, 0.75f, 2, 0.5f},
                         .decimals = decimals};
}

// A number is dragged to the right or up, six units for its range, and is what it shows.
static void test_number(void **state)
{
  (void)state;
  nb_grab_fixed grab = number_grab(2);
  nb_param param = {.kind = NB_KIND_NUMBER, .min = -3, .max = 3, .snap = 0.5f};
  assert_float_equal(drag_number(&grab, &param, 1, nb_at(1, 0), false), 2, 1e-6);
  assert_float_equal(drag_number(&grab, &param, 1, nb_at(0, -1), false), 0, 1e-6);
  assert_float_equal(drag_number(&grab, &param, 1, nb_at(0.1234f, 0), false), 1.12, 1e-6);
  assert_float_equal(drag_number(&grab, &param, 1, nb_at(0.4f, 0), true), 1.5, 1e-6);
  assert_float_equal(drag_number(&grab, &param, 1, nb_at(99, 0), false), 3, 0);
  assert_float_equal(drag_number(&grab, &param, 1.2345f, nb_at(0.001f, 0), false), 1.2345f, 0);
  assert_float_equal(drag_number(&grab, &param, 1, nb_at(NAN, 0), false), 1, 0);
  nb_param rate = {.kind = NB_KIND_NUMBER, .min = 0.001f, .max = 10, .logarithmic = true};
  grab = number_grab(3);
  assert_float_equal(drag_number(&grab, &rate, 0.1f, nb_at(1.5f, 0), false), 1, 1e-5);
}

static void test_steps(void **state)
{
  (void)state;
  nb_grab_fixed grab = number_grab(2);
  nb_param param = {.kind = NB_KIND_NUMBER, .min = -3, .max = 3, .snap = 0.5f};
  assert_float_equal(drag_step(&grab, &param, 1, 1, false, false), 1.05, 1e-6);
  assert_float_equal(drag_step(&grab, &param, 1, -2, false, false), 0.9, 1e-6);
  assert_float_equal(drag_step(&grab, &param, 1, 1, false, true), 1.01, 1e-6);
  assert_float_equal(drag_step(&grab, &param, 1.2f, 1, true, false), 1.5, 1e-6);
  assert_float_equal(drag_step(&grab, &param, 3, 5, false, false), 3, 0);
  assert_float_equal(drag_step(&grab, &param, 1, NAN, false, false), 1, 0);
  grab = number_grab(0);
  assert_float_equal(drag_step(&grab, &param, 1, 1, false, false), 2, 0);
  nb_param rate = {.kind = NB_KIND_NUMBER, .min = 0.001f, .max = 10, .logarithmic = true};
  grab = number_grab(3);
  float up = drag_step(&grab, &rate, 0.1f, 1, false, false);
  assert_true(up > 0.1f && up < 0.12f);
  assert_float_equal(drag_step(&grab, &rate, up, -1, false, false), 0.1, 1e-3);
}

static void test_time(void **state)
{
  (void)state;
  nb_grab_fixed grab = {
      .kind = NB_GRAB_TIME, .area = {.x = 2, .y = -1, .width = 4, .height = 1}, .from = 1, .until = 9};
  assert_float_equal(drag_time(&grab, nb_at(2, 0)), 1, 0);
  assert_float_equal(drag_time(&grab, nb_at(4, 7)), 5, 1e-6);
  assert_float_equal(drag_time(&grab, nb_at(99, 0)), 9, 0);
}

// A stroke is full along its line, fades at its edge, stays within the canvas, and can be wiped out again.
static void test_brush(void **state)
{
  (void)state;
  enum { SIDE = 28 };
  static float canvas[SIDE * SIDE];
  nb_grab_fixed grab = {
      .kind = NB_GRAB_CANVAS, .area = {.width = 2.8f, .height = 2.8f}, .columns = SIDE, .rows = SIDE};
  int first, last;
  drag_brush(&grab, canvas, nb_at(0.5f, 2.25f), nb_at(2.0f, 2.25f), false, &first, &last);
  // 2.25 units up is 5.5 cells from the top: the middle of row 5.
  assert_true(first <= 4 && last >= 7 && first >= 0 && last <= 9);
  assert_float_equal(canvas[5 * SIDE + 12], 1, 0);
  assert_true(canvas[4 * SIDE + 12] > 0 && canvas[4 * SIDE + 12] < 1);
  assert_float_equal(canvas[4 * SIDE + 12], canvas[6 * SIDE + 12], 1e-5);
  assert_float_equal(canvas[8 * SIDE + 12], 0, 0);
  assert_float_equal(canvas[5 * SIDE + 26], 0, 0);
  drag_brush(&grab, canvas, nb_at(0.3f, 2.25f), nb_at(2.3f, 2.25f), true, &first, &last);
  for (int k = 0; k < SIDE * SIDE; k++)
    assert_float_equal(canvas[k], 0, 0);
}

static void test_brush_stays_inside(void **state)
{
  (void)state;
  enum { COLUMNS = 5, ROWS = 3 };
  nb_grab_fixed grab = {
      .kind = NB_GRAB_CANVAS, .area = {.width = 5, .height = 3}, .columns = COLUMNS, .rows = ROWS};
  nb_random r = nb_random_seed(3, 0);
  float *canvas = calloc(COLUMNS * ROWS, sizeof *canvas);
  for (int k = 0; k < 1000; k++) {
    int first, last;
    float far = k % 10 == 0 ? 1e30f : 8;
    drag_brush(&grab, canvas, any(&r, far), any(&r, 8), k % 3 == 0, &first, &last);
    assert_true(0 <= first && last <= ROWS);
    for (int cell = 0; cell < COLUMNS * ROWS; cell++)
      assert_true(canvas[cell] >= 0 && canvas[cell] <= 1);
  }
  int first, last;
  drag_brush(&grab, canvas, nb_at(NAN, 0), nb_at(1, 1), false, &first, &last);
  assert_int_equal(first, last);
  free(canvas);
}

static void test_distance(void **state)
{
  (void)state;
  nb_grab_fixed grab = point_grab(nb_identity2(), nb_at(1, 1));
  assert_true(drag_distance(&grab, nb_at(1, 1)) == 0);
  assert_true(drag_distance(&grab, nb_at(1, 1 + 0.99f * DRAG_REACH)) < 1);
  assert_true(drag_distance(&grab, nb_at(1, 1 + 1.01f * DRAG_REACH)) > 1);
  nb_grab_fixed number = number_grab(2);
  assert_true(drag_distance(&number, nb_at(2, 1)) == 0);
  assert_true(drag_distance(&number, nb_at(2.99f, 1.24f)) < 1);
  assert_true(drag_distance(&number, nb_at(3.2f, 1)) > 1);
  nb_grab_fixed track = value_grab(nb_at(2, 0), nb_at(1, 1));
  assert_false(drag_on_track(&track, nb_at(1, 1))); // it has none
  track.area = (nb_rect){0, 0.9f, 4, 0.2f};
  assert_true(drag_on_track(&track, nb_at(3.5f, 1)));
  assert_true(drag_distance(&track, nb_at(3.5f, 1)) == 1);
  assert_true(drag_distance(&track, nb_at(1, 1)) == 0);
  assert_true(drag_distance(&track, nb_at(4.5f, 1)) > 1);
  nb_grab_fixed area = {.kind = NB_GRAB_CANVAS, .area = {.width = 2, .height = 2}};
  assert_true(drag_distance(&area, nb_at(1, 1)) == 1);
  assert_true(drag_distance(&area, nb_at(3, 1)) > 1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_handle_follows),
      cmocka_unit_test(test_singular),
      cmocka_unit_test(test_not_finite),
      cmocka_unit_test(test_snap_and_range),
      cmocka_unit_test(test_value),
      cmocka_unit_test(test_logarithmic),
      cmocka_unit_test(test_number),
      cmocka_unit_test(test_steps),
      cmocka_unit_test(test_time),
      cmocka_unit_test(test_brush),
      cmocka_unit_test(test_brush_stays_inside),
      cmocka_unit_test(test_distance),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
