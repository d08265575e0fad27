// Learning to act: costs against PyTorch's, REINFORCE's mean gradient against dynamic programming, advantages
// and preferences against what defines them.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "nabla/math/grid_world.h"
#include "nabla/math/probability.h"
#include "nabla/math/reinforcement.h"

#include "data/reinforcement_reference.h"

enum { ARENA = 1 << 16 };

static void assert_near(double ours, double expected, double tolerance)
{
  if (!(fabs(ours - expected) <= tolerance))
    fail_msg("%.9g, expected %.9g", ours, expected);
}

// The sequence that make_reinforcement_reference.py uses.
static float number(uint32_t i, uint32_t salt)
{
  return ((float)((i * 2654435761u + salt * 40503u) >> 21) - 1024) / 2048;
}

static nb_tape *blank(void)
{
  static uint64_t arena[ARENA / 8];
  nb_tape *tape;
  nb_tape_over(arena, sizeof arena, &tape);
  return tape;
}

// ---- costs

typedef struct costs {
  nb_var logits, actions, advantages, old_logs;
} costs;

static costs leaves(nb_tape *t)
{
  costs c = {nb_tape_variable(t, "logits", (nb_shape){{ROWS, 3}}),
             nb_tape_input(t, "actions", (nb_shape){{ROWS}}),
             nb_tape_input(t, "advantages", (nb_shape){{ROWS}}), nb_tape_input(t, "old", (nb_shape){{ROWS}})};
  for (uint32_t i = 0; i < ROWS * 3; i++)
    nb_tape_value(t, NULL, c.logits)[i] = 4 * number(i, 1);
  for (uint32_t i = 0; i < ROWS; i++) {
    nb_tape_value(t, NULL, c.actions)[i] = (float)(i % 3);
    nb_tape_value(t, NULL, c.advantages)[i] = 2 * number(i, 3);
    nb_tape_value(t, NULL, c.old_logs)[i] = -1 + number(i, 4);
  }
  return c;
}

static void assert_cost(nb_tape *t, nb_var logits, nb_var cost, double expected, const double *gradient)
{
  assert_string_equal(nb_tape_forward(t, NULL).text, "");
  assert_string_equal(nb_tape_backward(t, NULL, cost, NULL).text, "");
  assert_near(*nb_tape_value(t, NULL, cost), expected, 1e-5 * fabs(expected));
  for (int i = 0; i < ROWS * 3; i++)
    assert_near(nb_tape_gradient(t, NULL, logits)[i], gradient[i], 1e-5 * fmax(fabs(gradient[i]), 0.01));
}

static void costs_equal_pytorchs(void **state)
{
  (void)state;
  nb_tape *t = blank();
  costs c = leaves(t);
  nb_var logs = nb_chosen_logs(t, c.logits, c.actions);
  assert_cost(t, c.logits, nb_reinforce_cost(t, logs, c.advantages), reinforce_cost, reinforce_gradient);
  nb_var ppo = nb_ppo_cost(t, logs, c.old_logs, c.advantages, 0.2f);
  assert_cost(t, c.logits, ppo, ppo_cost, ppo_gradient);
  assert_cost(t, c.logits, nb_mean_entropy(t, c.logits), entropy_cost, entropy_gradient);
  nb_var better = nb_tape_slice(t, c.logits, 1, 0, 1), worse = nb_tape_slice(t, c.logits, 1, 1, 1);
  assert_cost(t, c.logits, nb_preference_cost(t, better, worse), preference_cost, preference_gradient);
  assert_int_equal(nb_tape_count(t, nb_tape_find(t, "ratio")), ROWS);
}

static void entropy_is_that_of_the_distribution(void **state)
{
  (void)state;
  nb_tape *t = blank();
  costs c = leaves(t);
  nb_var entropy = nb_mean_entropy(t, c.logits);
  nb_tape_forward(t, NULL);
  float p[3], sum = 0;
  for (int row = 0; row < ROWS; row++) {
    nb_softmax(nb_tape_value(t, NULL, c.logits) + row * 3, p, 3);
    sum += nb_entropy(p, 3) / ROWS;
  }
  assert_near(*nb_tape_value(t, NULL, entropy), sum, 1e-6);
}

// ---- REINFORCE against dynamic programming

enum { CELLS = 6, START = 3, EPISODES = 20000, STEPS = 64 };
static const float discount = 0.9f;

