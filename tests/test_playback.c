// What the keys do to a scene's time: playing, waiting, stepping, scrubbing. The scene is tests/scenes/hands.c.
#include "staged.h"

#include <math.h>

#include "app/playback.h"
#include "scenes/hands.h"

static playback open_playback(void **state)
{
  return playback_start(open_scene(TEST_SCENE("hands"), *state));
}

static void assert_at(const playback *p, int step, float seconds)
{
  stage_position at = stage_where(p->stage);
  if (at.step != step || !(fabsf(at.seconds - seconds) < 1e-3f))
    fail_msg("at step %d, %.9g s; expected step %d, %.9g s", at.step, at.seconds, step, seconds);
}

static void run(playback *p, float seconds)
{
  for (int frame = 0; frame < (int)(seconds * 60 + 0.5f); frame++)
    playback_run(p, 1.0 / 60);
}

static void test_runs_through_steps_and_waits(void **state)
{
  playback p = open_playback(state);
  assert_true(p.playing);
  run(&p, 5);
  assert_at(&p, MOVE, 5);
  run(&p, 10);
  assert_at(&p, ASK, 1);
  assert_true(playback_waits(&p));
  assert_false(p.playing);
  assert_ok(playback_do(&p, PLAYBACK_PLAY));
  assert_true(p.playing && playback_answered(&p) && !playback_waits(&p));
  run(&p, 20);
  assert_int_equal(stage_where(p.stage).step, LIVE);
  assert_true(stage_where(p.stage).seconds > 15);
  assert_true(playback_step_length(&p, LIVE) > 15);
  stage_close(p.stage);
}

// Who explains goes on when they have said it: every step waits at its end, and Space or the next step goes on.
static void test_by_step(void **state)
{
  playback p = open_playback(state);
  p.by_step = true;
  run(&p, 40);
  assert_false(p.playing);
  assert_at(&p, MOVE, stage_scene(p.stage)->steps[MOVE].seconds);
  assert_ok(playback_do(&p, PLAYBACK_PLAY));
  assert_true(p.playing);
  assert_at(&p, ASK, 0);
  run(&p, 10);
  assert_true(playback_waits(&p));
  assert_ok(playback_do(&p, PLAYBACK_PLAY));
  assert_at(&p, LIVE, 0);
  assert_int_equal(p.answered, 1u << ASK);
  run(&p, 10);
  assert_true(p.playing); // a live step has no end
  stage_close(p.stage);
}

// What is held stays in the hand: time waits at the step's end until it is let go.
static void test_held(void **state)
{
  playback p = open_playback(state);
  p.held = true;
  run(&p, 40);
  assert_true(p.playing);
  assert_at(&p, MOVE, stage_scene(p.stage)->steps[MOVE].seconds);
  p.held = false;
  run(&p, 0.5f);
  assert_int_equal(stage_where(p.stage).step, ASK);
  jump(p.stage, LIVE, 0);
  p.playing = p.held = true;
  run(&p, 10);
  assert_at(&p, LIVE, 10); // has no end
  stage_close(p.stage);
}

static void test_stepping(void **state)
{
  playback p = open_playback(state);
  assert_ok(playback_do(&p, PLAYBACK_PLAY));
  assert_false(p.playing);
  assert_false(playback_run(&p, 1));
  assert_at(&p, MOVE, 0);
  assert_ok(playback_do(&p, PLAYBACK_NEXT));
  assert_true(p.playing);
  assert_at(&p, ASK, 0);
  run(&p, 3);
  assert_true(playback_waits(&p));
  assert_ok(playback_do(&p, PLAYBACK_NEXT));
  assert_at(&p, LIVE, 0);
  assert_int_equal(p.answered, 1u << ASK);
  run(&p, 2);
  assert_ok(playback_do(&p, PLAYBACK_PLAY));
  assert_false(p.playing);
  assert_ok(playback_do(&p, PLAYBACK_PREVIOUS));
  assert_at(&p, ASK, 0);
  assert_true(p.playing);          // as it does after going on
  assert_int_equal(p.answered, 0); // the question is asked again
  assert_ok(playback_do(&p, PLAYBACK_FIRST));
  assert_at(&p, MOVE, 0);
  assert_ok(playback_do(&p, PLAYBACK_PREVIOUS));
  assert_at(&p, MOVE, 0);
  stage_close(p.stage);
}

