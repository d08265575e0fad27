// What is carried from one build of a scene to the next.
#include "staged.h"

#include "folder.h"
#include "stage/carry.h"
#include "workshop/compile.h"

static nb_fonts *fonts;
static folder work;
static sdk built;

// A scene of the given steps, parameters and state, opened.
static stage *open_written(const char *steps, const char *fields, const char *params, const char *initial,
                           const char *more)
{
  char *path = folder_file(&work, "scene.c");
  FILE *file = fopen(path, "w");
  fprintf(file,
          "#include <nabla/scene.h>\ntypedef struct { %s float passed; } State;\n"
          "static const nb_step steps[] = {%s};\nstatic const nb_param params[] = {%s};\n"
          "static void draw(nb_board *b, const nb_frame *f, const State *s) { (void)b, (void)f, (void)s; }\n"
          "static void tick(State *s, const nb_frame *f) { (void)f; s->passed += 1; }\n"
          "NB_SCENE(State, .title = \"T\", NB_STEPS(steps), NB_PARAMS(params), %s\n"
          "         .state = &(const State){%s}, NB_DRAW(draw), NB_TICK(tick))\n",
          fields, steps, params, more, initial);
  fclose(file);
  compiled made;
  assert_ok(compile_scene(&made, &(compile_job){.source = path, .sdk = &built, .fast = true}));
  stage *s = open_scene(made.plugin, fonts);
  compile_free(&made);
  free(path);
  return s;
}

static stage *old_scene(void)
{
  return open_written(
      "{\"One\", .seconds = 2, .wait = true, .ask = \"?\"}, {\"Two\", .seconds = 2, .live = true}, "
      "{\"Three\", .seconds = 4}",
      "float a, b; nb_vec2 p; int32_t which; float canvas[4];",
      "NB_NUMBER(State, a, \"a\"), NB_NUMBER(State, b, \"b\"), NB_POINT(State, p, \"p\"),"
      "NB_CHOICE(State, which, \"which\", .choices = (const char *const[]){\"x\", \"y\", NULL}),"
      "NB_CANVAS(State, canvas, \"canvas\", .columns = 2, .rows = 2)",
      "1, 2", "");
}

static void carry_over(stage *from, stage *to, uint64_t answered, uint64_t *now_answered)
{
  carry *c = carry_take(from, answered);
  assert_non_null(c);
  assert_ok(carry_lay(c, to, now_answered));
  carry_free(c);
}

static void expect_param(const stage *s, const char *name, const char *value)
{
  char text[200];
  stage_get_text(s, stage_param(s, name), text, sizeof text);
  assert_string_equal(text, value);
}

static void the_same_build_stands_the_same(void **state)
{
  (void)state;
  stage *a = old_scene(), *b = old_scene();
  const float drawn[] = {0, 0.25f, 0.5f, 1};
  assert_ok(stage_set_text(a, "a", "3.5"));
  assert_ok(stage_set_text(a, "p", "1,-2"));
  assert_ok(stage_set_text(a, "which", "y"));
  assert_ok(stage_set(a, stage_param(a, "canvas")->offset, drawn, sizeof drawn));
  stage_answer(a, 0, true);
  jump(a, 1, 5); // a live step that has gone on
  jump(a, 2, 1.5f);
  uint64_t answered;
  carry_over(a, b, 1, &answered);
  assert_int_equal(answered, 1);
  assert_int_equal(stage_where(b).step, 2);
  assert_float_equal(stage_where(b).seconds, 1.5f, 0);
  assert_same_state(a, b);
  stage_close(a);
  stage_close(b);
}

static void names_count_and_not_places(void **state)
{
  (void)state;
  stage *a = old_scene();
  stage *b =
      open_written("{\"New\", .seconds = 1}, {\"One\", .seconds = 2}, {\"Three\", .seconds = 1}",
                   "nb_vec2 p; int32_t a; float b; int32_t which;",
                   "NB_INTEGER(State, a, \"a\"), NB_NUMBER(State, b, \"b\"),"
                   "NB_POINT(State, p, \"p\", .min = -1, .max = 1),"
                   "NB_CHOICE(State, which, \"which\", .choices = (const char *const[]){\"y\", \"z\", NULL})",
                   ".a = 7, .b = 9", "");
  assert_ok(stage_set_text(a, "a", "4"));
  assert_ok(stage_set_text(a, "which", "y"));
  assert_ok(stage_set_text(a, "p", "0.5,0.25"));
  jump(a, 2, 3);
  uint64_t answered;
  carry_over(a, b, 1, &answered);
  assert_int_equal(answered, 2);                    // "One" is the second now
  assert_int_equal(stage_where(b).step, 2);         // "Three" stays
  assert_float_equal(stage_where(b).seconds, 1, 0); // and is shorter
  expect_param(b, "a", "4");
  expect_param(b, "b", "9"); // not touched: what the new build starts with
  expect_param(b, "p", "0.5,0.25");
  expect_param(b, "which", "y");
  assert_float_equal(((const float *)stage_state(b))[5], 180 + 60, 0); // ticked to there
  stage_close(a);
  stage_close(b);
}

