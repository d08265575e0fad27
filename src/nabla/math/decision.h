// Finite decision processes: what to do where chance has a say, by dynamic programming and by trying.
//
//   process   nb_outcome nb_outcomes nb_decision_process nb_sample_outcome
//   planning  nb_action_value nb_best_action nb_value_round nb_value_sweep nb_value_iteration nb_policy_value
//   trying    nb_epsilon_greedy nb_transition nb_q_learn nb_q_best
//
// An action in a state leads to one of several outcomes. A state is worth what the best action brings in, and
// then what comes after at a discount (Bellman, "Dynamic programming", 1957):
//
//   Q(s, a) = sum over the outcomes of probability (reward + discount V(next))
//      V(s) = max over a of Q(s, a)
//
// Planning knows the outcomes; trying sees one at a time. After Sutton and Barto, "Reinforcement learning: An
// introduction", 2nd edition, 2018, chapters 4 and 6.
#ifndef NABLA_MATH_DECISION_H
#define NABLA_MATH_DECISION_H

#include <stdint.h>

#include "nabla/error.h"
#include "nabla/export.h"
#include "nabla/math/random.h"

enum { NB_OUTCOMES = 8 }; // of one action in one state, at most

typedef struct nb_outcome {
  uint32_t state; // that it leads to
  float probability;
  float reward;
} nb_outcome;

// Writes what action may lead to from state, and gives how many; their probabilities sum to 1. 0 where the
// state is an end: it is worth nothing.
typedef uint32_t (*nb_outcomes)(uint32_t state, uint32_t action, nb_outcome outcomes[NB_OUTCOMES],
                                const void *world);

typedef struct nb_decision_process {
  uint32_t states, actions;
  nb_outcomes outcomes;
  const void *world; // passed on to outcomes
  float discount;    // 0 to 1
} nb_decision_process;

// One outcome by chance, with its probability. At an end: the state itself, probability 0, no reward.
NB_API nb_outcome nb_sample_outcome(const nb_decision_process *process, uint32_t state, uint32_t action,
                                    nb_random *random);

// Q(s, a) for values V of all states.
NB_API float nb_action_value(const nb_decision_process *process, const float *values, uint32_t state,
                             uint32_t action);

// The action with the largest Q(s, a), the first of equals.
NB_API uint32_t nb_best_action(const nb_decision_process *process, const float *values, uint32_t state);

// One round in which all states look at the values `before` at the same time: what each is worth by its best action then, and
// that action. values must be another array than before.
NB_API void nb_value_round(const nb_decision_process *process, const float *before, float *values,
                           uint8_t *best);

// Sets each state's value in turn to the best Q(s, a), and gives the largest change. The values begin as
// whatever they are; zeros will do.
NB_API float nb_value_sweep(const nb_decision_process *process, float *values);

// Sweeps until no value changes by more than tolerance. NB_NOT_CONVERGED after so many sweeps, with the
// values as they are then, which happens where tolerance is beyond a float, or nothing is discounted and
// rewards go on forever. NB_NOT_FINITE, with the values zero, where one ceases to be a number.
NB_API nb_error nb_value_iteration(const nb_decision_process *process, float *values, float tolerance,
                                   uint32_t sweeps);

// The same for a fixed policy: policy has states x actions probabilities, values what each state is worth to
// who acts by them.
NB_API nb_error nb_policy_value(const nb_decision_process *process, const float *policy, float *values,
                                float tolerance, uint32_t sweeps);

// The index of the largest of actions numbers with probability 1 - epsilon, any with epsilon.
NB_API uint32_t nb_epsilon_greedy(nb_random *random, const float *q, uint32_t actions, float epsilon);

// What happened: action in state brought a reward and led to next, or to the end.
typedef struct nb_transition {
  uint32_t state, action, next;
  float reward;
  uint32_t ended; // 1 where next is an end, which is worth nothing
} nb_transition;

// Moves Q(state, action) of the table q, states x actions, by rate towards reward + discount max Q(next, ..)
// (Watkins, "Learning from delayed rewards", 1989). Gives the difference that there was; one that is not
// finite moves nothing.
NB_API float nb_q_learn(float *q, uint32_t actions, nb_transition seen, float discount, float rate);

// What such a table has come to: the largest Q of each state, and the action that it belongs to, the first of equals.
NB_API void nb_q_best(const float *q, uint32_t states, uint32_t actions, float *values, uint8_t *best);

#endif
