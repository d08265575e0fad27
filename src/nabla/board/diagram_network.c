// A network's own numbers, as a diagram of it shows them.
#include "nabla/board/recorder.h"

// How many neurons of a layer are shown, and which the k-th of them is.
static int shown_of(const nb_network *network, nb_diagram_part part, int layer)
{
  return layer == part.first && part.neurons ? part.count : (int)network->sizes[layer];
}

static int neuron_of(nb_diagram_part part, int layer, int k)
{
  return layer == part.first && part.neurons ? part.neurons[k] : k;
}

static int last_layer(const nb_network *network)
{
  return (int)nb_network_layers(network) - 1;
}

const float *nb_diagram_edges(nb_board *b, const nb_network *network, const float *parameters,
                              nb_diagram_part part)
{
  size_t count = 0, at = 0;
  for (int layer = part.first; layer < last_layer(network); layer++)
    count += (size_t)shown_of(network, part, layer) * network->sizes[layer + 1];
  float *edges = nb_scratch(b, count * sizeof *edges);
  for (int layer = part.first; edges && layer < last_layer(network); layer++) {
    const float *weights = parameters + nb_network_weights(network, (uint32_t)layer + 1);
    for (uint32_t to = 0; to < network->sizes[layer + 1]; to++)
      for (int k = 0; k < shown_of(network, part, layer); k++)
        edges[at++] = weights[to * network->sizes[layer] + (uint32_t)neuron_of(part, layer, k)];
  }
  return edges;
}

static const float *activations_of(nb_board *b, const nb_network *network, const nb_pass *pass,
                                   nb_diagram_part part)
{
  size_t count = 0, at = 0;
  for (int layer = part.first; layer <= last_layer(network); layer++)
    count += (size_t)shown_of(network, part, layer);
  float *activations = nb_scratch(b, count * sizeof *activations);
  for (int layer = part.first; activations && layer <= last_layer(network); layer++)
    for (int k = 0; k < shown_of(network, part, layer); k++)
      activations[at++] = pass->a[layer][neuron_of(part, layer, k)];
  return activations;
}

nb_diagram_spec nb_diagram_of(nb_board *b, const nb_network *network, const float *parameters,
                              const nb_pass *pass, nb_diagram_part part)
{
  int layers = last_layer(network) + 1 - part.first;
  int *sizes = nb_scratch(b, (size_t)layers * sizeof *sizes);
  for (int k = 0; sizes && k < layers; k++)
    sizes[k] = shown_of(network, part, part.first + k);
  return (nb_diagram_spec){.layer_count = sizes ? layers : 0,
                           .sizes = sizes,
                           .activations = activations_of(b, network, pass, part),
                           .weights = nb_diagram_edges(b, network, parameters, part)};
}
