// The tables of kernels, each in a file of its own, for dense.c to choose from.
#ifndef NABLA_MATH_DENSE_KERNELS_H
#define NABLA_MATH_DENSE_KERNELS_H

#include "nabla/math/dense.h"

extern const nb_dense_kernels dense_scalar, dense_vector;
#if defined(__x86_64__)
extern const nb_dense_kernels dense_avx2;
#endif

#endif
