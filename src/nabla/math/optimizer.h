// Ways down a gradient, as plain data.
//
//   nb_optimizer nb_progress nb_optimize   nb_clip_gradient   nb_schedule nb_rate
//
// With g the gradient, each parameter p goes by
//
//   NB_DESCENT   v = momentum v + g                                 p -= rate v
//   NB_RMSPROP   s = second s + (1 - second) g^2                    p -= rate g / (sqrt s + epsilon)
//   NB_ADAM      m = first m + (1 - first) g,  s as above           p -= rate m^ / (sqrt s^ + epsilon)
//                where m^ = m / (1 - first^t) and s^ = s / (1 - second^t) at step t, as m and s start from 0
//
// Momentum: Sutskever et al., "On the importance of initialization and momentum in deep learning", 2013.
// RMSProp: Tieleman and Hinton, Coursera lecture 6.5, 2012. Adam: Kingma and Ba, "Adam: A method for
// stochastic optimization", 2014. All are PyTorch's to the sign and the place of epsilon.
#ifndef NABLA_MATH_OPTIMIZER_H
#define NABLA_MATH_OPTIMIZER_H

#include <stddef.h>
#include <stdint.h>

#include "nabla/export.h"

typedef enum nb_method {
  NB_DESCENT,
  NB_RMSPROP,
  NB_ADAM,
} nb_method;

typedef struct nb_optimizer {
  nb_method method;
  float rate;
  float momentum; // of NB_DESCENT, 0 to below 1
  float first;    // how much of the mean gradient stays at each step; 0 means 0.9
  float second;   // how much of the mean square stays; 0 means 0.99 for NB_RMSPROP, 0.999 for NB_ADAM
  float epsilon;  // 0 means 1e-8
} nb_optimizer;

// How far NB_ADAM has come; zero is the start.
typedef struct nb_progress {
  uint32_t steps;
  float first, second; // to the power of steps
} nb_progress;

// One step for count parameters. moments are 2 * count floats that begin as zeros, whatever the method: v or
// s or m, and then Adam's s. A parameter that would leave +-1e6, or cease to be a number, stays where it is
// and loses its moments.
NB_API void nb_optimize(const nb_optimizer *optimizer, nb_progress *progress, float *parameters,
                        float *moments, const float *gradient, size_t count);

// Scales a gradient that is longer than longest to that length, and gives the length it had (Pascanu et al.,
// "On the difficulty of training recurrent neural networks", 2013). One that is not finite becomes zero, and
// gives 0.
NB_API float nb_clip_gradient(float *gradient, size_t count, float longest);

typedef enum nb_decay {
  NB_DECAY_NONE,
  NB_DECAY_STAIRS,      // times factor after every `steps` steps
  NB_DECAY_EXPONENTIAL, // the same smoothly: by factor over `steps` steps
  NB_DECAY_LINEAR,      // straight to rate * factor at step `steps`, where it stays
  NB_DECAY_COSINE,      // there in half a wave (Loshchilov and Hutter, "SGDR", 2016)
} nb_decay;

// The rate as steps go by.
typedef struct nb_schedule {
  nb_decay decay;
  float rate, factor;
  uint32_t steps;  // 0 means that nothing decays
  uint32_t warmup; // the first steps, in which the rate rises in a straight line; what decays starts after
} nb_schedule;

// The rate at step 0, 1, ..
NB_API float nb_rate(const nb_schedule *schedule, uint32_t step);

#endif
