#include "app/timeline.h"

#include <string.h>

static void drop(timeline *t, int k)
{
  memmove(&t->did[k], &t->did[k + 1], (size_t)(--t->count - k) * sizeof *t->did);
}

static bool in_sight(const timeline *t, int k, const void *page)
{
  return !t->did[k].page || t->did[k].page == page;
}

// The last that counts: of one kind, or of all that is in sight. -1: none.
static int last_done(const timeline *t, const void *page, bool alone)
{
  int k = t->count - 1;
  while (k >= 0 && (t->did[k].undone || !(alone ? t->did[k].page == page : in_sight(t, k, page))))
    k--;
  return k;
}

static int last_undone(const timeline *t, const void *page, bool alone)
{
  int which = -1;
  for (int k = 0; k < t->count; k++)
    if (t->did[k].undone && (alone ? t->did[k].page == page : in_sight(t, k, page)) &&
        (which < 0 || t->did[k].undone > t->did[which].undone))
      which = k;
  return which;
}

void timeline_did(timeline *t, const void *page)
{
  for (int k = t->count - 1; k >= 0; k--)
    if (t->did[k].undone && in_sight(t, k, page))
      drop(t, k);
  if (t->count == TIMELINE_MOST)
    drop(t, 0);
  t->did[t->count].page = page;
  t->did[t->count++].undone = 0;
}

void timeline_undid(timeline *t, const void *page)
{
  int k = last_done(t, page, true);
  if (k >= 0)
    t->did[k].undone = ++t->undoings;
}

void timeline_redid(timeline *t, const void *page)
{
  int k = last_undone(t, page, true);
  if (k >= 0)
    t->did[k].undone = 0;
}

bool timeline_undoes(const timeline *t, const void *page, const void **whose)
{
  int k = last_done(t, page, false);
  *whose = k >= 0 ? t->did[k].page : NULL;
  return k >= 0;
}

bool timeline_redoes(const timeline *t, const void *page, const void **whose)
{
  int k = last_undone(t, page, false);
  *whose = k >= 0 ? t->did[k].page : NULL;
  return k >= 0;
}

void timeline_forget_values(timeline *t)
{
  for (int k = t->count - 1; k >= 0; k--)
    if (!t->did[k].page)
      drop(t, k);
}
