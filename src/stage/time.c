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

// Ticks a state that stands where the history does, with a viewer's block. The parameters are laid over it
// afterwards too: they are the viewer's, whatever a scene does to them.
static void run_tick(stage *s, uint8_t *state, const uint8_t *viewer)
{
  uint64_t tick = history_tick(s->history);
  nb_frame frame = stage_frame(s, timeline_moment(&s->timeline, tick));
  frame.tick = tick;
  frame.answered = viewer_answered(viewer);
  viewer_lay(s, state, viewer);
  s->scene->tick(state, &frame);
  viewer_lay(s, state, viewer);
}

// One tick as it was made, or at the head as the last one was.
static void tick_once(stage *s)
{
  run_tick(s, s->state, history_viewer(s->history));
  history_step(s->history, s->state);
}

// One tick over the past with other parameters than it was made with. Where they make no difference, the past
// stays what it was: who goes back to look at the first steps again does not lose what was trained in the
// last. Where they do, this is a fork. False without memory to note it.
static bool tick_over(stage *s, const uint8_t *present)
{
  size_t size = s->scene->state_size;
  const uint8_t *past = history_viewer(s->history);
  memcpy(s->spare, s->state, size);
  run_tick(s, s->spare, present);
  run_tick(s, s->state, past);
  viewer_lay(s, s->spare, past);
  bool otherwise = memcmp(s->spare, s->state, size) != 0;
  bool noted = !otherwise || history_settle(s->history, present);
  if (otherwise && noted) {
    memcpy(s->state, s->spare, size);
    viewer_lay(s, s->state, present);
  }
  history_step(s->history, s->state);
  return noted;
}

// On to a tick with the viewer's present parameters. False without memory to note them.
static bool tick_on(stage *s, uint64_t to, const uint8_t *present)
{
  while (history_tick(s->history) < to) {
    bool known = history_tick(s->history) < history_head(s->history);
    if (known && memcmp(history_viewer(s->history), present, viewer_size(s)) != 0) {
      if (!tick_over(s, present))
        return false;
    } else {
      if (!history_settle(s->history, present))
        return false;
      tick_once(s);
    }
  }
  return true;
}

// To a tick that is known, as it was.
static void tick_again(stage *s, uint64_t to)
{
  uint64_t here = history_tick(s->history);
  if (to < here || history_nearest(s->history, to) > here)
    history_seek(s->history, to, s->state);
  while (history_tick(s->history) < to)
    tick_once(s);
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
  viewer_gather(s, s->present);
  uint64_t head = history_head(s->history);
  if (how == JUMP)
    tick_again(s, to < head ? to : head);
  bool whole = tick_on(s, to, s->present);
  viewer_lay(s, s->state, s->present);
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
  int32_t into = timeline_ticks_into(to), length = timeline_length(&s->timeline, to.step);
  uint64_t start = timeline_start(&s->timeline, to.step);
  bool whole = true, beyond = into > length; // which only a live step allows
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

nb_error stage_jump(stage *s, stage_position to)
{
  bool whole = go(s, timeline_clamp(&s->timeline, to), JUMP);
  s->clock = (double)s->where.seconds;
  return whole ? nb_ok() : nb_fail(NB_NO_MEMORY, "out of memory for the history of %s", s->file);
}

bool stage_play(stage *s, float dt)
{
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
  s->answered = answered ? s->answered | bit : s->answered & ~bit;
}
