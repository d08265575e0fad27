// Decisions: planning against the textbook's figures and a linear system, trying against planning, bandits,
// and the cart against its equations of motion.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "nabla/math/bandit.h"
#include "nabla/math/cart_pole.h"
#include "nabla/math/grid_world.h"

static void assert_near(double ours, double expected, double tolerance)
{
  if (!(fabs(ours - expected) <= tolerance))
    fail_msg("%.9g, expected %.9g", ours, expected);
}

enum { CELLS = 12, START = 8 };

// Russell and Norvig's world, figure 17.1.
static nb_grid_world textbook(void)
{
  nb_grid_world world = {.slip = 0.2f, .step_reward = -0.04f, .goal_reward = 1, .pit_reward = -1};
  assert_false(nb_failed(nb_grid_world_read(&world, "...G / .#.P / ....")));
  return world;
}

// Their figure 17.3, with 0 for the ends and the wall.
static void values_are_the_textbooks(void **state)
{
  (void)state;
  const float expected[CELLS] = {0.812f, 0.868f, 0.918f, 0,      0.762f, 0,
                                 0.660f, 0,      0.705f, 0.655f, 0.611f, 0.388f};
  nb_grid_world world = textbook();
  nb_decision_process process = nb_grid_world_decisions(&world, 1);
  float values[CELLS] = {0};
  assert_false(nb_failed(nb_value_iteration(&process, values, 1e-6f, 200)));
  for (int cell = 0; cell < CELLS; cell++)
    assert_near(values[cell], expected[cell], 6e-4);
  assert_int_equal(nb_best_action(&process, values, START), NB_GO_UP);
  assert_int_equal(nb_best_action(&process, values, START + 3), NB_GO_LEFT); // away from the pit
  assert_int_equal(nb_best_action(&process, values, 0), NB_GO_RIGHT);
  assert_true(nb_value_sweep(&process, values) < 1e-5f);
}

// A policy's values solve a linear system: what is left of each equation is nothing.
static void a_policys_values_solve_bellmans_equations(void **state)
{
  (void)state;
  nb_grid_world world = textbook();
  nb_decision_process process = nb_grid_world_decisions(&world, 0.9f);
  float policy[CELLS * NB_GO_WAYS], values[CELLS] = {0}, best[CELLS] = {0};
  nb_random random = nb_random_seed(5, 0);
  for (int i = 0; i < CELLS; i++)
    for (int way = 0; way < NB_GO_WAYS; way++)
      policy[i * NB_GO_WAYS + way] = 0.1f * (float)(way + 1);
  assert_false(nb_failed(nb_policy_value(&process, policy, values, 1e-6f, 300)));
  assert_false(nb_failed(nb_value_iteration(&process, best, 1e-6f, 300)));
  for (uint32_t i = 0; i < CELLS; i++) {
    float sum = 0;
    for (uint32_t way = 0; way < NB_GO_WAYS; way++)
      sum += policy[i * NB_GO_WAYS + way] * nb_action_value(&process, values, i, way);
    assert_near(sum, values[i], 1e-5);
    assert_true(values[i] <= best[i] + 1e-5f);
  }
  double mean = 0; // what walkers really get
  for (int walk = 0; walk < 4000; walk++) {
    float factor = 1;
    for (uint32_t cell = START; !nb_grid_world_ends(&world, cell) && factor > 1e-4f; factor *= 0.9f) {
      uint32_t way = nb_random_below(&random, 10); // 1, 2, 3, 4 tenths
      nb_outcome o = nb_sample_outcome(&process, cell, way < 1 ? 0 : way < 3 ? 1 : way < 6 ? 2 : 3, &random);
      mean += factor * o.reward / 4000;
      cell = o.state;
    }
  }
  assert_near(mean, values[START], 0.02);
}

