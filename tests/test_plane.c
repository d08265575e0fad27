// Grids and curves: lines where the mathematics has them, within their area, and not more than can be drawn.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <float.h>
#include <stdlib.h>

#include "nabla/math/random.h"
#include "recorded.h"

enum { MOST_GRID_LINES = 2 * 129 };

static nb_board *board;
static recorded seen;

static int open_board(void **state)
{
  (void)state;
  return nb_failed(nb_board_create(&board, NULL)) ? -1 : 0;
}

static int close_board(void **state)
{
  (void)state;
  nb_board_destroy(board);
  return 0;
}

static void begin(void)
{
  nb_board_begin(board, NB_CHALK, NULL, 0);
}

static void finish(void)
{
  record_read(board, &seen);
  assert_true(seen.count >= 0);
}

// ---------------------------------------------------------------------------------------------------------------
// Grids

static const nb_rect stage = {-8, -3.3f, 11.1f, 7};

// Draws the grid that m moves; returns how many lines it has without the axes.
static int grid_lines(nb_mat2 m)
{
  int lines = 0;
  begin();
  nb_grid(board, m, (nb_grid_spec){.area = stage, .axes_width = -1}, nb_style());
  finish();
  for (int k = 0; k < seen.count; k++)
    if (seen.commands[k].op == NB_OP_PATH)
      lines += (int)seen.commands[k].path.verb_count / 2;
  return lines;
}

// How opaque the upright lines of a grid are that stands `gap` apart.
static float opaque(float gap)
{
  grid_lines((nb_mat2){{gap, 0}, {0, 1}});
  for (int k = 0; k < seen.count; k++)
    if (seen.commands[k].op == NB_OP_PATH && seen.commands[k].path.point_count >= 2 &&
        seen.commands[k].points[0].x == seen.commands[k].points[1].x)
      return (float)(seen.commands[k].path.paint.color >> 24) / 255;
  return NAN;
}

// A grid that closes up fades, and is never quite gone.
static void dense_lines_are_faint(void **state)
{
  (void)state;
  float clear = opaque(1);
  assert_float_equal(opaque(0.31f), clear, 0.01f);
  assert_float_equal(opaque(0.15f), 0.5f * clear, 0.01f);
  assert_float_equal(opaque(0.02f), 0.1f * clear, 0.01f);
}

// Every line of a moved grid has one of its coordinates whole.
static void lines_lie_where_the_matrix_moves_them(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(1, 0);
  for (int n = 0; n < 200; n++) {
    nb_mat2 m, back;
    do
      m = (nb_mat2){{4 * nb_random_float(&random) - 2, 4 * nb_random_float(&random) - 2},
                    {4 * nb_random_float(&random) - 2, 4 * nb_random_float(&random) - 2}};
    while (fabsf(nb_determinant(m)) < 0.2f || !nb_inverse(m, &back));
    assert_true(grid_lines(m) > 0);
    for (int k = 0; k < seen.count; k++)
      for (uint32_t p = 0; seen.commands[k].op == NB_OP_PATH && p < seen.commands[k].path.point_count;
           p += 2) {
        nb_vec2 from = nb_apply(back, seen.commands[k].points[p]),
                to = nb_apply(back, seen.commands[k].points[p + 1]);
        bool x = fabsf(from.x - to.x) < 1e-3f && fabsf(from.x - roundf(from.x)) < 1e-3f;
        bool y = fabsf(from.y - to.y) < 1e-3f && fabsf(from.y - roundf(from.y)) < 1e-3f;
        if (!x && !y)
          fail_msg("a line from (%g, %g) to (%g, %g)", from.x, from.y, to.x, to.y);
      }
  }
}

static void the_resting_grid_is_whole(void **state)
{
  (void)state;
  // x = -8 to 3 and y = -3 to 3: what lies on the area's edge counts.
  assert_int_equal(grid_lines(nb_identity2()), 12 + 7);
}

