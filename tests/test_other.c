// Runs that are left and come back: the other run's end and its past, and that jumping, stepping, branching and undoing
// in any order leave the state that the same edits leave when they are made directly.
#include "staged.h"

#include <math.h>

#include "app/undo.h"
#include "scenes/ticked.h"

static void play(stage *s, int ticks)
{
  for (int k = 0; k < ticks; k++)
    stage_play(s, 1.0f / 60);
}

static void set_rate(stage *s, float rate)
{
  assert_ok(stage_set(s, stage_param(s, "rate")->offset, &rate, sizeof rate));
}

static void *copy_state(const stage *s)
{
  void *kept = malloc(sizeof(State));
  memcpy(kept, stage_state(s), sizeof(State));
  return kept;
}

static void a_run_that_was_left_stays(void **unused)
{
  (void)unused;
  stage *s = open_scene(TEST_SCENE("ticked"), NULL);
  jump(s, LIVE, 0);
  bool forked;
  assert_false(stage_has_other(s, NULL));
  play(s, 200);
  picture end = take_picture(s, NB_CHALK);
  void *left = copy_state(s);
  assert_false(stage_has_other(s, NULL));
  jump(s, LIVE, 0.5f);
  assert_true(stage_has_other(s, &forked) && !forked);
  set_rate(s, 3);
  play(s, 60);
  assert_true(stage_has_other(s, &forked) && forked);

  // Its picture is what it was, and is no other for this run's going on.
  const void *list;
  size_t size;
  assert_ok(stage_draw_other(s, NB_CHALK, &list, &size));
  assert_int_equal(size, end.size);
  assert_memory_equal(list, end.list, size);
  picture mine = take_picture(s, NB_CHALK);
  void *second = copy_state(s);
  stage_position where = stage_where(s);

  assert_ok(stage_take_other(s));
  assert_memory_equal(stage_state(s), left, sizeof(State));
  assert_true(stage_has_other(s, &forked) && forked);
  assert_ok(stage_take_other(s));
  assert_memory_equal(stage_state(s), second, sizeof(State));
  assert_true(stage_where(s).step == where.step && stage_where(s).seconds == where.seconds);
  picture again = take_picture(s, NB_CHALK);
  assert_int_equal(again.size, mine.size);
  assert_memory_equal(again.list, mine.list, mine.size);

  // And its past is there too.
  assert_ok(stage_take_other(s));
  jump(s, LIVE, 3);
  jump(s, LIVE, 200.0f / 60);
  assert_memory_equal(stage_state(s), left, sizeof(State));
  free(end.list);
  free(mine.list);
  free(again.list);
  free(left);
  free(second);
  stage_close(s);
}

static void what_is_short_is_no_run(void **unused)
{
  (void)unused;
  stage *s = open_scene(TEST_SCENE("ticked"), NULL);
  jump(s, LIVE, 0);
  play(s, 100);
  jump(s, LIVE, 1.5f);
  set_rate(s, 2);
  play(s, 5);
  assert_false(stage_has_other(s, NULL));
  assert_int_equal(stage_take_other(s).id, NB_OUT_OF_RANGE);
  stage_close(s);
}

static void a_look_aside_changes_nothing(void **unused)
{
  (void)unused;
  stage *s = open_scene(TEST_SCENE("ticked"), NULL);
  jump(s, LIVE, 0);
  play(s, 200);
  jump(s, LIVE, 1);
  picture there = take_picture(s, NB_CHALK);
  jump(s, LIVE, 200.0f / 60);
  void *kept = copy_state(s);
  stage_position where = stage_where(s);
  const void *list;
  size_t size;
  assert_ok(stage_peek(s, (stage_position){LIVE, 1}, NB_CHALK, &list, &size));
  assert_int_equal(size, there.size);
  assert_memory_equal(list, there.list, size);
  assert_memory_equal(stage_state(s), kept, sizeof(State));
  assert_true(stage_where(s).step == where.step && stage_where(s).seconds == where.seconds);
  assert_int_equal(stage_peek(s, (stage_position){LIVE, 60}, NB_CHALK, &list, &size).id, NB_OUT_OF_RANGE);
  assert_int_equal(stage_peek(s, (stage_position){ENDING, 0}, NB_CHALK, &list, &size).id, NB_OUT_OF_RANGE);
  assert_memory_equal(stage_state(s), kept, sizeof(State));
  free(there.list);
  free(kept);
  stage_close(s);
}

