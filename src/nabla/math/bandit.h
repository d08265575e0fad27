// Bandits: several arms to pull, each with a mean reward of its own that is not known.
//
//   nb_bandit nb_bandit_pull   nb_estimates nb_estimates_add nb_upper_bound_arm
//
// Which arm to pull is the old question between trying and using: nb_epsilon_greedy (decision.h) tries at
// random; an upper bound tries where little is known (Auer et al., "Finite-time analysis of the multiarmed
// bandit problem", 2002, UCB1): mean + sqrt(width ln n / n_arm), which with width = 2 pulls a bad arm only
// some ln n times.
#ifndef NABLA_MATH_BANDIT_H
#define NABLA_MATH_BANDIT_H

#include <stdint.h>

#include "nabla/export.h"
#include "nabla/math/random.h"

enum { NB_BANDIT_ARMS = 16 };

typedef struct nb_bandit {
  uint32_t arms; // 1 to NB_BANDIT_ARMS
  float means[NB_BANDIT_ARMS];
  float deviation; // of every arm's rewards, which are normal
} nb_bandit;

// A reward of an arm.
NB_API float nb_bandit_pull(const nb_bandit *bandit, uint32_t arm, nb_random *random);

// What has been seen of each arm. All zero is the start.
typedef struct nb_estimates {
  uint32_t pulls[NB_BANDIT_ARMS];
  float means[NB_BANDIT_ARMS];
} nb_estimates;

// One reward more; means are kept up to date by mean += (reward - mean) / pulls. A reward that is not finite
// is left out.
NB_API void nb_estimates_add(nb_estimates *estimates, uint32_t arm, float reward);

// The arm, among the first so many, whose mean may be the highest: one that has not been pulled, or else that
// with the largest upper bound; the first of equals.
NB_API uint32_t nb_upper_bound_arm(const nb_estimates *estimates, uint32_t arms, float width);

#endif
