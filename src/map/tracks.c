#include "map/tracks.h"

#include <math.h>
#include <stdlib.h>

static tracks_run *find(const tracks *t, int place, int key)
{
  for (int k = 0; k < t->count; k++)
    if (t->runs[k].place == place && t->runs[k].key == key)
      return &t->runs[k];
  return NULL;
}

bool tracks_ask(tracks *t, int place, int key, float a, float b)
{
  float from = fminf(a, b), to = fmaxf(a, b);
  tracks_run *known = find(t, place, key);
  if (known) {
    known->from = fminf(known->from, from);
    known->to = fmaxf(known->to, to);
    return true;
  }
  if (t->count == t->capacity) {
    int capacity = t->capacity ? 2 * t->capacity : 32;
    tracks_run *runs = realloc(t->runs, (size_t)capacity * sizeof *runs);
    if (!runs)
      return false;
    t->runs = runs;
    t->capacity = capacity;
  }
  t->runs[t->count++] = (tracks_run){place, key, -1, from, to};
  return true;
}

// Place by place, and in each by where they begin.
static int compare(const void *a, const void *b)
{
  const tracks_run *x = a, *y = b;
  if (x->place != y->place)
    return x->place - y->place;
  if (x->from != y->from)
    return x->from < y->from ? -1 : 1;
  return x->key - y->key;
}

// The lowest track that nobody who began before is still on.
static int lowest_free(const tracks *t, int first, int k)
{
  for (int track = 0;; track++) {
    bool taken = false;
    for (int i = first; i < k && !taken; i++)
      taken = t->runs[i].track == track && t->runs[i].to >= t->runs[k].from;
    if (!taken)
      return track;
  }
}

void tracks_assign(tracks *t)
{
  int first = 0;
  if (t->count > 0)
    qsort(t->runs, (size_t)t->count, sizeof *t->runs, compare);
  for (int k = 0; k < t->count; k++) {
    if (t->runs[k].place != t->runs[first].place)
      first = k;
    t->runs[k].track = lowest_free(t, first, k);
  }
}

int tracks_of(const tracks *t, int place, int key)
{
  const tracks_run *run = find(t, place, key);
  return run ? run->track : 0;
}

int tracks_count(const tracks *t, int place)
{
  int count = 0;
  for (int k = 0; k < t->count; k++)
    if (t->runs[k].place == place && t->runs[k].track >= count)
      count = t->runs[k].track + 1;
  return count;
}

void tracks_free(tracks *t)
{
  free(t->runs);
  *t = (tracks){0};
}
