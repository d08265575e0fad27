// Handles taken hold of and let go: what a hand does to a stage. The scene is tests/scenes/hands.c.
#include "staged.h"

#include <math.h>

#include "app/entry.h"
#include "app/hands.h"
#include "app/overlay.h"
#include "recorded.h"
#include "scenes/hands.h"

typedef struct table {
  playback playback;
  hands hands;
} table;

static void draw(table *t, nb_vec2 pointer)
{
  const void *list;
  size_t size;
  assert_ok(stage_draw(t->playback.stage, NB_CHALK, &list, &size));
  hands_look(&t->hands, pointer, false);
}

static void open_table(table *t, void *fonts, int step)
{
  t->playback = playback_start(open_scene(TEST_SCENE("hands"), fonts));
  t->hands = hands_start(&t->playback);
  jump(t->playback.stage, step, 0);
}

static void close_table(table *t)
{
  hands_end(&t->hands);
  stage_close(t->playback.stage);
}

static const State *state_of(const table *t)
{
  return stage_state(t->playback.stage);
}

// Takes what is at `from`, and brings it to `to` in ten frames.
static void drag(table *t, nb_vec2 from, nb_vec2 to, bool snap, bool fine)
{
  draw(t, from);
  assert_true(hands_take(&t->hands, false));
  for (int k = 0; k <= 10; k++) {
    nb_vec2 p = nb_mix2(from, to, (float)k / 10);
    hands_move(&t->hands, p, snap, fine);
    assert_ok(hands_apply(&t->hands));
    draw(t, p);
  }
}

static void assert_near(nb_vec2 found, nb_vec2 expected)
{
  if (!(nb_length(nb_sub(found, expected)) < 1e-4f))
    fail_msg("found (%.9g, %.9g), expected (%.9g, %.9g)", found.x, found.y, expected.x, expected.y);
}

static void test_looking(void **state)
{
  table t;
  open_table(&t, *state, LIVE);
  draw(&t, nb_at(2.05f, 1.05f));
  assert_true(t.hands.over);
  assert_string_equal(t.hands.hovered.param->name, "v");
  draw(&t, nb_at(5, 0));
  assert_string_equal(t.hands.hovered.param->name, "canvas");
  draw(&t, nb_at(0, -1.5f));
  assert_true(t.hands.over && !t.hands.hovered.param);
  draw(&t, nb_at(0, 3));
  assert_false(t.hands.over);
  assert_false(hands_take(&t.hands, false));
  close_table(&t);
}

static void test_grip_is_kept(void **state)
{
  table t;
  open_table(&t, *state, MOVE);
  drag(&t, nb_at(2.1f, 0.95f), nb_at(2.1f, 0.95f), false, false);
  assert_near(state_of(&t)->v, nb_at(2, 1));
  hands_release(&t.hands);
  drag(&t, nb_at(2.1f, 0.95f), nb_at(-0.9f, 1.95f), false, false);
  assert_near(state_of(&t)->v, nb_at(-1, 2));
  hands_release(&t.hands);
  drag(&t, nb_at(-1, 2), nb_at(0, 2), false, true); // fine: a tenth
  assert_near(state_of(&t)->v, nb_at(-0.9f, 2));
  hands_release(&t.hands);
  drag(&t, nb_at(-0.9f, 2), nb_at(1.2f, 2.2f), true, false);
  assert_near(state_of(&t)->v, nb_at(1, 2));
  close_table(&t);
}

// Beyond the parameter's range it stays at the range's end, and comes back when the pointer does.
static void test_range(void **state)
{
  table t;
  open_table(&t, *state, MOVE);
  drag(&t, nb_at(2, 1), nb_at(7, 1), false, false);
  assert_near(state_of(&t)->v, nb_at(3, 1));
  hands_move(&t.hands, nb_at(2.5f, 1), false, false);
  assert_ok(hands_apply(&t.hands));
  assert_near(state_of(&t)->v, nb_at(2.5f, 1));
  close_table(&t);
}

// The scene turns u while it is held: it stays in the hand, and goes on turning when it is let go.
static void test_holding_while_playing(void **state)
{
  table t;
  open_table(&t, *state, MOVE);
  nb_vec2 hand = nb_at(-3, 1);
  draw(&t, hand);
  assert_true(hands_take(&t.hands, false));
  for (int frame = 0; frame < 120; frame++) {
    assert_ok(hands_apply(&t.hands));
    assert_true(playback_run(&t.playback, 1.0 / 60));
    draw(&t, hand);
    assert_true(nb_length(nb_sub(t.hands.held.grab.at, hand)) < 0.02f);
  }
  assert_true(nb_length(nb_sub(state_of(&t)->u, nb_at(0, 1))) > 1);
  close_table(&t);
}

