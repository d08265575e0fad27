#include "paint/kernel.h"

const paint_kernel *kernel_at(int k)
{
  const paint_kernel *kernels[4] = {&kernel_scalar};
  int count = 1;
#if defined __x86_64__
  kernels[count++] = &kernel_sse2;
  if (__builtin_cpu_supports("avx2"))
    kernels[count++] = &kernel_avx2;
#elif defined __aarch64__
  kernels[count++] = &kernel_neon;
#endif
  return k >= 0 && k < count ? kernels[k] : NULL;
}

const paint_kernel *kernel_best(void)
{
  int k = 0;
  while (kernel_at(k + 1))
    k++;
  return kernel_at(k);
}
