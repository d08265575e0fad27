// Put before every source of the board that test_allocation builds: its memory comes from here, and fails on demand.
#ifndef TESTS_MEMORY_ALLOCATION_H
#define TESTS_MEMORY_ALLOCATION_H

#include <stddef.h>
#include <stdlib.h>

void *failing_malloc(size_t size);
void *failing_calloc(size_t count, size_t size);
void *failing_realloc(void *memory, size_t size);

#define malloc failing_malloc
#define calloc failing_calloc
#define realloc failing_realloc

#endif
