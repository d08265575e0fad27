#include "app/task.h"

#include <stdio.h>
#include <string.h>

// ---------------------------------------------------------------------------------------------------------------
// What is asked

static void add(task *a, const char *point, bool due)
{
  for (int k = 0; k < a->count; k++)
    if (strncmp(a->points[k].words, point, TALK_WORDS - 1) == 0) {
      a->points[k].due = a->points[k].due || due;
      return;
    }
  if (a->count == PARTNER_POINTS)
    return;
  task_point *p = &a->points[a->count++];
  *p = (task_point){.due = due};
  snprintf(p->words, sizeof p->words, "%s", point);
}

void task_fill(task *a, const notebook *n, const nb_scene *scene, const review *r, double now)
{
  const review *list;
  int step = r->step < scene->step_count ? r->step : scene->step_count - 1;
  *a = (task){.step = step};
  memcpy(a->scene, r->scene, sizeof a->scene);
  if (step < 0)
    return;
  const nb_step *s = &scene->steps[step];
  a->live = s->ask && s->wait && s->answer && s->truth;
  for (int k = review_list(n, &list) - 1; k >= 0; k--)
    if (list[k].step == r->step && list[k].due <= now && strcmp(list[k].scene, r->scene) == 0)
      a->whole_step = a->whole_step || !*list[k].words;
  // In the scene's order, and what it has no more at the end.
  for (int k = 0; k < NB_MAX_HEARD && s->hear[k]; k++) {
    const review *known = review_find(n, (review_key){r->scene, r->step, s->hear[k]});
    bool due = known && known->due <= now;
    if (due || a->whole_step)
      add(a, s->hear[k], due);
  }
  int count = review_list(n, &list);
  for (int k = 0; k < count; k++)
    if (list[k].step == r->step && *list[k].words && list[k].due <= now &&
        strcmp(list[k].scene, r->scene) == 0)
      add(a, list[k].words, true);
  if (a->count == 0)
    add(a, s->title, false);
}

bool task_all_said(const task *a)
{
  for (int k = 0; k < a->count; k++)
    if (!a->points[k].said)
      return false;
  return true;
}

// ---------------------------------------------------------------------------------------------------------------
// How well it was known

static void grade(task *a, notebook *n, const char *point, schedule_grade g, double now)
{
  review_key key = {a->scene, a->step, point};
  review_grade(n, key, g, now);
  const review *r = review_find(n, key);
  int days = r ? schedule_interval(r->memory) : 0;
  if (days > 0 && (a->days == 0 || days < a->days))
    a->days = days;
}

static int said(const task *a)
{
  int count = 0;
  for (int k = 0; k < a->count; k++)
    count += a->points[k].said;
  return count;
}

void task_grade_said(task *a, notebook *n, double now)
{
  for (int k = 0; k < a->count; k++)
    if (a->points[k].due)
      grade(a, n, a->points[k].words, a->points[k].said ? SCHEDULE_GOOD : SCHEDULE_AGAIN, now);
  if (a->whole_step)
    grade(a, n, "", review_grade_of_said(said(a), a->count), now);
}

void task_grade_answer(task *a, notebook *n, float off, double now)
{
  schedule_grade g = review_grade_of_answer(off);
  for (int k = 0; k < a->count; k++)
    if (a->points[k].due)
      grade(a, n, a->points[k].words, g, now);
  if (a->whole_step)
    grade(a, n, "", g, now);
}