static void q_learning_comes_to_the_planned_values(void **state)
{
  (void)state;
  nb_grid_world world = textbook();
  nb_decision_process process = nb_grid_world_decisions(&world, 0.9f);
  float values[CELLS] = {0}, q[CELLS * NB_GO_WAYS] = {0};
  uint32_t visits[CELLS * NB_GO_WAYS] = {0}, cell = START;
  nb_random random = nb_random_seed(1, 0);
  nb_value_iteration(&process, values, 1e-6f, 300);
  for (int step = 0; step < 300000; step++) {
    while (nb_grid_world_ends(&world, cell) || world.cells[cell] == NB_CELL_WALL)
      cell = nb_random_below(&random, CELLS);
    uint32_t way = nb_epsilon_greedy(&random, q + cell * NB_GO_WAYS, NB_GO_WAYS, 0.5f);
    nb_outcome o = nb_sample_outcome(&process, cell, way, &random);
    float rate = 1 / powf((float)++visits[cell * NB_GO_WAYS + way], 0.7f);
    nb_q_learn(q, NB_GO_WAYS,
               (nb_transition){cell, way, o.state, o.reward, nb_grid_world_ends(&world, o.state)}, 0.9f,
               rate);
    cell = o.state;
  }
  for (uint32_t i = 0; i < CELLS; i++)
    for (uint32_t way = 0; way < NB_GO_WAYS; way++)
      if (visits[i * NB_GO_WAYS + way] > 0)
        assert_near(q[i * NB_GO_WAYS + way], nb_action_value(&process, values, i, way), 0.03);
}

static uint32_t forever(uint32_t at, uint32_t action, nb_outcome outcomes[NB_OUTCOMES], const void *world)
{
  (void)at, (void)action, (void)world;
  outcomes[0] = (nb_outcome){0, 1, 1};
  return 1;
}

static void what_has_no_value_is_an_error(void **state)
{
  (void)state;
  float value = 0;
  nb_decision_process endless = {1, 1, forever, NULL, 1};
  assert_int_equal(nb_value_iteration(&endless, &value, 0.5f, 100).id, NB_NOT_CONVERGED);
  endless.discount = 0.5f;
  assert_false(nb_failed(nb_value_iteration(&endless, &value, 1e-6f, 1000)));
  assert_near(value, 2, 1e-5);
  nb_grid_world world = textbook();
  world.step_reward = NAN;
  float values[CELLS] = {0};
  nb_decision_process wild = nb_grid_world_decisions(&world, 0.9f);
  assert_int_equal(nb_value_iteration(&wild, values, 1e-6f, 100).id, NB_NOT_FINITE);
  assert_true(values[START] == 0);
  float q[4] = {0, 1, 2, 3};
  nb_q_learn(q, 2, (nb_transition){.action = 1, .next = 1, .reward = INFINITY}, 0.9f, 0.5f);
  assert_memory_equal(q, ((float[]){0, 1, 2, 3}), sizeof q);
  nb_estimates seen = {0};
  nb_estimates_add(&seen, 1, NAN);
  assert_int_equal(seen.pulls[1], 0);
}

static void worlds_are_read_or_refused(void **state)
{
  (void)state;
  nb_grid_world world = {0};
  assert_false(nb_failed(nb_grid_world_read(&world, "\n. #\nGP\n")));
  assert_int_equal(world.columns * 10 + world.rows, 22);
  assert_memory_equal(world.cells, ((uint8_t[]){NB_CELL_FLOOR, NB_CELL_WALL, NB_CELL_GOAL, NB_CELL_PIT}), 4);
  assert_int_equal(nb_grid_world_read(&world, "..\n.").id, NB_BAD_SHAPE);
  assert_int_equal(nb_grid_world_read(&world, " ").id, NB_BAD_SHAPE);
  assert_int_equal(nb_grid_world_read(&world, "..x").id, NB_USAGE);
  char many[NB_GRID_CELLS + 2];
  memset(many, '.', sizeof many);
  many[NB_GRID_CELLS + 1] = '\0';
  assert_int_equal(nb_grid_world_read(&world, many).id, NB_BAD_SHAPE);
}

// The pulls of bad arms by upper bounds stay below what Auer et al. prove: 8 ln n / gap^2 + 1 + pi^2/3, for
// rewards within 1 of each other.
static void upper_bounds_find_the_best_arm(void **state)
{
  (void)state;
  enum { PULLS = 20000 };
  const nb_bandit bandit = {.arms = 4, .means = {0.2f, 0.5f, 0.8f, 0.4f}, .deviation = 0.2f};
  nb_random random = nb_random_seed(2, 0);
  nb_estimates seen = {0};
  for (int i = 0; i < PULLS; i++) {
    uint32_t arm = nb_upper_bound_arm(&seen, bandit.arms, 2);
    nb_estimates_add(&seen, arm, nb_bandit_pull(&bandit, arm, &random));
  }
  for (int arm = 0; arm < 4; arm++) {
    double gap = 0.8 - bandit.means[arm];
    assert_true(arm == 2 || seen.pulls[arm] <= 8 * log(PULLS) / (gap * gap) + 1 + 3.29);
    assert_near(seen.means[arm], bandit.means[arm], 5 * 0.2 / sqrt(seen.pulls[arm]));
  }
  uint32_t trials = 0;
  for (int i = 0; i < 8000; i++)
    trials += nb_epsilon_greedy(&random, seen.means, 4, 0.2f) != 2;
  assert_near(trials / 8000.0, 0.15, 0.02);
}

