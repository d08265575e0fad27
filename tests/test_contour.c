// Level lines against closed forms: where they lie, that they are joined, how saddles and gaps are taken.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "nabla/math/contour.h"
#include "nabla/math/random.h"

enum { POINTS = 20000, LINES = 4000, SIDE = 101 };

static nb_vec2 points[POINTS];
static nb_contour_line lines[LINES];
static uint8_t marks[SIDE * SIDE];
static float values[SIDE * SIDE];

static nb_contour empty(void)
{
  return (nb_contour){.points = points, .point_capacity = POINTS, .lines = lines, .line_capacity = LINES};
}

static nb_vec2 place(nb_samples s, uint32_t column, uint32_t row)
{
  return nb_at(s.area.x + s.area.width * (float)column / (float)(s.columns - 1),
               s.area.y + s.area.height * (float)row / (float)(s.rows - 1));
}

static nb_samples sample(uint32_t columns, uint32_t rows, nb_rect area, float (*f)(nb_vec2 p))
{
  nb_samples s = {values, columns, rows, area};
  for (uint32_t row = 0; row < rows; row++)
    for (uint32_t column = 0; column < columns; column++)
      values[row * columns + column] = f(place(s, column, row));
  return s;
}

static float square_of_radius(nb_vec2 p)
{
  return p.x * p.x + p.y * p.y;
}

static float twice_signed_area(nb_contour_line line)
{
  float sum = 0;
  for (uint32_t i = 0; i < line.count; i++)
    sum += nb_cross(points[line.first + i], points[line.first + (i + 1) % line.count]);
  return sum;
}

static void a_circle_is_one_closed_line(void **state)
{
  (void)state;
  nb_samples s = sample(101, 81, (nb_rect){-2.5f, -2, 5, 4}, square_of_radius);
  for (float radius = 0.2f; radius < 1.95f; radius += 0.13f) {
    nb_contour c = empty();
    assert_true(nb_contour_trace(&s, radius * radius, marks, &c));
    assert_int_equal(c.line_count, 1);
    assert_true(lines[0].closed);
    assert_int_equal(lines[0].count, c.point_count);
    for (uint32_t i = 0; i < c.point_count; i++)
      assert_float_equal(nb_length(points[i]), radius,
                         0.05f * 0.05f / 8 / radius + 1e-5f); // a chord's sagitta
    float area = 3.14159265f * radius * radius;
    assert_float_equal(-twice_signed_area(lines[0]) / 2, area,
                       0.01f); // clockwise: the higher side is on its left
  }
}

static void a_circle_cut_by_the_border_is_four_open_lines(void **state)
{
  (void)state;
  nb_samples s = sample(61, 61, (nb_rect){-1, -1, 2, 2}, square_of_radius);
  nb_contour c = empty();
  assert_true(nb_contour_trace(&s, 1.44f, marks, &c));
  assert_int_equal(c.line_count, 4);
  for (uint32_t i = 0; i < 4; i++) {
    assert_false(lines[i].closed);
    nb_vec2 first = points[lines[i].first], last = points[lines[i].first + lines[i].count - 1];
    assert_float_equal(fmaxf(fabsf(first.x), fabsf(first.y)), 1, 1e-6f);
    assert_float_equal(fmaxf(fabsf(last.x), fabsf(last.y)), 1, 1e-6f);
  }
}

static float slope(nb_vec2 p)
{
  return 2 * p.x - p.y;
}

static void a_plane_has_straight_lines(void **state)
{
  (void)state;
  nb_samples s = sample(17, 13, (nb_rect){0, 0, 4, 3}, slope);
  for (float level = -2.9f; level < 7.9f; level += 0.5f) {
    nb_contour c = empty();
    assert_true(nb_contour_trace(&s, level, marks, &c));
    assert_int_equal(c.line_count, 1);
    for (uint32_t i = 0; i < c.point_count; i++)
      assert_float_equal(slope(points[i]), level, 1e-5f);
    nb_vec2 along = nb_sub(points[c.point_count - 1], points[0]);
    assert_true(nb_cross(along, nb_at(2, -1)) > 0); // uphill is on the left
  }
}

static void the_middle_decides_a_saddle(void **state)
{
  (void)state;
  // The corners above are joined where the mean is: then the two lines cut off those below.
  const float joined[] = {3, 0, 0, 3}, apart[] = {1, -2, -2, 1}, turned[] = {0, 3, 3, 0};
  nb_contour c = empty();
  assert_true(nb_contour_trace(&(nb_samples){joined, 2, 2, {0, 0, 1, 1}}, 1, marks, &c));
  assert_int_equal(c.line_count, 2);
  assert_true(points[0].y == 0 && points[1].x == 1); // from the lower edge round the lower right corner
  c = empty();
  assert_true(nb_contour_trace(&(nb_samples){apart, 2, 2, {0, 0, 1, 1}}, 0, marks, &c));
  assert_int_equal(c.line_count, 2);
  assert_true(points[0].y == 0 && points[1].x == 0); // round the lower left corner
  c = empty();
  assert_true(nb_contour_trace(&(nb_samples){turned, 2, 2, {0, 0, 1, 1}}, 1, marks, &c));
  assert_int_equal(c.line_count, 2);
  assert_true(points[0].x == 1 && points[1].y == 1); // from the right edge round the upper right corner
}

