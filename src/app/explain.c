#include "app/explain.h"

#include <math.h>
#include <string.h>

#define EVERY                                                                                                \
  0.4 // seconds between two notes of the time; with what the notebook takes to commit it is less than one
#define STALL 10.0
#define GONE_ON 3600.0

const talk *explain_talk(const explain *e)
{
  return e->talk ? talk_find(e->notebook, e->talk) : NULL;
}

// All that the scene wants to be said: what a talk of another build of it has heard stays.
static void put_points(notebook *n, int64_t id, const nb_scene *scene)
{
  const talk *t = talk_find(n, id);
  for (int step = 0; step < scene->step_count; step++)
    for (int k = 0; k < NB_MAX_HEARD && scene->steps[step].hear[k]; k++) {
      bool known = false;
      for (int m = 0; m < t->point_count; m++)
        known = known ||
                (t->points[m].step == step && strcmp(t->points[m].words, scene->steps[step].hear[k]) == 0);
      if (!known)
        talk_hear(n, id, step, scene->steps[step].hear[k], 0);
    }
}

void explain_begin(explain *e, notebook *n, const char *id, const nb_scene *scene, double now)
{
  const talk *last = talk_last(n, id);
  bool goes_on = last && last->ended == 0 && talk_last_sign(last) > now - GONE_ON;
  bool captions = e->captions;
  *e = (explain){.notebook = n, .steps = scene->step_count, .clock = now, .kept = now, .step = -1};
  e->captions = captions;
  e->talk = goes_on ? last->id : talk_begin(n, id, now);
  if (e->talk)
    put_points(n, e->talk, scene);
}

// ---------------------------------------------------------------------------------------------------------------
// Time

void explain_keep(explain *e, double now)
{
  const talk *t = explain_talk(e);
  if (t && e->step >= 0)
    talk_spend(e->notebook, e->talk, e->step, t->spent[e->step] + e->unkept);
  e->unkept = 0;
  e->kept = now;
}

void explain_run(explain *e, int step, double now)
{
  if (!e->talk)
    return;
  float passed = e->over ? 0 : (float)fmin(fmax(now - e->clock, 0), STALL);
  e->clock = now;
  e->unkept += passed;
  e->here += passed;
  if (step != e->step || now - e->kept >= EVERY)
    explain_keep(e, now);
  if (step != e->step)
    e->here = 0;
  e->step = step;
}

// ---------------------------------------------------------------------------------------------------------------
// What is said

static int add_points(const talk *t, int step, bool unsaid, partner_point *rows, int count, int room)
{
  for (int k = 0; k < t->point_count && count < room; k++)
    if (t->points[k].step == step && !(unsaid && t->points[k].heard != 0))
      rows[count++] = (partner_point){t->points[k].words, step, t->points[k].heard != 0};
  return count;
}

int explain_fill(const explain *e, int step, partner_point *rows, int room, int *own)
{
  const talk *t = explain_talk(e);
  int count = t ? add_points(t, step, false, rows, 0, room) : 0;
  *own = count;
  for (int before = step - 1; t && before >= 0; before--)
    if (talk_reached(t, before))
      count = add_points(t, before, true, rows, count, room);
  return count;
}

void explain_tick(explain *e, const partner_point *point, double now)
{
  if (e->talk)
    talk_hear(e->notebook, e->talk, point->step, point->words, point->heard ? 0 : now);
}

void explain_be_lost(explain *e, stage_position at, const char *moment, double now)
{
  if (!e->talk)
    return;
  talk_lost lost = {.step = at.step, .seconds = at.seconds, .moment = (char *)(uintptr_t)moment, .at = now};
  talk_be_lost(e->notebook, e->talk, &lost);
  e->lost = now;
}

void explain_end(explain *e, double now)
{
  const talk *talks;
  if (!e->talk)
    return;
  explain_keep(e, now);
  review_learn(e->notebook, e->talk, now);
  e->talk = 0;
  for (int k = talk_list(e->notebook, &talks) - 1; k >= 0; k--)
    if (talks[k].ended == 0)
      review_learn(e->notebook, talks[k].id, talk_last_sign(&talks[k]));
}
