// Keys to actions, and when the next frame is due.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "app/input.h"
#include "app/pace.h"

static action key(input *in, SDL_Keycode code, SDL_Keymod mod, Uint8 repeat)
{
  SDL_Event e = {.key = {.type = SDL_KEYDOWN, .repeat = repeat, .keysym = {.sym = code, .mod = mod}}};
  return input_action(in, &e);
}

static action sign(input *in, const char *text)
{
  SDL_Event e = {.text = {.type = SDL_TEXTINPUT}};
  strcpy(e.text.text, text);
  return input_action(in, &e);
}

static void test_keys(void **state)
{
  (void)state;
  input in = {0};
  assert_int_equal(key(&in, SDLK_SPACE, 0, 0), ACTION_PLAY);
  assert_int_equal(key(&in, SDLK_PAGEDOWN, 0, 0), ACTION_NEXT);
  assert_int_equal(key(&in, SDLK_PAGEUP, 0, 0), ACTION_PREVIOUS);
  assert_int_equal(key(&in, SDLK_q, KMOD_LSHIFT, 0), ACTION_QUIT);
  assert_int_equal(key(&in, SDLK_q, KMOD_LCTRL, 0), ACTION_NONE);
  assert_int_equal(key(&in, SDLK_z, 0, 0), ACTION_NONE);
}

// Wherever a keyboard has them: a sign is the text that came, not the key.
static void test_signs(void **state)
{
  (void)state;
  input in = {0};
  assert_int_equal(key(&in, SDLK_8, KMOD_MODE, 0), ACTION_NONE);
  assert_int_equal(sign(&in, "["), ACTION_SLOWER);
  assert_int_equal(sign(&in, "?"), ACTION_KEYS);
  assert_int_equal(sign(&in, "?!"), ACTION_NONE);
  assert_int_equal(sign(&in, ""), ACTION_NONE);
}

static void test_held_keys(void **state)
{
  (void)state;
  input in = {0};
  assert_int_equal(key(&in, SDLK_RIGHT, 0, 1), ACTION_NONE);
  assert_int_equal(key(&in, SDLK_SLASH, KMOD_LSHIFT, 1), ACTION_NONE);
  assert_int_equal(sign(&in, "?"), ACTION_NONE);
  assert_int_equal(key(&in, SDLK_PERIOD, 0, 1), ACTION_NONE);
  assert_int_equal(sign(&in, "."), ACTION_FRAME_ON);
  assert_int_equal(key(&in, SDLK_RIGHT, 0, 0), ACTION_NEXT);
}

// Frames that begin a little late do not put off those after them.
static void test_pace_does_not_drift(void **state)
{
  (void)state;
  pace p = {.period = 1.0 / 60};
  double now = 100;
  pace_begin(&p, now);
  for (int k = 0; k < 600; k++) {
    now += pace_left(&p, now) + 0.002 * (k % 3);
    pace_begin(&p, now);
  }
  assert_true(fabs(now - 110) < 0.005);
}

// After a long frame the next is due at once, once; those between are dropped.
static void test_pace_drops(void **state)
{
  (void)state;
  pace p = {.period = 1.0 / 60};
  pace_begin(&p, 100);
  assert_true(pace_left(&p, 100.2) == 0);
  pace_begin(&p, 100.2);
  assert_true(fabs(pace_left(&p, 100.2) - 1.0 / 60) < 1e-9);
  p.waits = true;
  pace_begin(&p, 101);
  assert_true(pace_left(&p, 101) < 0.5 / 60);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_keys),       cmocka_unit_test(test_signs),
      cmocka_unit_test(test_held_keys),  cmocka_unit_test(test_pace_does_not_drift),
      cmocka_unit_test(test_pace_drops),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
