// A scene is saved, and the stage is swapped in place: whatever way an editor saves it.
#include "staged.h"

#include <sys/stat.h>
#include <time.h>

#include "app/workbench.h"
#include "folder.h"
#include "workshop/watch.h"

static nb_fonts *fonts;
static folder work;
static sdk built;

typedef struct bench {
  workbench *desk;
  stage *stage;
  uint64_t answered;
  char *source;
} bench;

static char *path_of(const char *name)
{
  return folder_file(&work, name);
}

static void save(const char *name, const char *words)
{
  char *path = path_of(name);
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fputs(words, file);
  fclose(file);
  free(path);
}

static void save_title(const char *name, const char *before, const char *title)
{
  char words[2000];
  snprintf(words, sizeof words,
           "#include <nabla/scene.h>\n%s\ntypedef struct { float a; } State;\n"
           "static const nb_step steps[] = {{\"One\", .seconds = 2}, {\"Two\", .seconds = 2}};\n"
           "static const nb_param params[] = {NB_NUMBER(State, a, \"a\")};\n"
           "static void draw(nb_board *b, const nb_frame *f, const State *s)\n"
           "{ (void)f; nb_circle(b, nb_origin(), s->a, nb_style()); }\n"
           "NB_SCENE(State, .title = %s, NB_STEPS(steps), NB_PARAMS(params), NB_DRAW(draw))\n",
           before, title);
  save(name, words);
}

static void open_bench(bench *b, const char *source)
{
  char plugin[1400];
  stage_options how = {.fonts = fonts, .assets = NABLA_ASSETS};
  *b = (bench){.source = path_of(source)};
  workbench_options o = {.source = b->source, .sdk = &built, .stage = how};
  assert_ok(workbench_open(&b->desk, &o, plugin, sizeof plugin));
  assert_ok(stage_open(&b->stage, plugin, how));
  workbench_start(b->desk, 0x8000);
}

static void close_bench(bench *b)
{
  workbench_close(b->desk);
  stage_close(b->stage);
  free(b->source);
}

static void sleep_a_little(void)
{
  nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
}

// Plays the part of the player until the scene has this title, and trouble or none.
static void wait_for(bench *b, const char *title, const char *trouble)
{
  for (int tries = 0; tries < 10000; tries++) {
    workbench_tend(b->desk, &b->stage, &b->answered);
    const char *now = workbench_trouble(b->desk);
    if (strcmp(stage_scene(b->stage)->title, title) == 0 && (*trouble ? strstr(now, trouble) != NULL : !*now))
      return;
    sleep_a_little();
  }
  fail_msg("the scene is \"%s\" (\"%s\"), not \"%s\" (\"%s\")", stage_scene(b->stage)->title,
           workbench_trouble(b->desk), title, trouble);
}

static void a_save_is_swapped_in_place(void **state)
{
  (void)state;
  bench b;
  save_title("s.c", "", "\"A\"");
  open_bench(&b, "s.c");
  jump(b.stage, 1, 1.25f);
  assert_ok(stage_set_text(b.stage, "a", "2.5"));
  save_title("s.c", "", "\"B\"");
  wait_for(&b, "B", "");
  assert_int_equal(stage_where(b.stage).step, 1);
  assert_float_equal(stage_where(b.stage).seconds, 1.25f, 0);
  assert_float_equal(*(const float *)stage_state(b.stage), 2.5f, 0);
  close_bench(&b);
}

static void mistakes_are_told_and_mended(void **state)
{
  (void)state;
  bench b;
  save_title("s.c", "", "\"A\"");
  open_bench(&b, "s.c");
  save_title("s.c", "", "\"B\" wrong");
  wait_for(&b, "A", "s.c, line 8: ");
  save_title("s.c", "", "\"A\""); // back to what is shown
  wait_for(&b, "A", "");
  save_title("s.c", "", "\"\""); // compiles, but is no scene
  wait_for(&b, "A", "title");
  save_title("s.c", "", "\"C\"");
  wait_for(&b, "C", "");
  close_bench(&b);
}

static void editors_save_in_many_ways(void **state)
{
  (void)state;
  bench b;
  save_title("s.c", "", "\"A\"");
  open_bench(&b, "s.c");
  char *path = path_of("s.c"), *other = path_of("s.c~");
  save_title("s.c~", "", "\"B\""); // written beside it and renamed
  assert_int_equal(rename(other, path), 0);
  wait_for(&b, "B", "");
  assert_int_equal(rename(path, other), 0); // it vanishes, and comes back
  save_title("other.c", "", "\"no scene of ours\"");
  for (int k = 0; k < 50; k++) {
    workbench_tend(b.desk, &b.stage, &b.answered);
    sleep_a_little();
  }
  assert_string_equal(stage_scene(b.stage)->title, "B");
  save_title("s.c", "", "\"C\"");
  wait_for(&b, "C", "");
  for (int k = 0; k < 5; k++) { // quicker than anybody compiles
    char title[20];
    snprintf(title, sizeof title, "\"D%d\"", k);
    save_title("s.c", "", title);
  }
  wait_for(&b, "D4", "");
  close_bench(&b);
  free(path), free(other);
}

