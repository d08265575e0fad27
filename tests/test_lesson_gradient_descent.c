// The lesson on gradient descent: what it shows is what it measured, its slopes are the surface's, and its walks do what their
// captions say.
#include "lesson.h"

#include <stdio.h>
#include <stdlib.h>

#include "../scenes/neural-networks/gradient-descent.c"

static State measured;

static int measure_once(void **unused)
{
  (void)unused;
  FILE *file = fopen(NABLA_ASSETS "/digits/digits.bin", "rb");
  static char bytes[1 << 23];
  nb_data data = {bytes, file ? fread(bytes, 1, sizeof bytes, file) : 0};
  if (file)
    fclose(file);
  measured = *(const State *)nabla_scene.state;
  init(&measured, &(nb_frame){.data = &data, .data_count = 1});
  return data.size == 0;
}

static float cost_of(nb_vec2 p)
{
  return cost_at(&measured, nb_add(p, halfway));
}

static void the_surface_goes_through_the_samples(void **unused)
{
  (void)unused;
  for (int row = 0; row < SIDE; row++)
    for (int column_of = 0; column_of < SIDE; column_of++) {
      nb_vec2 p = {from + (until - from) * (float)column_of / (SIDE - 1),
                   from + (until - from) * (float)row / (SIDE - 1)};
      assert_float_equal(cost_at(&measured, p), measured.cost[row * SIDE + column_of], 0.02f);
    }
  for (int k = 0; k < 200; k++)
    assert_same_slopes(cost_of, lesson_point(k, 0.9f),
                       gradient_at(&measured, nb_add(lesson_point(k, 0.9f), halfway)));
}

static void two_valleys_and_a_ridge(void **unused)
{
  (void)unused;
  float truth;
  cost_halfway(&measured, &truth);
  assert_true(cost_at(&measured, one) < 0.5f && cost_at(&measured, other) < 0.5f);
  assert_true(cost_at(&measured, nb_origin()) > 2); // ln 10 is what guessing costs
  assert_true(truth > 2 * fmaxf(cost_at(&measured, one), cost_at(&measured, other)));
  float votes = 0;
  for (int k = 0; k < DIGITS; k++)
    votes += measured.said[1][k];
  assert_float_equal(votes, 1, 1e-4f);
}

// After the step's time, from its own start.
static int walk_in(int step, nb_vec2 *places)
{
  return descend(&(nb_frame){.step = step, .seconds = steps[step].seconds}, &measured, places);
}

static void walks_do_what_is_said_of_them(void **unused)
{
  (void)unused;
  nb_vec2 places[MOST_STEPS + 2];
  int count = walk_in(DOWN, places);
  assert_true(cost_at(&measured, places[count - 1]) < 0.45f);
  assert_true(nb_length(nb_sub(places[count - 1], places[count - 2])) < 0.01f); // it has settled
  count = walk_in(SMALL, places);
  assert_true(cost_at(&measured, places[count - 1]) > 1.5f);
  count = walk_in(LARGE, places);
  for (int k = count - 5; k < count - 1; k++)
    assert_true(nb_length(nb_sub(places[k], places[k - 1])) > 0.05f); // it has not
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_surface_goes_through_the_samples),
      cmocka_unit_test(two_valleys_and_a_ridge),
      cmocka_unit_test(walks_do_what_is_said_of_them),
  };
  return cmocka_run_group_tests(tests, measure_once, NULL);
}
