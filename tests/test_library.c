// Scenes found by what a person calls them.
#include "staged.h"

#include <sys/stat.h>
#include <unistd.h>

#include "stage/library.h"

static char folder[] = "/tmp/nabla-library-XXXXXX";

static void make_file(const char *name)
{
  char path[200];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fclose(file);
}

static void make_folder(const char *name)
{
  char path[200];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  assert_int_equal(mkdir(path, 0700), 0);
}

static int set_up(void **unused)
{
  (void)unused;
  if (mkdtemp(folder) == NULL)
    return 1;
  make_folder("linear-algebra");
  make_folder("calculus");
  make_folder("calculus/folder.so");
  make_folder("empty");
  make_file("linear-algebra/span.so");
  make_file("linear-algebra/transformations.so");
  make_file("linear-algebra/limits.so");
  make_file("linear-algebra/notes.txt");
  make_file("linear-algebra/.so");
  make_file("calculus/limits.so");
  make_file("calculus/gradient.so");
  make_file("loose.so");
  return 0;
}

static int tear_down(void **unused)
{
  (void)unused;
  char command[200];
  snprintf(command, sizeof command, "rm -r '%s'", folder);
  return system(command);
}

static void test_lists_plugins_by_id(void **unused)
{
  (void)unused;
  static const char *const ids[] = {"calculus/gradient", "calculus/limits", "linear-algebra/limits",
                                    "linear-algebra/span", "linear-algebra/transformations"};
  library l;
  assert_ok(library_open(&l, folder));
  assert_int_equal(l.count, 5);
  for (int k = 0; k < l.count; k++)
    assert_string_equal(l.entries[k].id, ids[k]);
  library_close(&l);
  nb_error e = library_open(&l, "/no/such/folder");
  assert_int_equal(e.id, NB_MISSING_FILE);
  assert_int_equal(l.count, 0);
}

static void assert_finds(const char *name, const char *file)
{
  library l;
  char path[1024], expected[1024];
  snprintf(expected, sizeof expected, "%s/%s", folder, file);
  assert_ok(library_open(&l, folder));
  assert_ok(library_find(&l, name, path, sizeof path));
  assert_string_equal(path, expected);
  library_close(&l);
}

static void assert_unknown(const char *name, const char *says)
{
  library l;
  char path[1024];
  assert_ok(library_open(&l, folder));
  nb_error e = library_find(&l, name, path, sizeof path);
  assert_int_equal(e.id, NB_UNKNOWN_SCENE);
  if (strstr(e.text, says) == NULL)
    fail_msg("\"%s\" does not say \"%s\"", e.text, says);
  library_close(&l);
}

static void test_finds_ids_names_and_files(void **unused)
{
  (void)unused;
  char file[200];
  assert_finds("linear-algebra/span", "linear-algebra/span.so");
  assert_finds("span", "linear-algebra/span.so");
  snprintf(file, sizeof file, "%s/loose.so", folder);
  assert_finds(file, "loose.so");
  snprintf(file, sizeof file, "%s/linear-algebra/notes.txt", folder); // what it is, the stage will say
  assert_finds(file, "linear-algebra/notes.txt");
}

static void test_suggests_what_is_near(void **unused)
{
  (void)unused;
  assert_unknown("spna", "did you mean linear-algebra/span?");
  assert_unknown("Gradiant", "did you mean calculus/gradient?");
  assert_unknown("linear-algebra/transformation", "did you mean linear-algebra/transformations?");
  assert_unknown("linear-algebra/transfromations", "did you mean linear-algebra/transformations?");
  assert_unknown("limits", "calculus/limits or linear-algebra/limits");
  assert_unknown("quaternions", "nabla list");
  assert_unknown("", "nabla list");
  assert_unknown("no-such.so", "no scene");
  assert_unknown(folder, "no scene"); // a folder is no plugin
}

static void test_path_that_does_not_fit_fails(void **unused)
{
  (void)unused;
  library l;
  char path[8];
  assert_ok(library_open(&l, folder));
  assert_int_equal(library_find(&l, "span", path, sizeof path).id, NB_MISSING_FILE);
  library_close(&l);
}

static void test_nearest_is_by_edits(void **unused)
{
  (void)unused;
  static const char *const names[] = {"learning rate", "momentum", "A", "eta"};
  char long_name[1000];
  memset(long_name, 'a', sizeof long_name - 1);
  long_name[sizeof long_name - 1] = '\0';
  assert_string_equal(library_nearest("learningrate", names, 4), "learning rate");
  assert_string_equal(library_nearest("Momenutm", names, 4), "momentum");
  assert_string_equal(library_nearest("ate", names, 4),
                      "eta"); // one letter moved: two swaps, or a loss and a gain
  assert_string_equal(library_nearest("ommetnum", names, 4), "momentum"); // a swap is one edit
  assert_null(library_nearest("temperature", names, 4));
  assert_null(library_nearest("x", names, 4)); // nothing shares a letter with it
  assert_null(library_nearest(long_name, names, 4));
  assert_null(library_nearest("eta", names, 0));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_lists_plugins_by_id),   cmocka_unit_test(test_finds_ids_names_and_files),
      cmocka_unit_test(test_suggests_what_is_near), cmocka_unit_test(test_path_that_does_not_fit_fails),
      cmocka_unit_test(test_nearest_is_by_edits),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
