// A scene's C file becomes a plugin: kept while nothing changed, made anew when something did, and mistakes are
// told with file, line, column and the line itself.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sys/stat.h>

#include "folder.h"
#include "workshop/compile.h"
#include "workshop/mistake.h"

static folder work;
static sdk built;

static void write_file(const char *name, const char *words)
{
  char *path = folder_file(&work, name);
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fputs(words, file);
  fclose(file);
  free(path);
}

#define SCENE(before, seconds)                                                                               \
  "#include <nabla/scene.h>\n" before "typedef struct { float x; } State;\n"                                 \
  "static const nb_step steps[] = {{\"One\", .seconds = " seconds "}};\n"                                    \
  "static void draw(nb_board *b, const nb_frame *f, const State *s)\n"                                       \
  "{\n  (void)f, (void)s;\n  nb_text(b, nb_origin(), \"x\", nb_style());\n}\n"                               \
  "NB_SCENE(State, .title = \"T\", NB_STEPS(steps), NB_DRAW(draw))\n"

static nb_error compile(const char *name, bool fast, compiled *made)
{
  char *path = folder_file(&work, name);
  nb_error e = compile_scene(made, &(compile_job){.source = path, .sdk = &built, .fast = fast});
  free(path);
  return e;
}

static void expect_ok(nb_error e)
{
  if (nb_failed(e))
    fail_msg("%s: %s", nb_error_words(e.id), e.text);
}

// The plugin's path, checked to be there; to be freed.
static char *compile_well(const char *name, bool fast)
{
  compiled made;
  expect_ok(compile(name, fast, &made));
  assert_int_equal(access(made.plugin, R_OK), 0);
  char *plugin = strdup(made.plugin);
  compile_free(&made);
  return plugin;
}

