// The desk: what each tool does to the page, and what undoing and backing out leave.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "app/desk.h"
#include "nabla/list.h"
#include "nabla/math/random.h"
#include "nabla/record.h"

typedef struct table {
  desk desk;
  ink_page page;
  double now;
} table;

static int set_up(void **state)
{
  static table t;
  t = (table){0};
  assert_false(nb_failed(desk_open(&t.desk)));
  desk_turn(&t.desk, &t.page);
  *state = &t;
  return 0;
}

static int tear_down(void **state)
{
  table *t = *state;
  desk_close(&t->desk);
  ink_page_free(&t->page);
  return 0;
}

static ink_sample at(table *t, float x, float y)
{
  t->now += 0.01;
  return (ink_sample){.at = {x, y}, .when = t->now, .pressure = -1};
}

// A straight drag of the tool in the hand.
static void drag(table *t, float x0, float y0, float x1, float y1)
{
  desk_down(&t->desk, at(t, x0, y0));
  for (int k = 1; k <= 20; k++)
    desk_move(&t->desk, at(t, x0 + (x1 - x0) * (float)k / 20, y0 + (y1 - y0) * (float)k / 20));
  desk_up(&t->desk);
}

static uint32_t shown(table *t)
{
  uint32_t count;
  ink_page_shown(&t->page, &count);
  return count;
}

// Three level strokes, one above the other.
static void write_three(table *t)
{
  desk_take(&t->desk, DESK_PEN);
  for (int k = 0; k < 3; k++)
    drag(t, -2, (float)k, 2, (float)k);
  assert_int_equal(shown(t), 3);
}

static void test_writing(void **state)
{
  table *t = *state;
  write_three(t);
  assert_true(desk_undo(&t->desk) && desk_undo(&t->desk));
  assert_int_equal(shown(t), 1);
  assert_true(desk_redo(&t->desk));
  assert_int_equal(shown(t), 2);
  drag(t, 0, 3, 1, 3);
  assert_false(desk_redo(&t->desk));
  desk_down(&t->desk, at(t, 0, 0));
  desk_move(&t->desk, at(t, 1, 1));
  assert_true(desk_back(&t->desk)); // what is being written never was
  assert_int_equal(shown(t), 3);
  assert_true(desk_back(&t->desk)); // the pen is put down
  assert_int_equal(t->desk.tool, DESK_HAND);
  assert_false(desk_back(&t->desk));
}

// One drag of the eraser is one edit, whatever it took; backing out of it puts all back.
static void test_erasing(void **state)
{
  table *t = *state;
  write_three(t);
  desk_take(&t->desk, DESK_ERASER);
  drag(t, 0, -1, 0, 1.5f);
  assert_int_equal(shown(t), 1);
  desk_undo(&t->desk);
  assert_int_equal(shown(t), 3);
  desk_down(&t->desk, at(t, 0, -1));
  desk_move(&t->desk, at(t, 0, 3));
  assert_int_equal(shown(t), 0);
  desk_back(&t->desk);
  assert_int_equal(shown(t), 3);
}

static void test_backing_out_of_nothing_erased(void **state)
{
  table *t = *state;
  write_three(t);
  desk_take(&t->desk, DESK_ERASER);
  desk_down(&t->desk, at(t, 5, 4));
  desk_back(&t->desk);
  assert_int_equal(shown(t), 3); // and the last stroke is not undone by mistake
}

static void test_trimming(void **state)
{
  table *t = *state;
  write_three(t);
  desk_take(&t->desk, DESK_KNIFE);
  drag(t, 0, -1, 0, 3);
  assert_int_equal(shown(t), 6); // each in two
  drag(t, -1, -1, -1, 3);
  assert_int_equal(shown(t), 9);
  desk_undo(&t->desk);
  assert_int_equal(shown(t), 6);
  desk_undo(&t->desk);
  assert_int_equal(shown(t), 3);
}

static void catch_two(table *t)
{
  desk_take(&t->desk, DESK_LASSO);
  desk_down(&t->desk, at(t, -3, -0.5f));
  desk_move(&t->desk, at(t, 3, -0.5f));
  desk_move(&t->desk, at(t, 3, 1.5f));
  desk_move(&t->desk, at(t, -3, 1.5f));
  desk_up(&t->desk);
  assert_int_equal(t->desk.selected_count, 2);
}

