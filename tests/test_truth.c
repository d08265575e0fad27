// What is right, asked of a scene: as it says it, and as scenes that fail at it say it.
#include "staged.h"

#include <math.h>

#define State Truths
#include "scenes/truths.h"
#undef State

#define TRUTHS NABLA_BUILD "/tests/zoo/truths.so"

static nb_fonts *fonts;

static void assert_refuses(stage *s, int step, nb_error_id id, const char *says)
{
  char truth[sizeof(Truths)];
  nb_error e = stage_truth(s, step, truth);
  if (e.id != id || !strstr(e.text, says))
    fail_msg("step %d: \"%s: %s\" is not \"...%s...\"", step + 1, nb_error_words(e.id), e.text, says);
}

static void ask_well(stage *s)
{
  float number = 0;
  nb_vec2 point = {0, 0};
  int32_t choice = 0;
  char text[8] = "";
  assert_ok(stage_truth(s, TRUTH_NUMBER, &number));
  assert_true(number == 1); // beyond the parameter's range
  assert_ok(stage_truth(s, TRUTH_POINT, &point));
  assert_true(point.x == 0 && point.y == 1.5f);
  assert_ok(stage_truth(s, TRUTH_CHOICE, &choice));
  assert_int_equal(choice, 1);
  assert_ok(stage_truth(s, TRUTH_TEXT, text));
  assert_string_equal(text, "x^2");
  assert_refuses(s, TRUTH_NONE, NB_OUT_OF_RANGE, "step 5 does not say what is right");
  assert_refuses(s, -1, NB_OUT_OF_RANGE, "does not say");
  assert_refuses(s, TRUTH_COUNT, NB_OUT_OF_RANGE, "does not say");
  assert_refuses(s, TRUTH_NAN, NB_BAD_SCENE, "step 6 \"NaN\": its truth: \"number\" is nan");
  assert_refuses(s, TRUTH_NO_CHOICE, NB_BAD_SCENE,
                 "step 7 \"No choice\": its truth: \"choice\" is 1073741824");
  assert_refuses(s, TRUTH_ENDLESS_TEXT, NB_BAD_SCENE, "its truth: \"text\" has no zero at its end");
  assert_string_equal(stage_answer_param(s, TRUTH_POINT)->name, "point");
  assert_null(stage_answer_param(s, TRUTH_COUNT));
}

static void test_what_is_right_is_told(void **unused)
{
  (void)unused;
  for (int here = 0; here < 2; here++) {
    staged_in_process = here;
    stage *s = open_scene(TRUTHS, fonts);
    ask_well(s);
    stage_close(s);
  }
  staged_in_process = false;
}

// Whatever comes of asking, the scene goes on, with the same picture and the same state.
static void test_a_failing_truth_harms_nothing(void **unused)
{
  (void)unused;
  static const struct {
    int step;
    const char *says;
  } bad[] = {{TRUTH_CRASH, "its truth: it used a null pointer, in crash (truths.c:"},
             {TRUTH_WRITES, "its truth: it wrote to its state"},
             {TRUTH_HANGS, "its truth: it did not come back within 2 seconds"}};
  stage *s = open_scene(TRUTHS, fonts);
  picture good = take_picture(s, NB_CHALK);
  for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
    float number;
    assert_refuses(s, bad[k].step, NB_BAD_SCENE, bad[k].says);
    picture again = take_picture(s, NB_CHALK);
    assert_same_picture(good, again, stage_where(s));
    free(again.list);
    assert_ok(stage_truth(s, TRUTH_NUMBER, &number));
    assert_true(number == 1);
  }
  free(good.list);
  stage_close(s);
}

static void test_a_function_that_is_none_is_refused(void **unused)
{
  (void)unused;
  stage *s = open_scene(TRUTHS, fonts);
  const char *const wrong[] = {"x^", "y", "x^2)", ""};
  for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
    nb_error e = stage_set_text(s, "text", wrong[k]);
    if (e.id != NB_OUT_OF_RANGE || !strstr(e.text, "\"text\": "))
      fail_msg("\"%s\": %s", wrong[k], e.text);
    assert_string_equal(((const Truths *)stage_state(s))->text, "x");
  }
  assert_ok(stage_set_text(s, "text", "2x"));
  stage_close(s);
}

static void test_a_parameter_is_changed_or_not(void **unused)
{
  (void)unused;
  stage *s = open_scene(TRUTHS, fonts);
  const nb_param *number = stage_param(s, "number"), *point = stage_param(s, "point");
  assert_false(stage_is_changed(s, number));
  assert_ok(stage_set_text(s, "number", "0.25"));
  assert_true(stage_is_changed(s, number));
  assert_false(stage_is_changed(s, point));
  stage_reset(s);
  assert_false(stage_is_changed(s, number));
  stage_close(s);
}

int main(void)
{
  assert_ok(nb_fonts_open(&fonts, NABLA_ASSETS));
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_what_is_right_is_told),
      cmocka_unit_test(test_a_failing_truth_harms_nothing),
      cmocka_unit_test(test_a_function_that_is_none_is_refused),
      cmocka_unit_test(test_a_parameter_is_changed_or_not),
  };
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  nb_fonts_close(fonts);
  return failed;
}