static void what_does_not_change_is_kept(void **state)
{
  (void)state;
  write_file("scene.c", SCENE("", "1"));
  for (int fast = 0; fast < 2; fast++) {
    char *first = compile_well("scene.c", fast);
    struct stat before, after;
    assert_int_equal(stat(first, &before), 0);
    char *second = compile_well("scene.c", fast);
    assert_string_equal(first, second);
    assert_int_equal(stat(first, &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
    free(first);
    free(second);
  }
}

static void what_changes_is_made_anew(void **state)
{
  (void)state;
  write_file("with.h", "#define LONG 2\n");
  write_file("scene.c", SCENE("#include \"with.h\"\n", "LONG"));
  for (int fast = 0; fast < 2; fast++) {
    write_file("with.h", "#define LONG 2\n");
    char *first = compile_well("scene.c", fast);
    write_file("with.h", "#define LONG 3\n");
    char *second = compile_well("scene.c", fast);
    assert_string_not_equal(first, second);
    write_file("with.h", "#define LONG 2\n");
    char *third = compile_well("scene.c", fast);
    assert_string_equal(first, third);
    free(first), free(second), free(third);
  }
}

static void a_mistake_is_told_with_its_line(void **state)
{
  (void)state;
  write_file("wrong.c", "#include <nabla/scene.h>\nint f(void)\n{\n\treturn lenght;\n}\n");
  for (int fast = 0; fast < 2; fast++) {
    compiled made;
    nb_error e = compile("wrong.c", fast, &made);
    assert_int_equal(e.id, NB_BAD_SOURCE);
    assert_string_equal(made.mistake.file, "wrong.c");
    assert_int_equal(made.mistake.line, 4);
    assert_string_equal(made.mistake.text, "return lenght;");
    assert_non_null(strstr(e.text, "wrong.c:4:"));
    assert_non_null(strstr(e.text, "\n    return lenght;"));
    assert_non_null(strstr(e.text, "^"));
    compile_free(&made);
  }
}

static void a_function_that_is_not_there_is_told(void **state)
{
  (void)state;
  write_file("misses.c", SCENE("void nb_nothing(void);\nvoid g(void) { nb_nothing(); }\n", "1"));
  compiled made;
  assert_int_equal(compile("misses.c", false, &made).id, NB_BAD_SOURCE);
  assert_int_equal(made.mistake.line, 3);
  assert_non_null(strstr(made.mistake.what, "nb_nothing"));
  compile_free(&made);
}

static void what_is_missing_is_told(void **state)
{
  (void)state;
  compiled made;
  assert_int_equal(compile("not-there.c", true, &made).id, NB_MISSING_FILE);
  compile_free(&made);
  write_file("scene.c", SCENE("", "4"));
  setenv("CC", "no-such-compiler", 1);
  nb_error e = compile("scene.c", true, &made);
  unsetenv("CC");
  assert_int_equal(e.id, NB_NO_COMPILER);
  assert_non_null(strstr(e.text, "no-such-compiler"));
  compile_free(&made);
}

static bool at_once(void *asked)
{
  return ++*(int *)asked > 1;
}

static void it_can_be_given_up(void **state)
{
  (void)state;
  int asked = 0;
  compiled made;
  write_file("scene.c", SCENE("", "5"));
  char *path = folder_file(&work, "scene.c");
  compile_job job = {.source = path, .sdk = &built, .given_up = at_once, .context = &asked};
  assert_int_equal(compile_scene(&made, &job).id, NB_INTERRUPTED);
  compile_free(&made);
  free(path);
}

static void names_with_spaces_work(void **state)
{
  (void)state;
  write_file("a scene.c", SCENE("", "1"));
  char *first = compile_well("a scene.c", false), *second = compile_well("a scene.c", false);
  assert_string_equal(first, second);
  free(first), free(second);
}

static void compilers_are_understood(void **state)
{
  (void)state;
  const struct {
    const char *said;
    int line, column;
    const char *what;
  } cases[] = {
      {"/x/a.c: In function 'f':\n/x/a.c:2:22: error: expected ';'\n", 2, 22, "expected ';'"},
      {"/x/a.c:3: error: ';' expected\n", 3, 0, "';' expected"},
      {"a.c:1:10: fatal error: 'b.h' file not found\n", 1, 10, "'b.h' file not found"},
      {"/usr/bin/ld: /tmp/x.o: in function `g':\n/x/a.c:9: undefined reference to `h'\n", 9, 0,
       "undefined reference to `h'"},
      {"C:odd:7:1: error: x\n", 7, 1, "x"},
      {"a.c:1:2: warning: not this\na.c:5:6: error: this\n", 5, 6, "this"},
      {"cc1: out of memory\n", 0, 0, "cc1: out of memory"},
      {"scene.h:9:4: error: x\n  9 | y\na.c:5:6: note: in expansion of macro 'F'\na.c:7:8: note: in "
       "expansion of macro "
       "'G'\nb.c:1:1: error: z\nb.c:2:2: note: in expansion of macro 'H'\n",
       7, 8, "x"},
      {"", 0, 0, ""},
  };
  // One wrong word that a macro takes three times, and another behind it.
  static const char often[] = "a.c:2:9: error: no 'x'\na.c:2:1: note: in expansion of macro 'F'\n"
                              "a.c:2:9: error: no 'x'\na.c:2:9: error: no 'x'\na.c:3:9: error: no 'x'\n";
  assert_int_equal(mistake_find(often).count, 2);
  assert_int_equal(mistake_find(often).column, 9); // at the word, as it stands in the scene itself
  for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
    compile_mistake m = mistake_find(cases[k].said);
    assert_int_equal(m.line, cases[k].line);
    assert_int_equal(m.column, cases[k].column);
    assert_string_equal(m.what, cases[k].what);
  }
}

int main(void)
{
  work = folder_make();
  folder cache = folder_make();
  setenv("XDG_CACHE_HOME", cache.path, 1);
  unsetenv("CC");
  snprintf(built.headers, sizeof built.headers, NABLA_TESTS "/../src");
  snprintf(built.library, sizeof built.library, NABLA_BUILD "/libnabla.so");
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_does_not_change_is_kept),
      cmocka_unit_test(what_changes_is_made_anew),
      cmocka_unit_test(a_mistake_is_told_with_its_line),
      cmocka_unit_test(a_function_that_is_not_there_is_told),
      cmocka_unit_test(what_is_missing_is_told),
      cmocka_unit_test(it_can_be_given_up),
      cmocka_unit_test(names_with_spaces_work),
      cmocka_unit_test(compilers_are_understood),
  };
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  folder_remove_all(&work);
  folder_remove_all(&cache);
  return failed;
}
