// The kernels for x86-64 with AVX2. Not FMA, which rounds once where the others round twice.
#if defined(__x86_64__)
#define DENSE_TARGET __attribute__((target("avx2")))
#define DENSE_TABLE dense_avx2
#define DENSE_NAME "avx2"
#include "nabla/math/dense_lanes.h"
#endif
