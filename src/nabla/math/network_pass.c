// Forward and backward, after Nielsen, "Neural Networks and Deep Learning", chapter 2: BP1 to BP4.
#include <string.h>

#include "nabla/math/dense.h"
#include "nabla/math/elementary.h"
#include "nabla/math/network.h"

// z less its row's largest, so that the largest power is e^0.
static void less_largest(const float *z, float *a, uint32_t count)
{
  float largest = count ? z[nb_largest(z, count)] : 0;
  for (uint32_t i = 0; i < count; i++)
    a[i] = z[i] - largest;
}

static void divide_by_sum(float *a, uint32_t count)
{
  float sum = 0;
  for (uint32_t i = 0; i < count; i++)
    sum += a[i];
  for (uint32_t i = 0; i < count; i++)
    a[i] /= sum;
}

static void softmax_rows(const nb_dense_kernels *kernels, const float *z, float *a, uint32_t rows,
                         uint32_t count)
{
  for (uint32_t row = 0; row < rows; row++)
    less_largest(z + (size_t)row * count, a + (size_t)row * count, count);
  kernels->exponentials(a, (size_t)rows * count);
  for (uint32_t row = 0; row < rows; row++)
    divide_by_sum(a + (size_t)row * count, count);
}

void nb_softmax(const float *z, float *a, uint32_t count)
{
  softmax_rows(nb_dense_best(), z, a, 1, count);
}

void nb_network_forward(const nb_network *network, const float *parameters, nb_pass *pass)
{
  const nb_dense_kernels *kernels = nb_dense_best();
  uint32_t layers = nb_network_layers(network);
  for (uint32_t l = 1; l < layers; l++) {
    uint32_t size = network->sizes[l];
    kernels->forward(&(nb_dense_layer){
        .rows = pass->count,
        .inputs = network->sizes[l - 1],
        .outputs = size,
        .x = pass->a[l - 1],
        .weights = parameters + nb_network_weights(network, l),
        .biases = parameters + nb_network_biases(network, l),
        .z = pass->z[l],
    });
    nb_activation activation = l + 1 < layers ? network->hidden : network->output;
    if (activation == NB_SOFTMAX)
      softmax_rows(kernels, pass->z[l], pass->a[l], pass->count, size);
    else
      kernels->activate(activation, pass->z[l], pass->a[l], (size_t)pass->count * size);
  }
}

static float quadratic(const float *a, const float *target, uint32_t count)
{
  float sum = 0;
  for (uint32_t i = 0; i < count; i++)
    sum += (a[i] - target[i]) * (a[i] - target[i]);
  return sum;
}

// ln a is taken as z less the largest z plus ln of its a, where nothing is lost to an a that has become 0.
static float cross_entropy(const float *z, const float *a, const float *target, uint32_t count)
{
  float sum = 0;
  uint32_t best = nb_largest(z, count);
  float log_best = nb_logarithm(a[best]);
  for (uint32_t i = 0; i < count; i++)
    sum -= target[i] * (z[i] - z[best] + log_best);
  return sum;
}

float nb_network_cost(const nb_network *network, const nb_pass *pass)
{
  uint32_t last = nb_network_layers(network) - 1, size = network->sizes[last];
  float sum = 0;
  for (uint32_t row = 0; row < pass->count; row++) {
    size_t at = (size_t)row * size;
    const float *z = pass->z[last] + at, *a = pass->a[last] + at, *target = pass->targets + at;
    sum += network->cost == NB_QUADRATIC ? quadratic(a, target, size) : cross_entropy(z, a, target, size);
  }
  return pass->count ? sum / (float)pass->count : 0;
}

// How the cost changes with each output.
static void cost_da(nb_cost cost, const float *a, const float *target, float *da, size_t count)
{
  for (size_t i = 0; i < count; i++)
    da[i] = cost == NB_QUADRATIC ? 2 * (a[i] - target[i]) : -target[i] / (a[i] > 1e-12f ? a[i] : 1e-12f);
}

