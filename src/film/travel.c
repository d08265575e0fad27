#include "film/travel.h"

#include <string.h>

#include "actor/description.h"
#include "stage/hand.h"
#include "stage/timeline.h"

void travel_hold(travel *how, const stage *s, const nb_param *param)
{
  how->held |= (uint64_t)1 << (param - stage_scene(s)->params);
}

// Who watches a film has been asked what lies behind: what was guessed stands beside what came.
static void answer_before(stage *s, int step)
{
  const nb_scene *scene = stage_scene(s);
  for (int k = 0; k < scene->step_count; k++)
    if (scene->steps[k].ask)
      stage_answer(s, k, k < step);
}

static void move_to(stage *s, const nb_param *param, stage_position at)
{
  char value[DESCRIPTION_MAX_PARAM_TEXT]; // the largest that can be moved
  stage_reset_param(s, param);
  memcpy(value, (const char *)stage_state(s) + param->offset, param->bytes);
  hand_value(stage_scene(s), param, at, value);
  (void)stage_set(s, param->offset, value, param->bytes); // it is within the range
}

// The viewer's side as it is at that moment.
static void settle(stage *s, const travel *how, stage_position at)
{
  const nb_scene *scene = stage_scene(s);
  answer_before(s, at.step);
  for (int k = 0; k < scene->param_count; k++)
    if (!(how->held >> k & 1) && hand_moves(scene, &scene->params[k]))
      move_to(s, &scene->params[k], at);
}

static uint64_t tick_of(const timeline *t, stage_position at)
{
  return timeline_start(t, at.step) + (uint64_t)timeline_ticks_into(at);
}

// Every tick is made with what the viewer's side is at its moment; a second of them at most in a row, so that a long way can
// be interrupted.
static nb_error tick_to(stage *s, const travel *how, stage_position to)
{
  timeline t = timeline_of(stage_scene(s));
  uint64_t here = tick_of(&t, stage_where(s)), end = tick_of(&t, to);
  nb_error e = nb_ok();
  while (here < end && !nb_failed(e)) {
    if (how->stop && *how->stop)
      return nb_fail(NB_INTERRUPTED, "interrupted");
    uint64_t most = end - here < NB_TICKS_PER_SECOND ? end - here : NB_TICKS_PER_SECOND;
    settle(s, how, timeline_moment(&t, here));
    here += hand_stretch(stage_scene(s), here, most);
    e = stage_jump(s, timeline_moment(&t, here));
  }
  return e;
}

nb_error travel_to(stage *s, const travel *how, stage_position to)
{
  nb_error e = stage_scene(s)->tick ? tick_to(s, how, to) : nb_ok();
  if (!nb_failed(e))
    e = stage_jump(s, to);
  settle(s, how, to);
  return e;
}
