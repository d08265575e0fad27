// A recording replayed in the player: it goes on by itself to its end, whatever the hand was doing. The scene is
// tests/scenes/hands.c.
#include "played.h"

#include <unistd.h>

#define NOTEBOOK NABLA_BUILD "/test_replaying.sqlite"

static const shelf scenes = {.scenes = NABLA_BUILD "/tests/scenes", .sources = NABLA_BUILD "/no-scenes"};
static player_options options;

static int set_up(void **state)
{
  (void)state;
  options = (player_options){.plugin = NABLA_BUILD "/tests/scenes/tests/hands.so",
                             .shelf = &scenes,
                             .notebook = NOTEBOOK,
                             .settings = {.text_size = 1, .captions = true, .microphone = "none"}};
  return open_player(&options);
}

static void deed(desk_deed_kind kind, float x, float y)
{
  desk_do(&p.ink.desk,
          &(desk_deed){.kind = kind, .sample = {.at = {x, y}, .when = player_now(), .pressure = -1}});
}

// A pen is on the board while another step begins: the step is noted, and the page is turned with the next picture, which on a
// slow machine comes much later. Between the two the stroke must not be torn off by the replay.
static void record_a_pen_that_passes_steps(void)
{
  static const SDL_Keycode ways[] = {SDLK_RIGHT, SDLK_LEFT, SDLK_RIGHT};
  key(SDLK_k, 0);
  assert_true(recorder_is_on(&p.recorder));
  key(SDLK_d, 0);
  for (int k = 0; k < 3; k++) {
    deed(DESK_DEED_DOWN, 0, 1);
    deed(DESK_DEED_MOVE, 1, 2);
    player_frame(&p);
    SDL_Event e = {.key = {.type = SDL_KEYDOWN, .keysym.sym = ways[k]}};
    player_event(&p, &e);
    deed(DESK_DEED_MOVE, 1.5f, 2);
    usleep(50000);
    player_frame(&p);
    deed(DESK_DEED_UP, 0, 0);
  }
  key(SDLK_k, 0);
  assert_false(recorder_is_on(&p.recorder));
}

static void it_goes_on_to_its_end(void **state)
{
  (void)state;
  record_a_pen_that_passes_steps();
  player_take_down(&p);
  options.plugin = NULL;
  options.recording = 1;
  nb_error e = player_set_up(&p, &options);
  played = !nb_failed(e);
  if (!played)
    fail_msg("%s", e.text);
  for (int k = 0; k < 5000 && p.replaying.runs; k++) {
    player_frame(&p);
    assert_false(replay_is_touched(&p.replaying.replay));
    usleep(1000);
  }
  assert_false(p.replaying.runs);
  assert_true(p.replaying.replay.now >= recording_length(p.replaying.file));
  assert_int_equal(stage_where(p.stage).step, 1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(it_goes_on_to_its_end),
  };
  return cmocka_run_group_tests(tests, set_up, close_player);
}