// dz of one example's output of softmax: the whole layer moves with each z. For cross-entropy what is divided
// by a in da cancels, and is not done in the first place.
static void softmax_dz(nb_cost cost, const float *a, const float *target, const float *da, float *dz,
                       uint32_t count)
{
  float along = 0, targets = 0;
  for (uint32_t i = 0; i < count; i++) {
    along += a[i] * da[i];
    targets += target[i];
  }
  for (uint32_t i = 0; i < count; i++)
    dz[i] = cost == NB_CROSS_ENTROPY ? targets * a[i] - target[i] : a[i] * (da[i] - along);
}

// dz = da times the activation's derivative.
static void activation_dz(const nb_dense_kernels *kernels, nb_activation activation, const float *z,
                          const float *a, const float *da, float *dz, size_t count)
{
  memset(dz, 0, count * sizeof *dz);
  kernels->derive(activation, z, a, da, dz, count);
}

// da and dz of the output.
static void output_backward(const nb_dense_kernels *kernels, const nb_network *network, nb_pass *pass,
                            uint32_t layer)
{
  uint32_t size = network->sizes[layer];
  const float *z = pass->z[layer], *a = pass->a[layer], *target = pass->targets;
  float *da = pass->da[layer], *dz = pass->dz[layer];
  cost_da(network->cost, a, target, da, (size_t)pass->count * size);
  if (network->output != NB_SOFTMAX) {
    activation_dz(kernels, network->output, z, a, da, dz, (size_t)pass->count * size);
    return;
  }
  for (size_t at = 0; at < (size_t)pass->count * size; at += size)
    softmax_dz(network->cost, a + at, target + at, da + at, dz + at, size);
}

// The mean gradient of a layer's weights, dz^T a / count, and of its biases.
static void layer_gradient(const nb_dense_kernels *kernels, const nb_network *network, const nb_pass *pass,
                           uint32_t layer, float *gradient)
{
  uint32_t inputs = network->sizes[layer - 1], size = network->sizes[layer];
  float scale = pass->count ? 1 / (float)pass->count : 0;
  kernels->multiply(&(nb_dense_product){
      .rows = size,
      .columns = inputs,
      .terms = pass->count,
      .a = pass->dz[layer],
      .row_stride = 1,
      .term_stride = size,
      .b = pass->a[layer - 1],
      .result = gradient + nb_network_weights(network, layer),
      .scale = scale,
  });
  float *biases = gradient + nb_network_biases(network, layer);
  memset(biases, 0, size * sizeof *biases);
  for (uint32_t row = 0; row < pass->count; row++)
    for (uint32_t j = 0; j < size; j++)
      biases[j] += pass->dz[layer][(size_t)row * size + j];
  for (uint32_t j = 0; j < size; j++)
    biases[j] *= scale;
}

// da and dz of the layer before, from dz of this one: da = dz W.
static void layer_backward(const nb_dense_kernels *kernels, const nb_network *network,
                           const float *parameters, nb_pass *pass, uint32_t layer)
{
  uint32_t before = layer - 1, inputs = network->sizes[before], size = network->sizes[layer];
  kernels->multiply(&(nb_dense_product){
      .rows = pass->count,
      .columns = inputs,
      .terms = size,
      .a = pass->dz[layer],
      .row_stride = size,
      .term_stride = 1,
      .b = parameters + nb_network_weights(network, layer),
      .result = pass->da[before],
      .scale = 1,
  });
  activation_dz(kernels, network->hidden, pass->z[before], pass->a[before], pass->da[before],
                pass->dz[before], (size_t)pass->count * inputs);
}

void nb_network_backward(const nb_network *network, const float *parameters, nb_pass *pass, float *gradient)
{
  const nb_dense_kernels *kernels = nb_dense_best();
  uint32_t last = nb_network_layers(network) - 1;
  output_backward(kernels, network, pass, last);
  for (uint32_t l = last; l > 1; l--) {
    layer_gradient(kernels, network, pass, l, gradient);
    layer_backward(kernels, network, parameters, pass, l);
  }
  layer_gradient(kernels, network, pass, 1, gradient);
}
