// All that a stage holds as bytes, and back.
//
//   head          what is behind it, and the moment
//   state
//   steps lived, history       of this run, where the scene ticks
//   state                      of the head that was left, where there is one
//   state, steps lived, history   of the other run, where there is one
#include "stage/inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "actor/parameter.h"

#define MAGIC 0x3165676174736264u // "dbstage1"

typedef struct kept_place {
  uint64_t tick;
  int32_t step;
  float seconds;
} kept_place;

typedef struct head {
  uint64_t magic, build, answered;
  double clock;
  kept_place here, left, other;
  uint64_t history, other_history; // bytes; 0: none
  uint64_t has_left;
} head;

static kept_place place_of(stage_position at, uint64_t tick)
{
  return (kept_place){tick, at.step, at.seconds};
}

// ---------------------------------------------------------------------------------------------------------------
// Writing

static head head_of(const stage *s)
{
  return (head){.magic = MAGIC,
                .build = stage_build(s),
                .answered = s->answered,
                .clock = s->clock,
                .here = place_of(s->where, s->tick),
                .left = place_of(s->left.at, s->left.tick),
                .other = place_of(s->other.at, s->other.tick),
                .history = s->history != NULL ? history_kept_size(s->history) : 0,
                .other_history = s->other.history != NULL ? history_kept_size(s->other.history) : 0,
                .has_left = s->left.state != NULL};
}

// Where what is behind the head lies, and how much it all is.
typedef struct layout {
  size_t state, lived, history, left, other_state, other_lived, other_history, size;
} layout;

static layout layout_of(const stage *s, const head *h)
{
  size_t state = s->scene->state_size, lived = sizeof s->timeline.lived;
  layout l = {.state = sizeof *h};
  l.lived = l.state + state;
  l.history = l.lived + lived;
  l.left = l.history + h->history;
  l.other_state = l.left + (h->has_left ? state : 0);
  l.other_lived = l.other_state + (h->other_history > 0 ? state : 0);
  l.other_history = l.other_lived + (h->other_history > 0 ? lived : 0);
  l.size = l.other_history + h->other_history;
  return l;
}

void *stage_keep(const stage *s, size_t *size)
{
  head h = head_of(s);
  layout l = layout_of(s, &h);
  uint8_t *bytes = malloc(l.size);
  *size = bytes != NULL ? l.size : 0;
  if (bytes == NULL)
    return NULL;
  size_t state = s->scene->state_size, lived = sizeof s->timeline.lived;
  memcpy(bytes, &h, sizeof h);
  memcpy(bytes + l.state, s->state, state);
  memcpy(bytes + l.lived, s->timeline.lived, lived);
  if (s->history != NULL)
    history_keep(s->history, bytes + l.history);
  if (h.has_left)
    memcpy(bytes + l.left, s->left.state, state);
  if (s->other.history != NULL) {
    memcpy(bytes + l.other_state, s->other.state, state);
    memcpy(bytes + l.other_lived, s->other.timeline.lived, lived);
    history_keep(s->other.history, bytes + l.other_history);
  }
  return bytes;
}

// ---------------------------------------------------------------------------------------------------------------
// Reading

// What was read, not the stage's yet.
typedef struct reading {
  stage *stage;
  const uint8_t *bytes;
  head head;
  layout layout;
  run here, left, other;
} reading;

static nb_error bad(const stage *s)
{
  return nb_fail(NB_BAD_FILE, "what was kept is no state of this build of %s", s->file);
}

static bool read_head(reading *r, size_t size)
{
  const stage *s = r->stage;
  const uint64_t most = (uint64_t)1 << 32;
  if (size < sizeof r->head)
    return false;
  memcpy(&r->head, r->bytes, sizeof r->head);
  const head *h = &r->head;
  bool ticks = s->history != NULL;
  if (h->magic != MAGIC || h->build != stage_build(s) || h->history >= most || h->other_history >= most ||
      !isfinite(h->clock) || h->clock < 0 || ticks != (h->history > 0) ||
      (!ticks && (h->has_left || h->other_history > 0)))
    return false;
  r->layout = layout_of(s, h);
  return r->layout.size == size;
}

// A state whose parameters are within their ranges.
static nb_error read_state(const reading *r, size_t at, run *to)
{
  const nb_scene *scene = r->stage->scene;
  to->state = malloc(scene->state_size);
  if (to->state == NULL)
    return nb_fail(NB_NO_MEMORY, "no memory for a state of %s", r->stage->file);
  memcpy(to->state, r->bytes + at, scene->state_size);
  nb_error e = nb_ok();
  for (int k = 0; k < scene->param_count && !nb_failed(e); k++)
    e = parameter_check(&scene->params[k], to->state + scene->params[k].offset);
  return e;
}

