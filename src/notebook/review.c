#include "notebook/review.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define SHORTEST 30.0f     // seconds of a talk in which nothing was ticked
#define WITHOUT_LIST 60.0f // seconds after which a scene that names nothing to say counts as explained
#define GONE_ON 3600.0     // seconds for which a talk that was cut off waits for somebody to go on

schedule_grade review_grade_of_answer(float off)
{
  if (!(off >= 0))
    return SCHEDULE_AGAIN;
  return off <= 0.01f   ? SCHEDULE_EASY
         : off <= 0.05f ? SCHEDULE_GOOD
         : off <= 0.12f ? SCHEDULE_HARD
                        : SCHEDULE_AGAIN;
}

schedule_grade review_grade_of_said(int said, int all)
{
  if (said >= all)
    return SCHEDULE_GOOD;
  return (float)said >= REVIEW_ALL_BUT_LITTLE * (float)all ? SCHEDULE_HARD : SCHEDULE_AGAIN;
}

bool review_is_no_talk(const talk *t)
{
  return talk_said(t) == 0 && t->lost_count == 0 && talk_seconds(t) < SHORTEST;
}

// ---------------------------------------------------------------------------------------------------------------
// What a talk means

// Points come back that were not said, and those that once were not.
static void learn_points(notebook *n, const talk *t, double at)
{
  for (int k = 0; k < t->point_count; k++) {
    const talk_point *p = &t->points[k];
    review_key key = {t->scene, p->step, p->words};
    if (talk_is_gap(t, p))
      review_grade(n, key, SCHEDULE_AGAIN, at);
    else if (p->heard != 0 && review_find(n, key))
      review_grade(n, key, SCHEDULE_GOOD, at);
  }
}

static void learn_steps(notebook *n, const talk *t, double at)
{
  for (int step = 0; step < TALK_STEPS; step++) {
    review_key key = {t->scene, step, ""};
    bool lost = false;
    for (int k = 0; k < t->lost_count; k++)
      lost = lost || t->lost[k].step == step;
    if (lost)
      review_grade(n, key, SCHEDULE_AGAIN, at);
    else if (talk_reached(t, step) && review_find(n, key))
      review_grade(n, key, SCHEDULE_GOOD, at);
  }
}

bool review_is_explained(const talk *t)
{
  if (t->point_count == 0)
    return talk_seconds(t) >= WITHOUT_LIST;
  return (float)talk_said(t) >= REVIEW_ALL_BUT_LITTLE * (float)t->point_count;
}

// A scene itself comes back once it has been explained.
static void learn_scene(notebook *n, const talk *t, double at)
{
  review_key key = {t->scene, -1, ""};
  if (!review_is_explained(t) && !review_find(n, key))
    return;
  if (review_is_explained(t)) {
    const notebook_scene *known = notebook_find(n, t->scene);
    notebook_scene row = known ? *known : (notebook_scene){0};
    snprintf(row.id, sizeof row.id, "%s", t->scene);
    row.explained = at;
    notebook_keep(n, &row);
  }
  review_grade(n, key, review_grade_of_said(talk_said(t), t->point_count), at);
}

void review_learn(notebook *n, int64_t talk_id, double at)
{
  const talk *t = talk_find(n, talk_id);
  if (!t || t->ended != 0)
    return;
  if (review_is_no_talk(t)) {
    talk_drop(n, talk_id);
    return;
  }
  learn_points(n, t, at);
  learn_steps(n, t, at);
  learn_scene(n, t, at);
  talk_end(n, talk_id, at);
}

void review_learn_cut_off(notebook *n, double now)
{
  const talk *talks;
  for (int k = talk_list(n, &talks) - 1; k >= 0; k--)
    if (talks[k].ended == 0 && talk_last_sign(&talks[k]) < now - GONE_ON)
      review_learn(n, talks[k].id, talk_last_sign(&talks[k]));
}

void review_say_next(const review *next, char *text, size_t room)
{
  char when[40];
  struct tm local;
  time_t due = next ? (time_t)next->due : 0;
  if (!next) {
    snprintf(text, room,
             "nothing is due for review: what you explain aloud (P) comes back, from the next day on");
    return;
  }
  strftime(when, sizeof when, "%Y-%m-%d", localtime_r(&due, &local));
  snprintf(text, room, "nothing is due for review; next: %s, %s", next->scene, when);
}