// ---------------------------------------------------------------------------------------------------------------
// In any order

enum { OPENING_TICKS = 78, MOST_TICKS = 4000 };

// What a run was made with: the rate of every tick.
typedef struct model {
  float rate[MOST_TICKS];
  int head;
} model;

static int tick_of(const stage *s)
{
  stage_position at = stage_where(s);
  return (at.step == LIVE ? OPENING_TICKS : 0) + (int)floor((double)at.seconds * 60 + 0.01);
}

static float rate_of(const stage *s)
{
  float rate;
  memcpy(&rate, (const char *)stage_state(s) + stage_param(s, "rate")->offset, sizeof rate);
  return rate;
}

// One tick with the present rate: over the past, where it makes a difference, it is a fork.
static void model_tick(model *now, model *other, bool *has_other, int tick, float rate)
{
  bool moves = tick >= OPENING_TICKS;
  if (tick < now->head && (!moves || now->rate[tick] == rate))
    return;
  if (tick < now->head && now->head - tick >= 30) {
    *other = *now;
    *has_other = true;
  }
  now->rate[tick] = rate;
  now->head = tick + 1;
}

static void go_to_tick(stage *s, int tick)
{
  bool opening = tick < OPENING_TICKS;
  jump(s, opening ? OPENING : LIVE, ((float)(opening ? tick : tick - OPENING_TICKS) + 0.3f) / 60);
}

static void assert_as_direct(const stage *s, const model *m, int tick)
{
  stage *direct = open_scene(TEST_SCENE("ticked"), NULL);
  for (int k = 0; k < tick; k++) {
    set_rate(direct, m->rate[k]);
    play(direct, 1);
  }
  set_rate(direct, rate_of(s));
  const State *a = stage_state(s), *b = stage_state(direct);
  if (a->count != b->count || memcmp(a->walk, b->walk, sizeof a->walk) != 0 ||
      memcmp(a->extra, b->extra, sizeof a->extra) != 0 ||
      memcmp(&a->random, &b->random, sizeof a->random) != 0)
    fail_msg("at tick %d the state is another than the same edits give", tick);
  stage_close(direct);
}

static void any_order(uint64_t seed)
{
  static model now, other;
  bool has_other = false;
  nb_random r = nb_random_seed(seed, 1);
  stage *s = open_scene(TEST_SCENE("ticked"), NULL);
  undo *u = undo_create(s);
  const nb_param *about;
  now.head = 0;
  for (int k = 0; k < 120; k++) {
    int ticks = (int)(nb_random_bits(&r) % 90), choice = (int)(nb_random_bits(&r) % 12);
    if (choice < 5) {
      for (int n = 0; n < ticks && now.head < MOST_TICKS - 100; n++) {
        model_tick(&now, &other, &has_other, tick_of(s), rate_of(s));
        play(s, 1);
      }
    } else if (choice < 7 && now.head > 0) {
      go_to_tick(s, (int)(nb_random_bits(&r) % (uint32_t)now.head));
    } else if (choice < 9) {
      set_rate(s, 0.5f + (float)(nb_random_bits(&r) % 4));
      undo_note(u, s, false);
    } else if (choice == 9) {
      (void)undo_back(u, s, &about);
    } else if (choice == 10) {
      (void)undo_forward(u, s, &about);
    } else if (has_other && tick_of(s) > OPENING_TICKS) {
      assert_ok(stage_take_other(s));
      model swap = now;
      now = other;
      other = swap;
      undo_note(u, s, false);
      assert_int_equal(tick_of(s), now.head);
    }
  }
  assert_as_direct(s, &now, tick_of(s));
  go_to_tick(s, now.head / 2);
  assert_as_direct(s, &now, now.head / 2);
  undo_destroy(u);
  stage_close(s);
}

static void any_order_leaves_what_direct_edits_leave(void **unused)
{
  (void)unused;
  staged_in_process = true;
  for (uint64_t seed = 1; seed <= 40; seed++)
    any_order(seed);
  staged_in_process = false;
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_run_that_was_left_stays),
      cmocka_unit_test(what_is_short_is_no_run),
      cmocka_unit_test(a_look_aside_changes_nothing),
      cmocka_unit_test(any_order_leaves_what_direct_edits_leave),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
