// A new scene's file, and the curriculum that it is filled from.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sys/stat.h>

#include "folder.h"
#include "staged.h"
#include "workshop/compile.h"
#include "workshop/curriculum.h"
#include "workshop/shelf.h"
#include "workshop/stub.h"

static folder work;
static nb_fonts *fonts;

// Every id that is needed is on the curriculum, before the scene that needs it or off the path.
static void the_curriculum_holds_together(void **state)
{
  (void)state;
  curriculum c;
  assert_ok(curriculum_open(&c, NABLA_ASSETS));
  assert_int_equal(c.count, 46);
  for (int k = 0; k < c.count; k++) {
    assert_ok(stub_check_id(c.entries[k].id));
    assert_ptr_equal(curriculum_find(&c, c.entries[k].id), &c.entries[k]);
    for (int n = 0; n < NB_MAX_NEEDS && c.entries[k].needs[n]; n++)
      assert_non_null(curriculum_find(&c, c.entries[k].needs[n]));
  }
  assert_null(curriculum_find(&c, "linear-algebra/nothing"));
  curriculum_close(&c);
}

static void a_broken_curriculum_is_told(void **state)
{
  (void)state;
  const struct {
    const char *text, *words;
  } cases[] = {
      {"a/b core -\n", ":1: there is no title"},
      {"# x\n\nab core - T\n", ":3: an id is SUBJECT/NAME"},
      {"a/b gold - T\n", ":1: a kind is"},
      {"a/b core\n", ":1: a line has"},
      {"a/b core 1,2,3,4,5,6,7 T\n", ":1: needs are"},
  };
  char *inside = folder_file(&work, "curriculum"), *path = folder_file(&work, "curriculum/scenes.txt");
  mkdir(inside, 0700);
  curriculum c;
  for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
    FILE *file = fopen(path, "w");
    fputs(cases[k].text, file);
    fclose(file);
    nb_error e = curriculum_open(&c, work.path);
    assert_int_equal(e.id, NB_BAD_FILE);
    if (!strstr(e.text, cases[k].words))
      fail_msg("\"%s\" does not hold \"%s\"", e.text, cases[k].words);
  }
  assert_int_equal(curriculum_open(&c, "nowhere").id, NB_MISSING_FILE);
  free(inside);
  free(path);
}

// The scene that is written plays: it compiles without a word, opens, and every step draws.
static void expect_plays(const char *file, const char *title, const char *need)
{
  sdk built;
  snprintf(built.headers, sizeof built.headers, NABLA_TESTS "/../src");
  snprintf(built.library, sizeof built.library, NABLA_BUILD "/libnabla.so");
  compiled made;
  assert_ok(compile_scene(&made, &(compile_job){.source = file, .sdk = &built}));
  assert_int_equal(made.said.size, 0);
  stage *s = open_scene(made.plugin, fonts);
  compile_free(&made);
  assert_string_equal(stage_scene(s)->title, title);
  assert_int_equal(need != NULL, stage_scene(s)->needs[0] != NULL);
  if (need)
    assert_string_equal(stage_scene(s)->needs[0], need);
  for (int step = 0; step < 2; step++) {
    jump(s, step, 3);
    picture p = take_picture(s, NB_CHALK);
    assert_true(p.size > 200);
    free(p.list);
  }
  stage_close(s);
}

static void a_scene_has_one_id_however_its_file_is_named(void **state)
{
  (void)state;
  const char *cases[][2] = {{"span.c", "span"},
                            {"./span.c", "span"},
                            {"../span.c", "span"},
                            {"/span.so", "span"},
                            {"./algebra/span.c", "algebra/span"},
                            {"algebra/span.so", "algebra/span"},
                            {"/home/me/scenes/algebra/span.v2.c", "algebra/span.v2"}};
  for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
    char id[64];
    shelf_id(cases[k][0], id, sizeof id);
    assert_string_equal(id, cases[k][1]);
  }
}

static void what_is_written_plays(void **state)
{
  (void)state;
  const struct {
    const char *id, *title, *need;
  } cases[] = {
      {"linear-algebra/determinant", "The determinant", "linear-algebra/transformations"},
      {"linear-algebra/vectors", "Vectors", NULL},
      {"my-own/first-idea", "First idea", NULL},
  };
  for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
    char name[100];
    snprintf(name, sizeof name, "%s.c", cases[k].id);
    char *file = folder_file(&work, name);
    assert_ok(stub_write(&(stub){.id = cases[k].id, .file = file, .assets = NABLA_ASSETS}));
    expect_plays(file, cases[k].title, cases[k].need);
    size_t size;
    unsigned char *before = file_bytes(file, &size);
    nb_error e = stub_write(&(stub){.id = cases[k].id, .file = file, .assets = NABLA_ASSETS});
    assert_int_equal(e.id, NB_CANNOT_WRITE);
    size_t size_after;
    unsigned char *after = file_bytes(file, &size_after);
    assert_int_equal(size, size_after);
    assert_memory_equal(before, after, size);
    free(before), free(after), free(file);
  }
}

static void it_can_start_from_another(void **state)
{
  (void)state;
  char *file = folder_file(&work, "like.c");
  stub s = {.id = "linear-algebra/composition",
            .file = file,
            .assets = NABLA_ASSETS,
            .like = NABLA_TESTS "/../scenes/linear-algebra/transformations.c"};
  assert_ok(stub_write(&s));
  expect_plays(file, "Matrix multiplication as composition", "linear-algebra/span");
  free(file);
}

static void ids_are_checked(void **state)
{
  (void)state;
  const char *const wrong[] = {"", "span", "a/", "/b", "a/b/c", "A/b", "../b", "a/b.c", "a b/c"};
  for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++)
    assert_int_equal(stub_check_id(wrong[k]).id, NB_USAGE);
  assert_ok(stub_check_id("linear-algebra/span-2"));
}

int main(void)
{
  work = folder_make();
  setenv("XDG_CACHE_HOME", work.path, 1);
  assert_ok(nb_fonts_open(&fonts, NABLA_ASSETS));
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_curriculum_holds_together),
      cmocka_unit_test(a_broken_curriculum_is_told),
      cmocka_unit_test(a_scene_has_one_id_however_its_file_is_named),
      cmocka_unit_test(what_is_written_plays),
      cmocka_unit_test(it_can_start_from_another),
      cmocka_unit_test(ids_are_checked),
  };
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  nb_fonts_close(fonts);
  folder_remove_all(&work);
  return failed;
}