static void test_number(void **state)
{
  table t;
  open_table(&t, *state, MOVE);
  drag(&t, nb_at(-2, 3), nb_at(-1.7f, 3.5f), false, false);
  assert_true(fabsf(state_of(&t)->rate - 1.3f) < 1e-5f);
  hands_move(&t.hands, nb_at(-1.7f, 3.5f), true, false);
  assert_ok(hands_apply(&t.hands));
  assert_true(state_of(&t)->rate == 1.25f);
  close_table(&t);
}

// A press on a slider's track brings its knob there; one on the knob keeps the distance.
static void test_track(void **state)
{
  table t;
  open_table(&t, *state, LIVE);
  drag(&t, nb_add(SLIDER_LEFT, nb_at(0.4f, 0.05f)), nb_add(SLIDER_LEFT, nb_at(0.6f, 0.05f)), false, false);
  assert_float_equal(state_of(&t)->rate, 0.6f, 1e-5f);
  hands_release(&t.hands);
  drag(&t, nb_add(SLIDER_LEFT, nb_at(0.65f, 0)), nb_add(SLIDER_LEFT, nb_at(1.65f, 0)), false, false);
  assert_float_equal(state_of(&t)->rate, 1.6f, 1e-5f);
  hands_release(&t.hands);
  draw(&t, nb_add(SLIDER_LEFT, nb_at(2.4f, 0)));
  assert_false(t.hands.over);
  close_table(&t);
}

// The keyboard's ring stands around the knob, and leaves the track alone.
static void test_focus_on_a_track(void **state)
{
  nb_board *board;
  recorded r;
  nb_grab_fixed grab = {.kind = NB_GRAB_VALUE, .at = {-1, 0}, .area = {-1, -0.1f, 3, 0.2f}};
  assert_ok(nb_board_create(&board, *state));
  nb_board_begin(board, NB_CHALK, NULL, 0);
  overlay_focus(board, &grab, nb_at(0, 0));
  record_read(board, &r);
  assert_true(r.count > 0);
  for (int k = 0; k < r.count; k++)
    for (uint32_t n = 0; n < r.commands[k].path.point_count; n++)
      assert_true(nb_length(nb_sub(r.commands[k].points[n], grab.at)) < 0.6f);
  nb_board_destroy(board);
}

static void test_cancel_and_reset(void **state)
{
  table t;
  open_table(&t, *state, MOVE);
  drag(&t, nb_at(2, 1), nb_at(1, 1), false, false);
  hands_release(&t.hands);
  drag(&t, nb_at(1, 1), nb_at(0, 2), false, false);
  assert_ok(hands_cancel(&t.hands));
  assert_near(state_of(&t)->v, nb_at(1, 1));
  assert_false(t.hands.holding);
  draw(&t, nb_at(1, 1));
  assert_true(hands_reset(&t.hands));
  assert_near(state_of(&t)->v, nb_at(2, 1));
  close_table(&t);
}

static float ink(const table *t)
{
  float sum = 0;
  for (int k = 0; k < CELLS * CELLS; k++)
    sum += state_of(t)->canvas[k];
  return sum;
}

static void test_canvas(void **state)
{
  table t;
  open_table(&t, *state, LIVE);
  draw(&t, nb_at(4.5f, 1));
  assert_true(hands_take(&t.hands, false));
  assert_ok(hands_apply(&t.hands)); // a touch draws a dot
  float dot = ink(&t);
  assert_true(dot > 0.5f && dot < 4);
  hands_move(&t.hands, nb_at(6.5f, 1), false, false);
  assert_ok(hands_apply(&t.hands));
  float line = ink(&t);
  assert_true(line > 10);
  hands_release(&t.hands);
  hands_move(&t.hands, nb_at(6.5f, -0.5f), false, false);
  assert_ok(hands_apply(&t.hands));
  assert_true(ink(&t) == line);
  draw(&t, nb_at(4.5f, 1));
  assert_true(hands_take(&t.hands, true));
  hands_move(&t.hands, nb_at(6.5f, 1), false, false);
  assert_ok(hands_apply(&t.hands));
  assert_true(ink(&t) == 0);
  assert_ok(hands_cancel(&t.hands));
  assert_true(ink(&t) == line);
  close_table(&t);
}

