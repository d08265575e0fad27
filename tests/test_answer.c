// How far off an answer was, and the words for it.
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "nabla/math/random.h"
#include "stage/answer.h"

static const char *const shapes[] = {"square", "circle", "triangle", NULL};

static const nb_param number = {.name = "n", .kind = NB_KIND_NUMBER, .bytes = 4, .min = 0, .max = 10},
                      factor = {.kind = NB_KIND_NUMBER,
                                .bytes = 4,
                                .min = 0.01f,
                                .max = 100,
                                .logarithmic = true},
                      integer = {.kind = NB_KIND_INTEGER, .bytes = 4, .min = 1, .max = 1000},
                      on = {.kind = NB_KIND_SWITCH, .bytes = 4, .max = 1},
                      choice = {.kind = NB_KIND_CHOICE, .bytes = 4, .max = 2, .choices = shapes},
                      angle = {.kind = NB_KIND_ANGLE, .bytes = 4, .min = -10, .max = 10},
                      point = {.kind = NB_KIND_POINT, .bytes = 8, .min = -6, .max = 6},
                      text = {.kind = NB_KIND_TEXT, .bytes = 12},
                      canvas = {.kind = NB_KIND_CANVAS, .bytes = 64, .max = 1, .columns = 4, .rows = 4};

static void assert_says(const nb_param *p, const void *given, const void *truth, const char *words,
                        float share)
{
  char said[120];
  answer_off off = answer_measure(p, given, truth);
  answer_words(p, off, truth, said, sizeof said);
  if (strcmp(said, words) != 0 || !(fabsf(off.share - share) < 1e-5f))
    fail_msg("\"%s\" (%g) is not \"%s\" (%g)", said, (double)off.share, words, (double)share);
}

#define F(x) (&(const float){x})
#define I(x) (&(const int32_t){x})
#define P(x, y) (&(const nb_vec2){x, y})

static void test_each_kind_has_its_measure_and_words(void **unused)
{
  (void)unused;
  assert_says(&number, F(3), F(3.3f), "0.3 off: very near", 0.03f);
  assert_says(&number, F(3), F(3.01f), "spot on", 0.001f);
  assert_says(&number, F(3), F(4), "1 off: near", 0.1f);
  assert_says(&number, F(0), F(1e6f), "1000000 off: a surprise: look again", 1);
  assert_says(&factor, F(0.1f), F(1), "0.9 off: a surprise: look again", 0.25f);
  assert_says(&integer, I(7), I(7), "spot on", 0);
  assert_says(&integer, I(7), I(27), "20 off: very near", 20.0f / 999);
  assert_says(&on, I(1), I(1), "right", 0);
  assert_says(&on, I(1), I(0), "it is false", 1);
  assert_says(&choice, I(0), I(1), "it is circle", 1);
  assert_says(&point, P(3, 2), P(0, -2), "5 off: a surprise: look again", 5.0f / 12);
  assert_says(&point, P(0, 0), P(0.3f, 0.4f), "0.5 off: very near", 0.5f / 12);
  assert_says(&text, "x*y + 1", "x * y+1", "right", 0);
  assert_says(&text, "x", "x^2", "it is x^2", -1);
  assert_says(&canvas, (const float[16]){0}, (const float[16]){1, 1, 1, 1}, "0.5 off: a surprise: look again",
              0.5f);
  assert_string_equal(answer_nearness(NAN), "");
}

static void test_angles_go_the_smaller_way_round(void **unused)
{
  (void)unused;
  const float degree = 0.01745329252f;
  assert_says(&angle, F(-179 * degree), F(179 * degree), "2° off: very near", 2.0f / 180);
  assert_says(&angle, F(0), F(360 * degree), "spot on", 0);
  assert_says(&angle, F(90 * degree), F(-90 * degree), "180° off: a surprise: look again", 1);
}

// The same from either side, never beyond the range, and the farther the more.
static void test_shares_are_a_measure(void **unused)
{
  (void)unused;
  nb_random random = nb_random_seed(5, 0);
  for (int k = 0; k < 2000; k++) {
    float a = 10 * nb_random_float(&random), b = 10 * nb_random_float(&random), half = a + 0.5f * (b - a);
    answer_off there = answer_measure(&number, &a, &b), back = answer_measure(&number, &b, &a);
    assert_true(there.share == back.share && there.share >= 0 && there.share <= 1);
    assert_true(answer_measure(&number, &a, &half).share <= there.share);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_each_kind_has_its_measure_and_words),
      cmocka_unit_test(test_angles_go_the_smaller_way_round),
      cmocka_unit_test(test_shares_are_a_measure),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
