#include <string.h>

#include "learning.h"
#include "nabla/math/layers.h"
#include "nabla/math/optimizer.h"

enum { LETTERS = 8, HALF = 4, TOKENS = 2 * HALF - 1, BATCH = 16, WIDTH = 32, STEPS = 400 };
enum { ARENA = 1 << 20, PARAMETERS = 1 << 14 };

typedef struct copier {
  nb_tape *tape;
  nb_var seen, next, logits, cost;
} copier;

// Only what is foretold from the fourth token on is judged: the copy.
static copier write_down(void *arena)
{
  copier c;
  nb_tape_over(arena, ARENA, &c.tape);
  c.seen = nb_tape_input(c.tape, "seen", (nb_shape){{BATCH, TOKENS}});
  c.next = nb_tape_input(c.tape, "next", (nb_shape){{BATCH, HALF}});
  nb_var letters = nb_tape_parameter(c.tape, "letters", (nb_shape){{LETTERS, WIDTH}}, NB_LECUN);
  nb_var places = nb_tape_parameter(c.tape, "places", (nb_shape){{TOKENS, WIDTH}}, NB_LECUN);
  nb_var x = nb_tape_add(c.tape, nb_tape_embedding(c.tape, letters, c.seen), places);
  nb_var mask = nb_causal_mask(c.tape, "mask", TOKENS);
  x = nb_layer_transformer(c.tape, "block", x, (nb_transformer){.heads = 4, .mask = mask});
  x = nb_layer_linear(c.tape, "all", nb_layer_norm(c.tape, "norm", x), LETTERS);
  c.logits = nb_tape_slice(c.tape, x, 1, HALF - 1, HALF);
  c.cost = nb_tape_cross_entropy(c.tape, c.logits, c.next);
  return c;
}

static void fresh(const copier *c, nb_random *random)
{
  float *seen = nb_tape_value(c->tape, NULL, c->seen), *next = nb_tape_value(c->tape, NULL, c->next);
  for (int row = 0; row < BATCH; row++)
    for (int i = 0; i < HALF; i++) {
      float letter = (float)nb_random_below(random, LETTERS);
      next[row * HALF + i] = seen[row * TOKENS + i] = letter;
      if (i + 1 < HALF)
        seen[row * TOKENS + HALF + i] = letter;
    }
}

static float accuracy(const copier *c, const float *parameters, nb_random *random)
{
  enum { ROUNDS = 20 };
  uint32_t right = 0;
  for (int round = 0; round < ROUNDS; round++) {
    fresh(c, random);
    nb_tape_forward(c->tape, parameters);
    const float *logits = nb_tape_value(c->tape, NULL, c->logits),
                *next = nb_tape_value(c->tape, NULL, c->next);
    for (int i = 0; i < BATCH * HALF; i++)
      right += nb_largest(logits + i * LETTERS, LETTERS) == (uint32_t)next[i];
  }
  return (float)right / (ROUNDS * BATCH * HALF);
}

float learn_to_copy(uint64_t seed)
{
  static uint64_t arena[ARENA / 8];
  static float parameters[PARAMETERS], gradient[PARAMETERS], moments[2 * PARAMETERS];
  copier c = write_down(arena);
  size_t count = nb_tape_parameters(c.tape);
  nb_random random = nb_random_seed(seed, 0);
  nb_progress progress = {0};
  const nb_schedule schedule = {.decay = NB_DECAY_COSINE, .rate = 5e-3f, .steps = STEPS, .warmup = 20};
  memset(moments, 0, sizeof moments);
  nb_tape_start(c.tape, parameters, &random);
  for (uint32_t step = 0; step < STEPS; step++) {
    fresh(&c, &random);
    nb_tape_forward(c.tape, parameters);
    nb_tape_backward(c.tape, parameters, c.cost, gradient);
    nb_clip_gradient(gradient, count, 1);
    nb_optimize(&(nb_optimizer){.method = NB_ADAM, .rate = nb_rate(&schedule, step)}, &progress, parameters,
                moments, gradient, count);
  }
  return accuracy(&c, parameters, &random);
}