static void test_time(void **state)
{
  table t;
  open_table(&t, *state, LIVE);
  jump(t.playback.stage, LIVE, 8); // 8 seconds are reached: the stretch stands for 0 to 8
  drag(&t, nb_at(1, -1.5f), nb_at(0, -1.5f), false, false);
  assert_true(hands_hold_time(&t.hands));
  assert_true(fabsf(stage_where(t.playback.stage).seconds - 4) < 1e-3f);
  hands_move(&t.hands, nb_at(-9, -1.5f), false, false);
  assert_ok(hands_apply(&t.hands));
  assert_true(stage_where(t.playback.stage).seconds == 0);
  assert_ok(hands_cancel(&t.hands));
  assert_true(fabsf(stage_where(t.playback.stage).seconds - 8) < 1e-3f);
  close_table(&t);
}

// The middle of rate where it is written.
static stage_grab written_rate(const table *t)
{
  const stage_grab *grabs;
  int count = stage_grabs(t->playback.stage, &grabs);
  for (int k = 0; k < count; k++)
    if (grabs[k].grab.kind == NB_GRAB_NUMBER)
      return grabs[k];
  fail_msg("no number is drawn");
  return grabs[0];
}

static void test_written_number(void **state)
{
  table t;
  open_table(&t, *state, MOVE);
  draw(&t, nb_origin());
  nb_vec2 at = written_rate(&t).grab.at;
  drag(&t, at, nb_add(at, nb_at(1.5f, 0)), false, false); // a quarter of 0 to 2
  assert_float_equal(state_of(&t)->rate, 1.5, 1e-6);
  assert_false(hands_clicked(&t.hands));
  hands_release(&t.hands);
  drag(&t, at, nb_add(at, nb_at(-6, 0)), false, true); // fine: a tenth of 2
  assert_float_equal(state_of(&t)->rate, 1.3, 1e-6);
  assert_ok(hands_cancel(&t.hands));
  assert_float_equal(state_of(&t)->rate, 1.5, 1e-6);
  draw(&t, at);
  assert_true(hands_step(&t.hands, -3, false, false));
  assert_float_equal(state_of(&t)->rate, 1.44, 1e-6);
  draw(&t, at);
  assert_true(hands_take(&t.hands, false));
  assert_true(hands_clicked(&t.hands));
  hands_release(&t.hands);
  draw(&t, nb_at(0, 3));
  assert_false(hands_step(&t.hands, 1, false, false));
  close_table(&t);
}

// Types into rate, and accepts.
static nb_error type(table *t, entry *e, const char *text)
{
  draw(t, nb_origin());
  entry_open(e, t->playback.stage, written_rate(t));
  assert_true(e->open);
  entry_type(e, text);
  return entry_accept(e, t->playback.stage);
}

static void test_typed_number(void **state)
{
  table t;
  entry e;
  open_table(&t, *state, MOVE);
  assert_ok(type(&t, &e, "1.75"));
  assert_false(e.open);
  assert_float_equal(state_of(&t)->rate, 1.75, 0);
  assert_ok(type(&t, &e, "0,5 x"));
  assert_float_equal(state_of(&t)->rate, 0.5, 0);
  assert_ok(type(&t, &e, "-7")); // its range is 0 to 2
  assert_float_equal(state_of(&t)->rate, 0, 0);
  assert_ok(type(&t, &e, "")); // nothing typed, nothing changed
  assert_float_equal(state_of(&t)->rate, 0, 0);
  assert_int_equal(type(&t, &e, "-.").id, NB_OUT_OF_RANGE);
  assert_true(e.open);
  entry_erase(&e);
  entry_erase(&e);
  entry_erase(&e);
  entry_type(&e, "1.2.5-5555555555555555555555555555555555");
  assert_true(strlen(e.text) < sizeof e.text && strncmp(e.text, "1.255", 5) == 0);
  entry_close(&e);
  assert_ok(type(&t, &e, "2"));
  entry_follow(&e, t.playback.stage);
  assert_false(e.open);
  close_table(&t);
}

static int open_fonts(void **state)
{
  nb_fonts *fonts;
  assert_ok(nb_fonts_open(&fonts, NABLA_ASSETS));
  *state = fonts;
  return 0;
}

static int close_fonts(void **state)
{
  nb_fonts_close(*state);
  return 0;
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_looking),        cmocka_unit_test(test_grip_is_kept),
      cmocka_unit_test(test_range),          cmocka_unit_test(test_holding_while_playing),
      cmocka_unit_test(test_number),         cmocka_unit_test(test_cancel_and_reset),
      cmocka_unit_test(test_canvas),         cmocka_unit_test(test_time),
      cmocka_unit_test(test_written_number), cmocka_unit_test(test_typed_number),
      cmocka_unit_test(test_track),          cmocka_unit_test(test_focus_on_a_track),
  };
  return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
