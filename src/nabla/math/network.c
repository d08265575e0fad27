#include "nabla/math/network.h"

#include <assert.h>
#include <string.h>

#include "nabla/math/initial.h"

nb_error nb_network_check(const nb_network *network)
{
  uint32_t layers = 0;
  for (; layers < NB_NETWORK_MAX_LAYERS && network->sizes[layers] > 0; layers++)
    if (network->sizes[layers] > NB_NETWORK_MAX_SIZE)
      return nb_fail(NB_OUT_OF_RANGE, "network: layer %u has %u neurons; up to %d are allowed", layers,
                     network->sizes[layers], NB_NETWORK_MAX_SIZE);
  if (layers < 2)
    return nb_fail(NB_OUT_OF_RANGE, "network: %u layers; an input and an output are needed", layers);
  if ((uint32_t)network->hidden >= NB_SOFTMAX)
    return nb_fail(NB_OUT_OF_RANGE, "network: hidden layers are sigmoid, ReLU, tanh, GELU or linear");
  if ((uint32_t)network->output > NB_SOFTMAX)
    return nb_fail(NB_OUT_OF_RANGE, "network: unknown activation %u of the output",
                   (uint32_t)network->output);
  if ((uint32_t)network->cost > NB_CROSS_ENTROPY)
    return nb_fail(NB_OUT_OF_RANGE, "network: unknown cost %u", (uint32_t)network->cost);
  if (network->cost == NB_CROSS_ENTROPY && network->output != NB_SOFTMAX)
    return nb_fail(NB_OUT_OF_RANGE, "network: cross-entropy needs an output of softmax");
  return nb_ok();
}

uint32_t nb_network_layers(const nb_network *network)
{
  uint32_t layers = 0;
  while (layers < NB_NETWORK_MAX_LAYERS && network->sizes[layers] > 0)
    layers++;
  return layers;
}

size_t nb_network_weights(const nb_network *network, uint32_t layer)
{
  assert(layer >= 1 && layer <= NB_NETWORK_MAX_LAYERS);
  size_t offset = 0;
  for (uint32_t l = 1; l < layer; l++)
    offset += NB_DENSE_FLOATS((size_t)network->sizes[l - 1], network->sizes[l]);
  return offset;
}

size_t nb_network_biases(const nb_network *network, uint32_t layer)
{
  return nb_network_weights(network, layer) + (size_t)network->sizes[layer - 1] * network->sizes[layer];
}

size_t nb_network_parameters(const nb_network *network)
{
  return nb_network_weights(network, nb_network_layers(network));
}

void nb_network_start(const nb_network *network, float *parameters, nb_random *random)
{
  uint32_t layers = nb_network_layers(network);
  memset(parameters, 0, nb_network_parameters(network) * sizeof *parameters);
  for (uint32_t l = 1; l < layers; l++) {
    uint32_t inputs = network->sizes[l - 1], outputs = network->sizes[l];
    nb_activation activation = l + 1 < layers ? network->hidden : network->output;
    nb_initialise(activation == NB_RELU ? NB_HE : NB_GLOROT, inputs, outputs,
                  parameters + nb_network_weights(network, l), (size_t)inputs * outputs, random);
  }
}

size_t nb_pass_floats(const nb_network *network, uint32_t count)
{
  uint32_t layers = nb_network_layers(network);
  size_t row = network->sizes[0] + network->sizes[layers - 1];
  for (uint32_t l = 1; l < layers; l++)
    row += 4 * (size_t)network->sizes[l];
  return row * count;
}

static float *take(float **memory, size_t count)
{
  float *taken = *memory;
  *memory += count;
  return taken;
}

nb_pass nb_pass_over(const nb_network *network, uint32_t count, float *memory)
{
  uint32_t layers = nb_network_layers(network);
  nb_pass pass = {.count = count};
  pass.a[0] = take(&memory, (size_t)count * network->sizes[0]);
  for (uint32_t l = 1; l < layers; l++) {
    size_t floats = (size_t)count * network->sizes[l];
    pass.a[l] = take(&memory, floats);
    pass.z[l] = take(&memory, floats);
    pass.da[l] = take(&memory, floats);
    pass.dz[l] = take(&memory, floats);
  }
  pass.targets = memory;
  return pass;
}

uint32_t nb_largest(const float *numbers, uint32_t count)
{
  uint32_t best = 0;
  for (uint32_t i = 1; i < count; i++)
    if (numbers[i] > numbers[best])
      best = i;
  return best;
}
