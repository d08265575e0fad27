// The kernels for any machine that the compiler was told of: SSE2 on x86-64, NEON on ARM.
#define DENSE_TARGET
#define DENSE_TABLE dense_vector
#define DENSE_NAME "vector"
#include "nabla/math/dense_lanes.h"
