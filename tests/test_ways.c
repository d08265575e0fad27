// Going from lesson to lesson: stuck where a step rests on nothing, the map from there and back, and the end of a lesson of one's
// own. The scenes are tests/scenes/hands.c and plain.c.
#include "played.h"

#include <unistd.h>

static const shelf scenes = {.scenes = NABLA_BUILD "/tests/scenes", .sources = NABLA_BUILD "/no-scenes"};

static int set_up(void **state)
{
  (void)state;
  static player_options options;
  options = (player_options){.plugin = NABLA_BUILD "/tests/scenes/tests/hands.so",
                             .shelf = &scenes,
                             .notebook = NABLA_BUILD "/test_ways.sqlite"};
  return open_player(&options);
}

static void wait_for(const char *scene)
{
  SDL_Event e;
  for (int tries = 0; strcmp(p.scene, scene) != 0 && tries < 1000; tries++) {
    while (SDL_PollEvent(&e))
      player_event(&p, &e);
    usleep(5000);
  }
  assert_string_equal(p.scene, scene);
}

static void be_stuck_and_enter(void)
{
  key(SDLK_s, 0);
  assert_true(p.stuck.open);
  assert_int_equal(p.stuck.count, 0); // it rests on nothing
  key(SDLK_RETURN, 0);
  assert_true(p.map->open);
}

static void backspace_comes_back_from_the_map(void **state)
{
  (void)state;
  stand_at(1, 0.25f);
  be_stuck_and_enter();
  key(SDLK_BACKSPACE, 0);
  assert_false(p.map->open || p.stuck.open);
  assert_string_equal(p.scene, "tests/hands");
  assert_int_equal(stage_where(p.stage).step, 1);
  assert_true(stage_where(p.stage).seconds == 0.25f);
}

static void backspace_comes_back_from_what_was_opened_there(void **state)
{
  (void)state;
  stand_at(1, 0.25f);
  be_stuck_and_enter();
  map_select(p.map, graph_find(&p.map->graph, "tests/plain"));
  key(SDLK_RETURN, 0);
  wait_for("tests/plain");
  assert_false(p.map->open);
  assert_int_equal(notebook_trail(p.notebook), 1);
  key(SDLK_BACKSPACE, 0);
  wait_for("tests/hands");
  assert_int_equal(stage_where(p.stage).step, 1);
  assert_true(stage_where(p.stage).seconds == 0.25f);
  // The map by its own key is no way back: there is nothing to come back from.
  key(SDLK_m, 0);
  key(SDLK_BACKSPACE, 0);
  assert_true(p.map->open);
  key(SDLK_ESCAPE, 0);
}

// Nobody is sent to the first lesson of all.
static void the_end_of_ones_own_lesson_leads_nowhere(void **state)
{
  (void)state;
  int last = stage_scene(p.stage)->step_count - 1;
  stage_answer(p.stage, last, true);
  p.playback.answered = UINT64_MAX;
  stand_at(last, stage_scene(p.stage)->steps[last].seconds);
  assert_non_null(lessons_next(&p));
  assert_null(strstr(lessons_next(&p), "Enter"));
  assert_false(lessons_go_on(&p));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(backspace_comes_back_from_the_map),
      cmocka_unit_test(backspace_comes_back_from_what_was_opened_there),
      cmocka_unit_test(the_end_of_ones_own_lesson_leads_nowhere),
  };
  return cmocka_run_group_tests(tests, set_up, close_player);
}
