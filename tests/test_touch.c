// Fingers on the window: tap, double tap, drag, pinch, and two that move along. The scene is tests/scenes/hands.c.
#include "fingers.h"

#include <math.h>

#include "scenes/hands.h"

static const State *now(void)
{
  return stage_state(p.stage);
}

static void near(float got, float wanted, float slack)
{
  if (!(fabsf(got - wanted) <= slack))
    fail_msg("got %g, wanted %g within %g", (double)got, (double)wanted, (double)slack);
}

static void a_finger_drags(void **state)
{
  (void)state;
  finger(SDL_FINGERDOWN, 0, 2, 1);
  finger(SDL_FINGERMOTION, 0, 2.5f, 1.5f);
  finger(SDL_FINGERMOTION, 0, 3, 2);
  finger(SDL_FINGERUP, 0, 3, 2);
  near(now()->v.x, 3, 0.05f);
  near(now()->v.y, 2, 0.05f);
  assert_false(p.pointer.inside);
  finger(SDL_FINGERMOTION, 0, 0, 0);
  near(now()->v.x, 3, 0.05f);
}

static void two_taps_put_it_back(void **state)
{
  (void)state;
  for (int k = 0; k < 2; k++) {
    finger(SDL_FINGERDOWN, 0, 3, 2);
    finger(SDL_FINGERUP, 0, 3, 2);
  }
  near(now()->v.x, 2, 0);
  near(now()->v.y, 1, 0);
}

// However soon one follows the other: what a drag did, and what two taps put back, are undone one by one.
static void quick_gestures_are_undone_one_by_one(void **state)
{
  (void)state;
  p.touch.tapped = 0;
  finger_event(SDL_FINGERDOWN, 0, 2, 1);
  finger_event(SDL_FINGERMOTION, 0, 1, 1);
  finger(SDL_FINGERUP, 0, 1, 1);
  for (int k = 0; k < 4; k++)
    finger_event(k % 2 ? SDL_FINGERUP : SDL_FINGERDOWN, 0, 1, 1);
  player_frame(&p);
  near(now()->v.x, 2, 0);
  key(SDLK_z, KMOD_LCTRL);
  near(now()->v.x, 1, 0.05f);
  key(SDLK_z, KMOD_LCTRL);
  near(now()->v.x, 2, 0);
}

static void a_tap_on_nothing_shows_the_bar(void **state)
{
  (void)state;
  finger(SDL_FINGERDOWN, 0, -5, -2);
  finger(SDL_FINGERUP, 0, -5, -2);
  assert_true(bar_is_shown(&p));
  key(SDLK_ESCAPE, 0);
  assert_false(bar_is_shown(&p));
  // Neither are two taps on the same place, which put something back.
  for (int k = 0; k < 2; k++) {
    finger(SDL_FINGERDOWN, 0, -5, 2);
    finger(SDL_FINGERUP, 0, -5, 2);
  }
  assert_false(bar_is_shown(&p));
  // Two fingers are no tap, though the first of them went down on nothing.
  finger(SDL_FINGERDOWN, 0, -5, -2);
  finger(SDL_FINGERDOWN, 1, -4, -2);
  finger(SDL_FINGERUP, 1, -4, -2);
  finger(SDL_FINGERUP, 0, -5, -2);
  assert_false(bar_is_shown(&p));
}

// What the first finger took is let go, as it was; what is between the fingers turns like a wheel.
static void two_fingers_pinch(void **state)
{
  (void)state;
  float before = now()->rate; // its dot stands at (-3 + rate, 3)
  float x = -3 + before;
  finger(SDL_FINGERDOWN, 0, 2, 1);
  finger(SDL_FINGERMOTION, 0, x - 0.3f, 3);
  finger(SDL_FINGERDOWN, 1, x + 0.3f, 3);
  near(now()->v.x, 2, 0);
  finger(SDL_FINGERMOTION, 0, x - 0.6f, 3);
  finger(SDL_FINGERMOTION, 1, x + 0.6f, 3);
  assert_true(now()->rate > before);
  finger(SDL_FINGERUP, 0, x - 0.6f, 3);
  finger(SDL_FINGERUP, 1, x + 0.6f, 3);
  assert_int_equal(p.touch.count, 0);
  assert_false(p.hands.holding);
}

static void a_finger_scrubs_and_two_wipe(void **state)
{
  (void)state;
  finger(SDL_FINGERDOWN, 0, -6, -4.108f);
  finger(SDL_FINGERMOTION, 0, 7.2f, -4.108f);
  finger(SDL_FINGERUP, 0, 7.2f, -4.108f);
  assert_int_equal(stage_where(p.stage).step, LIVE);
  // Two fingers that move along wipe the canvas, as the right button does.
  finger(SDL_FINGERDOWN, 0, 5.5f, 0.5f);
  finger(SDL_FINGERMOTION, 0, 5.6f, 0.5f);
  finger(SDL_FINGERUP, 0, 5.6f, 0.5f);
  float drawn = 0, left = 0;
  for (int k = 0; k < CELLS * CELLS; k++)
    drawn += now()->canvas[k];
  assert_true(drawn > 0.5f);
  finger(SDL_FINGERDOWN, 0, 5.0f, 0.7f);
  finger(SDL_FINGERDOWN, 1, 5.0f, 0.3f);
  for (int step = 1; step <= 12; step++) {
    finger(SDL_FINGERMOTION, 0, 5.0f + 0.1f * (float)step, 0.7f);
    finger(SDL_FINGERMOTION, 1, 5.0f + 0.1f * (float)step, 0.3f);
  }
  finger(SDL_FINGERUP, 1, 6.2f, 0.3f);
  finger(SDL_FINGERUP, 0, 6.2f, 0.7f);
  for (int k = 0; k < CELLS * CELLS; k++)
    left += now()->canvas[k];
  assert_true(left < 0.5f * drawn);
}

static int open(void **state)
{
  (void)state;
  static player_options options = {.plugin = NABLA_BUILD "/tests/scenes/tests/hands.so",
                                   .notebook = NABLA_BUILD "/test_touch.notebook",
                                   .in_process = true};
  return open_player(&options);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_finger_drags),
      cmocka_unit_test(two_taps_put_it_back),
      cmocka_unit_test(quick_gestures_are_undone_one_by_one),
      cmocka_unit_test(a_tap_on_nothing_shows_the_bar),
      cmocka_unit_test(two_fingers_pinch),
      cmocka_unit_test(a_finger_scrubs_and_two_wipe),
  };
  return cmocka_run_group_tests(tests, open, close_player);
}
