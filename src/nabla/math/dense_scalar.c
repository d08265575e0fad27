// The reference: what the other kernels must give, bit for bit.
#define DENSE_TARGET
#include "nabla/math/dense_elements.h"
#include "nabla/math/dense_kernels.h"

static float dot(const float *x, const float *w, uint32_t count)
{
  float lane[8] = {0};
  for (uint32_t k = 0; k < count; k++)
    lane[k % 8] += x[k] * w[k];
  for (uint32_t half = 4; half > 0; half /= 2)
    for (uint32_t l = 0; l < half; l++)
      lane[l] += lane[l + half];
  return lane[0];
}

static void forward(const nb_dense_layer *layer)
{
  for (uint32_t row = 0; row < layer->rows; row++)
    for (uint32_t j = 0; j < layer->outputs; j++) {
      const float *x = layer->x + (size_t)row * layer->inputs;
      const float *w = layer->weights + (size_t)j * layer->inputs;
      float *z = layer->z + (size_t)row * layer->outputs + j, before = layer->add ? *z : 0;
      *z = dot(x, w, layer->inputs) + (layer->biases ? layer->biases[j] : 0) + before;
    }
}

static void multiply(const nb_dense_product *product)
{
  for (uint32_t row = 0; row < product->rows; row++)
    for (uint32_t column = 0; column < product->columns; column++) {
      float sum = 0;
      for (uint32_t n = 0; n < product->terms; n++)
        sum += product->a[(size_t)row * product->row_stride + (size_t)n * product->term_stride] *
               product->b[(size_t)n * product->columns + column];
      float *result = product->result + (size_t)row * product->columns + column;
      *result = sum * product->scale + (product->add ? *result : 0);
    }
}

const nb_dense_kernels dense_scalar = {"scalar", forward,      multiply,   activate,
                                       derive,   exponentials, all_finite, descend};