// The ticks that steps were lived: only live ones, and no more than they may last.
static bool read_timeline(const nb_scene *scene, timeline *t, const uint8_t *bytes)
{
  *t = timeline_of(scene);
  memcpy(t->lived, bytes, sizeof t->lived);
  for (int k = 0; k < NB_MAX_STEPS; k++) {
    bool live = k < scene->step_count && scene->steps[k].live;
    if (t->lived[k] < -1 || t->lived[k] > (live ? TIMELINE_LONGEST * NB_TICKS_PER_SECOND : -1))
      return false;
  }
  return true;
}

// A moment of the timeline, at the tick that it says.
static bool read_place(const timeline *t, const kept_place *p, run *to)
{
  to->at = (stage_position){p->step, p->seconds};
  to->tick = p->tick;
  stage_position is = timeline_clamp(t, to->at);
  return is.step == to->at.step && is.seconds == to->at.seconds &&
         timeline_start(t, is.step) + (uint64_t)timeline_ticks_into(is) == p->tick;
}

static nb_error read_run(reading *r, run *to, const kept_place *place, size_t state, size_t lived)
{
  nb_error e = read_state(r, state, to);
  if (!nb_failed(e) && !(read_timeline(r->stage->scene, &to->timeline, r->bytes + lived) &&
                         read_place(&to->timeline, place, to)))
    e = bad(r->stage);
  return e;
}

static nb_error read_history(reading *r, run *to, size_t at, size_t size)
{
  to->history = history_restore(stage_new_history(r->stage), to->state, r->bytes + at, size);
  return to->history == NULL ? bad(r->stage) : nb_ok();
}

// The head that was left is of a timeline that may have changed since.
static nb_error read_left(reading *r)
{
  const kept_place *p = &r->head.left;
  r->left.at = (stage_position){p->step, p->seconds};
  r->left.tick = p->tick;
  if (p->step < 0 || p->step >= r->stage->scene->step_count || !(p->seconds >= 0) ||
      p->seconds > TIMELINE_LONGEST || p->tick > HISTORY_LONGEST)
    return bad(r->stage);
  return read_state(r, r->layout.left, &r->left);
}

static nb_error read_all(reading *r, size_t size)
{
  const layout *l = &r->layout;
  if (!read_head(r, size))
    return bad(r->stage);
  nb_error e = read_run(r, &r->here, &r->head.here, l->state, l->lived);
  if (!nb_failed(e) && r->head.history > 0)
    e = read_history(r, &r->here, l->history, r->head.history);
  if (!nb_failed(e) && r->here.history != NULL && history_tick(r->here.history) != r->here.tick)
    e = bad(r->stage);
  if (!nb_failed(e) && r->head.has_left)
    e = read_left(r);
  if (nb_failed(e) || r->head.other_history == 0)
    return e;
  e = read_run(r, &r->other, &r->head.other, l->other_state, l->other_lived);
  if (!nb_failed(e))
    e = read_history(r, &r->other, l->other_history, r->head.other_history);
  return !nb_failed(e) && history_head(r->other.history) < r->other.tick ? bad(r->stage) : e;
}

static void forget(run *r)
{
  history_destroy(r->history);
  free(r->state);
  *r = (run){0};
}

static void take(reading *r)
{
  stage *s = r->stage;
  history *past = s->history;
  memcpy(s->state, r->here.state, s->scene->state_size);
  s->answered = r->head.answered;
  s->timeline = r->here.timeline;
  s->where = r->here.at;
  s->clock = r->head.clock;
  s->tick = r->here.tick;
  s->history = r->here.history;
  r->here.history = past;
  other_forget(s);
  s->left = r->left;
  s->other = r->other;
  r->left = r->other = (run){0};
  s->trouble = nb_ok();
}

nb_error stage_restore(stage *s, const void *bytes, size_t size)
{
  reading r = {.stage = s, .bytes = bytes};
  nb_error e = read_all(&r, size);
  if (!nb_failed(e))
    take(&r);
  forget(&r.here);
  forget(&r.left);
  forget(&r.other);
  return e;
}

// ---------------------------------------------------------------------------------------------------------------
// For the very code alone: its number, and then all of the above

void *stage_leave(const stage *s, size_t *size)
{
  *size = 0;
  if (s->history == NULL || s->code == 0)
    return NULL;
  size_t kept_size;
  void *kept = stage_keep(s, &kept_size);
  uint8_t *bytes = kept != NULL ? malloc(sizeof s->code + kept_size) : NULL;
  if (bytes != NULL) {
    memcpy(bytes, &s->code, sizeof s->code);
    memcpy(bytes + sizeof s->code, kept, kept_size);
    *size = sizeof s->code + kept_size;
  }
  free(kept);
  return bytes;
}

nb_error stage_return_to(stage *s, const void *bytes, size_t size)
{
  uint64_t code = 0;
  if (size > sizeof code)
    memcpy(&code, bytes, sizeof code);
  if (code == 0 || code != s->code)
    return nb_fail(NB_BAD_FILE, "what was kept is of another build of %s", s->file);
  return stage_restore(s, (const uint8_t *)bytes + sizeof code, size - sizeof code);
}
