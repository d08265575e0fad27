// Morphs: exactly the one path at the start and the other at the end, and between them what one expects to see.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "recorded.h"

static nb_board *board;

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

static int begin(void **state)
{
  (void)state;
  nb_board_begin(board, NB_CHALK, NULL, 0);
  return 0;
}

static nb_path circle(nb_vec2 center, float radius)
{
  nb_path_circle(board, center, radius);
  return nb_take_path(board);
}

static nb_path ring(nb_vec2 center)
{
  nb_path_circle(board, center, 2);
  nb_path_circle(board, center, 0.5f);
  return nb_take_path(board);
}

// Runs clockwise, against the circles.
static nb_path triangle(void)
{
  const nb_vec2 points[] = {{0, 0}, {1, 2}, {2, 0}};
  nb_path_polygon(board, points, 3);
  return nb_take_path(board);
}

static nb_path segment(nb_vec2 from, nb_vec2 to)
{
  nb_move_to(board, from);
  nb_line_to(board, to);
  return nb_take_path(board);
}

// A path's outline as points, 16 to a verb.
typedef struct cloud {
  nb_vec2 points[4096];
  int count;
} cloud;

static void sample(nb_path path, cloud *out)
{
  static const int degrees[] = {[NB_LINE] = 1, [NB_QUAD] = 2, [NB_CUBIC] = 3};
  nb_vec2 start = {0}, control[4] = {0};
  const nb_vec2 *next = path.points;
  out->count = 0;
  for (uint32_t k = 0; k < path.verb_count; k++) {
    int degree = degrees[path.verbs[k] == NB_CLOSE ? NB_LINE : path.verbs[k]];
    if (path.verbs[k] == NB_MOVE) {
      start = control[0] = *next++;
      continue;
    }
    control[1] = start;
    if (path.verbs[k] != NB_CLOSE)
      memcpy(control + 1, next, (size_t)degree * sizeof *next);
    for (int n = 0; n <= 16 && out->count < 4096; n++)
      out->points[out->count++] = recorded_at(control, degree, (float)n / 16);
    next += path.verbs[k] == NB_CLOSE ? 0 : degree;
    control[0] = control[degree];
  }
}

// How far the farthest of a's points lies from b's (and both ways: the Hausdorff distance, as near as samples go).
static double one_way(const cloud *a, const cloud *b)
{
  double worst = 0;
  for (int k = 0; k < a->count; k++) {
    double nearest = INFINITY;
    for (int n = 0; n < b->count; n++)
      nearest = fmin(nearest, recorded_step(a->points[k], b->points[n]));
    worst = fmax(worst, nearest);
  }
  return worst;
}

static double apart(nb_path a, nb_path b)
{
  static cloud first, second;
  sample(a, &first);
  sample(b, &second);
  return fmax(one_way(&first, &second), one_way(&second, &first));
}

static void assert_same(nb_path a, nb_path b)
{
  assert_int_equal(a.verb_count, b.verb_count);
  assert_int_equal(a.point_count, b.point_count);
  assert_memory_equal(a.verbs, b.verbs, a.verb_count);
  assert_memory_equal(a.points, b.points, a.point_count * sizeof *a.points);
}

static void is_exact_at_both_ends(void **state)
{
  (void)state;
  nb_path a = ring(nb_at(1, 1)), b = triangle();
  assert_same(nb_morph(board, a, b, 0), a);
  assert_same(nb_morph(board, a, b, -1), a);
  assert_same(nb_morph(board, a, b, NAN), a);
  assert_same(nb_morph(board, a, b, 1), b);
  assert_same(nb_morph(board, a, b, 2), b);
}

static void sets_out_and_arrives_without_a_jump(void **state)
{
  (void)state;
  nb_path paths[] = {circle(nb_at(-2, 1), 1.5f), triangle(), segment(nb_at(0, 1), nb_at(3, 3))};
  for (int k = 0; k < 3; k++)
    for (int n = 0; n < 3; n++) {
      double out = apart(nb_morph(board, paths[k], paths[n], 1e-4f), paths[k]);
      double in = apart(nb_morph(board, paths[k], paths[n], 1 - 1e-4f), paths[n]);
      // Samples of a path that is cut up differently lie 0.12 apart at most: half of the step between samples of the segment.
      if (!(out < 0.12 && in < 0.12))
        fail_msg("from %d to %d: %g, %g", k, n, out, in);
    }
}

static void a_moved_circle_stays_a_circle(void **state)
{
  (void)state;
  static cloud outline;
  sample(nb_morph(board, circle(nb_at(-2, 1), 1.5f), circle(nb_at(4, -1), 1.5f), 0.5f), &outline);
  assert_true(outline.count > 50);
  for (int k = 0; k < outline.count; k++)
    assert_float_equal((float)recorded_step(outline.points[k], nb_at(1, 0)), 1.5f, 1e-3f);
}

static double area(nb_path path)
{
  static cloud outline;
  double sum = 0;
  sample(path, &outline);
  for (int k = 0; k + 1 < outline.count; k++)
    sum += (double)nb_cross(outline.points[k], outline.points[k + 1]);
  return fabs(sum / 2);
}

// A path that runs round the other way is not turned inside out on its way.
static void opposite_turns_do_not_collapse(void **state)
{
  (void)state;
  nb_path a = circle(nb_at(1, 0.7f), 1), b = triangle();
  for (int k = 1; k < 10; k++)
    assert_true(area(nb_morph(board, a, b, 0.1f * (float)k)) > 1.5);
}

static void what_has_no_partner_shrinks_to_its_middle(void **state)
{
  (void)state;
  nb_path late = nb_morph(board, ring(nb_at(1, 1)), circle(nb_at(1, 1), 2), 0.9f);
  static cloud outline;
  int inner = 0;
  sample(late, &outline);
  for (int k = 0; k < outline.count; k++) {
    double radius = recorded_step(outline.points[k], nb_at(1, 1));
    assert_true(fabs(radius - 2) < 1e-2 || fabs(radius - 0.05) < 1e-2);
    inner += radius < 1;
  }
  assert_true(inner > 0);
}

static void segments_are_mixed_end_by_end(void **state)
{
  (void)state;
  nb_path middle =
      nb_morph(board, segment(nb_at(0, 0), nb_at(2, 0)), segment(nb_at(0, 2), nb_at(6, 4)), 0.25f);
  nb_vec2 last = middle.points[middle.point_count - 1];
  assert_float_equal(middle.points[0].y, 0.5f, 1e-6f);
  assert_float_equal(last.x, 3, 1e-6f);
  assert_float_equal(last.y, 1, 1e-6f);
}

static void out_of_nothing_it_grows(void **state)
{
  (void)state;
  nb_path nothing = {0}, grown = nb_morph(board, nothing, circle(nb_origin(), 2), 0.5f);
  assert_true(apart(grown, circle(nb_origin(), 1)) < 0.05);
  assert_int_equal(nb_morph(board, nothing, nothing, 0.5f).verb_count, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup(is_exact_at_both_ends, begin),
      cmocka_unit_test_setup(sets_out_and_arrives_without_a_jump, begin),
      cmocka_unit_test_setup(a_moved_circle_stays_a_circle, begin),
      cmocka_unit_test_setup(opposite_turns_do_not_collapse, begin),
      cmocka_unit_test_setup(what_has_no_partner_shrinks_to_its_middle, begin),
      cmocka_unit_test_setup(segments_are_mixed_end_by_end, begin),
      cmocka_unit_test_setup(out_of_nothing_it_grows, begin),
  };
  return cmocka_run_group_tests(tests, open_board, close_board);
}
