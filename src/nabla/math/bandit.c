#include "nabla/math/bandit.h"

#include <math.h>

#include "nabla/math/elementary.h"
#include "nabla/math/network.h"

float nb_bandit_pull(const nb_bandit *bandit, uint32_t arm, nb_random *random)
{
  return bandit->means[arm] + bandit->deviation * nb_random_normal(random);
}

void nb_estimates_add(nb_estimates *estimates, uint32_t arm, float reward)
{
  if (!isfinite(reward))
    return;
  estimates->pulls[arm]++;
  estimates->means[arm] += (reward - estimates->means[arm]) / (float)estimates->pulls[arm];
}

uint32_t nb_upper_bound_arm(const nb_estimates *estimates, uint32_t arms, float width)
{
  float bounds[NB_BANDIT_ARMS], pulls = 0;
  for (uint32_t arm = 0; arm < arms; arm++)
    pulls += (float)estimates->pulls[arm];
  for (uint32_t arm = 0; arm < arms; arm++) {
    if (estimates->pulls[arm] == 0)
      return arm;
    bounds[arm] = estimates->means[arm] + sqrtf(width * nb_logarithm(pulls) / (float)estimates->pulls[arm]);
  }
  return nb_largest(bounds, arms);
}
