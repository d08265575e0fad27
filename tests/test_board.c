// What shapes record: where they end, how they are revealed, and that a steady frame allocates nothing.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

#include "recorded.h"

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

static void assert_point(nb_vec2 p, float x, float y)
{
  if (p.x != x || p.y != y)
    fail_msg("(%.9g, %.9g) is not (%.9g, %.9g)", p.x, p.y, x, y);
}

// ---------------------------------------------------------------------------------------------------------------
// All that can be revealed

static float wave(float x, const void *context)
{
  (void)context;
  return sinf(3 * x);
}

static nb_vec2 knot(float t, const void *context)
{
  (void)context;
  return nb_at(2 * sinf(2 * t), cosf(3 * t));
}

static nb_vec2 whirl(nb_vec2 p, const void *context)
{
  (void)context;
  return nb_perp(p);
}

static const nb_plane plane = {{-4, -2, 8, 4}, -4, 4, -2, 2};
static const float values[] = {0.5f, -1, 1.5f, 0.25f, 1, -0.5f};

static void line(nb_style s)
{
  nb_line(board, nb_at(-1, -2), nb_at(3, 1), s);
}
static void polyline(nb_style s)
{
  const nb_vec2 points[] = {{0, 0}, {1, 0}, {1, 1}, {NAN, 0}, {2, 2}, {3, 2}};
  nb_polyline(board, points, 6, s);
}
static void arrow(nb_style s)
{
  nb_arrow(board, nb_at(-1, -2), nb_at(3, 1), s);
}
static void curved_arrow(nb_style s)
{
  nb_curved_arrow(board, nb_at(-1, -2), nb_at(3, 1), 0.3f, s);
}
static void circle(nb_style s)
{
  nb_circle(board, nb_at(1, 1), 2, s);
}
static void arc(nb_style s)
{
  nb_arc(board, nb_at(1, 1), 2, 1, -4, s);
}
static void ellipse(nb_style s)
{
  nb_ellipse(board, nb_at(1, 1), nb_at(2, 1), 0.5f, s);
}
static void rectangle(nb_style s)
{
  nb_rectangle(board, (nb_rect){0, 0, 3, 2}, 0.2f, s);
}
static void polygon(nb_style s)
{
  const nb_vec2 points[] = {{0, 0}, {2, 0}, {1, 2}};
  nb_polygon(board, points, 3, s);
}
static void brace(nb_style s)
{
  nb_brace(board, nb_at(0, 0), nb_at(4, 1), 0, s);
}
static void right_angle(nb_style s)
{
  nb_right_angle(board, nb_at(1, 1), nb_at(1, 0), nb_at(0, 1), 0, s);
}
static void grid(nb_style s)
{
  nb_grid(board, (nb_mat2){{1, 0.5f}, {-0.5f, 1}}, (nb_grid_spec){0}, s);
}
static void curve(nb_style s)
{
  nb_curve(board, plane, wave, NULL, s);
}
static void parametric(nb_style s)
{
  nb_parametric(board, plane, knot, NULL, 0, 6, s);
}
static void plot(nb_style s)
{
  nb_plot(board, plane, values, 6, s);
}
static void point(nb_style s)
{
  nb_point(board, nb_at(1, 1), s);
}
static void field(nb_style s)
{
  nb_vector_field(board, plane, whirl, NULL, (nb_field_spec){0}, s);
}
static void bars(nb_style s)
{
  nb_bars(board, plane, values, 6, NULL, s);
}
static void heat_map(nb_style s)
{
  nb_heat_map(board, plane, values, 3, 2, (nb_heat_spec){0}, s);
}
static void diagram(nb_style s)
{
  static const int sizes[] = {2, 3};
  nb_network_diagram(board, (nb_diagram_spec){{0, 0, 3, 3}, 2, sizes, .weights = values, .edges = 1}, s);
}

typedef struct shape {
  const char *name;
  void (*draw)(nb_style s);
  bool along; // it is drawn along its length, or grows
} shape;

