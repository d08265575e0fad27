// Learning curves: what a network comes to from a seed, by what the math core offers. Used by test_learning.c
// for a few seeds, by bench_learning.c for ten.
#ifndef TESTS_LEARNING_H
#define TESTS_LEARNING_H

#include <stdint.h>

#include "nabla/math/digits.h"

// The accuracy on the test digits of 784-16-16-10, after 10 epochs of Adam with batches of 32. 0.91 is
// expected.
float learn_digits(const nb_digits *digits, uint64_t seed);

// The accuracy of a transformer block of width 32 on fresh sequences that are to be copied: 4 letters out of
// 8, then the same again, each to be foretold from those before. 0.99 is expected after 400 batches of 16.
float learn_to_copy(uint64_t seed);

// For how many of 500 steps (20 episodes' mean) a policy of 4-32-2 keeps the pole up after 40 rounds of PPO
// of 1024 steps each. 475 is expected, at which the task counts as solved (Gym, CartPole-v1).
float learn_to_balance(uint64_t seed);

#endif
