#include "nabla/math/reader.h"

#include <stdlib.h>
#include <string.h>

enum { SIDE = NB_DIGITS_SIDE, PIXELS = NB_DIGITS_PIXELS, BATCH = NB_READER_BATCH };

void nb_reader_start(nb_reader *reader, const nb_network *network, uint64_t seed)
{
  *reader = (nb_reader){.random = nb_random_seed(seed, 0)};
  nb_network_start(network, reader->parameters, &reader->random);
}

// Moves a picture by whole pixels, paper coming in. (Rows run on: what leaves at the right comes in a row lower at the left. The
// digits' margins are wider than any shift.)
static void move(float *pixels, int right, int down)
{
  int by = down * SIDE + right;
  size_t kept = (size_t)(PIXELS - abs(by)) * sizeof *pixels;
  memmove(pixels + (by > 0 ? by : 0), pixels - (by < 0 ? by : 0), kept);
  memset(by > 0 ? pixels : pixels + PIXELS + by, 0, (size_t)abs(by) * sizeof *pixels);
}

static void move_all(nb_pass *pass, int shift, nb_random *random)
{
  uint32_t ways = (uint32_t)(2 * shift + 1);
  for (uint32_t k = 0; k < pass->count; k++) {
    int right = (int)nb_random_below(random, ways) - shift, down = (int)nb_random_below(random, ways) - shift;
    move(pass->a[0] + k * PIXELS, right, down);
  }
}

float nb_reader_train(nb_reader *reader, const nb_network *network, const nb_examples *digits,
                      nb_training training)
{
  float memory[NB_READER_PASS(BATCH)], gradient[NB_READER_PARAMETERS], cost = 0;
  nb_pass pass = nb_pass_over(network, BATCH, memory);
  nb_sgd sgd = {.rate = training.rate, .momentum = training.momentum};
  if (digits->count == 0 || training.steps < 1)
    return 0;
  for (int k = 0; k < training.steps; k++, reader->steps++) {
    nb_pass_draw(network, &pass, digits, &reader->random);
    if (training.shift > 0)
      move_all(&pass, training.shift, &reader->random);
    cost += nb_network_step(network, reader->parameters, reader->velocity, gradient, &pass, sgd);
  }
  return cost / (float)training.steps;
}

void nb_reader_vote(const float *parameters, const nb_network *network, const float *pixels,
                    float votes[NB_DIGITS_CLASSES])
{
  float memory[NB_READER_PASS(1)];
  nb_pass pass = nb_pass_over(network, 1, memory);
  memcpy(pass.a[0], pixels, PIXELS * sizeof *pixels);
  nb_network_forward(network, parameters, &pass);
  memcpy(votes, pass.a[3], NB_DIGITS_CLASSES * sizeof *votes);
}

float nb_reader_right(const nb_reader *reader, const nb_network *network, const nb_examples *digits)
{
  float memory[NB_READER_PASS(BATCH)];
  nb_pass pass = nb_pass_over(network, BATCH, memory);
  return nb_network_score(network, reader->parameters, digits, &pass).accuracy;
}
