// What a newcomer is shown: a line goes when one has done what it says, however quickly, and never comes again. The scene is
// tests/scenes/hands.c.
#include "played.h"

#define STRIP (-4.108f) // where it stands: board units

static void mouse(Uint32 type, float x, float y)
{
  int left = (int)(40 * (8 + x)), top = (int)(40 * (4.5f - y));
  if (type == SDL_MOUSEMOTION)
    player_event(&p, &(SDL_Event){.motion = {.type = type, .x = left, .y = top}});
  else
    player_event(
        &p,
        &(SDL_Event){.button = {.type = type, .button = SDL_BUTTON_LEFT, .clicks = 1, .x = left, .y = top}});
}

// All of it between two frames.
static void drag(float x, float y, float to_x, float to_y)
{
  mouse(SDL_MOUSEBUTTONDOWN, x, y);
  mouse(SDL_MOUSEMOTION, to_x, to_y);
  mouse(SDL_MOUSEBUTTONUP, to_x, to_y);
  player_frame(&p);
}

// The line is there now.
static void shows(hint_deed which)
{
  assert_true(p.hint.on);
  assert_int_equal(p.hint.line, which);
  p.hint.since = p.clock - 1;
}

static void what_is_done_is_heard(void **state)
{
  (void)state;
  hint_begin(&p);
  shows(HINT_STEPS);
  drag(-6, STRIP, -5, STRIP); // something else
  shows(HINT_STEPS);
  key(SDLK_SPACE, 0);
  shows(HINT_SCRUBS);
  drag(-6, STRIP, -7, STRIP);
  p.playback.playing = false;
  shows(HINT_DRAGS);
  drag(-6, 3, -5, 3); // where nothing stands
  shows(HINT_DRAGS);
  drag(2, 1, 2.5f, 1);
  shows(HINT_IS_STUCK);
  key(SDLK_s, 0);
  key(SDLK_ESCAPE, 0);
  assert_false(p.hint.on);
}

static void never_again(void **state)
{
  (void)state;
  hint_begin(&p);
  assert_false(p.hint.on);
}

static int open(void **state)
{
  (void)state;
  static player_options options = {.plugin = NABLA_BUILD "/tests/scenes/tests/hands.so",
                                   .notebook = NABLA_BUILD "/test_hint.notebook",
                                   .in_process = true};
  return open_player(&options);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_done_is_heard),
      cmocka_unit_test(never_again),
  };
  return cmocka_run_group_tests(tests, open, close_player);
}
