// Time: going to a position, ticking on the way.
#include "stage/inside.h"

#include <math.h>
#include <string.h>

static bool is_answered(const stage *s, int step)
{
  return s->answered >> step & 1;
}

// Does time stop at the end of this step?
static bool holds(const stage *s, int step)
{
  const nb_step *about = &s->scene->steps[step];
  return about->live || (about->wait && !is_answered(s, step)) || step == s->scene->step_count - 1;
}

bool stage_stands(const stage *s)
{
  return holds(s, s->where.step) && s->where.seconds >= timeline_limit(&s->timeline, s->where.step);
}

// ---------------------------------------------------------------------------------------------------------------
// Ticks

// Ticks a state that stands where the history does, `count` times with one viewer's block. False, with the
// state as it was and the trouble noted, where the scene fails.
static bool run_ticks(stage *s, uint8_t *state, const uint8_t *viewer, int count)
{
  actor_moment moments[ACTOR_MAX_TICKS];
  actor_ticks ticks = {history_tick(s->history), count, moments, viewer};
  for (int k = 0; k < count; k++) {
    stage_position at = timeline_moment(&s->timeline, ticks.first + (uint64_t)k);
    moments[k] = (actor_moment){at.step, at.seconds};
  }
  int done = 0;
  nb_error e = host_tick(s->host, &ticks, state, &done);
  if (nb_failed(e))
    s->trouble = stage_named(s, timeline_moment(&s->timeline, ticks.first + (uint64_t)done), e);
  return !nb_failed(e);
}

// Ticks as they were made, or at the head as the last one was: towards a tick, as many as go in a row.
static bool tick_towards(stage *s, uint64_t to)
{
  uint64_t count = to - history_tick(s->history), stretch = history_stretch(s->history);
  if (count > stretch)
    count = stretch;
  if (count > ACTOR_MAX_TICKS)
    count = ACTOR_MAX_TICKS;
  if (!run_ticks(s, s->state, history_viewer(s->history), (int)count))
    return false;
  history_step(s->history, s->state, count);
  return true;
}

// One tick over the past with other parameters than it was made with. Where they make no difference, the past
// stays what it was: who goes back to look at the first steps again does not lose what was trained in the
// last. Where they do, this is a fork. False where the scene fails, or without memory to note it.
static bool tick_over(stage *s, const uint8_t *present)
{
  size_t size = s->scene->state_size;
  const uint8_t *past = history_viewer(s->history);
  memcpy(s->spare, s->state, size);
  if (!run_ticks(s, s->spare, present, 1) || !run_ticks(s, s->state, past, 1))
    return false;
  actor_lay(s->scene, past, s->spare);
  bool otherwise = memcmp(s->spare, s->state, size) != 0;
  if (otherwise)
    other_keep(s);
  bool noted = !otherwise || history_settle(s->history, present);
  if (otherwise && noted) {
    memcpy(s->state, s->spare, size);
    actor_lay(s->scene, present, s->state);
  }
  history_step(s->history, s->state, 1);
  return noted;
}

// On to a tick with the viewer's present parameters. False where the scene fails, or without memory.
static bool tick_on(stage *s, uint64_t to, const uint8_t *present)
{
  size_t viewer_size = actor_viewer_size(s->scene);
  while (history_tick(s->history) < to) {
    bool known = history_tick(s->history) < history_head(s->history);
    if (known && memcmp(history_viewer(s->history), present, viewer_size) != 0) {
      if (!tick_over(s, present))
        return false;
    } else if (!history_settle(s->history, present) || !tick_towards(s, to)) {
      return false;
    }
  }
  return true;
}

// To a tick that is known, as it was.
bool stage_tick_again(stage *s, uint64_t to)
{
  uint64_t here = history_tick(s->history);
  if (to < here || history_nearest(s->history, to) > here)
    history_seek(s->history, to, s->state);
  bool whole = true;
  while (whole && history_tick(s->history) < to)
    whole = tick_towards(s, to);
  return whole;
}

typedef enum travel {
  JUMP, // through the past as it was
  PLAY, // with the present parameters all the way
} travel;

