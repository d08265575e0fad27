#include "command/heap.h"

#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

void heap_give_back(void)
{
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 128 << 10); // glibc's own at the start
#endif
}