// A step that is left before its question was asked has not been answered.
static void test_skipping_is_no_answer(void **state)
{
  playback p = open_playback(state);
  assert_ok(playback_do(&p, PLAYBACK_NEXT));
  assert_ok(playback_do(&p, PLAYBACK_NEXT));
  assert_at(&p, LIVE, 0);
  assert_int_equal(p.answered, 0);
  assert_ok(playback_do(&p, PLAYBACK_NEXT));
  assert_at(&p, LIVE, 5);
  assert_false(p.playing);
  stage_close(p.stage);
}

// Space while a question is still being drawn brings it to its end, where it waits; it answers nothing.
static void test_space_brings_a_question_forward(void **state)
{
  playback p = open_playback(state);
  assert_ok(playback_do(&p, PLAYBACK_NEXT));
  run(&p, 0.25f);
  assert_at(&p, ASK, 0.25f);
  assert_ok(playback_do(&p, PLAYBACK_PLAY));
  assert_at(&p, ASK, 1);
  assert_true(playback_waits(&p) && !p.playing);
  assert_int_equal(p.answered, 0);
  assert_ok(playback_do(&p, PLAYBACK_PLAY));
  assert_int_equal(p.answered, 1u << ASK);
  assert_true(p.playing);
  stage_close(p.stage);
}

static void test_frames(void **state)
{
  playback p = open_playback(state);
  for (int k = 0; k < 30; k++)
    assert_ok(playback_do(&p, PLAYBACK_FRAME_ON));
  assert_at(&p, MOVE, 0.5f);
  assert_false(p.playing);
  assert_ok(playback_do(&p, PLAYBACK_FRAME_BACK));
  assert_at(&p, MOVE, 29.0f / 60);
  assert_ok(playback_scrub(&p, ASK, 0));
  assert_ok(playback_do(&p, PLAYBACK_FRAME_BACK));
  assert_at(&p, MOVE, 6);
  stage_close(p.stage);
}

static void test_speed(void **state)
{
  playback p = open_playback(state);
  for (int k = 0; k < 5; k++)
    assert_ok(playback_do(&p, PLAYBACK_FASTER));
  assert_true(p.speed == PLAYBACK_FASTEST);
  run(&p, 1);
  assert_at(&p, MOVE, 4);
  for (int k = 0; k < 9; k++)
    assert_ok(playback_do(&p, PLAYBACK_SLOWER));
  assert_true(p.speed == PLAYBACK_SLOWEST);
  run(&p, 1);
  assert_at(&p, MOVE, 4.25f);
  playback_run(&p, 3600); // the machine slept
  assert_at(&p, MOVE, 4.275f);
  stage_close(p.stage);
}

static void test_scrub(void **state)
{
  playback p = open_playback(state);
  assert_ok(playback_scrub(&p, MOVE, 0.25f));
  assert_at(&p, MOVE, 1.5f);
  assert_ok(playback_scrub(&p, LIVE, 1));
  assert_at(&p, LIVE, 5);
  run(&p, 5);
  assert_ok(playback_scrub(&p, LIVE, 0.5f));
  assert_at(&p, LIVE, 5); // half of what was reached
  stage_close(p.stage);
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

// A looped step begins anew at its end, a held-back one goes a quarter as fast, and one can start a step anew.
static void test_loop_hold_and_again(void **state)
{
  playback p = open_playback(state);
  assert_ok(playback_do(&p, PLAYBACK_LOOP));
  run(&p, 8);
  assert_int_equal(stage_where(p.stage).step, MOVE);
  assert_true(p.playing && stage_where(p.stage).seconds > 1.5f && stage_where(p.stage).seconds < 2.5f);
  assert_ok(playback_do(&p, PLAYBACK_LOOP));
  assert_ok(playback_do(&p, PLAYBACK_AGAIN));
  assert_at(&p, MOVE, 0);
  p.held_back = true;
  run(&p, 2);
  assert_at(&p, MOVE, 0.5f);
  p.held_back = false;
  run(&p, 8);
  assert_int_equal(stage_where(p.stage).step, ASK);
  stage_close(p.stage);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_runs_through_steps_and_waits),
      cmocka_unit_test(test_by_step),
      cmocka_unit_test(test_held),
      cmocka_unit_test(test_stepping),
      cmocka_unit_test(test_skipping_is_no_answer),
      cmocka_unit_test(test_space_brings_a_question_forward),
      cmocka_unit_test(test_frames),
      cmocka_unit_test(test_speed),
      cmocka_unit_test(test_scrub),
      cmocka_unit_test(test_loop_hold_and_again),
  };
  return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
