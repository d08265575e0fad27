#include "nabla/math/reinforcement.h"

#include <math.h>
#include <string.h>

#include "nabla/math/elementary.h"
#include "nabla/math/probability.h"
#include "nabla/math/tape_node.h"

void nb_returns(const float *rewards, const float *ended, uint32_t count, float after, float discount,
                float *returns)
{
  for (uint32_t t = count; t-- > 0;) {
    after = rewards[t] + (ended[t] != 0 ? 0 : discount * after);
    returns[t] = after;
  }
}

void nb_advantages(const float *rewards, const float *ended, const float *values, uint32_t count,
                   float discount, float lambda, float *advantages)
{
  float later = 0;
  for (uint32_t t = count; t-- > 0;) {
    float going_on = ended[t] != 0 ? 0 : discount;
    float difference = rewards[t] + going_on * values[t + 1] - values[t];
    later = difference + going_on * lambda * later;
    advantages[t] = later;
  }
}

void nb_normalise(float *numbers, uint32_t count)
{
  nb_moments moments = {0};
  for (uint32_t i = 0; i < count; i++)
    nb_moments_add(&moments, numbers[i]);
  double deviation = count ? sqrt(moments.squares / count) : 0;
  for (uint32_t i = 0; i < count; i++)
    numbers[i] = deviation > 1e-12 ? (float)((numbers[i] - moments.mean) / deviation) : 0;
}

// ---- on a tape

nb_var nb_chosen_logs(nb_tape *tape, nb_var logits, nb_var actions)
{
  return nb_tape_pick(tape, nb_tape_log_softmax(tape, logits), actions);
}

static nb_var minus_mean(nb_tape *tape, nb_var x)
{
  return nb_tape_scale(tape, nb_tape_mean(tape, x), -1);
}

nb_var nb_reinforce_cost(nb_tape *tape, nb_var chosen_logs, nb_var advantages)
{
  return minus_mean(tape, nb_tape_multiply(tape, chosen_logs, advantages));
}

nb_var nb_ppo_cost(nb_tape *tape, nb_var chosen_logs, nb_var old_logs, nb_var advantages, float clip)
{
  nb_var ratio = nb_tape_exponential(tape, nb_tape_subtract(tape, chosen_logs, old_logs));
  nb_tape_name(tape, ratio, "ratio");
  nb_var near = nb_tape_clamp(tape, ratio, 1 - clip, 1 + clip);
  nb_var free = nb_tape_multiply(tape, ratio, advantages), held = nb_tape_multiply(tape, near, advantages);
  return minus_mean(tape, nb_tape_minimum(tape, free, held));
}

nb_var nb_mean_entropy(nb_tape *tape, nb_var logits)
{
  nb_var logs = nb_tape_log_softmax(tape, logits);
  nb_var sum = nb_tape_sum(tape, nb_tape_multiply(tape, nb_tape_softmax(tape, logits), logs));
  size_t last = tape_last(nb_tape_shape(tape, logits)), count = nb_tape_count(tape, logits);
  return nb_tape_scale(tape, sum, count ? -(float)last / (float)count : 0);
}

// As the cross-entropy of the pair of scores with the first of them as the label.
nb_var nb_preference_cost(nb_tape *tape, nb_var better, nb_var worse)
{
  nb_shape pair = {{(uint32_t)nb_tape_count(tape, better), 1}};
  nb_var pairs =
      nb_tape_concat(tape, nb_tape_reshape(tape, better, pair), nb_tape_reshape(tape, worse, pair), 1);
  return nb_tape_cross_entropy(tape, pairs, nb_tape_input(tape, "first", (nb_shape){{pair.sizes[0]}}));
}

// ---- from preferences

float nb_preference(float a, float b)
{
  return 1 / (1 + nb_exponential(b - a));
}

enum { RIVALS = 64 };

// One round of strengths e^score: each becomes its wins over the sum of games with j over (own + j's
// strength).
static void round_of(const float *wins, uint32_t count, const double *strengths, double *next)
{
  for (uint32_t i = 0; i < count; i++) {
    double won = 0, expected = 0;
    for (uint32_t j = 0; j < count; j++) {
      double games = (double)wins[i * count + j] + (double)wins[j * count + i];
      won += j == i ? 0 : (double)wins[i * count + j];
      expected += j == i ? 0 : games / (strengths[i] + strengths[j]);
    }
    next[i] = expected > 0 ? won / expected : 1;
  }
}

// Scores of mean 0 from strengths, which are brought to the same; gives the largest change.
static float center(double *strengths, uint32_t count, float *scores)
{
  float mean = 0, change = 0, fresh[RIVALS];
  for (uint32_t i = 0; i < count; i++) {
    fresh[i] = nb_logarithm((float)strengths[i]);
    mean += fresh[i] / (float)count;
  }
  for (uint32_t i = 0; i < count; i++) {
    change = fmaxf(change, fabsf(fresh[i] - mean - scores[i]));
    scores[i] = fresh[i] - mean;
    strengths[i] /= (double)nb_exponential(mean);
  }
  return change;
}

// Can everyone be reached from rival 0 by going from who lost to who won (or the other way)? Where not, some
// never lost to the rest, and their likeliest scores are infinitely far apart.
static bool connected(const float *wins, uint32_t count, bool turned)
{
  uint64_t reached = count ? 1 : 0;
  for (uint32_t round = 0; round < count; round++)
    for (uint32_t from = 0; from < count; from++)
      for (uint32_t to = 0; to < count; to++)
        if (reached >> from & 1 && wins[turned ? to * count + from : from * count + to] > 0)
          reached |= (uint64_t)1 << to;
  return count == 0 || reached == UINT64_MAX >> (RIVALS - count);
}

nb_error nb_bradley_terry(const float *wins, uint32_t count, uint32_t rounds, float *scores)
{
  double strengths[RIVALS], next[RIVALS];
  float change = 0;
  if (count > RIVALS)
    return nb_fail(NB_OUT_OF_RANGE, "bradley-terry: %u rivals; up to %d are allowed", count, RIVALS);
  for (uint32_t i = 0; i < count; i++)
    strengths[i] = 1, scores[i] = 0;
  if (!connected(wins, count, false) || !connected(wins, count, true))
    return nb_fail(NB_NOT_CONVERGED,
                   "bradley-terry: some never lost to the others; their scores have no bound");
  for (uint32_t n = 0; n < rounds; n++) {
    round_of(wins, count, strengths, next);
    memcpy(strengths, next, count * sizeof *next);
    change = center(strengths, count, scores);
    if (change <= 1e-5f)
      return nb_ok();
  }
  return nb_fail(NB_NOT_CONVERGED, "bradley-terry: scores still change by %g after %u rounds", (double)change,
                 rounds);
}
