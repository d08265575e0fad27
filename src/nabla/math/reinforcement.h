// Learning to act from rewards, and from preferences: what policies are trained with.
//
//   from rewards     nb_returns nb_advantages nb_normalise
//   on a tape        nb_chosen_logs nb_reinforce_cost nb_ppo_cost nb_mean_entropy nb_preference_cost
//   from preferences nb_bradley_terry nb_preference
//
// A policy gives logits for each action; pi is their softmax. An episode of rewards r_0, r_1, .. has at each
// moment the return G_t = r_t + discount G_(t+1). REINFORCE makes likely what went better than expected
// (Williams, "Simple statistical gradient-following algorithms for connectionist reinforcement learning",
// 1992):
//
//   cost = - mean of A_t ln pi(action_t)        with the advantage A_t = G_t - baseline
//
// PPO goes several steps with the same episodes, and takes away the reason to go far (Schulman et al.,
// "Proximal policy optimization algorithms", 2017): with the ratio q_t of pi(action_t) now to what it was,
//
//   cost = - mean of min(q_t A_t, clamp(q_t, 1 - clip, 1 + clip) A_t)
//
// Generalised advantage estimation trades the noise of returns for the error of guessed values V (Schulman et
// al., "High-dimensional continuous control using generalized advantage estimation", 2015):
//
//   d_t = r_t + discount V_(t+1) - V_t,    A_t = d_t + discount lambda A_(t+1)
#ifndef NABLA_MATH_REINFORCEMENT_H
#define NABLA_MATH_REINFORCEMENT_H

#include <stdint.h>

#include "nabla/error.h"
#include "nabla/export.h"
#include "nabla/math/tape.h"

// The returns of count rewards. ended is 1 after the last reward of an episode and 0 elsewhere, so that one
// array may hold several; after is what follows the last reward where that did not end one, else 0.
NB_API void nb_returns(const float *rewards, const float *ended, uint32_t count, float after, float discount,
                       float *returns);

// The advantages of count rewards; values has count + 1, the last after the last reward, and it counts for
// nothing where an episode ended. lambda 1 gives returns less values, 0 a single step.
NB_API void nb_advantages(const float *rewards, const float *ended, const float *values, uint32_t count,
                          float discount, float lambda, float *advantages);

// Shifts and scales count numbers to mean 0 and standard deviation 1; to zeros where they do not differ.
NB_API void nb_normalise(float *numbers, uint32_t count);

// ---- on a tape; rows of logits are moments, the other inputs have one number for each

// ln pi(action): actions are indices as of nb_tape_pick.
NB_API nb_var nb_chosen_logs(nb_tape *tape, nb_var logits, nb_var actions);

NB_API nb_var nb_reinforce_cost(nb_tape *tape, nb_var chosen_logs, nb_var advantages);

// chosen_logs as they are now, and old_logs, an input, as they were when the actions were taken. The ratio is
// named "ratio".
NB_API nb_var nb_ppo_cost(nb_tape *tape, nb_var chosen_logs, nb_var old_logs, nb_var advantages, float clip);

// The mean over the rows of the entropy of their softmax; taken off the cost, it keeps a policy trying.
NB_API nb_var nb_mean_entropy(nb_tape *tape, nb_var logits);

// Minus the mean of ln P(better beats worse) by Bradley and Terry's model, for scores of equal shape: what
// reward models are trained with (Christiano et al., "Deep reinforcement learning from human preferences",
// 2017).
NB_API nb_var nb_preference_cost(nb_tape *tape, nb_var better, nb_var worse);

// ---- from preferences

// P(a beats b) = 1 / (1 + e^(b - a)) for scores a and b (Bradley and Terry, "Rank analysis of incomplete
// block designs", 1952).
NB_API float nb_preference(float a, float b);

// The scores of mean 0 under which wins, count x count numbers of how often row beat column, are likeliest
// (Hunter, "MM algorithms for generalized Bradley-Terry models", 2004), until none changes by more than 1e-5.
// NB_NOT_CONVERGED where that takes more than so many rounds, and, with the scores zero, where some never
// lost to the others, as no scores would be far enough apart. count is 64 at most; NB_OUT_OF_RANGE beyond.
NB_API nb_error nb_bradley_terry(const float *wins, uint32_t count, uint32_t rounds, float *scores);

#endif