static nb_grid_world corner(void)
{
  nb_grid_world world = {.slip = 0.2f, .step_reward = -0.1f, .goal_reward = 1, .pit_reward = -1};
  nb_grid_world_read(&world, ".PG / ...");
  return world;
}

static void policy_of(const float *logits, float *policy)
{
  for (int cell = 0; cell < CELLS; cell++)
    nb_softmax(logits + cell * NB_GO_WAYS, policy + cell * NB_GO_WAYS, NB_GO_WAYS);
}

// What the policy of these logits is worth at the start.
static double worth(const nb_decision_process *process, const float *logits)
{
  float policy[CELLS * NB_GO_WAYS], values[CELLS] = {0};
  policy_of(logits, policy);
  assert_false(nb_failed(nb_policy_value(process, policy, values, 1e-7f, 1000)));
  return values[START];
}

// An episode's cells, ways and advantages; gives how many moments it had.
static uint32_t walk(const nb_decision_process *process, const float *policy, float baseline,
                     nb_random *random, float *cells, float *ways, float *advantages)
{
  float rewards[STEPS], ended[STEPS] = {0}, returns[STEPS], factor = 1;
  uint32_t cell = START, count = 0;
  while (count < STEPS && !nb_grid_world_ends(process->world, cell)) {
    uint32_t way = nb_categorical(random, policy + cell * NB_GO_WAYS, NB_GO_WAYS);
    nb_outcome o = nb_sample_outcome(process, cell, way, random);
    cells[count] = (float)cell, ways[count] = (float)way, rewards[count] = o.reward;
    ended[count++] = nb_grid_world_ends(process->world, o.state);
    cell = o.state;
  }
  nb_returns(rewards, ended, count, 0, discount, returns);
  for (uint32_t t = 0; t < count; t++, factor *= discount)
    advantages[t] = factor * (returns[t] - baseline);
  return count;
}

static void reinforces_mean_gradient_is_that_of_dynamic_programming(void **state)
{
  (void)state;
  nb_grid_world world = corner();
  nb_decision_process process = nb_grid_world_decisions(&world, discount);
  float logits[CELLS * NB_GO_WAYS], gradient[CELLS * NB_GO_WAYS], policy[CELLS * NB_GO_WAYS];
  double mean[CELLS * NB_GO_WAYS] = {0};
  nb_random random = nb_random_seed(7, 0);
  nb_tape *t = blank();
  nb_var table = nb_tape_parameter(t, "logits", (nb_shape){{CELLS, NB_GO_WAYS}}, NB_ZEROS);
  nb_var cells = nb_tape_input(t, "cells", (nb_shape){{STEPS}}),
         ways = nb_tape_input(t, "ways", (nb_shape){{STEPS}});
  nb_var advantages = nb_tape_input(t, "advantages", (nb_shape){{STEPS}});
  nb_var cost = nb_reinforce_cost(t, nb_chosen_logs(t, nb_tape_embedding(t, table, cells), ways), advantages);
  for (uint32_t i = 0; i < CELLS * NB_GO_WAYS; i++)
    logits[i] = number(i, 1);
  policy_of(logits, policy);
  for (int episode = 0; episode < EPISODES; episode++) {
    float *advantage = nb_tape_value(t, NULL, advantages);
    memset(advantage, 0, STEPS * sizeof *advantage);
    walk(&process, policy, -0.3f, &random, nb_tape_value(t, NULL, cells), nb_tape_value(t, NULL, ways),
         advantage);
    assert_false(nb_failed(nb_tape_forward(t, logits)));
    assert_false(nb_failed(nb_tape_backward(t, logits, cost, gradient)));
    for (int i = 0; i < CELLS * NB_GO_WAYS; i++)
      mean[i] -= (double)gradient[i] * STEPS / EPISODES;
  }
  double largest = 0;
  for (int i = 0; i < CELLS * NB_GO_WAYS; i++) {
    float kept = logits[i];
    logits[i] = kept + 0.05f;
    double above = worth(&process, logits);
    logits[i] = kept - 0.05f;
    double exact = (above - worth(&process, logits)) / 0.1;
    logits[i] = kept;
    assert_near(mean[i], exact, 0.01);
    largest = fmax(largest, fabs(exact));
  }
  assert_true(largest > 0.06); // or the tolerance would say nothing
}

// ---- advantages

