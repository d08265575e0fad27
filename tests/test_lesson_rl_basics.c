// The lesson on agents, rewards and values: its values are the optimal ones, its agent learns them by trying, and the discount at
// which the better prize changes is where it should be.
#include "lesson.h"

#include "../scenes/reinforcement-learning/basics.c"

static void values_are_optimal(void **unused)
{
  (void)unused;
  nb_grid_world grid = maze(near_prize, far_prize);
  for (float discount = 0.5f; discount < 1; discount += 0.07f) {
    float theirs[CELLS] = {0};
    Plan ours = plan(&grid, ENOUGH, discount);
    nb_decision_process process = nb_grid_world_decisions(&grid, discount);
    assert_int_equal(nb_value_iteration(&process, theirs, 1e-7f, 1000).id, NB_OK);
    for (int k = 0; k < CELLS; k++)
      assert_float_equal(ours.values[k], theirs[k], 1e-6f);
  }
}

// While value seeps back, too, an arrow leads to the cell that the number came from.
static void arrows_belong_to_their_numbers(void **unused)
{
  (void)unused;
  nb_grid_world grid = maze(near_prize, far_prize);
  nb_decision_process process = nb_grid_world_decisions(&grid, taught);
  nb_random random = nb_random_seed(1, 0);
  for (int rounds = 1; rounds < ENOUGH; rounds++) {
    Plan before = plan(&grid, rounds - 1, taught), now = plan(&grid, rounds, taught);
    for (uint32_t k = 0; k < CELLS; k++) {
      if (grid.cells[k] != NB_CELL_FLOOR || now.values[k] < 0.005f)
        continue;
      nb_outcome o = nb_sample_outcome(&process, k, now.ways[k], &random);
      assert_float_equal(now.values[k], o.reward + taught * before.values[o.state], 1e-6f);
    }
  }
}

static void paths_lead_to_the_better_prize(void **unused)
{
  (void)unused;
  const float both_as_much = cbrtf(near_prize); // near g^2 = far g^5
  nb_grid_world grid = maze(near_prize, far_prize);
  Moment m = moment(&(nb_frame){.step = ASK}, nabla_scene.state, &grid);
  assert_int_equal(m.near.count - 1, 3); // steps
  assert_int_equal(m.far.count - 1, 6);
  for (float discount = 0.5f; discount < 1; discount += 0.01f) {
    Path p = path_from(START, &grid, discount);
    bool near = discount < both_as_much;
    if (fabsf(discount - both_as_much) < 0.002f) // there both are worth as much
      continue;
    assert_int_equal(p.cells[p.count - 1], near ? NEAR : FAR);
    assert_int_equal(p.count, near ? 4 : 7);
  }
  nb_vec2 truth, far = nb_world_middle(on_board(&grid), FAR);
  where_to(nabla_scene.state, &truth);
  assert_memory_equal(&truth, &far, sizeof far);
}

// The smaller the discount, the more cells go for the near prize; none goes back.
static void arrows_turn_one_after_the_other(void **unused)
{
  (void)unused;
  nb_grid_world grid = maze(near_prize, far_prize);
  int near_before = 0, changes = 0;
  for (float discount = 0.9f; discount > 0.55f; discount -= 0.005f) {
    int near = 0;
    for (uint32_t k = 0; k < CELLS; k++) {
      Path p = path_from(k, &grid, discount);
      near += grid.cells[k] == NB_CELL_FLOOR && p.cells[p.count - 1] == NEAR;
    }
    assert_true(near >= near_before);
    changes += near > near_before;
    near_before = near;
  }
  assert_true(changes >= 2); // ways to the two differ by odd numbers of steps, as on every such grid
}