static void what_has_no_place_is_left_out(void **state)
{
  (void)state;
  stage *a = old_scene(), *b = open_written("{\"Only\", .seconds = 1}", "float b;",
                                            "NB_NUMBER(State, b, \"b\", .max = 3)", "2", "");
  assert_ok(stage_set_text(a, "a", "4"));
  assert_ok(stage_set_text(a, "b", "8"));
  jump(a, 2, 3);
  uint64_t answered;
  carry_over(a, b, 7, &answered);
  assert_int_equal(stage_where(b).step, 0);
  assert_float_equal(stage_where(b).seconds, 1, 0);
  expect_param(b, "b", "2"); // 8 is out of its range now
  stage_close(a);
  stage_close(b);
}

static void as_text_it_is_the_same(void **state)
{
  (void)state;
  stage *a = old_scene(), *b = old_scene();
  assert_ok(stage_set_text(a, "a", "3"));
  jump(a, 2, 1.25f);
  carry *taken = carry_take(a, 3);
  char *text = carry_write(taken);
  carry *read = carry_read(text);
  assert_non_null(read);
  char *again = carry_write(read);
  assert_string_equal(text, again);
  uint64_t answered;
  assert_ok(carry_lay(read, b, &answered));
  assert_same_state(a, b);
  assert_int_equal(stage_where(b).step, 2);
  assert_float_equal(stage_where(b).seconds, 1.25f, 0);
  assert_int_equal(answered, 3);
  // A stranger's: whatever is cut off or changed is refused or read, and nothing breaks.
  size_t size = strlen(text);
  for (size_t k = 0; k <= size; k++) {
    char *part = strndup(text, k), *odd = strdup(text);
    carry_free(carry_read(part));
    if (k < size)
      odd[k] = (char)(odd[k] ^ 0x15);
    carry *c = carry_read(odd);
    if (c)
      (void)carry_lay(c, b, &answered);
    carry_free(c);
    free(part);
    free(odd);
  }
  assert_null(carry_read(""));
  assert_null(carry_read("at 0 0\n"));
  assert_null(carry_read("at 1 0\nstep 0 1 only\n"));
  assert_null(carry_read("at 0 nan\nstep 0 1 only\n"));
  carry_free(taken);
  carry_free(read);
  free(text);
  free(again);
  stage_close(a);
  stage_close(b);
}

// How many entries a folder of /proc has.
static int count_in(const char *path)
{
  int count = 0;
  DIR *d = opendir(path);
  while (d && readdir(d))
    count++;
  if (d)
    closedir(d);
  return count;
}

static void reloads_leave_nothing_behind(void **state)
{
  (void)state;
  stage *s = old_scene();
  assert_ok(stage_set_text(s, "a", "3"));
  jump(s, 2, 2);
  uint64_t answered = 1;
  int files = count_in("/proc/self/fd"), threads = count_in("/proc/self/task");
  for (int k = 0; k < 100; k++) {
    stage *next = old_scene();
    carry_over(s, next, answered, &answered);
    stage_close(s);
    s = next;
  }
  assert_int_equal(count_in("/proc/self/fd"), files);
  assert_int_equal(count_in("/proc/self/task"), threads);
  expect_param(s, "a", "3");
  assert_int_equal(answered, 1);
  stage_close(s);
}

int main(void)
{
  work = folder_make();
  setenv("XDG_CACHE_HOME", work.path, 1);
  snprintf(built.headers, sizeof built.headers, NABLA_TESTS "/../src");
  snprintf(built.library, sizeof built.library, NABLA_BUILD "/libnabla.so");
  assert_ok(nb_fonts_open(&fonts, NABLA_ASSETS));
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_same_build_stands_the_same), cmocka_unit_test(names_count_and_not_places),
      cmocka_unit_test(what_has_no_place_is_left_out),  cmocka_unit_test(as_text_it_is_the_same),
      cmocka_unit_test(reloads_leave_nothing_behind),
  };
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  nb_fonts_close(fonts);
  folder_remove_all(&work);
  return failed;
}
