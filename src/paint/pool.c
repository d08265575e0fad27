#include "paint/pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

enum { THREADS_MAX = 63 };

typedef struct seat {
  pool *owner;
  int worker;
} seat;

struct pool {
  pthread_t threads[THREADS_MAX];
  seat seats[THREADS_MAX];
  int thread_count;
  pthread_mutex_t lock;
  pthread_cond_t begun, ended;
  unsigned run; // how many runs have begun
  bool open;    // the present run can be joined
  int busy;     // threads that have joined it
  bool leaving;
  pool_task task;
  void *context;
  int count;
  atomic_int next; // the task that is taken next
};

static void take_tasks(pool *p, int worker)
{
  for (;;) {
    int index = atomic_fetch_add(&p->next, 1);
    if (index >= p->count)
      return;
    p->task(p->context, index, worker);
  }
}

static void *work(void *argument)
{
  seat *s = argument;
  pool *p = s->owner;
  unsigned seen = 0;
  pthread_mutex_lock(&p->lock);
  for (;;) {
    while (p->run == seen && !p->leaving)
      pthread_cond_wait(&p->begun, &p->lock);
    if (p->leaving)
      break;
    seen = p->run;
    if (!p->open)
      continue;
    p->busy++;
    pthread_mutex_unlock(&p->lock);
    take_tasks(p, s->worker);
    pthread_mutex_lock(&p->lock);
    if (--p->busy == 0)
      pthread_cond_signal(&p->ended);
  }
  pthread_mutex_unlock(&p->lock);
  return NULL;
}

pool *pool_create(int threads)
{
  pool *p = calloc(1, sizeof *p);
  if (!p)
    return NULL;
  pthread_mutex_init(&p->lock, NULL);
  pthread_cond_init(&p->begun, NULL);
  pthread_cond_init(&p->ended, NULL);
  for (int k = 0; k < threads && k < THREADS_MAX; k++) {
    p->seats[k] = (seat){p, k + 1};
    if (pthread_create(&p->threads[k], NULL, work, &p->seats[k]) != 0)
      break;
    p->thread_count++;
  }
  return p;
}

void pool_destroy(pool *p)
{
  if (!p)
    return;
  pthread_mutex_lock(&p->lock);
  p->leaving = true;
  pthread_cond_broadcast(&p->begun);
  pthread_mutex_unlock(&p->lock);
  for (int k = 0; k < p->thread_count; k++)
    pthread_join(p->threads[k], NULL);
  pthread_mutex_destroy(&p->lock);
  pthread_cond_destroy(&p->begun);
  pthread_cond_destroy(&p->ended);
  free(p);
}

int pool_workers(const pool *p)
{
  return p->thread_count + 1;
}

void pool_run(pool *p, pool_task task, void *context, int count)
{
  p->task = task;
  p->context = context;
  p->count = count;
  atomic_store(&p->next, 0);
  if (p->thread_count && count > 1) {
    pthread_mutex_lock(&p->lock);
    p->run++;
    p->open = true;
    pthread_cond_broadcast(&p->begun);
    pthread_mutex_unlock(&p->lock);
    take_tasks(p, 0);
    pthread_mutex_lock(&p->lock);
    p->open = false; // nobody waits for a thread that has not woken yet
    while (p->busy)
      pthread_cond_wait(&p->ended, &p->lock);
    pthread_mutex_unlock(&p->lock);
    return;
  }
  take_tasks(p, 0);
}