static void singular_and_huge_matrices_are_bounded(void **state)
{
  (void)state;
  const nb_mat2 matrices[] = {
      {{0, 0}, {0, 0}},       {{1, 1}, {1, 1}},
      {{1, 2}, {0, 0}},       {{1e-4f, 0}, {0, 1e-4f}},
      {{1, 1}, {1, 1.0001f}}, {{1e-30f, 0}, {0, 1e30f}},
      {{1e30f, 0}, {0, 1}},   {{FLT_MAX, FLT_MAX}, {-FLT_MAX, FLT_MAX}},
      {{NAN, 0}, {0, 1}},     {{INFINITY, 0}, {0, 1}},
  };
  for (size_t k = 0; k < sizeof matrices / sizeof *matrices; k++) {
    int lines = grid_lines(matrices[k]);
    if (lines > MOST_GRID_LINES)
      fail_msg("matrix %zu has %d lines", k, lines);
    for (int n = 0; n < seen.count; n++)
      for (uint32_t p = 0; seen.commands[n].op == NB_OP_PATH && p < seen.commands[n].path.point_count; p++)
        assert_true(fabsf(seen.commands[n].points[p].x) <= 8.1f &&
                    fabsf(seen.commands[n].points[p].y) <= 3.8f);
  }
}

static void a_singular_grid_is_its_line(void **state)
{
  (void)state;
  assert_int_equal(grid_lines((nb_mat2){{1, 1}, {1, 1}}), 2); // one of each family, on one another
  assert_int_equal(grid_lines((nb_mat2){{0, 0}, {0, 0}}), 0);
}

// ---------------------------------------------------------------------------------------------------------------
// Curves

static const nb_plane plane = {{-5, -3, 10, 6}, -5, 5, -3, 3};

static int draw_curve(float (*f)(float x, const void *context))
{
  int contours = 0;
  begin();
  nb_curve(board, plane, f, NULL, nb_style());
  finish();
  // Or what is said of a curve that is nowhere.
  const bool drawn = seen.count > 0 && seen.commands[0].op == NB_OP_PATH;
  for (uint32_t k = 0; drawn && k < seen.commands[0].path.verb_count; k++)
    contours += seen.commands[0].verbs[k] == NB_MOVE;
  return contours;
}

// How far the drawn points, and the middles between them, lie from the function.
static float worst_error(float (*f)(float x, const void *context))
{
  float worst = 0;
  const nb_command *c = &seen.commands[0];
  for (uint32_t k = 0; k < c->path.verb_count; k++) {
    nb_vec2 p = c->points[k];
    if (c->verbs[k] == NB_LINE)
      p = nb_mix2(c->points[k - 1], p, 0.5f);
    worst = fmaxf(worst, fabsf(p.y - f(p.x, NULL)));
  }
  return worst;
}

static float smooth(float x, const void *context)
{
  (void)context;
  return 2 * sinf(3 * x) * cosf(x);
}

static float pole(float x, const void *context)
{
  (void)context;
  return 1 / x;
}

static float steps(float x, const void *context)
{
  (void)context;
  return floorf(x) + 0.5f;
}

static float root(float x, const void *context)
{
  (void)context;
  return sqrtf(x);
}

static float steep(float x, const void *context)
{
  (void)context;
  return cbrtf(x - 0.0123f);
}

static float nowhere(float x, const void *context)
{
  (void)context;
  return x < 10 ? NAN : 0;
}

static void curves_follow_their_function(void **state)
{
  (void)state;
  assert_int_equal(draw_curve(smooth), 1);
  float worst = worst_error(smooth);
  if (!(worst < 0.002f))
    fail_msg("off by %g board units", worst);
}

static void curves_break_where_they_should(void **state)
{
  (void)state;
  assert_int_equal(draw_curve(pole), 2);
  assert_int_equal(draw_curve(steps), 6); // the floors that lie within the plane
  assert_int_equal(draw_curve(root), 1);
  assert_true(fabsf(seen.commands[0].points[0].x) < 1e-3f); // it starts where the root does
  assert_int_equal(draw_curve(steep), 1);                   // a vertical slope is no jump
  assert_int_equal(draw_curve(nowhere), 0);
}

