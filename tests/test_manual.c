// The ten steps of scenes/README.md, put together as it says: each compiles without a word, holds what is
// checked of every scene, and draws every step of the scene.
#include "staged.h"

#include "check/check.h"
#include "folder.h"
#include "workshop/compile.h"
#include "workshop/text.h"

enum { STEPS = 10, MOST_PARTS = 40 };

// A definition: what is before its name, and all of it.
typedef struct part {
  char name[80];
  char *text;
} part;

typedef struct source {
  part parts[MOST_PARTS];
  int count;
} source;

static folder work;
static nb_fonts *fonts;

// Where a definition stands in the file.
static int rank(const char *name)
{
  static const char *const order[] = {"#include",
                                      "typedef struct",
                                      "enum",
                                      "static",
                                      "static const nb_step steps",
                                      "static const nb_param params",
                                      "static void draw",
                                      "NB_SCENE"};
  int found = 3;
  for (int k = 0; k < 8; k++)
    if (k != 3 && strcmp(name, order[k]) == 0)
      found = k;
  return found;
}

// "static float height" of "static float height(float x, ...)".
static void name_of(const char *text, char *name, size_t capacity)
{
  size_t length = strcspn(text, "([{=");
  if (strncmp(text, "#include", 8) == 0)
    length = 8;
  while (length > 0 && text[length - 1] == ' ')
    length--;
  snprintf(name, capacity, "%.*s", (int)length, text);
}

static void put(source *s, const char *text, size_t size)
{
  part p = {.text = strndup(text, size)};
  name_of(p.text, p.name, sizeof p.name);
  for (int k = 0; k < s->count; k++)
    if (strcmp(s->parts[k].name, p.name) == 0) {
      free(s->parts[k].text);
      s->parts[k] = p;
      return;
    }
  assert_true(s->count < MOST_PARTS);
  int at = s->count++;
  for (; at > 0 && rank(s->parts[at - 1].name) > rank(p.name); at--)
    s->parts[at] = s->parts[at - 1];
  s->parts[at] = p;
}

// Definitions are parted by empty lines.
static void put_block(source *s, const char *from, const char *end)
{
  while (from < end) {
    const char *blank = strstr(from, "\n\n");
    const char *to = blank && blank < end ? blank + 1 : end;
    put(s, from, (size_t)(to - from));
    from = to < end ? to + 1 : end;
  }
}

// Applies the step's block; the text after it, or NULL.
static const char *put_step(source *s, const char *text, int number)
{
  char heading[32];
  snprintf(heading, sizeof heading, "\n## %d. ", number);
  const char *step = strstr(text, heading);
  const char *block = step ? strstr(step, "\n```c\n") : NULL;
  const char *end = block ? strstr(block + 6, "\n```\n") : NULL;
  if (!end)
    return NULL;
  put_block(s, block + 6, end + 1);
  return end;
}

static void write_source(const source *s, const char *path)
{
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  for (int k = 0; k < s->count; k++)
    fprintf(file, "%s\n", s->parts[k].text);
  fclose(file);
}

static void expect_sound(const char *plugin, int number)
{
  char id[32];
  snprintf(id, sizeof id, "my-own/slope-%d", number);
  check_report r;
  assert_ok(check_scene(&r, &(check_job){.plugin = plugin,
                                         .id = id,
                                         .assets = NABLA_ASSETS,
                                         .scenes = NABLA_BUILD "/scenes",
                                         .pictures = NABLA_BUILD "/manual"}));
  for (int k = 0; k < r.count; k++)
    print_message("step %d of the manual: %s (%s)\n", number, r.findings[k].text, r.findings[k].picture);
  assert_int_equal(r.count, 0);
}

static void expect_draws(const char *plugin)
{
  stage *s = open_scene(plugin, fonts);
  for (int step = 0; step < stage_scene(s)->step_count; step++) {
    jump(s, step, stage_scene(s)->steps[step].seconds);
    picture p = take_picture(s, NB_CHALK);
    assert_true(p.size > 100);
    free(p.list);
  }
  stage_close(s);
}

static void every_step_of_the_manual_plays(void **state)
{
  (void)state;
  sdk built;
  snprintf(built.headers, sizeof built.headers, NABLA_TESTS "/../src");
  snprintf(built.library, sizeof built.library, NABLA_BUILD "/libnabla.so");
  char *manual, *path = folder_file(&work, "slope.c");
  assert_ok(text_read(&manual, NABLA_TESTS "/../scenes/README.md"));
  source s = {0};
  const char *rest = manual;
  for (int number = 1; number <= STEPS; number++) {
    rest = put_step(&s, rest, number);
    if (!rest)
      fail_msg("scenes/README.md has no step %d with a block of C", number);
    write_source(&s, path);
    compiled made;
    nb_error e = compile_scene(&made, &(compile_job){.source = path, .sdk = &built});
    if (nb_failed(e) || made.said.size > 0)
      fail_msg("step %d: %s", number, made.said.text ? made.said.text : e.text);
    expect_draws(made.plugin);
    expect_sound(made.plugin, number);
    compile_free(&made);
  }
  for (int k = 0; k < s.count; k++)
    free(s.parts[k].text);
  free(manual);
  free(path);
}

int main(void)
{
  work = folder_make();
  setenv("XDG_CACHE_HOME", work.path, 1);
  assert_ok(nb_fonts_open(&fonts, NABLA_ASSETS));
  const struct CMUnitTest tests[] = {cmocka_unit_test(every_step_of_the_manual_plays)};
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  nb_fonts_close(fonts);
  folder_remove_all(&work);
  return failed;
}
