// What weights start from.
//
//   nb_initial nb_initialise
//
// With weights of variance v, n inputs of a neuron make its sum n v times as large in variance; forward and
// backward, a deep network keeps its size only where that is about 1.
#ifndef NABLA_MATH_INITIAL_H
#define NABLA_MATH_INITIAL_H

#include <stddef.h>
#include <stdint.h>

#include "nabla/export.h"
#include "nabla/math/random.h"

typedef enum nb_initial {
  NB_ZEROS,
  NB_ONES,
  NB_GLOROT, // uniform, variance 2 / (inputs + outputs): Glorot and Bengio, "Understanding the difficulty of
             // training deep feedforward neural networks", 2010
  NB_HE,     // uniform, variance 2 / inputs, before ReLU: He et al., "Delving deep into rectifiers", 2015
  NB_LECUN,  // uniform, variance 1 / (3 inputs): within +-1/sqrt(inputs), as PyTorch starts its layers
  NB_NORMAL, // normal, standard deviation 0.02, as embeddings start (Radford et al., GPT-2, 2019)
} nb_initial;

// Sets count weights of neurons that each have so many inputs, in layers of so many outputs.
NB_API void nb_initialise(nb_initial initial, uint32_t inputs, uint32_t outputs, float *weights, size_t count,
                          nb_random *random);

#endif