static void curves_stay_in_their_area(void **state)
{
  (void)state;
  float (*const functions[])(float, const void *) = {smooth, pole, steps, root};
  for (int k = 0; k < 4; k++) {
    draw_curve(functions[k]);
    for (uint32_t n = 0; n < seen.commands[0].path.point_count; n++) {
      nb_vec2 p = seen.commands[0].points[n];
      assert_true(p.x >= -5 && p.x <= 5 && p.y >= -3 && p.y <= 3);
    }
  }
}

// A plot of many values has each column's lowest and highest, and its last value.
static void plots_keep_their_peaks(void **state)
{
  (void)state;
  enum { COUNT = 100000 };
  float *values = calloc(COUNT, sizeof *values);
  values[31234] = 2;
  values[70001] = -2;
  values[COUNT - 1] = 1;
  begin();
  nb_plot(board, plane, values, COUNT, nb_style());
  finish();
  free(values);
  const nb_command *c = &seen.commands[0];
  float low = 0, high = 0;
  assert_true(c->path.point_count < 3000);
  for (uint32_t k = 0; k < c->path.point_count; k++) {
    low = fminf(low, c->points[k].y);
    high = fmaxf(high, c->points[k].y);
  }
  assert_float_equal(low, -2, 1e-6f);
  assert_float_equal(high, 2, 1e-6f);
  assert_float_equal(c->points[c->path.point_count - 1].x, 5, 0);
  assert_float_equal(c->points[c->path.point_count - 1].y, 1, 1e-6f);
}

static void planes_go_there_and_back(void **state)
{
  (void)state;
  nb_plane p = {{1, 2, 3, 4}, -10, 10, 0, 1};
  nb_vec2 there = nb_on_plane(p, nb_at(5, 0.25f)), back = nb_from_plane(p, there);
  assert_float_equal(there.x, 3.25f, 1e-6f);
  assert_float_equal(there.y, 3, 1e-6f);
  assert_float_equal(back.x, 5, 1e-5f);
  assert_float_equal(back.y, 0.25f, 1e-6f);
}

// What is left of a plane up to x has its numbers where they were.
static void a_part_of_a_plane_lies_on_it(void **state)
{
  (void)state;
  const nb_plane all = {{-3, 1, 4, 2}, -1, 3, 0, 5}, part = nb_plane_until(all, 0.5f);
  assert_float_equal(part.area.width, 1.5f, 1e-6f);
  for (float x = -1; x <= 0.5f; x += 0.25f) {
    nb_vec2 whole = nb_on_plane(all, nb_at(x, 2)), same = nb_on_plane(part, nb_at(x, 2));
    assert_float_equal(same.x, whole.x, 1e-6f);
    assert_float_equal(same.y, whole.y, 1e-6f);
  }
}

static void the_stage_is_a_plane(void **state)
{
  (void)state;
  nb_plane p = nb_stage_plane(nb_at(-2, 0.5f), 0.8f);
  nb_grid_spec grid = nb_plane_grid(p);
  nb_vec2 there = nb_on_plane(p, nb_at(3, -1));
  assert_float_equal(there.x, -2 + 3 * 0.8f, 1e-5f);
  assert_float_equal(there.y, 0.5f - 0.8f, 1e-5f);
  assert_float_equal(grid.origin.x, -2, 1e-5f);
  assert_float_equal(grid.origin.y, 0.5f, 1e-5f);
  assert_float_equal(grid.unit, 0.8f, 1e-5f);
  const nb_rect area = nb_stage();
  assert_memory_equal(&grid.area, &area, sizeof area);
}

// A point of the last path that was recorded lies there.
static bool touches(nb_vec2 at)
{
  for (int k = 0; k < seen.count; k++)
    for (uint32_t n = 0; seen.commands[k].op == NB_OP_PATH && n < seen.commands[k].path.point_count; n++)
      if (recorded_step(seen.commands[k].points[n], at) < 1e-4)
        return true;
  return false;
}