static void a_header_beside_it_counts(void **state)
{
  (void)state;
  bench b;
  char *inside = path_of("inside");
  mkdir(inside, 0700);
  save("inside/title.h", "#define TITLE \"A\"\n");
  save_title("s.c", "#include \"inside/title.h\"\n", "TITLE");
  open_bench(&b, "s.c");
  save("inside/title.h", "#define TITLE \"B\"\n");
  wait_for(&b, "B", "");
  save("inside/title.h", "#define TITEL \"B\"\n");
  wait_for(&b, "B", "TITLE");
  save("inside/title.h", "#define TITLE \"C\"\n");
  wait_for(&b, "C", "");
  close_bench(&b);
  free(inside);
}

static void a_folder_plays_what_was_saved_last(void **state)
{
  (void)state;
  bench b;
  char *inside = path_of("scenes"), *subject = path_of("scenes/subject");
  mkdir(inside, 0700), mkdir(subject, 0700);
  save_title("scenes/subject/a.c", "", "\"A\"");
  sleep_a_little(), sleep_a_little(), sleep_a_little();
  save_title("scenes/subject/b.c", "", "\"B\"");
  open_bench(&b, "scenes");
  assert_string_equal(stage_scene(b.stage)->title, "B");
  save_title("scenes/subject/a.c", "", "\"A2\"");
  wait_for(&b, "A2", "");
  save_title("scenes/new.c", "", "\"N\"");
  wait_for(&b, "N", "");
  close_bench(&b);
  free(inside), free(subject);
}

static void without_a_compiler_the_scene_goes_on(void **state)
{
  (void)state;
  bench b;
  char *compiler = path_of("compiler"), *away = path_of("compiler-away");
  save("compiler", "#!/bin/sh\nexec cc \"$@\"\n");
  chmod(compiler, 0700);
  setenv("CC", compiler, 1);
  save_title("s.c", "", "\"A\"");
  open_bench(&b, "s.c");
  assert_int_equal(rename(compiler, away), 0);
  save_title("s.c", "", "\"B\"");
  wait_for(&b, "A", "there is no compiler");
  assert_int_equal(rename(away, compiler), 0);
  save_title("s.c", "", "\"C\"");
  wait_for(&b, "C", "");
  close_bench(&b);
  unsetenv("CC");
  free(compiler), free(away);
}

static void saves_are_noticed_in_both_ways(void **state)
{
  (void)state;
  for (watch_way way = WATCH_BEST; way <= WATCH_BY_LOOKING; way++) {
    watch *w;
    char *seen = path_of("seen"), *file = path_of("seen/x.c"), *away = path_of("away");
    mkdir(seen, 0700);
    assert_ok(watch_open(&w, way));
    watch_folder(w, seen);
    assert_false(watch_wait(w, 0));
    save("seen/x.c", "1");
    assert_true(watch_wait(w, 2000));
    assert_false(watch_wait(w, 20));
    save("seen/x.txt", "1");
    save("seen/.x.c", "1");
    assert_false(watch_wait(w, 300));
    assert_int_equal(rename(seen, away), 0); // the folder vanishes, and another is there
    assert_false(watch_wait(w, 300));
    mkdir(seen, 0700);
    save("seen/x.c", "2");
    assert_true(watch_wait(w, 2000));
    save("seen/x.c", "33");
    assert_true(watch_wait(w, 2000));
    watch_wake(w);
    assert_false(watch_wait(w, 60000));
    watch_close(w);
    folder_remove_path(seen), folder_remove_path(away);
    free(seen), free(file), free(away);
  }
}

int main(void)
{
  work = folder_make();
  setenv("XDG_CACHE_HOME", work.path, 1);
  unsetenv("CC");
  snprintf(built.headers, sizeof built.headers, NABLA_TESTS "/../src");
  snprintf(built.library, sizeof built.library, NABLA_BUILD "/libnabla.so");
  assert_ok(nb_fonts_open(&fonts, NABLA_ASSETS));
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_save_is_swapped_in_place),
      cmocka_unit_test(mistakes_are_told_and_mended),
      cmocka_unit_test(editors_save_in_many_ways),
      cmocka_unit_test(a_header_beside_it_counts),
      cmocka_unit_test(a_folder_plays_what_was_saved_last),
      cmocka_unit_test(without_a_compiler_the_scene_goes_on),
      cmocka_unit_test(saves_are_noticed_in_both_ways),
  };
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  nb_fonts_close(fonts);
  folder_remove_all(&work);
  return failed;
}
