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
  return cost_at(p, measured.cost);
}

static void the_surface_goes_through_the_samples(void **unused)
{
  (void)unused;
  for (int k = 0; k < COLUMNS * ROWS; k++) {
    nb_vec2 p = {cut.x + cut.width * (float)(k % COLUMNS) / (COLUMNS - 1),
                 cut.y + cut.height * (float)(k / COLUMNS) / (ROWS - 1)};
    assert_float_equal(cost_of(p), measured.cost[k], 0.02f);
  }
  // Within the samples' cells, over whose borders the surface bends otherwise.
  for (int k = 0; k < (COLUMNS - 1) * (ROWS - 1); k++) {
    nb_vec2 within = lesson_point(k, 0.4f), cell = {(float)(k % (COLUMNS - 1)), (float)(k / (COLUMNS - 1))};
    nb_vec2 p = {cut.x + cut.width * (cell.x + 0.5f + within.x) / (COLUMNS - 1),
                 cut.y + cut.height * (cell.y + 0.5f + within.y) / (ROWS - 1)};
    if (cost_of(p) < 3)
      assert_same_slopes(cost_of, p, gradient_at(p, measured.cost));
  }
}

static void two_valleys_and_a_ridge(void **unused)
{
  (void)unused;
  float truth, votes = 0;
  cost_halfway(&measured, &truth);
  assert_true(cost_of(one) < 0.3f && cost_of(another) < 0.3f);
  assert_true(nb_inside(cut, measured.untrained) &&
              cost_of(measured.untrained) > 2); // ln 10 is what guessing costs
  assert_true(truth > 4 * fmaxf(cost_of(one), cost_of(another)));
  for (int k = 0; k < DIGITS; k++)
    votes += measured.said[1][k];
  assert_float_equal(votes, 1, 1e-4f);
}

// At the end of a step's time, when it is the one before that is gone.
static nb_walk walk_in(int step)
{
  return walk_of(&(nb_frame){.step = step, .seconds = steps[step].seconds}, &measured, step);
}

static float cost_back(const nb_walk *w, int places)
{
  return cost_of(w->places[w->count - 1 - places]);
}

static void walks_do_what_is_said_of_them(void **unused)
{
  (void)unused;
  nb_walk good = walk_in(DOWN), small = walk_in(SMALL), large = walk_in(LARGE), mine = walk_in(PLAY);
  assert_true(cost_back(&good, 0) < 0.25f && good.places[good.count - 1].x < 0);
  assert_true(nb_length(nb_sub(good.places[good.count - 1], good.places[good.count - 2])) <
              0.01f); // it has settled
  assert_true(cost_back(&small, 0) > 1.5f && small.made == 20);
  assert_true(nb_inside(cut, large.places[large.count - 1]));
  // It leaps on, stands always far higher than the good walk after its first steps, and higher than before at every other step.
  int higher = 0;
  for (int k = 1; k <= large.made; k++) {
    assert_true(nb_length(nb_sub(large.places[k], large.places[k - 1])) > 0.2f);
    assert_true(cost_of(large.places[k]) > 1.8f * cost_back(&good, 0));
    higher += cost_of(large.places[k]) > cost_of(large.places[k - 1]);
  }
  assert_int_equal(large.made, 15);
  assert_true(higher >= 7);
  assert_true(cost_back(&mine, 0) < 0.25f &&
              mine.places[mine.count - 1].x > 0); // another start, another valley
}

// The cost that is told is that of a place at which the walk has arrived, and not of one on its way there.
static void what_is_told_is_of_whole_steps(void **unused)
{
  (void)unused;
  for (int step = DOWN; step <= LARGE; step++)
    for (float seconds = 0.6f; seconds < steps[step].seconds; seconds += 0.13f) {
      nb_walk w = walk_of(&(nb_frame){.step = step, .seconds = seconds}, &measured, step);
      assert_in_range(w.made, w.count - 2 > 0 ? w.count - 2 : 0, w.count - 1);
      nb_vec2 from = w.made > 0 ? w.places[w.made - 1] : w.places[0];
      nb_vec2 slope = gradient_at(from, measured.cost);
      nb_vec2 to = nb_sub(from, nb_scale(w.made > 0 ? rate_of(step, &measured) : 0, slope));
      assert_float_equal(nb_length(nb_sub(to, w.places[w.made])), 0, 1e-5f);
    }
}

// When a step begins, the walk of the one before is still there, and fades.
static void walks_give_way_to_each_other(void **unused)
{
  (void)unused;
  nb_frame f = {.step = SMALL};
  nb_walk before = walk_in(DOWN), after = walk_of(&f, &measured, SMALL);
  assert_int_equal(before.count, after.count);
  assert_float_equal(walk_shown(&f), 1, 1e-6f);
  f.seconds = 0.499f, after = walk_of(&f, &measured, SMALL);
  assert_true(after.count == before.count && walk_shown(&f) < 0.01f);
  f.seconds = 0.501f, after = walk_of(&f, &measured, SMALL);
  assert_true(after.count == 1 && walk_shown(&f) < 0.01f);
}

// As high as the cost up to 2, and from there on ever flatter, without a bend.
static void mountains_are_drawn_lower(void **unused)
{
  (void)unused;
  float last = 0;
  for (float x = -1.8f; x < 1.8f; x += 0.01f) {
    nb_vec2 p = nb_at(x, 1.1f);
    float drawn = height(nb_scale(wide, p), measured.cost) / tall, cost = cost_of(p);
    assert_true(cost <= 2 ? fabsf(drawn - cost) < 1e-3f
                          : drawn > 2 - 1e-3f && drawn < fminf(cost, 3) + 1e-3f);
    last = fmaxf(last, drawn);
  }
  assert_true(last > 2.5f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_surface_goes_through_the_samples),
      cmocka_unit_test(two_valleys_and_a_ridge),
      cmocka_unit_test(walks_do_what_is_said_of_them),
      cmocka_unit_test(what_is_told_is_of_whole_steps),
      cmocka_unit_test(walks_give_way_to_each_other),
      cmocka_unit_test(mountains_are_drawn_lower),
  };
  return cmocka_run_group_tests(tests, measure_once, NULL);
}
