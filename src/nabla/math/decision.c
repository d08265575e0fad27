#include "nabla/math/decision.h"

#include <math.h>
#include <string.h>

#include "nabla/math/network.h"
#include "nabla/math/probability.h"

nb_outcome nb_sample_outcome(const nb_decision_process *process, uint32_t state, uint32_t action,
                             nb_random *random)
{
  nb_outcome outcomes[NB_OUTCOMES];
  float weights[NB_OUTCOMES];
  uint32_t count = process->outcomes(state, action, outcomes, process->world);
  for (uint32_t i = 0; i < count; i++)
    weights[i] = outcomes[i].probability;
  return count ? outcomes[nb_categorical(random, weights, count)] : (nb_outcome){.state = state};
}

float nb_action_value(const nb_decision_process *process, const float *values, uint32_t state,
                      uint32_t action)
{
  nb_outcome outcomes[NB_OUTCOMES];
  uint32_t count = process->outcomes(state, action, outcomes, process->world);
  float sum = 0;
  for (uint32_t i = 0; i < count; i++)
    sum += outcomes[i].probability * (outcomes[i].reward + process->discount * values[outcomes[i].state]);
  return sum;
}

uint32_t nb_best_action(const nb_decision_process *process, const float *values, uint32_t state)
{
  uint32_t best = 0;
  float most = nb_action_value(process, values, state, 0);
  for (uint32_t action = 1; action < process->actions; action++) {
    float value = nb_action_value(process, values, state, action);
    if (value > most)
      best = action, most = value;
  }
  return best;
}

// What the state is worth: to who acts by policy, or where that is NULL to who acts best.
static float state_value(const nb_decision_process *process, const float *policy, const float *values,
                         uint32_t state)
{
  if (!policy)
    return nb_action_value(process, values, state, nb_best_action(process, values, state));
  float sum = 0;
  for (uint32_t action = 0; action < process->actions; action++)
    sum +=
        policy[(size_t)state * process->actions + action] * nb_action_value(process, values, state, action);
  return sum;
}

static float sweep(const nb_decision_process *process, const float *policy, float *values)
{
  float largest = 0;
  for (uint32_t state = 0; state < process->states; state++) {
    float before = values[state];
    values[state] = state_value(process, policy, values, state);
    float change = values[state] > before ? values[state] - before : before - values[state];
    largest = change <= largest ? largest : change; // one that is not a number too
  }
  return largest;
}

static nb_error sweep_until(const nb_decision_process *process, const float *policy, float *values,
                            float tolerance, uint32_t sweeps)
{
  float change = 0;
  for (uint32_t i = 0; i < sweeps; i++) {
    change = sweep(process, policy, values);
    if (change <= tolerance)
      return nb_ok();
    if (!isfinite(change))
      break;
  }
  if (!isfinite(change)) {
    memset(values, 0, process->states * sizeof *values);
    return nb_fail(NB_NOT_FINITE, "decision: a value is not finite; are all rewards and probabilities?");
  }
  return nb_fail(NB_NOT_CONVERGED, "decision: values still change by %g after %u sweeps, more than %g",
                 (double)change, sweeps, (double)tolerance);
}

float nb_value_sweep(const nb_decision_process *process, float *values)
{
  return sweep(process, NULL, values);
}

void nb_value_round(const nb_decision_process *process, const float *before, float *values, uint8_t *best)
{
  for (uint32_t k = 0; k < process->states; k++) {
    best[k] = (uint8_t)nb_best_action(process, before, k);
    values[k] = nb_action_value(process, before, k, best[k]);
  }
}

nb_error nb_value_iteration(const nb_decision_process *process, float *values, float tolerance,
                            uint32_t sweeps)
{
  return sweep_until(process, NULL, values, tolerance, sweeps);
}

nb_error nb_policy_value(const nb_decision_process *process, const float *policy, float *values,
                         float tolerance, uint32_t sweeps)
{
  return sweep_until(process, policy, values, tolerance, sweeps);
}

uint32_t nb_epsilon_greedy(nb_random *random, const float *q, uint32_t actions, float epsilon)
{
  bool any = nb_random_float(random) < epsilon;
  return any ? nb_random_below(random, actions) : nb_largest(q, actions);
}

float nb_q_learn(float *q, uint32_t actions, nb_transition seen, float discount, float rate)
{
  const float *next = q + (size_t)seen.next * actions;
  float *now = q + (size_t)seen.state * actions + seen.action;
  float later = seen.ended || actions == 0 ? 0 : next[nb_largest(next, actions)];
  float difference = seen.reward + discount * later - *now;
  *now += isfinite(rate * difference) ? rate * difference : 0;
  return difference;
}

void nb_q_best(const float *q, uint32_t states, uint32_t actions, float *values, uint8_t *best)
{
  for (uint32_t k = 0; k < states; k++, q += actions) {
    best[k] = (uint8_t)nb_largest(q, actions);
    values[k] = q[best[k]];
  }
}