static void lines_end_where_numbers_do(void **state)
{
  (void)state;
  nb_samples s = sample(41, 41, (nb_rect){-2, -2, 4, 4}, square_of_radius);
  values[20 * 41 + 30] = NAN; // at (1, 0)
  values[20 * 41 + 10] = INFINITY;
  nb_contour c = empty();
  assert_true(nb_contour_trace(&s, 1.1f, marks, &c));
  assert_int_equal(c.line_count, 2);
  for (uint32_t i = 0; i < c.line_count; i++)
    assert_false(lines[i].closed);
  for (uint32_t i = 0; i < c.point_count; i++)
    assert_float_equal(nb_length(points[i]), sqrtf(1.1f), 2e-3f);
}

static void a_sample_at_the_level_counts_as_above(void **state)
{
  (void)state;
  const float ramp[] = {0, 1, 0, 1};
  nb_contour c = empty();
  assert_true(nb_contour_trace(&(nb_samples){ramp, 2, 2, {0, 0, 1, 1}}, 1, marks, &c));
  assert_int_equal(c.line_count, 1);
  assert_true(points[0].x == 1 && points[1].x == 1);
  c = empty();
  assert_true(nb_contour_trace(&(nb_samples){ramp, 2, 2, {0, 0, 1, 1}}, 0, marks, &c));
  assert_int_equal(c.line_count, 0);
}

// Levels that are samples' values: nothing is empty, doubled or lost.
static void levels_through_samples_are_sound(void **state)
{
  (void)state;
  nb_samples s = sample(9, 9, (nb_rect){-4, -4, 8, 8}, square_of_radius);
  for (int level = 0; level <= 32; level++) {
    nb_contour c = empty();
    assert_true(nb_contour_trace(&s, (float)level, marks, &c));
    for (uint32_t i = 0; i < c.line_count; i++) {
      assert_true(lines[i].count >= 2);
      for (uint32_t k = 1; k < lines[i].count; k++) {
        nb_vec2 a = points[lines[i].first + k - 1], b = points[lines[i].first + k];
        assert_true(a.x != b.x || a.y != b.y);
      }
    }
    if (level > 0 && level < 16) {
      assert_int_equal(c.line_count, 1);
      assert_true(lines[0].closed);
    }
  }
}

// Every edge that the level crosses lies on one line; open lines end at the border.
static void noise_is_joined_without_loss(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(3, 0);
  for (int round = 0; round < 20; round++) {
    nb_samples s = {values, 30, 20, {0, 0, 29, 19}};
    uint32_t crossed = 0;
    for (uint32_t i = 0; i < 600; i++)
      values[i] = nb_random_float(&random) - 0.5f;
    for (uint32_t i = 0; i < 600; i++) {
      crossed += i % 30 < 29 && (values[i] >= 0) != (values[i + 1] >= 0);
      crossed += i / 30 < 19 && (values[i] >= 0) != (values[i + 30] >= 0);
    }
    nb_contour c = empty();
    assert_true(nb_contour_trace(&s, 0, marks, &c));
    assert_int_equal(c.point_count, crossed);
    for (uint32_t i = 0; i < c.line_count; i++) {
      nb_vec2 a = points[lines[i].first], b = points[lines[i].first + lines[i].count - 1];
      bool at_border = (a.x == 0 || a.x == 29 || a.y == 0 || a.y == 19) &&
                       (b.x == 0 || b.x == 29 || b.y == 0 || b.y == 19);
      assert_true(lines[i].closed || at_border);
    }
  }
}

static void says_how_much_is_needed(void **state)
{
  (void)state;
  nb_samples s = sample(61, 61, (nb_rect){-1, -1, 2, 2}, square_of_radius);
  nb_contour whole = empty();
  assert_true(nb_contour_trace(&s, 1.44f, marks, &whole));
  uint32_t first_two = lines[0].count + lines[1].count;

  nb_contour c = empty();
  c.point_capacity = first_two + 1;
  memset(points, 0, sizeof points);
  assert_false(nb_contour_trace(&s, 1.44f, marks, &c));
  assert_int_equal(c.point_count, whole.point_count);
  assert_int_equal(c.line_count, 4);
  assert_true(points[first_two + 1].x == 0 && points[first_two + 1].y == 0);

  c = (nb_contour){0};
  assert_false(nb_contour_trace(&s, 1.44f, marks, &c));
  assert_int_equal(c.point_count, whole.point_count);
}

static void nothing_comes_of_nothing(void **state)
{
  (void)state;
  nb_contour c = empty();
  assert_true(nb_contour_trace(&(nb_samples){values, 1, 50, {0, 0, 1, 1}}, 0, marks, &c));
  assert_true(nb_contour_trace(&(nb_samples){values, 0, 0, {0, 0, 1, 1}}, 0, marks, &c));
  nb_samples s = sample(5, 5, (nb_rect){0, 0, 1, 1}, slope);
  assert_true(nb_contour_trace(&s, NAN, marks, &c));
  assert_true(nb_contour_trace(&s, 1e9f, marks, &c));
  assert_int_equal(c.point_count, 0);
  assert_int_equal(nb_contour_marks(0, 9), 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_circle_is_one_closed_line),
      cmocka_unit_test(a_circle_cut_by_the_border_is_four_open_lines),
      cmocka_unit_test(a_plane_has_straight_lines),
      cmocka_unit_test(the_middle_decides_a_saddle),
      cmocka_unit_test(lines_end_where_numbers_do),
      cmocka_unit_test(a_sample_at_the_level_counts_as_above),
      cmocka_unit_test(levels_through_samples_are_sound),
      cmocka_unit_test(noise_is_joined_without_loss),
      cmocka_unit_test(says_how_much_is_needed),
      cmocka_unit_test(nothing_comes_of_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