static const shape shapes[] = {
    {"line", line, true},
    {"polyline", polyline, true},
    {"arrow", arrow, true},
    {"circle", circle, true},
    {"curved_arrow", curved_arrow, true},
    {"arc", arc, true},
    {"ellipse", ellipse, true},
    {"rectangle", rectangle, true},
    {"polygon", polygon, true},
    {"brace", brace, true},
    {"right_angle", right_angle, true},
    {"grid", grid, true},
    {"curve", curve, true},
    {"parametric", parametric, true},
    {"plot", plot, true},
    {"point", point, true},
    {"field", field, true},
    {"bars", bars, true},
    {"heat_map", heat_map, false},
    {"diagram", diagram, false},
};

enum { SHAPE_COUNT = sizeof shapes / sizeof *shapes };

// How much of a shape there is: the length of all its paths.
static double drawn(const shape *s, nb_style style)
{
  double length = 0;
  begin();
  s->draw(style);
  finish();
  for (int k = 0; k < seen.count; k++)
    if (seen.commands[k].op == NB_OP_PATH)
      length += recorded_length(&seen.commands[k]);
  return length;
}

// Advice paints nothing.
static bool nothing_drawn(void)
{
  for (int k = 0; k < seen.count; k++)
    if (seen.commands[k].op != NB_OP_GROUP && seen.commands[k].op != NB_OP_END &&
        seen.commands[k].op != NB_OP_MISTAKE)
      return false;
  return true;
}

static void draws_nothing_unseen(void **state)
{
  (void)state;
  const nb_style unseen[] = {nb_style(.reveal = 0), nb_style(.alpha = 0), nb_style(.reveal = NAN),
                             nb_style(.alpha = NAN), nb_style(.reveal = -1)};
  for (int k = 0; k < SHAPE_COUNT; k++)
    for (int n = 0; n < 5; n++) {
      drawn(&shapes[k], unseen[n]);
      if (!nothing_drawn())
        fail_msg("%s draws with style %d", shapes[k].name, n);
    }
}

static void reveals_more_and_more(void **state)
{
  (void)state;
  for (int k = 0; k < SHAPE_COUNT; k++) {
    if (!shapes[k].along)
      continue;
    double whole = drawn(&shapes[k], nb_style()), last = 0;
    assert_true(whole > 0);
    for (int n = 1; n <= 200; n++) {
      double now = drawn(&shapes[k], nb_style(.reveal = (float)n / 200));
      if (!(now >= last - 1e-5 * whole))
        fail_msg("%s: %g at %d/200 after %g", shapes[k].name, now, n, last);
      last = now;
    }
    if (last != whole)
      fail_msg("%s: %g at reveal 1, %g in all", shapes[k].name, last, whole);
  }
}

// Lines are revealed evenly: half of the length at half the way.
static void reveals_by_length(void **state)
{
  (void)state;
  const shape *even[] = {&shapes[0], &shapes[1], &shapes[8], &shapes[10], &shapes[12], &shapes[14]};
  for (int k = 0; k < 6; k++) {
    double whole = drawn(even[k], nb_style()), part = drawn(even[k], nb_style(.reveal = 0.37f));
    if (!(fabs(part / whole - 0.37) < 1e-5))
      fail_msg("%s: %g of %g", even[k]->name, part, whole);
  }
}