static void test_moving_and_scaling(void **state)
{
  table *t = *state;
  write_three(t);
  catch_two(t);
  nb_rect before = desk_selection(&t->desk);
  drag(t, 0, 0.5f, 1, 2.5f);
  nb_rect after = desk_selection(&t->desk);
  assert_true(fabsf(after.x - before.x - 1) < 1e-4f && fabsf(after.y - before.y - 2) < 1e-4f);
  assert_int_equal(shown(t), 3);
  drag(t, after.x + after.width, after.y + after.height, after.x + 2 * after.width,
       after.y + 2 * after.height);
  nb_rect large = desk_selection(&t->desk);
  if (!(fabsf(large.width / after.width - 2) < 0.1f && fabsf(large.x - after.x) < 0.1f))
    fail_msg("from (%g, width %g) to (%g, width %g)", after.x, after.width, large.x, large.width);
  desk_undo(&t->desk);
  desk_undo(&t->desk);
  assert_true(t->page.strokes[0].shown && t->page.strokes[1].shown && shown(t) == 3);
}

static void test_copy_colour_delete(void **state)
{
  table *t = *state;
  write_three(t);
  catch_two(t);
  assert_true(desk_duplicate(&t->desk));
  assert_int_equal(shown(t), 5);
  desk_color(&t->desk, 3);
  assert_int_equal(shown(t), 5);
  for (uint32_t k = 0; k < t->desk.selected_count; k++)
    assert_int_equal(t->page.strokes[t->desk.selected[k]].look.color, 3);
  assert_int_equal(t->page.strokes[0].look.color, 0); // what was copied stays as it was
  assert_true(desk_delete(&t->desk));
  assert_int_equal(shown(t), 3);
  assert_false(desk_delete(&t->desk));
}

// What was marked with another tool in the hand, to be pinned, is let go of where that tool touches the board: two edits at once
// would be one too many.
static void test_erasing_while_something_is_marked(void **state)
{
  table *t = *state;
  const uint32_t *strokes;
  write_three(t);
  desk_take(&t->desk, DESK_ERASER);
  assert_int_equal(desk_marked(&t->desk, &strokes), 1);
  desk_down(&t->desk, at(t, 5, 3));
  assert_false(desk_delete(&t->desk));
  desk_color(&t->desk, 3);
  desk_move(&t->desk, at(t, 0, 3));
  desk_move(&t->desk, at(t, 0, 0.5f));
  desk_up(&t->desk);
  assert_int_equal(shown(t), 1);
  assert_true(desk_undo(&t->desk));
  assert_int_equal(shown(t), 3);
}

static void test_holding_straightens_once(void **state)
{
  table *t = *state;
  desk_take(&t->desk, DESK_PEN);
  desk_down(&t->desk, at(t, -2, 0));
  for (int k = 1; k <= 40; k++)
    desk_move(&t->desk, at(t, -2 + 0.1f * (float)k, 0.02f * sinf((float)k)));
  assert_false(desk_look(&t->desk, t->now + 0.1));
  assert_true(isfinite(desk_next_change(&t->desk, t->now)));
  assert_true(desk_look(&t->desk, t->now + 1));
  assert_false(desk_look(&t->desk, t->now + 2));
  desk_up(&t->desk);
  assert_int_equal(t->page.strokes[0].count, 2);
}

static void test_laser_leaves_nothing(void **state)
{
  table *t = *state;
  desk_take(&t->desk, DESK_LASER);
  drag(t, 0, 0, 3, 3);
  assert_int_equal(shown(t), 0);
  assert_int_equal(t->page.edit_count, 0);
  assert_true(desk_next_change(&t->desk, t->now) <= t->now);
  assert_true(isinf(desk_next_change(&t->desk, t->now + 5)));
}

static void test_trail_is_set_and_put_out(void **state)
{
  table *t = *state;
  desk_trail(&t->desk, 4);
  desk_take(&t->desk, DESK_LASER);
  drag(t, 0, 0, 3, 3);
  assert_true(desk_next_change(&t->desk, t->now + 3.5) <= t->now + 3.5);
  assert_true(isinf(desk_next_change(&t->desk, t->now + 4.5)));
  desk_clear_trail(&t->desk);
  assert_true(isinf(desk_next_change(&t->desk, t->now)));
}

// The trail's lines, and how wide the widest is, points: the rest that a laser shows are dots.
static int trail_lines(table *t, float *widest)
{
  nb_board *b;
  const void *list;
  size_t size;
  nb_list_reader reader;
  nb_command c;
  bool done = false;
  int lines = 0;
  *widest = 0;
  assert_false(nb_failed(nb_board_create(&b, NULL)));
  nb_board_begin(b, NB_CHALK, NULL, 0);
  desk_record(&t->desk, b, (nb_rect){-8, -4.5f, 16, 9}, t->now);
  assert_false(nb_failed(nb_board_finish(b, &list, &size)));
  assert_false(nb_failed(nb_list_read(&reader, list, size)));
  while (!nb_failed(nb_list_next(&reader, &c, &done)) && !done)
    if (c.op == NB_OP_PATH && c.path.mode == NB_STROKE && c.path.verb_count == 2) {
      lines++;
      *widest = fmaxf(*widest, c.path.stroke.width);
    }
  nb_board_destroy(b);
  return lines;
}

