// The writer of JSON: what it writes is JSON, whatever is in the texts.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>
#include <math.h>

#include "command/json.h"
#include "json_check.h"

// What one value is written as.
static void assert_text(const char *text, const char *expected)
{
  char *written = NULL;
  size_t size;
  FILE *file = open_memstream(&written, &size);
  json j = json_to(file);
  json_text(&j, NULL, text);
  fclose(file);
  assert_string_equal(written, expected);
  free(written);
}

static void texts_are_escaped(void **state)
{
  (void)state;
  assert_text(NULL, "null");
  assert_text("", "\"\"");
  assert_text("a \"b\" \\c/", "\"a \\\"b\\\" \\\\c/\"");
  assert_text("\n\t\x01\x1f\x7f", "\"\\u000a\\u0009\\u0001\\u001f\\u007f\"");
  assert_text("η ∂ 𝑓", "\"η ∂ 𝑓\"");
}

// Each byte that belongs to no character stands for one U+FFFD (RFC 3629).
static void broken_utf8_is_replaced(void **state)
{
  (void)state;
  assert_text("a\x80z", "\"a\\ufffdz\"");
  assert_text("\xc0\xaf", "\"\\ufffd\\ufffd\"");
  assert_text("\xed\xa0\x80", "\"\\ufffd\\ufffd\\ufffd\"");
  assert_text("\xf4\x90\x80\x80", "\"\\ufffd\\ufffd\\ufffd\\ufffd\"");
  assert_text("\xe2\x88", "\"\\ufffd\\ufffd\"");
  assert_text("\xff", "\"\\ufffd\"");
}

static void structures_are_json(void **state)
{
  (void)state;
  char *written = NULL;
  size_t size;
  FILE *file = open_memstream(&written, &size);
  json j = json_to(file);
  json_open(&j, NULL, '{');
  json_open(&j, "empty", '[');
  json_close(&j, ']');
  json_open(&j, "nothing", '{');
  json_close(&j, '}');
  json_open(&j, "list", '[');
  json_number(&j, NULL, -0.125);
  json_number(&j, NULL, 1e-20);
  json_number(&j, NULL, NAN);
  json_number(&j, NULL, INFINITY);
  json_bool(&j, NULL, 1);
  json_open(&j, NULL, '{');
  json_text(&j, "k\"ey", "value");
  json_close(&j, '}');
  json_close(&j, ']');
  json_close(&j, '}');
  fclose(file);
  assert_true(json_is_valid(written));
  assert_non_null(strstr(written, "-0.125,"));
  assert_non_null(strstr(written, "null,\n    null,\n    true,"));
  free(written);
}

// The checker itself.
static void what_is_no_json_is_seen(void **state)
{
  (void)state;
  static const char *const wrong[] = {"",        "{",     "{}}", "[1,]",  "{\"a\" 1}",   "01", "1.", "\"\n\"",
                                      "\"\\x\"", "[1 2]", "tru", "{1:2}", "\"\\u12g4\"", "nan"};
  static const char *const right[] = {"{}", " [ ] ", "-1.5e+3", "\"\\u00e9\"", "{\"a\":[1,true,null]}"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
    if (json_is_valid(wrong[i]))
      fail_msg("%s is not JSON", wrong[i]);
  for (size_t i = 0; i < sizeof right / sizeof *right; i++)
    if (!json_is_valid(right[i]))
      fail_msg("%s is JSON", right[i]);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(texts_are_escaped),
      cmocka_unit_test(broken_utf8_is_replaced),
      cmocka_unit_test(structures_are_json),
      cmocka_unit_test(what_is_no_json_is_seen),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