static void vectors_end_where_they_should(void **state)
{
  (void)state;
  nb_plane p = nb_stage_plane(nb_at(-2, 0), 0.5f);
  begin();
  nb_vector(board, p, nb_at(1, 1), nb_at(2, -3), NULL, nb_style());
  finish();
  assert_int_equal(seen.count, 1);
  assert_true(touches(nb_at(-0.5f, -1)));
  begin();
  nb_basis(board, p, nb_columns(nb_at(2, 1), nb_at(-1, 3)), nb_style());
  finish();
  assert_true(touches(nb_at(-1, 0.5f)) && touches(nb_at(-2.5f, 1.5f)));
}

// A tangent lies on its point, has its slope as the plane shows it, and is as long as was asked.
static void tangents_touch(void **state)
{
  (void)state;
  nb_plane p = {{-3, -2, 6, 2}, 0, 3, 0, 4};
  nb_vec2 at = nb_on_plane(p, nb_at(1, 1)), way = nb_unit(nb_at(2, 3 * 0.5f));
  begin();
  nb_tangent(board, p, nb_at(1, 1), 3, 0.7f, nb_style());
  finish();
  assert_int_equal(seen.count, 1);
  assert_true(touches(nb_add(at, nb_scale(0.7f, way))) && touches(nb_sub(at, nb_scale(0.7f, way))));
}

// A ramp ends where its way and its rise lead, whatever their signs; with a little of reveal there is nothing but its way.
static void ramps_climb_by_slope_times_way(void **state)
{
  (void)state;
  begin();
  nb_vec2 top = nb_ramp(board, nb_at(-2, -1), 2, 1.5f, 0.5f, nb_style());
  assert_true(nb_length(nb_sub(top, nb_at(1, 0.5f))) < 1e-6f);
  finish();
  assert_true(touches(nb_at(-2, -1)) && touches(nb_at(1, -1)) && touches(nb_at(1, 0.5f)));
  top = nb_ramp(board, nb_at(0, 0), 1, -2, 0.5f, nb_style());
  assert_true(nb_length(nb_sub(top, nb_at(2, -1))) < 1e-6f);
  begin();
  nb_ramp(board, nb_at(-2, -1), 2, 1.5f, 0.5f, nb_style(.reveal = 0.3f));
  finish();
  assert_false(touches(nb_at(1, 0.5f)));
}

// Two ramps end as high above where they began as the dot product says, about the height that was named.
static void two_ramps_add_up(void **state)
{
  (void)state;
  begin();
  nb_two_ramps(board, nb_at(-2, 1), 2, nb_at(1.5f, -0.5f), nb_at(0.5f, 0.3f), nb_style());
  finish();
  assert_true(touches(nb_at(-2, 0.4f)) && touches(nb_at(1, 1.9f)) && touches(nb_at(2, 1.6f)));
}

static float saddle(nb_vec2 p, const void *factor)
{
  return *(const float *)factor * p.x * p.x - p.y * p.y + p.x;
}

// The ground under two ramps: both of its cuts go on from the same place, forward or back, and the second begins at the first ramp's
// top; halfway there is none of it.
static void cuts_are_the_ground_from_one_place_on(void **state)
{
  (void)state;
  const float factor = 0.5f;
  const nb_ground ground = {{1, 1}, saddle, &factor}; // as high as 0.5, with slopes 2 and -2
  begin();
  nb_two_cuts(board, nb_at(-2, 1), 0.5f, nb_at(2, -1), nb_at(2, -2), ground, nb_style());
  finish();
  assert_true(touches(nb_at(-2, -0.5f)) && touches(nb_at(-1, 2.5f))); // 4.5 + 3 - 1 is 6 higher
  assert_true(touches(nb_at(-1, 1.5f)) && touches(nb_at(-0.5f, 2)));  // 1.5 is 1 higher
  begin();
  nb_two_cuts(board, nb_at(-2, 1), 0.5f, nb_at(2, -1), nb_at(2, -2), ground, nb_style(.reveal = 0.5f));
  finish();
  assert_true(touches(nb_at(-1, 2.5f)));
  assert_false(touches(nb_at(-0.5f, 2)));
  begin();
  nb_two_cuts(board, nb_at(-2, 1), 0.5f, nb_at(0, -1), nb_at(2, -2), ground, nb_style());
  finish();
  assert_int_equal(seen.count, 1);
}