// To a tick, leaving the state as it is there under the viewer's present parameters.
static bool travel_to(stage *s, uint64_t to, travel how)
{
  s->tick = to;
  if (s->history == NULL)
    return true;
  actor_gather(s->scene, s->state, s->answered, s->present);
  uint64_t head = history_head(s->history);
  bool whole = how == PLAY || stage_tick_again(s, to < head ? to : head);
  whole = whole && tick_on(s, to, s->present);
  actor_lay(s->scene, s->present, s->state);
  s->tick = history_tick(s->history);
  return whole;
}

// From now on the live step takes `ticks`. What was known beyond where we stand is of another time.
static void live_until(stage *s, int step, int32_t ticks)
{
  s->timeline.lived[step] = ticks;
  if (s->history != NULL)
    history_cut(s->history);
}

// We have lived up to here. A live step lasts as long as its past does: at the head that is up to here, even
// where a fork has made it shorter, and then nobody has lived in the steps that come after.
static void note_life(stage *s, int step, int32_t into)
{
  bool at_head = s->history != NULL && history_head(s->history) == s->tick;
  if (s->scene->steps[step].live && (at_head || s->timeline.lived[step] < into))
    live_until(s, step, into);
  if (s->history != NULL && history_head(s->history) == s->tick)
    timeline_forget_after(&s->timeline, step);
}

static bool go(stage *s, stage_position to, travel how)
{
  s->trouble = nb_ok();
  int32_t into = timeline_ticks_into(to), length = timeline_length(&s->timeline, to.step);
  uint64_t start = timeline_start(&s->timeline, to.step);
  bool whole = true, beyond = into > length; // which only a live step allows
  if (s->history != NULL && start + (uint64_t)into < s->tick)
    other_note_left(s);
  if (beyond) {
    whole = travel_to(s, start + (uint64_t)length, how);
    if (whole)
      live_until(s, to.step, into);
  }
  whole = whole && travel_to(s, start + (uint64_t)into, how);
  if (whole && (beyond || how == PLAY))
    note_life(s, to.step, into);
  s->where = whole ? to : timeline_moment(&s->timeline, s->tick);
  return whole;
}

// ---------------------------------------------------------------------------------------------------------------
// What others call

nb_error stage_go(stage *s, stage_position to)
{
  bool whole = go(s, timeline_clamp(&s->timeline, to), JUMP);
  s->clock = (double)s->where.seconds;
  if (whole || nb_failed(s->trouble))
    return s->trouble;
  return nb_fail(NB_NO_MEMORY, "out of memory for the history of %s", s->file);
}

nb_error stage_jump(stage *s, stage_position to)
{
  to = timeline_clamp(&s->timeline, to);
  stage_tell(s, (stage_deed){.kind = STAGE_JUMP, .to = to});
  return stage_go(s, to);
}

bool stage_play(stage *s, float dt)
{
  stage_tell(s, (stage_deed){.kind = STAGE_PLAY, .seconds = dt > 0 ? fminf(dt, 1) : 0});
  double left = dt > 0 ? fmin((double)dt, 1) : 0;
  int step = s->where.step;
  double clock = s->clock, limit = (double)timeline_limit(&s->timeline, step);
  while (clock + left >= limit && !holds(s, step)) {
    left = fmax(clock + left - limit, 0);
    clock = 0;
    limit = (double)timeline_limit(&s->timeline, ++step);
  }
  clock = fmin(clock + left, limit);
  bool whole = dt > 0 ? go(s, (stage_position){step, (float)clock}, PLAY) : true;
  s->clock = whole && dt > 0 ? clock : (double)s->where.seconds;
  return whole && !stage_stands(s);
}

void stage_answer(stage *s, int step, bool answered)
{
  if (step < 0 || step >= s->scene->step_count)
    return;
  uint64_t bit = (uint64_t)1 << step;
  stage_tell(s, (stage_deed){.kind = STAGE_ANSWER, .step = step, .answered = answered});
  s->trouble = nb_ok();
  s->answered = answered ? s->answered | bit : s->answered & ~bit;
}
