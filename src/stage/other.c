// The run that was left, and looks at other moments.
#include "stage/inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LEAST = NB_TICKS_PER_SECOND / 2 }; // ticks: a shorter future is not worth keeping

static void forget(run *r)
{
  history_destroy(r->history);
  free(r->state);
  *r = (run){0};
}

void other_forget(stage *s)
{
  forget(&s->left);
  forget(&s->other);
}

void other_note_left(stage *s)
{
  if (s->tick != history_head(s->history))
    return;
  if (s->left.state == NULL)
    s->left.state = malloc(s->scene->state_size);
  if (s->left.state == NULL)
    return; // then there will be no ghost
  memcpy(s->left.state, s->state, s->scene->state_size);
  s->left.at = s->where;
  s->left.tick = s->tick;
}

static bool has_left(const stage *s)
{
  return s->left.state != NULL && s->history != NULL && s->left.tick == history_head(s->history);
}

void other_keep(stage *s)
{
  if (!has_left(s) || s->left.tick - history_tick(s->history) < LEAST)
    return;
  history *past = history_copy(s->history);
  if (past == NULL)
    return;
  forget(&s->other);
  s->other = s->left;
  s->other.history = past;
  s->other.timeline = s->timeline;
  s->left = (run){0};
}

// What there is to compare with in this step.
static const run *shown(const stage *s)
{
  int step = s->where.step;
  if (!s->scene->steps[step].live)
    return NULL;
  if (has_left(s) && s->left.tick > s->tick && s->left.at.step == step)
    return &s->left;
  return s->other.history != NULL && s->other.at.step == step ? &s->other : NULL;
}

bool stage_has_other(const stage *s, bool *forked)
{
  const run *r = shown(s);
  if (forked != NULL)
    *forked = r == &s->other;
  return r != NULL;
}

nb_frame stage_picture_frame(const stage *s, stage_position where, nb_theme theme)
{
  nb_frame frame = stage_frame(s, where);
  const run *r = shown(s);
  frame.reached = stage_step_reached(s, where.step);
  if (r == &s->other && r->at.step == where.step)
    frame.reached = fmaxf(frame.reached, r->at.seconds);
  frame.tick = s->tick;
  frame.theme = theme;
  frame.playing = !stage_stands(s);
  return frame;
}

nb_error stage_draw_other(stage *s, nb_theme theme, const void **list, size_t *size)
{
  const run *r = shown(s);
  if (r == NULL)
    return nb_fail(NB_OUT_OF_RANGE, "%s: there is no other run in this step", s->file);
  nb_frame frame = stage_picture_frame(s, r->at, theme);
  frame.tick = r->tick;
  nb_error e = host_draw(s->host, &frame, r->state, list, size);
  if (!nb_failed(e))
    e = nb_list_check(*list, *size);
  return nb_failed(e) ? stage_named(s, r->at, e) : e;
}

static void exchange(stage *s)
{
  run now = {.history = s->history,
             .timeline = s->timeline,
             .state = s->left.state,
             .at = s->left.at,
             .tick = s->left.tick};
  s->left = (run){0};
  s->history = s->other.history;
  s->timeline = s->other.timeline;
  memcpy(s->state, s->other.state, s->scene->state_size);
  s->where = s->other.at;
  s->clock = (double)s->where.seconds;
  s->tick = s->other.tick;
  free(s->other.state);
  s->other = now;
}

nb_error stage_take_other(stage *s)
{
  if (s->other.history == NULL)
    return nb_fail(NB_OUT_OF_RANGE, "%s: there is no other run", s->file);
  stage_tell(s, (stage_deed){.kind = STAGE_TAKE_OTHER});
  // Where this run ends is what is left, seen from there.
  stage_position here = s->where;
  uint64_t head = history_head(s->history);
  if (!has_left(s) && s->tick != head) {
    nb_error e = stage_go(s, timeline_moment(&s->timeline, head));
    if (nb_failed(e))
      return e;
  }
  if (!has_left(s))
    other_note_left(s);
  if (!has_left(s)) {
    (void)stage_go(s, here);
    return nb_fail(NB_NO_MEMORY, "out of memory for the other run of %s", s->file);
  }
  exchange(s);
  // The history stands where it was left; it has to stand at the end, with a state of its own.
  s->trouble = nb_ok();
  uint64_t end = s->tick;
  actor_gather(s->scene, s->state, s->answered, s->present);
  history_seek(s->history, end, s->state);
  bool whole = stage_tick_again(s, end);
  actor_lay(s->scene, s->present, s->state);
  return whole                   ? nb_ok()
         : nb_failed(s->trouble) ? s->trouble
                                 : nb_fail(NB_NO_MEMORY, "out of memory for the history of %s", s->file);
}

// ---------------------------------------------------------------------------------------------------------------
// Looks at other moments

nb_error stage_peek(stage *s, stage_position at, nb_theme theme, const void **list, size_t *size)
{
  stage_position here = s->where;
  double clock = s->clock;
  at = timeline_clamp(&s->timeline, at);
  uint64_t tick = timeline_start(&s->timeline, at.step) + (uint64_t)timeline_ticks_into(at);
  if (timeline_ticks_into(at) > timeline_length(&s->timeline, at.step) ||
      (s->history != NULL && tick > history_head(s->history)))
    return nb_fail(NB_OUT_OF_RANGE, "%s: nobody has been there yet", s->file);
  nb_error e = stage_go(s, at);
  if (!nb_failed(e))
    e = stage_draw(s, theme, list, size);
  nb_error back = stage_go(s, here);
  s->clock = clock;
  return nb_failed(e) ? e : back;
}