static void advantages_lie_between_a_step_and_the_return(void **state)
{
  (void)state;
  const float rewards[] = {1, 2, 3, 4, 5}, ended[] = {0, 0, 1, 0, 0}, values[] = {0.5f, -1, 2, 1, 3, 10};
  float returns[5], advantages[5];
  nb_returns(rewards, ended, 5, values[5], 0.5f, returns);
  const float expected[] = {2.75f, 3.5f, 3, 9, 10};
  nb_advantages(rewards, ended, values, 5, 0.5f, 1, advantages);
  for (int t = 0; t < 5; t++) {
    assert_near(returns[t], expected[t], 1e-6);
    assert_near(advantages[t], returns[t] - values[t], 1e-6);
  }
  nb_advantages(rewards, ended, values, 5, 0.5f, 0, advantages);
  for (int t = 0; t < 5; t++)
    assert_near(advantages[t], rewards[t] + (t == 2 ? 0 : 0.5f * values[t + 1]) - values[t], 1e-6);
}

static void normalised_numbers_have_unit_moments(void **state)
{
  (void)state;
  float x[] = {3, 7, 11, 3}, same[] = {2, 2, 2};
  nb_normalise(x, 4);
  assert_near(x[0] + x[1] + x[2] + x[3], 0, 1e-6);
  assert_near(x[0] * x[0] + x[1] * x[1] + x[2] * x[2] + x[3] * x[3], 4, 1e-5);
  nb_normalise(same, 3);
  assert_true(same[0] == 0 && same[2] == 0);
  nb_normalise(NULL, 0);
}

// ---- preferences

static void two_rivals_differ_by_the_log_of_their_wins(void **state)
{
  (void)state;
  float scores[2];
  assert_false(nb_failed(nb_bradley_terry((float[]){0, 30, 10, 0}, 2, 100, scores)));
  assert_near(scores[0] - scores[1], log(3), 1e-5);
  assert_near(scores[0] + scores[1], 0, 1e-6);
  assert_near(nb_preference(scores[0], scores[1]), 0.75, 1e-5);
}

// At the likeliest scores each rival has won as often as the model expects.
static void scores_expect_the_wins_that_there_were(void **state)
{
  (void)state;
  enum { COUNT = 9 };
  float wins[COUNT * COUNT] = {0}, scores[COUNT];
  nb_random random = nb_random_seed(8, 0);
  for (uint32_t a = 0; a < COUNT; a++)
    for (uint32_t b = 0; b < a; b++)
      for (int game = 0; game < 40; game++) {
        float first = nb_preference(0.3f * (float)a, 0.3f * (float)b);
        wins[nb_random_float(&random) < first ? a * COUNT + b : b * COUNT + a]++;
      }
  assert_false(nb_failed(nb_bradley_terry(wins, COUNT, 1000, scores)));
  for (uint32_t a = 0; a < COUNT; a++) {
    double won = 0, expected = 0;
    for (uint32_t b = 0; b < COUNT; b++) {
      won += wins[a * COUNT + b];
      expected += b == a ? 0 : 40 * nb_preference(scores[a], scores[b]);
    }
    assert_near(won, expected, 0.02);
  }
}

static void who_never_lost_has_no_score(void **state)
{
  (void)state;
  float scores[65];
  static float many[65 * 65];
  assert_int_equal(nb_bradley_terry((float[]){0, 5, 0, 0}, 2, 100, scores).id, NB_NOT_CONVERGED);
  const float groups[16] = {0, 3, 2, 2, 1, 0, 4, 1, 0, 0, 0, 2, 0, 0, 5, 0}; // two and two
  assert_int_equal(nb_bradley_terry(groups, 4, 100, scores).id, NB_NOT_CONVERGED);
  assert_int_equal(nb_bradley_terry((float[]){0, 1, 900, 0}, 2, 1, scores).id, NB_NOT_CONVERGED);
  assert_int_equal(nb_bradley_terry(many, 65, 100, scores).id, NB_OUT_OF_RANGE);
  assert_false(nb_failed(nb_bradley_terry(many, 0, 100, scores)));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(costs_equal_pytorchs),
      cmocka_unit_test(entropy_is_that_of_the_distribution),
      cmocka_unit_test(reinforces_mean_gradient_is_that_of_dynamic_programming),
      cmocka_unit_test(advantages_lie_between_a_step_and_the_return),
      cmocka_unit_test(normalised_numbers_have_unit_moments),
      cmocka_unit_test(two_rivals_differ_by_the_log_of_their_wins),
      cmocka_unit_test(scores_expect_the_wins_that_there_were),
      cmocka_unit_test(who_never_lost_has_no_score),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