// The accelerations between two steps fulfil both equations of motion.
static void the_cart_obeys_its_equations(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(4, 0);
  const double l = 0.5, m = 0.1, all = 1.1, g = 9.8, dt = 0.02;
  for (int i = 0; i < 1000; i++) {
    nb_cart_pole now = {3 * nb_random_normal(&random), nb_random_normal(&random), nb_random_normal(&random),
                        nb_random_normal(&random)};
    float push = i % 2 ? 10 : -10;
    nb_cart_pole then = nb_cart_pole_push(now, push);
    double a = ((double)then.speed - now.speed) / dt, turning = ((double)then.turn - now.turn) / dt;
    double s = sin(now.angle), c = cos(now.angle), square = (double)now.turn * now.turn;
    assert_near(all * a + m * l * (turning * c - square * s), push, 1e-3);
    assert_near(4.0 / 3 * l * turning + a * c, g * s, 1e-3);
    assert_near(then.x, now.x + dt * now.speed, 1e-5);
    assert_near(then.angle, now.angle + dt * now.turn, 1e-5);
  }
}

static void the_cart_falls(void **state)
{
  (void)state;
  nb_random random = nb_random_seed(6, 0);
  for (int i = 0; i < 100; i++) {
    nb_cart_pole cart = nb_cart_pole_start(&random);
    int steps = 0;
    for (; !nb_cart_pole_fallen(cart); steps++)
      cart = nb_cart_pole_push(cart, NB_CART_POLE_PUSH);
    assert_in_range(steps, 6, 12); // always to the right, as is well known
  }
  assert_true(nb_cart_pole_fallen((nb_cart_pole){.angle = NAN}));
  assert_true(nb_cart_pole_fallen((nb_cart_pole){.x = -2.5f}));
  assert_false(nb_cart_pole_fallen((nb_cart_pole){.angle = 0.2f}));
}

// Round by round it comes to what sweeps come to, and by its actions one walks to the goal.
static void rounds_come_to_the_same_values(void **unused)
{
  (void)unused;
  nb_grid_world world = textbook();
  world.slip = 0;
  nb_decision_process process = nb_grid_world_decisions(&world, 0.9f);
  float before[CELLS] = {0}, values[CELLS] = {0}, swept[CELLS] = {0};
  uint8_t best[CELLS];
  uint32_t cells[CELLS];
  for (int round = 0; round < 20; round++) {
    memcpy(before, values, sizeof before);
    nb_value_round(&process, before, values, best);
    if (round == 0) // only beside the goal
      assert_true(values[2] > 0.9f && values[START] < 0);
  }
  assert_int_equal(nb_value_iteration(&process, swept, 1e-7f, 1000).id, NB_OK);
  for (int k = 0; k < CELLS; k++)
    assert_near(values[k], swept[k], 1e-6);
  assert_int_equal(nb_grid_world_walk(&world, best, START, cells, CELLS), 6);
  assert_int_equal(cells[0], START);
  assert_int_equal(cells[5], 3);
  assert_int_equal(nb_grid_world_walk(&world, best, START, cells, 4), 4);
}

static void a_table_tells_its_best(void **unused)
{
  (void)unused;
  const float q[] = {0, 2, 1, -1, -3, -1};
  float values[2];
  uint8_t best[2];
  nb_q_best(q, 2, 3, values, best);
  assert_int_equal(best[0], 1);
  assert_int_equal(best[1], 0); // the first of equals
  assert_near(values[0], 2, 0);
  assert_near(values[1], -1, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(values_are_the_textbooks),
      cmocka_unit_test(a_policys_values_solve_bellmans_equations),
      cmocka_unit_test(rounds_come_to_the_same_values),
      cmocka_unit_test(a_table_tells_its_best),
      cmocka_unit_test(q_learning_comes_to_the_planned_values),
      cmocka_unit_test(what_has_no_value_is_an_error),
      cmocka_unit_test(worlds_are_read_or_refused),
      cmocka_unit_test(upper_bounds_find_the_best_arm),
      cmocka_unit_test(the_cart_obeys_its_equations),
      cmocka_unit_test(the_cart_falls),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
