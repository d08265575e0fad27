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

static const char *name_of(const action *a)
{
  return a ? a->name : "none";
}

static const char *key(input *in, SDL_Keycode code, SDL_Keymod mod, Uint8 repeat)
{
  SDL_Event e = {.key = {.type = SDL_KEYDOWN, .repeat = repeat, .keysym = {.sym = code, .mod = mod}}};
  return name_of(input_action(in, &e));
}

static const char *sign(input *in, const char *text)
{
  SDL_Event e = {.text = {.type = SDL_TEXTINPUT}};
  strcpy(e.text.text, text);
  return name_of(input_action(in, &e));
}

static void test_keys(void **state)
{
  (void)state;
  input in = {0};
  assert_string_equal(key(&in, SDLK_SPACE, 0, 0), "play");
  assert_string_equal(key(&in, SDLK_PAGEDOWN, 0, 0), "next-step");
  assert_string_equal(key(&in, SDLK_PAGEUP, 0, 0), "previous-step");
  assert_string_equal(key(&in, SDLK_q, KMOD_LSHIFT, 0), "quit");
  assert_string_equal(key(&in, SDLK_q, KMOD_LCTRL, 0), "none");
  assert_string_equal(key(&in, SDLK_z, 0, 0), "none");
}

// Wherever a keyboard has them: a sign is the text that came, not the key.
static void test_signs(void **state)
{
  (void)state;
  input in = {0};
  assert_string_equal(key(&in, SDLK_8, KMOD_MODE, 0), "none");
  assert_string_equal(sign(&in, "["), "slower");
  assert_string_equal(sign(&in, "?"), "keys");
  assert_string_equal(sign(&in, "?!"), "none");
  assert_string_equal(sign(&in, ""), "none");
}

static void test_held_keys(void **state)
{
  (void)state;
  input in = {0};
  assert_string_equal(key(&in, SDLK_RIGHT, 0, 1), "none");
  assert_string_equal(key(&in, SDLK_SLASH, KMOD_LSHIFT, 1), "none");
  assert_string_equal(sign(&in, "?"), "none");
  assert_string_equal(key(&in, SDLK_PERIOD, 0, 1), "none");
  assert_string_equal(sign(&in, "."), "frame-on");
  assert_string_equal(key(&in, SDLK_RIGHT, 0, 0), "next-step");
}

// Every action has a name and keys of its own, and the sheet has room for all.
static void test_tables(void **state)
{
  (void)state;
  keys_sheet sheet;
  actions_fill(&sheet);
  int told = 0;
  for (int c = 0; c < KEYS_COLUMNS; c++)
    for (int k = 0; k < sheet.columns[c].count; k++) {
      const keys_row *row = &sheet.columns[c].rows[k];
      assert_true(row->title ? row->cap_count == 0 : row->cap_count > 0 && row->does);
      told += row->does != NULL;
    }
  const action *a, *b;
  for (int n = 0; (a = actions_at(n)) != NULL; n++)
    told -= a->does != NULL;
  assert_int_equal(told, 0); // the sheet has room for all of them
  for (int n = 0; (a = actions_at(n)) != NULL; n++) {
    assert_true(a->run ? a->keys[0].code || a->keys[0].sign : a->hand != NULL);
    for (int m = 0; m < n; m++) {
      b = actions_at(m);
      assert_string_not_equal(a->name, b->name);
      for (int k = 0; k < ACTION_KEYS * ACTION_KEYS; k++) {
        const action_key *one = &a->keys[k / ACTION_KEYS], *other = &b->keys[k % ACTION_KEYS];
        if ((one->code || one->sign) && memcmp(one, other, sizeof *one) == 0)
          fail_msg("%s and %s have the same key", a->name, b->name);
      }
    }
  }
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
      cmocka_unit_test(test_pace_drops), cmocka_unit_test(test_tables),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
