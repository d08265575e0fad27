#include <stdlib.h>
#include <string.h>

#include "learning.h"
#include "nabla/math/layers.h"
#include "nabla/math/optimizer.h"

enum { BATCH = 32, EPOCHS = 10, ARENA = 1 << 19 };

typedef struct reader {
  nb_tape *tape;
  nb_var pixels, labels, logits, cost;
} reader;

static reader write_down(void *arena)
{
  reader r;
  nb_tape_over(arena, ARENA, &r.tape);
  r.pixels = nb_tape_input(r.tape, "pixels", (nb_shape){{BATCH, NB_DIGITS_PIXELS}});
  r.labels = nb_tape_input(r.tape, "labels", (nb_shape){{BATCH}});
  nb_var h = nb_layer_dense(r.tape, "one", r.pixels, 16, NB_RELU);
  h = nb_layer_dense(r.tape, "two", h, 16, NB_RELU);
  r.logits = nb_layer_linear(r.tape, "logits", h, NB_DIGITS_CLASSES);
  r.cost = nb_tape_cross_entropy(r.tape, r.logits, r.labels);
  return r;
}

static void load(const reader *r, const nb_examples *examples, const uint32_t *picks)
{
  float *pixels = nb_tape_value(r->tape, NULL, r->pixels), *labels = nb_tape_value(r->tape, NULL, r->labels);
  for (int row = 0; row < BATCH; row++) {
    const uint8_t *from = examples->pixels + (size_t)picks[row] * NB_DIGITS_PIXELS;
    for (int i = 0; i < NB_DIGITS_PIXELS; i++)
      pixels[row * NB_DIGITS_PIXELS + i] = (float)from[i] / 255;
    labels[row] = examples->labels[picks[row]];
  }
}

static float accuracy(const reader *r, const float *parameters, const nb_examples *test)
{
  uint32_t right = 0, seen = 0, picks[BATCH];
  for (; seen + BATCH <= test->count; seen += BATCH) {
    for (uint32_t row = 0; row < BATCH; row++)
      picks[row] = seen + row;
    load(r, test, picks);
    nb_tape_forward(r->tape, parameters);
    const float *logits = nb_tape_value(r->tape, NULL, r->logits);
    for (uint32_t row = 0; row < BATCH; row++)
      right += nb_largest(logits + row * NB_DIGITS_CLASSES, NB_DIGITS_CLASSES) == test->labels[seen + row];
  }
  return (float)right / (float)seen;
}

float learn_digits(const nb_digits *digits, uint64_t seed)
{
  static uint64_t arena[ARENA / 8];
  reader r = write_down(arena);
  size_t count = nb_tape_parameters(r.tape);
  float *parameters = calloc(4 * count, sizeof *parameters), *gradient = parameters + count;
  float *moments = gradient + count;
  uint32_t *order = malloc(digits->train.count * sizeof *order);
  nb_random random = nb_random_seed(seed, 0);
  nb_progress progress = {0};
  const nb_schedule schedule = {
      .decay = NB_DECAY_COSINE, .rate = 5e-3f, .steps = EPOCHS * (digits->train.count / BATCH)};
  nb_tape_start(r.tape, parameters, &random);
  for (uint32_t i = 0; i < digits->train.count; i++)
    order[i] = i;
  for (int epoch = 0; epoch < EPOCHS; epoch++) {
    nb_random_shuffle(&random, order, digits->train.count);
    for (uint32_t from = 0; from + BATCH <= digits->train.count; from += BATCH) {
      load(&r, &digits->train, order + from);
      nb_tape_forward(r.tape, parameters);
      nb_tape_backward(r.tape, parameters, r.cost, gradient);
      const nb_optimizer adam = {.method = NB_ADAM, .rate = nb_rate(&schedule, progress.steps)};
      nb_optimize(&adam, &progress, parameters, moments, gradient, count);
    }
  }
  float score = accuracy(&r, parameters, &digits->test);
  free(parameters);
  free(order);
  return score;
}
