// A network of 784, 16, 16 and 10 neurons that reads handwritten digits, as it stands in a State while it is trained.
//
//   NB_READER_SIZES nb_reader nb_reader_start nb_reader_train nb_reader_vote nb_reader_right
//
//   static const nb_network net = {NB_READER_SIZES, .output = NB_SOFTMAX, .cost = NB_CROSS_ENTROPY};
//   typedef struct {
//     nb_reader reader;
//   } State;
//
//   nb_reader_start(&s->reader, &net, 3);                                                             in init
//   nb_reader_train(&s->reader, &net, &digits.train, (nb_training){.steps = 4, .rate = 0.1f});        in tick
//
// The network's functions and cost are the scene's to choose; its sizes must be these.
#ifndef NABLA_MATH_READER_H
#define NABLA_MATH_READER_H

#include "nabla/export.h"
#include "nabla/math/digits.h"
#include "nabla/math/network.h"

enum {
  NB_READER_HIDDEN = 16, // neurons in each of the two layers between
  NB_READER_BATCH = 32,  // digits that a step is averaged over
  NB_READER_PARAMETERS = NB_DENSE_FLOATS(NB_DIGITS_PIXELS, NB_READER_HIDDEN) +
                         NB_DENSE_FLOATS(NB_READER_HIDDEN, NB_READER_HIDDEN) +
                         NB_DENSE_FLOATS(NB_READER_HIDDEN, NB_DIGITS_CLASSES), // 13,002
};

// The floats of a pass over so many pictures.
#define NB_READER_PASS(count) NB_PASS_FLOATS(count, NB_DIGITS_PIXELS, 2 * NB_READER_HIDDEN, NB_DIGITS_CLASSES)

#define NB_READER_SIZES .sizes = {NB_DIGITS_PIXELS, NB_READER_HIDDEN, NB_READER_HIDDEN, NB_DIGITS_CLASSES}

typedef struct nb_reader {
  float parameters[NB_READER_PARAMETERS]; // weights and biases, as network.h lays them out
  float velocity[NB_READER_PARAMETERS];   // of their descent
  nb_random random;                       // for the digits that chance picks
  int32_t steps;                          // made so far
} nb_reader;

// Random weights, and the digits to come, from a seed.
NB_API void nb_reader_start(nb_reader *reader, const nb_network *network, uint64_t seed);

// Steps down the gradient, each averaged over NB_READER_BATCH digits that chance picks.
typedef struct nb_training {
  int steps;
  float rate;     // of learning
  float momentum; // 0 to below 1
  int shift; // each picture is moved by up to so many pixels each way: digits a little off the middle are digits too
} nb_training;

// The mean of the steps' costs, each before its step. 0, and nothing happens, where there are no digits or no steps.
NB_API float nb_reader_train(nb_reader *reader, const nb_network *network, const nb_examples *digits,
                             nb_training training);

// What it says of one picture: its last layer.
NB_API void nb_reader_vote(const float *parameters, const nb_network *network, const float *pixels,
                           float votes[NB_DIGITS_CLASSES]);

// The part of all those digits that it reads right, 0 to 1: those whose vote is the largest.
NB_API float nb_reader_right(const nb_reader *reader, const nb_network *network, const nb_examples *digits);

#endif