// Where the pointer rested the trail goes on, and where it came back from elsewhere it does not. No part of it is wider than
// where it is fresh.
static void test_trail_has_no_holes(void **state)
{
  table *t = *state;
  float widest;
  desk_trail(&t->desk, 10);
  desk_take(&t->desk, DESK_LASER);
  desk_down(&t->desk, at(t, 0, 0));
  t->now += 1;
  desk_move(&t->desk, at(t, 0.3f, 0)); // it rested
  desk_move(&t->desk, at(t, 2, 0));    // a quick hand
  assert_int_equal(trail_lines(t, &widest), 2);
  t->now += 1;
  desk_move(&t->desk, at(t, -5, 3));
  assert_int_equal(trail_lines(t, &widest), 2);
  t->now -= 5; // somebody else's clock
  assert_int_equal(trail_lines(t, &widest), 2);
  assert_true(widest < 8.01f);
}

// Two things are underlined, one after the other: the first fades in its own time, and no line leads from it to the second.
static void test_trail_outlives_the_next(void **state)
{
  table *t = *state;
  float widest;
  desk_trail(&t->desk, 2);
  desk_take(&t->desk, DESK_LASER);
  drag(t, 0, 0, 1, 0);
  assert_int_equal(trail_lines(t, &widest), 20);
  drag(t, 0, 2, 1, 2);
  assert_int_equal(trail_lines(t, &widest), 40);
  t->now += 1;
  drag(t, 0, 3, 1, 3);
  assert_int_equal(trail_lines(t, &widest), 60);
  t->now += 1;
  assert_int_equal(trail_lines(t, &widest), 20);
  assert_true(isinf(desk_next_change(&t->desk, t->now + 1.1)));
}

// However long a trail is to stay: where the hand only passed, it goes at once.
static void test_trail_of_a_passing_hand_is_short(void **state)
{
  table *t = *state;
  float widest;
  desk_trail(&t->desk, 10);
  desk_take(&t->desk, DESK_LASER);
  drag(t, 0, 0, 1, 0);
  for (int k = 1; k <= 10; k++)
    desk_move(&t->desk, at(t, 1, 0.1f * (float)k));
  assert_int_equal(trail_lines(t, &widest), 30);
  t->now += 1.3;
  assert_int_equal(trail_lines(t, &widest), 20);
  assert_true(desk_next_change(&t->desk, t->now) <= t->now);
}

// Whatever is done in whatever order, undoing all leads to the empty page, and doing all again to where it was.
static void test_anything(void **state)
{
  table *t = *state;
  nb_random r = nb_random_seed(11, 0);
  for (int k = 0; k < 300; k++) {
    uint32_t what = nb_random_below(&r, 12);
    if (what < DESK_TOOLS)
      desk_take(&t->desk, (desk_tool)what);
    else if (what == 8)
      desk_delete(&t->desk);
    else if (what == 9)
      desk_duplicate(&t->desk);
    else if (what == 10)
      desk_undo(&t->desk);
    else
      desk_back(&t->desk);
    float p[4];
    for (int j = 0; j < 4; j++)
      p[j] = 6 * nb_random_float(&r) - 3;
    drag(t, p[0], p[1], p[2], p[3]);
    assert_false(nb_failed(desk_trouble(&t->desk)));
  }
  uint32_t count = shown(t), edits = t->page.done;
  assert_true(edits > 50);
  while (desk_undo(&t->desk))
    ;
  assert_int_equal(shown(t), 0);
  for (uint32_t k = 0; k < edits; k++)
    assert_true(desk_redo(&t->desk));
  assert_int_equal(shown(t), count);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
  const struct CMUnitTest tests[] = {
      TEST(test_writing),
      TEST(test_erasing),
      TEST(test_trimming),
      TEST(test_backing_out_of_nothing_erased),
      TEST(test_moving_and_scaling),
      TEST(test_copy_colour_delete),
      TEST(test_erasing_while_something_is_marked),
      TEST(test_holding_straightens_once),
      TEST(test_laser_leaves_nothing),
      TEST(test_trail_is_set_and_put_out),
      TEST(test_trail_has_no_holes),
      TEST(test_trail_outlives_the_next),
      TEST(test_trail_of_a_passing_hand_is_short),
      TEST(test_anything),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
