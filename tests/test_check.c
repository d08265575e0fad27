// What `nabla check` finds: each fault of tests/scenes/faulty.c, where it is, and nothing else.
#include "staged.h"

#include "check/check.h"
#include "folder.h"

static folder pictures;

static check_report check(const char *name)
{
  char plugin[600];
  check_report r;
  snprintf(plugin, sizeof plugin, NABLA_BUILD "/tests/faulty/%s.so", name);
  assert_ok(check_scene(&r, &(check_job){.plugin = plugin,
                                         .id = "linear-algebra/transformations",
                                         .assets = NABLA_ASSETS,
                                         .scenes = NABLA_BUILD "/scenes",
                                         .pictures = pictures.path}));
  return r;
}

static void print(const check_report *r)
{
  for (int k = 0; k < r->count; k++)
    print_message("%s: step %d, %.2f s: %s\n", r->findings[k].kind, r->findings[k].step + 1,
                  r->findings[k].seconds, r->findings[k].text);
}

static void nothing_is_found_where_nothing_is_wrong(void **state)
{
  (void)state;
  check_report r = check("faulty_0");
  print(&r);
  assert_int_equal(r.count, 0);
  assert_true(r.draw_ms > 0);
  assert_true(r.list_bytes > 0);
  assert_int_equal(r.state_bytes, 16);
}

static void every_fault_is_found_where_it_is(void **state)
{
  (void)state;
  const struct {
    int fault;
    const char *kind;
    int step; // -1: of the whole scene
    const char *words, *besides;
  } cases[] = {
      {1, "jump", 0, "jumping", "global tick cut"},
      {2, "tick", 0, "states differ", ""},
      {3, "nan", 1, "byte 4 of the state", ""},
      {4, "frame", 1, "leaves the frame", ""},
      {5, "overlap", 1, "text stands over text", ""},
      {6, "caption", 1, "caption, at (-0.47, -3.65)", ""},
      {7, "contrast", 1, "contrast of", ""},
      {8, "contrast", 1, "#ffffcc", ""},
      {9, "words", 1, "no words", ""},
      {10, "caption", 1, "does not fit", ""},
      {11, "needs", -1, "no-such-scene", ""},
      {12, "needs", -1, "linear-algebra/determinant", ""},
      {13, "global", -1, "variable calls (4 bytes", "jump tick fails"},
      {14, "time", 1, "ms", ""},
      {15, "frame", 1, "with x = 2", ""},
      {16, "formula", 1, "frac", ""},
      {17, "fails", 1, "faulty", ""},
      {18, "handle", 1, "handle of \"p\"", ""},
      {19, "cut", 1, "2.96 %", ""},
      {20, "truth", 1, "\"x\" is nan", ""},
      {21, "truth", 1, "beyond the range", ""},
      {22, "small", 1, "11 points", ""},
      {23, "caption", 1, "$...$", ""},
      {24, "frame", 1, "an arrow leaves the view: its tip is at (8.10, 2.00)", ""},
      {25, "frame", 1, "an arrow leaves the view", ""},
      {26, "frame", 1, "its tip is at (5.00, 2.60)", ""},
      {27, "frame", 1, "an arrow leaves the view", ""},
      {28, "short", 1, "over after 1.5 s, and what begins in it has not come before 3.0 s", ""},
      {29, "short", 0, "over after 1.0 s", "cut"},
      {30, "cut", 1, "0.0", ""},
      {31, "frame", 1, "leaves the frame", ""},
      {32, "nan", 1, "nb_arrow is given a number that is none", ""},
      {33, "nan", 1, "nb_curve is given a number that is none", ""},
      {34, "nan", 1, "draws nothing with x = 2", ""},
      {35, "words", 1, "\"it is $x^2$ here\" with its $...$", ""},
      {36, "fails", 1, "did not come back", ""}, // once: each look takes two seconds
      {37, "handle", 1, "nothing to take hold of", ""},
  };
  for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
    char name[32];
    snprintf(name, sizeof name, "faulty_%d", cases[k].fault);
    check_report r = check(name);
    bool found = false;
    int fails = 0;
    for (int i = 0; i < r.count; i++) {
      const check_finding *f = &r.findings[i];
      fails += strcmp(f->kind, "fails") == 0;
      bool this = strcmp(f->kind, cases[k].kind) == 0;
      found = found ||
              (this && (f->step == cases[k].step || cases[k].step == 0) && strstr(f->text, cases[k].words));
      if (!this && !strstr(cases[k].besides, f->kind))
        fail_msg("%s: %s is wrong with it, and %s is found: %s", name, cases[k].kind, f->kind, f->text);
      assert_true(*f->mend);
      assert_null(strstr(f->text, "in frames of")); // it is so in all sizes
      if (f->step >= 0 && strcmp(f->kind, "fails") != 0)
        assert_int_equal(access(f->picture, R_OK), 0);
    }
    assert_true(fails <= 1); // what fails alike everywhere is one thing to mend
    if (!found) {
      print(&r);
      fail_msg("%s: %s is not found", name, cases[k].kind);
    }
  }
}

static void a_scene_that_does_not_open_is_a_failure(void **state)
{
  (void)state;
  check_report r;
  assert_int_equal(
      check_scene(
          &r,
          &(check_job){.plugin = "not-there.so", .id = "a/b", .assets = NABLA_ASSETS, .scenes = "nowhere"})
          .id,
      NB_MISSING_FILE);
}

int main(void)
{
  pictures = folder_make();
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing_is_found_where_nothing_is_wrong),
      cmocka_unit_test(every_fault_is_found_where_it_is),
      cmocka_unit_test(a_scene_that_does_not_open_is_a_failure),
  };
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  folder_remove_all(&pictures);
  return failed;
}
