#include "stage/timeline.h"

#include <math.h>

timeline timeline_of(const nb_scene *scene)
{
  timeline t = {.scene = scene};
  for (int k = 0; k < NB_MAX_STEPS; k++)
    t.lived[k] = -1;
  return t;
}

void timeline_forget_after(timeline *t, int step)
{
  for (int k = step + 1; k < NB_MAX_STEPS; k++)
    t->lived[k] = -1;
}

float timeline_limit(const timeline *t, int step)
{
  return t->scene->steps[step].live ? TIMELINE_LONGEST : t->scene->steps[step].seconds;
}

stage_position timeline_clamp(const timeline *t, stage_position p)
{
  if (p.step < 0)
    return (stage_position){0};
  if (p.step >= t->scene->step_count) {
    int last = t->scene->step_count - 1;
    return (stage_position){last, t->scene->steps[last].seconds};
  }
  if (!(p.seconds > 0))
    p.seconds = 0;
  float limit = timeline_limit(t, p.step);
  if (p.seconds > limit)
    p.seconds = limit;
  return p;
}

int32_t timeline_ticks_into(stage_position p)
{
  return (int32_t)floor((double)p.seconds * NB_TICKS_PER_SECOND + 0.01);
}

int32_t timeline_length(const timeline *t, int step)
{
  if (t->lived[step] >= 0)
    return t->lived[step];
  return timeline_ticks_into((stage_position){step, t->scene->steps[step].seconds});
}

uint64_t timeline_start(const timeline *t, int step)
{
  uint64_t start = 0;
  for (int k = 0; k < step; k++)
    start += (uint64_t)timeline_length(t, k);
  return start;
}

stage_position timeline_moment(const timeline *t, uint64_t tick)
{
  int step = 0;
  uint64_t into = tick;
  while (step < t->scene->step_count - 1 && into >= (uint64_t)timeline_length(t, step))
    into -= (uint64_t)timeline_length(t, step++);
  return (stage_position){step, (float)((double)into / NB_TICKS_PER_SECOND)};
}

float timeline_seconds_before(const timeline *t, int step)
{
  double seconds = 0;
  for (int k = 0; k < step && k < t->scene->step_count; k++)
    seconds += (double)t->scene->steps[k].seconds;
  return (float)seconds;
}

stage_position timeline_at(const timeline *t, float seconds)
{
  if (!(seconds > 0))
    return (stage_position){0};
  // Summed in double and compared in float, so that a step's start as timeline_seconds_before gives it is in
  // the step.
  int step = 0;
  double before = 0, after = (double)t->scene->steps[0].seconds;
  while (step < t->scene->step_count - 1 && seconds >= (float)after) {
    before = after;
    after += (double)t->scene->steps[++step].seconds;
  }
  double into = fmax((double)seconds - before, 0);
  return (stage_position){step, fminf((float)into, t->scene->steps[step].seconds)};
}
