// Chance by numbers: draws, and what is learnt from many of them. Logarithms are natural.
//
//   draws        nb_categorical
//   measures     nb_entropy nb_kl_divergence
//   many draws   nb_moments nb_moments_add nb_moments_merge nb_moments_variance
//                nb_histogram nb_histogram_bin nb_histogram_add
//
// A distribution is count probabilities p, none below 0, that sum to 1:
//
//   entropy H(p) = - sum p ln p           how uncertain a draw is: 0 to ln count
//   divergence D(p | q) = sum p ln(p/q)   what it costs to believe q where p is true (Kullback, Leibler 1951)
#ifndef NABLA_MATH_PROBABILITY_H
#define NABLA_MATH_PROBABILITY_H

#include <stdint.h>

#include "nabla/export.h"
#include "nabla/math/random.h"

// One of 0 .. count - 1, each in proportion to its weight, by one draw of nb_random_float. Weights need not
// sum to 1; one that is negative or not a number counts as 0. The last where all are 0; 0 where count is 0.
NB_API uint32_t nb_categorical(nb_random *random, const float *weights, uint32_t count);

// H(p); an outcome without probability adds nothing.
NB_API float nb_entropy(const float *p, uint32_t count);

// D(p | q), 0 where they are equal and above it elsewhere. A q below 1e-12 counts as that, as the divergence
// would be infinite.
NB_API float nb_kl_divergence(const float *p, const float *q, uint32_t count);

// Mean and variance of numbers that come one by one (Welford, "Note on a method for calculating corrected
// sums of squares and products", 1962). All zero is the start.
typedef struct nb_moments {
  uint64_t count;
  double mean;
  double squares; // the sum of the squared distances from the mean
} nb_moments;

// One number more. One that is not finite is left out.
NB_API void nb_moments_add(nb_moments *moments, float x);

// The moments of both together (Chan, Golub and LeVeque, 1979).
NB_API nb_moments nb_moments_merge(nb_moments a, nb_moments b);

// The unbiased variance: squares over count - 1. 0 for fewer than two numbers.
NB_API double nb_moments_variance(nb_moments moments);

// Bins of equal width over from .. to; the counts are an array of the caller's.
typedef struct nb_histogram {
  float from, to; // from < to
  uint32_t bins;  // 1 or more
} nb_histogram;

// The bin that x falls in: each has its lower end, and the last its upper end too. nb_histogram.bins where x
// is outside or not a number.
NB_API uint32_t nb_histogram_bin(nb_histogram histogram, float x);

// Counts x in its bin; what is in none is not counted.
NB_API void nb_histogram_add(nb_histogram histogram, uint32_t *counts, float x);

#endif
