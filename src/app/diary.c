#include "app/diary.h"

#include <SDL.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "stage/carry.h"

// A moment is put in at most this often. With what the notebook takes to commit it is less than a second.
#define EVERY 0.4       // seconds
#define MOST_COST 0.01  // of the player's time: what takes longer to write down is written down less often
#define STATE_BYTES 2e5 // a second, of states, while time runs
#define SEEN 0.5f       // of a step that must have been shown for it to count as seen

static double real_now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double counter(void)
{
  return (double)SDL_GetPerformanceCounter() / (double)SDL_GetPerformanceFrequency();
}

notebook_place diary_place(const char *scene, const stage *s, uint64_t answered)
{
  stage_position at = stage_where(s);
  notebook_place place = {.step = at.step, .seconds = at.seconds};
  snprintf(place.scene, sizeof place.scene, "%s", scene);
  carry *c = carry_take(s, answered);
  place.moment = c ? carry_write(c) : NULL;
  carry_free(c);
  place.state = stage_leave(s, &place.state_size);
  return place;
}

void diary_free_place(notebook_place *place)
{
  free(place->moment);
  free(place->state);
}

// FNV-1a, 64 bits (Fowler, Noll, Vo; RFC 9923), a word at a time
static uint64_t number_of(const void *bytes, size_t size)
{
  uint64_t key = 0xcbf29ce484222325, word;
  for (size_t k = 0; k + sizeof word <= size; k += sizeof word) {
    memcpy(&word, (const char *)bytes + k, sizeof word);
    key = (key ^ word) * 0x100000001b3;
  }
  return key;
}

// Returns how many bytes it was.
static size_t put_place(diary *d, const stage *s, uint64_t answered)
{
  notebook_place place = diary_place(d->scene, s, answered);
  uint64_t state = number_of(place.state, place.state_size);
  size_t size = place.state_size;
  if (!place.moment || (d->moment && strcmp(d->moment, place.moment) == 0 && d->state == state)) {
    diary_free_place(&place);
    return 0;
  }
  notebook_leave(d->notebook, &place, real_now());
  free(d->moment);
  d->moment = place.moment;
  d->state = state;
  free(place.state);
  return size;
}

// What is known of the scene with what has been seen since; the notebook's own row is not to be pointed at while it
// is replaced.
static void put_progress(diary *d, const stage *s)
{
  const nb_scene *scene = stage_scene(s);
  if (d->step >= scene->step_count)
    return; // a newer build has fewer
  const notebook_scene *known = notebook_find(d->notebook, d->scene);
  notebook_scene row = known ? *known : (notebook_scene){0};
  uint64_t all = scene->step_count >= 64 ? UINT64_MAX : (UINT64_C(1) << scene->step_count) - 1;
  bool seen = d->seen >= SEEN * scene->steps[d->step].seconds;
  uint64_t bit = seen ? UINT64_C(1) << d->step : 0;
  if (d->spent == 0 && (row.seen & bit) == bit && row.begun != 0)
    return;
  memcpy(row.id, d->scene, sizeof row.id);
  row.seen = (row.seen | bit) & all;
  row.steps = scene->step_count;
  row.spent += d->spent;
  row.begun = row.begun != 0 ? row.begun : real_now();
  if (row.seen == all && row.watched == 0)
    row.watched = real_now();
  d->spent = 0;
  notebook_keep(d->notebook, &row);
}

void diary_begin(diary *d, notebook *n, const char *scene, const stage *s, double now)
{
  diary_end(d);
  *d = (diary){.notebook = n, .step = stage_where(s).step, .due = now + EVERY};
  snprintf(d->scene, sizeof d->scene, "%s", scene);
}

void diary_end(diary *d)
{
  free(d->moment);
  *d = (diary){0};
}

static size_t put_all(diary *d, const stage *s, uint64_t answered)
{
  put_progress(d, s);
  d->due = INFINITY;
  return d->lent ? 0 : put_place(d, s, answered);
}

void diary_leave(diary *d, const stage *s, uint64_t answered)
{
  if (d->notebook)
    (void)put_all(d, s, answered);
}

void diary_note(diary *d, const stage *s, uint64_t answered, double passed, double now)
{
  int step = stage_where(s).step;
  if (!d->notebook)
    return;
  if (step != d->step) {
    put_progress(d, s);
    d->step = step;
    d->seen = 0;
  }
  d->seen += (float)passed;
  d->spent += (float)passed;
  if (d->due == INFINITY)
    d->due = now + EVERY;
  if (now < d->due)
    return;
  double start = counter();
  double state = (double)put_all(d, s, answered) / STATE_BYTES;
  double cost = (counter() - start) / MOST_COST;
  if (passed > 0)
    d->due = now + fmax(EVERY, fmax(cost, state));
}
