// Random numbers from a state that is passed in: the same seed gives the same numbers on every machine.
//
//   nb_random_seed nb_random_bits nb_random_float nb_random_below nb_random_normal nb_random_shuffle
//
//   nb_random r = nb_random_seed(7, 0);
//   float x = nb_random_float(&r);      // a scene keeps r in its State, so that rewinding rewinds chance too
//
// The generator is PCG-XSH-RR 64/32 (O'Neill, "PCG: A family of simple fast space-efficient statistically
// good algorithms for random number generation", HMC-CS-2014-0905): 64 bits of state, a period of 2^64 for
// each stream.
#ifndef NABLA_MATH_RANDOM_H
#define NABLA_MATH_RANDOM_H

#include <stddef.h>
#include <stdint.h>

#include "nabla/export.h"

// Plain data; may be copied, saved and compared. All zero is allowed, but nb_random_seed starts better.
typedef struct nb_random {
  uint64_t state;
  uint64_t increment; // picks the stream
} nb_random;

// A generator started from a seed; generators with the same seed and another stream have nothing to do with
// each other.
NB_API nb_random nb_random_seed(uint64_t seed, uint64_t stream);

// The next 32 random bits.
NB_API uint32_t nb_random_bits(nb_random *random);

// Uniform in [0, 1), in steps of 2^-24.
NB_API float nb_random_float(nb_random *random);

// Uniform among 0 .. bound - 1, without bias; 0 where bound is 0.
NB_API uint32_t nb_random_below(nb_random *random, uint32_t bound);

// Normal with mean 0 and standard deviation 1 (Marsaglia's polar method; each call takes two or more draws
// and keeps none back).
NB_API float nb_random_normal(nb_random *random);

// Puts count indices in random order, every order alike (Fisher-Yates).
NB_API void nb_random_shuffle(nb_random *random, uint32_t *indices, uint32_t count);

#endif
