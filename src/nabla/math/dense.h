// The kernels under network.h and tape.h: what a dense layer spends its time on, once for each kind of
// machine.
//
// All give the same bits. A dot product is summed in eight lanes (lane l takes the terms l, l + 8, l + 16,
// ..), which are then added in one fixed order; everything else is computed an element at a time. Nothing is
// fused. The kernel of plain C is the reference that the others are tested against.
#ifndef NABLA_MATH_DENSE_H
#define NABLA_MATH_DENSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "nabla/export.h"
#include "nabla/math/network.h"

// z (rows x outputs) = x (rows x inputs) times the transpose of weights (outputs x inputs), plus biases.
typedef struct nb_dense_layer {
  uint32_t rows, inputs, outputs;
  const float *x, *weights;
  const float *biases; // NULL for none
  float *z;
  bool add; // to what z holds, instead of setting it
} nb_dense_layer;

// result (rows x columns) = scale * sum over n < terms of a[row * row_stride + n * term_stride] * b[n *
// columns + column].
typedef struct nb_dense_product {
  uint32_t rows, columns, terms;
  const float *a;
  uint32_t row_stride, term_stride;
  const float *b;
  float *result;
  float scale;
  bool add; // to what result holds, instead of setting it
} nb_dense_product;

typedef struct nb_dense_kernels {
  const char *name;
  void (*forward)(const nb_dense_layer *layer);
  void (*multiply)(const nb_dense_product *product);
  void (*activate)(nb_activation activation, const float *z, float *a, size_t count); // not for NB_SOFTMAX
  // dz += da times the activation's derivative, which z and a say; not for NB_SOFTMAX.
  void (*derive)(nb_activation activation, const float *z, const float *a, const float *da, float *dz,
                 size_t count);
  void (*exponentials)(float *x, size_t count); // x becomes e^x, to 2 ulp; x is held within +-87
  bool (*finite)(const float *x, size_t count); // is every one of them?
  void (*descend)(nb_sgd sgd, float *parameters, float *velocity, const float *gradient, size_t count);
} nb_dense_kernels;

enum { NB_DENSE_KERNELS = 3 };

// The kernels by number: 0 plain C, 1 the compiler's vectors on the machine it was told of (SSE2, NEON), 2
// AVX2. NULL where this machine cannot run them.
NB_API const nb_dense_kernels *nb_dense_kernels_at(uint32_t index);

// The fastest that this machine can run.
NB_API const nb_dense_kernels *nb_dense_best(void);

#endif
