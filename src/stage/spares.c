#include "stage/spares.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct spares {
  char *assets;
  pthread_mutex_t lock;
  child *ready; // NULL while there is none
};

nb_error spares_open(spares **out, const char *assets)
{
  spares *s = *out = calloc(1, sizeof *s);
  if (s == NULL || (s->assets = strdup(assets)) == NULL) {
    free(s);
    *out = NULL;
    return nb_fail(NB_NO_MEMORY, "out of memory for stage processes");
  }
  pthread_mutex_init(&s->lock, NULL);
  nb_error e = child_start(&s->ready, s->assets);
  if (nb_failed(e)) {
    spares_close(s);
    *out = NULL;
  }
  return e;
}

void spares_close(spares *s)
{
  if (s == NULL)
    return;
  child_close(s->ready);
  pthread_mutex_destroy(&s->lock);
  free(s->assets);
  free(s);
}

static child *swap(spares *s, child *given)
{
  pthread_mutex_lock(&s->lock);
  child *had = s->ready;
  s->ready = given;
  pthread_mutex_unlock(&s->lock);
  return had;
}

nb_error spares_take(spares *s, child **out)
{
  *out = swap(s, NULL);
  return *out != NULL ? nb_ok() : child_start(out, s->assets);
}

void spares_refill(spares *s)
{
  child *had = swap(s, NULL), *fresh = had;
  if (had == NULL && nb_failed(child_start(&fresh, s->assets)))
    return;
  child_close(swap(s, fresh)); // another thread was as quick
}
