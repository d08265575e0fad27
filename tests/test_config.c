// The file of settings: what is good in it counts, what is not is named, and writing one keeps all else.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/config.h"
#include "folder.h"

static folder work;
static char told[2000];

static void tell(void *context, const char *words)
{
  (void)context;
  strcat(told, words);
  strcat(told, "\n");
}

static settings read_file(const char *path)
{
  settings s = settings_default();
  told[0] = 0;
  config_read(&s, path, tell, NULL);
  return s;
}

static void put(const char *path, const char *text)
{
  FILE *file = fopen(path, "w");
  fputs(text, file);
  fclose(file);
}

static void expect_file(const char *path, const char *text)
{
  size_t size;
  char *is = (char *)file_bytes(path, &size);
  is[size] = 0;
  assert_string_equal(is, text);
  free(is);
}

static void what_is_good_counts_and_the_rest_is_named(void **state)
{
  (void)state;
  char *path = folder_file(&work, "odd");
  put(path, "# mine\n\n theme = board\r\ntext-size=9\ncolour = red\njust words\n= 4\nmotion "
            "=\ttwice\ncaptions = off");
  settings s = read_file(path);
  assert_true(s.light && !s.captions && s.text_size == 1 && !s.reduced_motion);
  assert_non_null(strstr(told, "odd:4: "));
  assert_non_null(strstr(told, "0.8 to 1.6"));
  assert_non_null(strstr(told, "odd:5: "));
  assert_non_null(strstr(told, "colour"));
  assert_non_null(strstr(told, "odd:6: "));
  assert_non_null(strstr(told, "odd:7: "));
  assert_non_null(strstr(told, "odd:8: "));
  assert_null(strstr(told, "odd:3: "));
  assert_null(strstr(told, "odd:9: "));
  free(path);
}

static void no_file_says_nothing(void **state)
{
  (void)state;
  settings s = read_file("/nowhere/at/all"), plain = settings_default();
  assert_memory_equal(&s, &plain, sizeof s);
  assert_string_equal(told, "");
}

static void writing_keeps_everybodys_comments(void **state)
{
  (void)state;
  char *path = folder_file(&work, "deep/er/config");
  assert_false(nb_failed(config_write(path, "theme", "board")));
  assert_true(read_file(path).light);
  put(path, "# top\ntheme = chalk   \n# between\ncaptions=on\n\n# end");
  assert_false(nb_failed(config_write(path, "theme", "board")));
  assert_false(nb_failed(config_write(path, "captions", "off")));
  expect_file(path, "# top\ntheme = board   \n# between\ncaptions=off\n\n# end");
  assert_false(nb_failed(config_write(path, "text-size", "1.25")));
  expect_file(path, "# top\ntheme = board   \n# between\ncaptions=off\n\n# end\n\n"
                    "# of captions and all words around a scene: 0.8 to 1.6\ntext-size = 1.25\n");
  assert_int_equal(config_write(path, "text-size", "12").id, NB_OUT_OF_RANGE);
  assert_int_equal(config_write(path, "text-sise", "1").id, NB_UNKNOWN_PARAMETER);
  assert_int_equal(config_write("/proc/nabla/config", "theme", "board").id, NB_CANNOT_WRITE);
  settings before = read_file(path), after = before;
  after.reduced_motion = true;
  assert_false(nb_failed(config_write_changes(path, &before, &after)));
  settings again = read_file(path);
  assert_memory_equal(&again, &after, sizeof again);
  free(path);
}

int main(void)
{
  work = folder_make();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_good_counts_and_the_rest_is_named),
      cmocka_unit_test(no_file_says_nothing),
      cmocka_unit_test(writing_keeps_everybodys_comments),
  };
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  folder_remove_all(&work);
  return failed;
}
