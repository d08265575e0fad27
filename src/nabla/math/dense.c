#include "nabla/math/dense.h"

#include "nabla/math/dense_kernels.h"

const nb_dense_kernels *nb_dense_kernels_at(uint32_t index)
{
  switch (index) {
  case 0:
    return &dense_scalar;
  case 1:
    return &dense_vector;
#if defined(__x86_64__)
  case 2:
    return __builtin_cpu_supports("avx2") ? &dense_avx2 : NULL;
#endif
  default:
    return NULL;
  }
}

const nb_dense_kernels *nb_dense_best(void)
{
  const nb_dense_kernels *best = nb_dense_kernels_at(2);
  return best ? best : &dense_vector;
}
