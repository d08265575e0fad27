#include <math.h>
#include <string.h>

#include "nabla/math/dense.h"
#include "nabla/math/network.h"

// Row row of the pass from example index.
static void load_row(const nb_network *network, nb_pass *pass, const nb_examples *examples, uint32_t row,
                     uint32_t index)
{
  uint32_t inputs = network->sizes[0], outputs = network->sizes[nb_network_layers(network) - 1];
  const uint8_t *pixels = examples->pixels + (size_t)index * inputs;
  float *input = pass->a[0] + (size_t)row * inputs, *target = pass->targets + (size_t)row * outputs;
  for (uint32_t i = 0; i < inputs; i++)
    input[i] = (float)pixels[i] * (1 / 255.0f);
  memset(target, 0, outputs * sizeof *target);
  if (examples->labels[index] < outputs)
    target[examples->labels[index]] = 1;
}

void nb_pass_load(const nb_network *network, nb_pass *pass, const nb_examples *examples,
                  const uint32_t *picks)
{
  if (examples->count == 0)
    return;
  for (uint32_t row = 0; row < pass->count; row++)
    load_row(network, pass, examples, row, picks[row] % examples->count);
}

void nb_pass_draw(const nb_network *network, nb_pass *pass, const nb_examples *examples, nb_random *random)
{
  for (uint32_t row = 0; row < pass->count && examples->count > 0; row++)
    load_row(network, pass, examples, row, nb_random_below(random, examples->count));
}

void nb_network_descend(nb_sgd sgd, float *parameters, float *velocity, const float *gradient, size_t count)
{
  nb_dense_best()->descend(sgd, parameters, velocity, gradient, count);
}

float nb_network_step(const nb_network *network, float *parameters, float *velocity, float *gradient,
                      nb_pass *pass, nb_sgd sgd)
{
  nb_network_forward(network, parameters, pass);
  nb_network_backward(network, parameters, pass, gradient);
  nb_network_descend(sgd, parameters, velocity, gradient, nb_network_parameters(network));
  return nb_network_cost(network, pass);
}

// How many of the pass's rows have their largest output at their label.
static uint32_t count_right(const nb_network *network, const nb_pass *pass, const uint8_t *labels)
{
  uint32_t last = nb_network_layers(network) - 1, size = network->sizes[last], right = 0;
  for (uint32_t row = 0; row < pass->count; row++)
    right += nb_largest(pass->a[last] + (size_t)row * size, size) == labels[row];
  return right;
}

nb_score nb_network_score(const nb_network *network, const float *parameters, const nb_examples *examples,
                          nb_pass *pass)
{
  if (examples->count == 0 || pass->count == 0)
    return (nb_score){0, 0};
  float cost = 0;
  uint32_t right = 0;
  for (uint32_t from = 0; from < examples->count; from += pass->count) {
    uint32_t left = examples->count - from;
    nb_pass part = *pass;
    part.count = left < pass->count ? left : pass->count;
    for (uint32_t row = 0; row < part.count; row++)
      load_row(network, &part, examples, row, from + row);
    nb_network_forward(network, parameters, &part);
    cost += nb_network_cost(network, &part) * (float)part.count;
    right += count_right(network, &part, examples->labels + from);
  }
  return (nb_score){cost / (float)examples->count, (float)right / (float)examples->count};
}
