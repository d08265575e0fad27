// The lesson on agents, rewards and values: its values are the optimal ones, its agent learns them by trying, and the discount at
// which the better prize changes is where it should be.
#include "lesson.h"

#include "../scenes/reinforcement-learning/basics.c"

static void values_are_optimal(void **unused)
{
  (void)unused;
  nb_grid_world w = world();
  for (float discount = 0.5f; discount < 1; discount += 0.07f) {
    float ours[CELLS], theirs[CELLS] = {0};
    nb_decision_process process = nb_grid_world_decisions(&w, discount);
    values_after(&w, ENOUGH, discount, ours);
    assert_int_equal(nb_value_iteration(&process, theirs, 1e-7f, 1000).id, NB_OK);
    for (int k = 0; k < CELLS; k++)
      assert_float_equal(ours[k], theirs[k], 1e-6f);
  }
}

static void ways_lead_to_the_better_prize(void **unused)
{
  (void)unused;
  assert_float_equal(delay(START, TREAT), 2, 1e-5f);
  assert_float_equal(delay(START, TREASURE), 5, 1e-5f);
  for (float discount = 0.5f; discount < 1; discount += 0.01f) {
    uint32_t cells[CELLS];
    int count = way_from(START, discount, cells);
    if (fabsf(discount - cbrtf(0.5f)) < 0.002f) // there both are worth as much
      continue;
    assert_int_equal(cells[count - 1], discount < cbrtf(0.5f) ? TREAT : TREASURE);
    assert_int_equal(cells[count - 1], better_prize(discount));
    assert_int_equal(count, discount < cbrtf(0.5f) ? 4 : 7);
  }
}

static void trying_learns_the_same_values(void **unused)
{
  (void)unused;
  State s = {0};
  nb_grid_world w = world();
  float values[CELLS];
  init(&s, NULL);
  for (int k = 0; k < 40000; k++)
    try_a_step(&s, &w);
  values_after(&w, ENOUGH, asked_discount, values);
  for (uint32_t k = 0; k < CELLS; k++)
    if (w.cells[k] == NB_CELL_FLOOR)
      assert_float_equal(learned(&s, k), values[k], 1e-3f);
}

static void cells_are_found_again(void **unused)
{
  (void)unused;
  nb_grid_world w = world();
  for (uint32_t k = 0; k < CELLS; k++)
    if (w.cells[k] == NB_CELL_FLOOR)
      assert_int_equal(cell_at(middle_of(k)), k);
  assert_int_equal(w.cells[TREAT], NB_CELL_PIT);
  assert_int_equal(w.cells[TREASURE], NB_CELL_GOAL);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(values_are_optimal),
      cmocka_unit_test(ways_lead_to_the_better_prize),
      cmocka_unit_test(trying_learns_the_same_values),
      cmocka_unit_test(cells_are_found_again),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