// The first path that was recorded begins or ends there.
static bool first_touches(nb_vec2 at)
{
  seen.count = seen.count > 1 ? 1 : seen.count;
  return touches(at);
}

static void the_shorter_basis_vector_lies_on_top(void **state)
{
  (void)state;
  nb_plane p = nb_stage_plane(nb_origin(), 1);
  for (int k = 0; k < 2; k++) {
    nb_vec2 shorter = nb_at(1, 0), longer = nb_at(2, 0);
    begin();
    nb_basis(board, p, k ? nb_columns(shorter, longer) : nb_columns(longer, shorter), nb_style());
    finish();
    assert_true(first_touches(longer));
  }
}

// A name changes where it cannot be seen, and each motion that has landed is a prime.
static void primes_count_what_has_landed(void **state)
{
  (void)state;
  static const struct {
    float landed;
    const char *name;
    float clear;
  } cases[] = {{0, "v", 1},    {0.25f, "v", 0.5f}, {0.5f, "v'", 0},    {0.75f, "v'", 0.5f},
               {1, "v'", 1},   {1.5f, "v''", 0},   {2, "v''", 1},      {3, "v'''", 1},
               {7, "v'''", 1}, {-1, "v", 1},       {2.4f, "v''", 0.2f}};
  begin();
  for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
    float clear = 1;
    assert_string_equal(nb_primed(board, "v", cases[k].landed, &clear), cases[k].name);
    assert_float_equal(clear, cases[k].clear, 1e-5f);
  }
  finish();
}

// Over the grid at rest, which has no axes.
static void a_moved_plane_lies_over_the_one_at_rest(void **state)
{
  (void)state;
  nb_plane p = nb_stage_plane(nb_origin(), 1);
  nb_mat2 shear = nb_columns(nb_at(1, 0), nb_at(1, 1));
  nb_grid_spec bare = nb_plane_grid(p);
  bare.axes_width = -1;
  static recorded both;
  begin();
  nb_grid(board, nb_identity2(), bare, nb_style(.color = NB_GRID));
  nb_grid(board, shear, nb_plane_grid(p), nb_style());
  finish();
  both = seen;
  begin();
  nb_moved_plane(board, p, shear, nb_style());
  finish();
  assert_int_equal(seen.count, both.count);
  for (int k = 0; k < seen.count; k++)
    assert_int_equal(seen.commands[k].op, both.commands[k].op);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(dense_lines_are_faint),
      cmocka_unit_test(lines_lie_where_the_matrix_moves_them),
      cmocka_unit_test(the_resting_grid_is_whole),
      cmocka_unit_test(singular_and_huge_matrices_are_bounded),
      cmocka_unit_test(a_singular_grid_is_its_line),
      cmocka_unit_test(curves_follow_their_function),
      cmocka_unit_test(curves_break_where_they_should),
      cmocka_unit_test(curves_stay_in_their_area),
      cmocka_unit_test(plots_keep_their_peaks),
      cmocka_unit_test(planes_go_there_and_back),
      cmocka_unit_test(a_part_of_a_plane_lies_on_it),
      cmocka_unit_test(the_stage_is_a_plane),
      cmocka_unit_test(vectors_end_where_they_should),
      cmocka_unit_test(tangents_touch),
      cmocka_unit_test(ramps_climb_by_slope_times_way),
      cmocka_unit_test(two_ramps_add_up),
      cmocka_unit_test(cuts_are_the_ground_from_one_place_on),
      cmocka_unit_test(the_shorter_basis_vector_lies_on_top),
      cmocka_unit_test(primes_count_what_has_landed),
      cmocka_unit_test(a_moved_plane_lies_over_the_one_at_rest),
  };
  return cmocka_run_group_tests(tests, open_board, close_board);
}
