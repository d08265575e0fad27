// A question that is asked again comes with other numbers: those of every lesson that asks one.
#include "staged.h"

#include <math.h>

#include "actor/parameter.h"
#include "app/fresh.h"
#include "stage/answer.h"
#include "stage/library.h"

enum { SEEDS = 12 };

static nb_fonts *fonts;
static int asked, changed; // questions, and those that have other numbers

static void *copy_of(const stage *s)
{
  size_t size = stage_scene(s)->state_size;
  void *copy = malloc(size);
  assert_non_null(copy);
  return memcpy(copy, stage_state(s), size);
}

// The viewer's fields are as they were: the rest of the state is the scene's own.
static void assert_same_values(const stage *s, const char *state)
{
  const nb_scene *scene = stage_scene(s);
  for (int k = 0; k < scene->param_count; k++) {
    const nb_param *p = &scene->params[k];
    if (memcmp((const char *)stage_state(s) + p->offset, state + p->offset, p->bytes) != 0)
      fail_msg("\"%s\" is not what it was", p->name);
  }
}

// What is right with these numbers, as text; it can be given, and is not what the scene starts with.
static void check_truth(stage *s, int step, const void *start, const char *id)
{
  const nb_param *answer = stage_answer_param(s, step);
  char *truth = malloc(answer->bytes);
  const void *list;
  size_t size;
  assert_ok(stage_truth(s, step, truth));
  assert_ok(parameter_check(answer, truth));
  float off = answer_measure(answer, truth, start).share;
  if (off >= 0 && !(off > 0.05f))
    fail_msg("%s, step %d: right is what was right at its start", id, step + 1);
  assert_true(answer_measure(answer, truth, (const char *)stage_state(s) + answer->offset).share != 0);
  assert_ok(stage_draw(s, NB_CHALK, &list, &size));
  free(truth);
}

// A number that is told with two decimals is that number: who reckons with what they read is right.
static void check_round(stage *s, const fresh *f, const void *before, const char *id)
{
  for (int k = 0; k < f->count; k++) {
    const nb_param *p = stage_param(s, f->before[k].name);
    const float *now = (const float *)((const char *)stage_state(s) + p->offset);
    const float *was = (const float *)((const char *)before + p->offset);
    bool told = p->kind == NB_KIND_NUMBER || p->kind == NB_KIND_POINT || p->kind == NB_KIND_MATRIX;
    for (int part = 0; told && p->snap == 0 && part < parameter_parts(p); part++) {
      float v = now[part], off = fabsf(100 * v - roundf(100 * v));
      if (v != was[part] && v != p->min && v != p->max && off > 1e-3f)
        fail_msg("%s: %s is %g", id, p->name, (double)v);
    }
  }
}

static void check_question(stage *s, int step, const char *id)
{
  const nb_param *answer = stage_answer_param(s, step);
  char *start = malloc(answer->bytes);
  fresh f = {0};
  void *other = NULL;
  int differing = 0, found = 0;
  jump(s, step, 0);
  assert_ok(stage_truth(s, step, start));
  void *before = copy_of(s);
  for (uint64_t seed = 1; seed <= SEEDS; seed++) {
    bool laid = fresh_lay(&f, s, step, seed);
    found += laid;
    if (laid) {
      check_truth(s, step, start, id);
      check_round(s, &f, before, id);
    }
    void *values = copy_of(s);
    fresh_restore(&f, s);
    assert_same_values(s, before);
    assert_int_equal(fresh_lay(&f, s, step, seed), laid); // from its seed
    assert_same_values(s, values);
    fresh_restore(&f, s);
    differing += other && memcmp(other, values, stage_scene(s)->state_size) != 0;
    free(other);
    other = values;
  }
  asked++;
  changed += found > 0;
  if (found != 0 && 2 * found < SEEDS)
    fail_msg("%s, step %d: other numbers for %d seeds of %d", id, step + 1, found, SEEDS);
  if (found && differing < SEEDS / 3)
    fail_msg("%s, step %d: the same numbers again", id, step + 1);
  free(other);
  free(before);
  free(start);
}

static void every_question_has_other_numbers(void **unused)
{
  (void)unused;
  library lessons;
  assert_ok(library_open(&lessons, NABLA_BUILD "/scenes"));
  for (int k = 0; k < lessons.count; k++) {
    stage *s = open_scene(lessons.entries[k].path, fonts);
    for (int step = 0; step < stage_scene(s)->step_count; step++)
      if (stage_scene(s)->steps[step].truth)
        check_question(s, step, lessons.entries[k].id);
    stage_close(s);
  }
  printf("%d of %d questions have other numbers\n", changed, asked);
  assert_true(asked >= 10 && 2 * changed >= asked);
  library_close(&lessons);
}

// Where what is right depends on nothing, all stays; where numbers were changed by the viewer, they come back.
static void nothing_is_changed_in_vain(void **unused)
{
  (void)unused;
  fresh f = {0};
  stage *s = open_scene(TEST_SCENE("said"), fonts);
  void *before = copy_of(s);
  assert_false(fresh_lay(&f, s, 2, 7));
  assert_same_values(s, before);
  assert_false(fresh_lay(&f, s, 0, 7)); // it asks nothing
  fresh_restore(&f, s);
  assert_same_values(s, before);
  free(before);
  stage_close(s);
}

int main(void)
{
  staged_in_process = true;
  if (nb_failed(nb_fonts_open(&fonts, NABLA_ASSETS)))
    return 1;
  const struct CMUnitTest tests[] = {cmocka_unit_test(every_question_has_other_numbers),
                                     cmocka_unit_test(nothing_is_changed_in_vain)};
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  nb_fonts_close(fonts);
  return failed;
}
