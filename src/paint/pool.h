// A few threads that wait for work: numbered tasks, taken by whoever is free.
#ifndef PAINT_POOL_H
#define PAINT_POOL_H

typedef struct pool pool;

// Does task `index` of a run; worker is 0 for the calling thread, 1 to pool_workers() - 1 for the others.
typedef void (*pool_task)(void *context, int index, int worker);

// A pool with `threads` threads besides the caller's, fewer where the system gives fewer. Null without
// memory.
pool *pool_create(int threads);
void pool_destroy(pool *p);

// How many work on a run: the threads and the caller.
int pool_workers(const pool *p);

// Does tasks 0 to count - 1, in any order, and returns when all are done. One run at a time.
void pool_run(pool *p, pool_task task, void *context, int count);

#endif
