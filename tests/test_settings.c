// What a viewer can set: by text, and refused with what would be right.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "app/settings.h"

static void every_setting_comes_back(void **state)
{
  (void)state;
  settings s = settings_default(), t = settings_default();
  assert_false(nb_failed(settings_set(&s, "theme", "board")));
  assert_false(nb_failed(settings_set(&s, "contrast", "high")));
  assert_false(nb_failed(settings_set(&s, "text-size", "1.35")));
  assert_false(nb_failed(settings_set(&s, "captions", "off")));
  assert_false(nb_failed(settings_set(&s, "motion", "reduced")));
  assert_false(nb_failed(settings_set(&s, "panel", "open")));
  assert_int_equal(settings_theme(&s), NB_BOARD_STRONG);
  for (int k = 0; settings_at(k); k++) {
    char text[SETTINGS_BYTES], again[SETTINGS_BYTES];
    settings_get(&s, settings_at(k)->key, text);
    assert_false(nb_failed(settings_set(&t, settings_at(k)->key, text)));
    settings_get(&t, settings_at(k)->key, again);
    assert_string_equal(text, again);
    settings_get(&(settings){.text_size = 1, .captions = true}, settings_at(k)->key, again);
    assert_string_not_equal(text, again);
  }
}

static void refuses(const char *key, const char *value, nb_error_id id, const char *words)
{
  settings s = settings_default();
  nb_error e = settings_set(&s, key, value);
  assert_int_equal(e.id, id);
  if (!strstr(e.text, words))
    fail_msg("\"%s\" does not say \"%s\"", e.text, words);
  settings d = settings_default();
  assert_memory_equal(&s, &d, sizeof s);
}

static void what_is_wrong_is_said(void **state)
{
  (void)state;
  refuses("teme", "board", NB_UNKNOWN_PARAMETER, "did you mean \"theme\"");
  refuses("theme", "blue", NB_OUT_OF_RANGE, "chalk, board");
  refuses("text-size", "big", NB_OUT_OF_RANGE, "0.8 to 1.6");
  refuses("text-size", "nan", NB_OUT_OF_RANGE, "0.8 to 1.6");
  refuses("text-size", "1.61", NB_OUT_OF_RANGE, "0.8 to 1.6");
  refuses("text-size", "1.2x", NB_OUT_OF_RANGE, "0.8 to 1.6");
  refuses("captions", "", NB_OUT_OF_RANGE, "on, off");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_setting_comes_back),
      cmocka_unit_test(what_is_wrong_is_said),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