static void trying_learns_the_same_values(void **unused)
{
  (void)unused;
  State s = {0};
  nb_grid_world grid = maze(near_prize, far_prize);
  init(&s, NULL);
  for (int k = 0; k < 40000; k++)
    try_a_step(&s, &grid);
  Plan known = plan(&grid, ENOUGH, taught), found = learned(&s);
  for (uint32_t k = 0; k < CELLS; k++)
    if (grid.cells[k] == NB_CELL_FLOOR)
      assert_float_equal(found.values[k], known.values[k], 1e-3f);
}

// From when the words say so until the step in which it learns ends, numbers and arrows are those that were planned.
static void it_has_learned_when_the_words_say_so(void **unused)
{
  (void)unused;
  State s = *(const State *)nabla_scene.state;
  nb_grid_world grid = maze(near_prize, far_prize);
  nb_decision_process process = nb_grid_world_decisions(&grid, taught);
  nb_random random = nb_random_seed(1, 0);
  Plan known = plan(&grid, ENOUGH, taught);
  init(&s, NULL);
  for (int k = 0; k < (int)steps[LEARN].seconds * NB_TICKS_PER_SECOND; k++) {
    float seconds = (float)k / NB_TICKS_PER_SECOND;
    tick(&s, &(nb_frame){.step = LEARN, .tick = (uint64_t)k, .seconds = seconds});
    Plan found = learned(&s);
    for (uint32_t cell = 0; seconds > 16.2f && cell < CELLS; cell++) {
      if (grid.cells[cell] != NB_CELL_FLOOR)
        continue;
      assert_float_equal(nb_shown(found.values[cell], 2), nb_shown(known.values[cell], 2), 1e-6f);
      nb_outcome o = nb_sample_outcome(&process, cell, found.ways[cell], &random);
      assert_float_equal(o.reward + taught * known.values[o.state], known.values[cell], 1e-6f);
    }
  }
}

// While one can follow, it walks: tries at a wall never follow each other for long, and it comes to both prizes.
static void it_walks_while_one_follows(void **unused)
{
  (void)unused;
  State s = *(const State *)nabla_scene.state;
  float best = 0;
  init(&s, NULL);
  for (int k = NB_TICKS_PER_SECOND, stands = 0; k < SLOW * NB_TICKS_PER_SECOND; k += PACE) {
    State before = s;
    tick(&s, &(nb_frame){.step = LEARN, .tick = (uint64_t)k, .seconds = (float)k / NB_TICKS_PER_SECOND});
    stands = s.at == before.at && s.prizes == before.prizes ? stands + 1 : 0;
    assert_true(stands < 3);
    best = fmaxf(best, s.toward);
  }
  assert_true(s.prizes >= 2);
  assert_float_equal(best, far_prize, 1e-6f);
  assert_float_equal(s.q[(NEAR + COLUMNS) * NB_GO_WAYS + NB_GO_UP], 0.5f * near_prize, 1e-6f); // from below
}

static void cells_are_found_again(void **unused)
{
  (void)unused;
  nb_grid_world grid = maze(near_prize, far_prize);
  nb_world world = on_board(&grid);
  for (uint32_t k = 0; k < CELLS; k++)
    if (grid.cells[k] == NB_CELL_FLOOR) {
      assert_int_equal(nb_world_at(world, nb_world_middle(world, k)), k);
      assert_true(nb_inside(nb_world_cell(world, k), nb_world_middle(world, k)));
    }
  assert_int_equal(grid.cells[NEAR], NB_CELL_PIT);
  assert_int_equal(grid.cells[FAR], NB_CELL_GOAL);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(values_are_optimal),
      cmocka_unit_test(arrows_belong_to_their_numbers),
      cmocka_unit_test(paths_lead_to_the_better_prize),
      cmocka_unit_test(arrows_turn_one_after_the_other),
      cmocka_unit_test(trying_learns_the_same_values),
      cmocka_unit_test(it_has_learned_when_the_words_say_so),
      cmocka_unit_test(it_walks_while_one_follows),
      cmocka_unit_test(cells_are_found_again),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