static void fills_in_the_second_half(void **state)
{
  (void)state;
  const float reveals[] = {0.5f, 0.75f, 1};
  const uint32_t alphas[] = {0, 128, 255};
  for (int k = 0; k < 3; k++) {
    begin();
    circle(nb_style(.fill = NB_I, .reveal = reveals[k], .width = -1));
    finish();
    assert_int_equal(seen.count, alphas[k] == 0 ? 0 : 1);
    if (seen.count == 1)
      assert_in_range(seen.commands[0].path.paint.color >> 24, alphas[k] - 1, alphas[k]);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Arrows

// The tip is the fourth point, and none lies farther along.
static void assert_tip(nb_vec2 from, nb_vec2 to, nb_style style)
{
  begin();
  nb_arrow(board, from, to, style);
  finish();
  assert_int_equal(seen.count, 1);
  assert_int_equal(seen.commands[0].path.point_count, 7);
  assert_point(seen.commands[0].points[3], to.x, to.y);
  nb_vec2 along = nb_unit(nb_sub(to, from));
  for (int k = 0; k < 7; k++)
    assert_true(k == 3 || nb_dot(nb_sub(seen.commands[0].points[k], to), along) < 0);
}

static void arrows_end_exactly(void **state)
{
  (void)state;
  assert_tip(nb_origin(), nb_at(2.44f, 2.64f), nb_style());
  assert_tip(nb_at(0.1f, 0.2f), nb_at(-7.7f, 3.3f), nb_style(.width = 20));
  assert_tip(nb_at(1, 1), nb_at(1.001f, 1.0007f), nb_style()); // far shorter than its head
}

static void short_arrows_shrink_whole(void **state)
{
  (void)state;
  double sizes[2];
  for (int k = 0; k < 2; k++) {
    nb_vec2 to = nb_at(k == 0 ? 0.1f : 0.05f, 0);
    assert_tip(nb_origin(), to, nb_style());
    sizes[k] = recorded_length(&seen.commands[0]);
  }
  assert_float_equal((float)(sizes[0] / sizes[1]), 2, 1e-4f);
}

static void no_arrow_without_length(void **state)
{
  (void)state;
  begin();
  nb_arrow(board, nb_at(1, 2), nb_at(1, 2), nb_style());
  nb_curved_arrow(board, nb_at(1, 2), nb_at(1, 2), 0.3f, nb_style());
  finish();
  assert_int_equal(seen.count, 0);
}

static void curved_arrows_end_exactly(void **state)
{
  (void)state;
  for (int k = -10; k <= 10; k++) {
    begin();
    nb_curved_arrow(board, nb_at(-3, 1), nb_at(2, -1), 0.1f * (float)k, nb_style());
    finish();
    assert_int_equal(seen.count, 1);
    int tips = 0;
    for (uint32_t n = 0; n < seen.commands[0].path.point_count; n++)
      tips += seen.commands[0].points[n].x == 2 && seen.commands[0].points[n].y == -1;
    assert_int_equal(tips, 1);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Paths

static void shapes_leave_the_path_alone(void **state)
{
  (void)state;
  begin();
  nb_move_to(board, nb_origin());
  nb_circle(board, nb_origin(), 1, nb_style());
  nb_line_to(board, nb_at(1, 0));
  nb_draw(board, nb_style());
  finish();
  assert_int_equal(seen.count, 2);
  assert_int_equal(seen.commands[1].path.verb_count, 2);
  assert_point(seen.commands[1].points[0], 0, 0);
}

static void paths_break_at_what_is_not_finite(void **state)
{
  (void)state;
  static const uint8_t verbs[] = {NB_MOVE, NB_LINE, NB_MOVE, NB_LINE};
  begin();
  nb_move_to(board, nb_at(9, 9)); // nothing follows it: dropped
  nb_move_to(board, nb_at(0, 0));
  nb_line_to(board, nb_at(1, 0));
  nb_line_to(board, nb_at(INFINITY, 0));
  nb_line_to(board, nb_at(2, 0));
  nb_line_to(board, nb_at(3, 0));
  nb_cubic_to(board, nb_at(0, 0), nb_at(NAN, 0), nb_at(1, 1));
  nb_line_to(board, nb_at(5, 5));
  nb_draw(board, nb_style());
  finish();
  assert_int_equal(seen.count, 1);
  assert_int_equal(seen.commands[0].path.verb_count, 4);
  assert_memory_equal(seen.commands[0].verbs, verbs, 4);
  assert_point(seen.commands[0].points[2], 2, 0);
}

static void after_close_the_start_goes_on(void **state)
{
  (void)state;
  begin();
  nb_move_to(board, nb_at(1, 2));
  nb_line_to(board, nb_at(2, 2));
  nb_close(board);
  nb_line_to(board, nb_at(3, 3));
  nb_draw(board, nb_style());
  finish();
  assert_int_equal(seen.commands[0].path.verb_count, 5);
  assert_point(seen.commands[0].points[2], 1, 2);
}

// ---------------------------------------------------------------------------------------------------------------
// Groups and hands

static void closes_open_groups(void **state)
{
  (void)state;
  begin();
  nb_group(board, nb_affine_identity(), 1);
  nb_clip(board, (nb_rect){0, 0, 1, 1});
  finish();
  assert_int_equal(seen.count, 4);
  assert_int_equal(seen.commands[3].op, NB_OP_END);
}

static void hides_what_cannot_show(void **state)
{
  (void)state;
  begin();
  nb_group(board, (nb_affine){{NAN, 0}, {0, 1}, {0, 0}}, 1);
  nb_clip(board, (nb_rect){0, 0, 1, 1});
  line(nb_style());
  nb_end(board);
  nb_end(board);
  nb_group(board, nb_affine_identity(), 0);
  line(nb_style());
  nb_end(board);
  line(nb_style());
  finish();
  assert_int_equal(seen.count, 1);
}

// A path with nothing in it, or one that is nowhere, lets nothing show.
static void shows_through_a_path(void **state)
{
  (void)state;
  begin();
  nb_path_circle(board, nb_origin(), 2);
  nb_clip_path(board, nb_take_path(board));
  line(nb_style());
  nb_end(board);
  nb_clip_path(board, (nb_path){0});
  line(nb_style());
  nb_end(board);
  nb_clip_path(board, (nb_path){(const uint8_t[]){NB_MOVE, NB_LINE}, (nb_vec2[]){{0, 0}, {NAN, 0}}, 2, 2});
  line(nb_style());
  nb_end(board);
  finish();
  assert_int_equal(seen.count, 3);
  assert_int_equal(seen.commands[0].op, NB_OP_GROUP);
  assert_int_equal(seen.commands[0].group.mask_verbs, 6);
  assert_point(seen.commands[0].points[0], 2, 0);
}

static void tells_of_groups_that_do_not_match(void **state)
{
  (void)state;
  const void *list;
  size_t size;
  begin();
  nb_end(board);
  assert_int_equal(nb_board_finish(board, &list, &size).id, NB_BAD_SCENE);
  begin();
  for (int k = 0; k <= NB_LIST_MAX_DEPTH; k++)
    nb_group(board, nb_affine_identity(), 1);
  assert_int_equal(nb_board_finish(board, &list, &size).id, NB_BAD_SCENE);
  begin();
  assert_int_equal(nb_board_finish(board, &list, &size).id, NB_OK);
}

static void grabs_only_what_is_in_the_state(void **state)
{
  (void)state;
  float outside = 0, fields[8] = {0};
  nb_board_begin(board, NB_CHALK, fields, sizeof fields);
  nb_grab_value(board, &outside, nb_origin(), nb_at(1, 0));
  nb_grab_value(board, fields + 8, nb_origin(), nb_at(1, 0));
  nb_grab_canvas(board, fields + 4, 5, 1, (nb_rect){0, 0, 1, 1});
  nb_grab_canvas(board, fields, -1, -4, (nb_rect){0, 0, 1, 1});
  nb_grab_value(board, fields, nb_at(NAN, 0), nb_at(1, 0));
  nb_grab_value(board, fields + 7, nb_at(3, 4), nb_at(1, 0));
  finish();
  assert_int_equal(seen.count, 1);
  assert_int_equal(seen.commands[0].grab.offset, 28);
  assert_int_equal(seen.commands[0].grab.bytes, 4);
  assert_point(seen.commands[0].grab.at, 3, 4);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(draws_nothing_unseen),
      cmocka_unit_test(reveals_more_and_more),
      cmocka_unit_test(reveals_by_length),
      cmocka_unit_test(fills_in_the_second_half),
      cmocka_unit_test(arrows_end_exactly),
      cmocka_unit_test(short_arrows_shrink_whole),
      cmocka_unit_test(no_arrow_without_length),
      cmocka_unit_test(curved_arrows_end_exactly),
      cmocka_unit_test(shapes_leave_the_path_alone),
      cmocka_unit_test(paths_break_at_what_is_not_finite),
      cmocka_unit_test(after_close_the_start_goes_on),
      cmocka_unit_test(closes_open_groups),
      cmocka_unit_test(hides_what_cannot_show),
      cmocka_unit_test(shows_through_a_path),
      cmocka_unit_test(tells_of_groups_that_do_not_match),
      cmocka_unit_test(grabs_only_what_is_in_the_state),
  };
  return cmocka_run_group_tests(tests, open_board, close_board);
}
