// Events of a recording, done again.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/recorder.h"
#include "app/replay_inside.h"

#define ASTRAY 0.25f      // seconds that an edited scene may be from where it was
#define NOTED_BEFORE 0.01 // seconds that something may seem to have been noted before it was done
#define NOTED_AFTER 0.15  // or after

void replay_note_misfit(replay *r, const char *what, const char *name, const char *is)
{
  char text[sizeof r->misfits[0]];
  snprintf(text, sizeof text, "the %s \"%.80s\" is %s", what, name, is);
  for (int k = 0; k < r->misfit_count; k++)
    if (strcmp(r->misfits[k], text) == 0)
      return;
  if (r->misfit_count < REPLAY_MISFITS)
    memcpy(r->misfits[r->misfit_count++], text, sizeof text);
}

// ---------------------------------------------------------------------------------------------------------------
// Scenes

static void hear_stage(void *context, const stage_deed *deed)
{
  replay *r = context;
  (void)deed;
  r->touched = r->touched || !r->applies;
}

static nb_error show(replay *r, const recording_scene *scene, const char *moment)
{
  stage *s = NULL;
  r->id[0] = 0;
  r->stage = NULL;
  nb_error e = r->options.show(r->options.context, scene->id, moment, &s);
  if (nb_failed(e))
    return e;
  r->stage = s;
  snprintf(r->id, sizeof r->id, "%s", scene->id);
  stage_listen(s, hear_stage, r);
  return e;
}

// Which of its steps the recording's are: of the same build all as they were, else those of the same title.
static void find_steps(replay *r, const recording_scene *scene, bool same)
{
  const nb_scene *now = stage_scene(r->stage);
  r->same = same;
  for (int k = 0; k < NB_MAX_STEPS; k++) {
    r->steps[k] = same && k < now->step_count ? k : -1;
    for (int n = 0; !same && k < scene->step_count && n < now->step_count && r->steps[k] < 0; n++)
      if (strcmp(scene->titles[k], now->steps[n].title) == 0)
        r->steps[k] = n;
    if (!same && k < scene->step_count && r->steps[k] < 0)
      replay_note_misfit(r, "step", scene->titles[k], "gone");
  }
}

bool replay_restore(replay *r, int k, const uint8_t *state, size_t size, nb_error *e)
{
  recording_scene scene;
  *e = nb_ok();
  if (size < sizeof(recorder_state) || !recording_unpack_scene(&r->scenes[k].event, &scene))
    return false;
  if (!r->stage || strcmp(scene.id, r->id) != 0) {
    r->scene = -1; // until it stands
    *e = show(r, &scene, NULL);
  }
  if (nb_failed(*e) || scene.build != stage_build(r->stage) ||
      nb_failed(stage_restore(r->stage, state + sizeof(recorder_state), size - sizeof(recorder_state))))
    return false;
  r->scene = k;
  find_steps(r, &scene, true);
  return true;
}

// A page as it was looked at; one that there is not: nothing lies under the hand.
static void lay_page(ink *i, int page, page_look look)
{
  if (i->book && page >= NB_MAX_STEPS && page < INK_BOOK)
    i->book->looks[page - NB_MAX_STEPS] = page_within(look);
  if (page >= 0 && page < INK_BOOK)
    ink_turn(i, page);
  else
    desk_turn(&i->desk, NULL);
}

void replay_take_hand(replay *r, const uint8_t *state)
{
  recorder_state hand;
  desk *d = &r->options.ink->desk;
  memcpy(&hand, state, sizeof hand);
  desk_take(d, hand.tool < DESK_TOOLS ? (desk_tool)hand.tool : DESK_HAND);
  d->look.color = hand.color < INK_COLORS ? hand.color : 0;
  d->look.width = hand.width < INK_WIDTHS ? hand.width : 0;
  if (isfinite(hand.x) && isfinite(hand.y))
    d->last.at = nb_at(hand.x, hand.y);
  lay_page(r->options.ink, hand.page, hand.look);
}

// The scene is shown with the state that was kept then, or, where that is of another build, as it stood in its own terms.
static nb_error do_scene(replay *r, int piece)
{
  int k = 0, after;
  const void *bytes;
  size_t size;
  recording_scene scene;
  nb_error e;
  while (k < r->scene_count && r->scenes[k].piece < piece)
    k++;
  if (k == r->scene_count || !recording_unpack_scene(&r->scenes[k].event, &scene))
    return nb_ok();
  r->ink_done++;
  bool kept = recording_state_before(r->options.file, piece + 1, RECORDING_MAX_TIME, &after, &bytes, &size) &&
              after == piece + 1;
  uint8_t *copy = kept ? malloc(size + 1) : NULL;
  if (copy)
    memcpy(copy, bytes, size);
  bool stands = copy && replay_restore(r, k, copy, size, &e);
  if (!copy)
    e = nb_ok();
  if (!stands && !nb_failed(e) && !nb_failed(e = show(r, &scene, scene.moment)))
    find_steps(r, &scene, false);
  r->scene = k;
  if (!nb_failed(e))
    e = replay_show_ink(r);
  if (copy)
    replay_take_hand(r, copy);
  free(copy);
  return e;
}

// ---------------------------------------------------------------------------------------------------------------
// The stage's deeds

// A step of the recording among those that there are: itself, or the last one before it.
static bool find_step(const replay *r, int step, int *is)
{
  *is = r->steps[step];
  for (int k = step; *is < 0 && k >= 0; k--)
    *is = r->steps[k];
  if (*is < 0)
    *is = 0;
  return r->steps[step] >= 0;
}

static nb_error do_jump(replay *r, recording_moment to)
{
  int step;
  bool there = find_step(r, to.step, &step);
  return stage_jump(r->stage, (stage_position){step, there ? to.seconds : 3600});
}

// An edited scene may have taken another time to get here.
static nb_error check_where(replay *r, recording_moment at)
{
  int step;
  stage_position is = stage_where(r->stage);
  if (r->same || !find_step(r, at.step, &step) ||
      (is.step == step && fabsf(is.seconds - at.seconds) < ASTRAY))
    return nb_ok();
  return stage_jump(r->stage, (stage_position){step, at.seconds});
}

static void do_value(replay *r, const recording_value *value, bool reset)
{
  const nb_param *param = stage_param(r->stage, value->name);
  stage_deed deed = {.kind = reset ? STAGE_RESET : STAGE_SET,
                     .param = param,
                     .from = value->from,
                     .bytes = (uint32_t)value->size,
                     .value = value->bytes};
  if (!param)
    replay_note_misfit(r, "parameter", value->name, "gone");
  else if (nb_failed(stage_do(r->stage, &deed)) && !r->same)
    replay_note_misfit(r, "parameter", value->name, "something else now");
}

// What a scene cannot do it could not then: its picture says why.
static void do_stage(replay *r, const recording_event *event)
{
  float seconds;
  recording_moment moment;
  recording_value value;
  recording_answer answer;
  int step;
  if (event->kind == RECORDING_PLAY && recording_unpack_play(event, &seconds))
    stage_play(r->stage, seconds);
  else if (event->kind == RECORDING_JUMP && recording_unpack_moment(event, &moment))
    (void)do_jump(r, moment);
  else if (event->kind == RECORDING_WHERE && recording_unpack_moment(event, &moment))
    (void)check_where(r, moment);
  else if ((event->kind == RECORDING_SET || event->kind == RECORDING_RESET) &&
           recording_unpack_value(event, &value))
    do_value(r, &value, event->kind == RECORDING_RESET);
  else if (event->kind == RECORDING_ANSWER && recording_unpack_answer(event, &answer) &&
           find_step(r, answer.step, &step))
    stage_answer(r->stage, step, answer.answered != 0);
  else if (event->kind == RECORDING_OTHER)
    (void)stage_take_other(r->stage);
}

// ---------------------------------------------------------------------------------------------------------------

// Hands are timed by the player's clock, and a recording by its sound's, which drifts from it; another take has been begun by
// another clock. What a hand does is noted within a frame or two: where it seems otherwise, the clocks have parted.
static void follow_clock(replay *r, int64_t noted, const recording_hand *hand)
{
  bool timed =
      hand->deed == DESK_DEED_DOWN || hand->deed == DESK_DEED_MOVE || hand->deed == DESK_DEED_STRAIGHTEN;
  double after = r->clock + (double)noted / RECORDING_SECOND - hand->when;
  if (timed && (after < -NOTED_BEFORE || after > NOTED_AFTER))
    r->clock -= after;
}

static void do_hand(replay *r, const recording_hand *hand)
{
  desk_do(&r->options.ink->desk,
          &(desk_deed){.kind = (desk_deed_kind)hand->deed,
                       .number = hand->number,
                       .sample = {.at = {hand->x, hand->y}, .when = hand->when, .pressure = hand->pressure}});
}

// Page -1 and those that are no scene's: nothing lies under the hand.
static void do_page(replay *r, const recording_page *page)
{
  int step;
  page_look look = {{page->x, page->y}, logf(page->scale)};
  if (page->page < 0 || page->page >= NB_MAX_STEPS)
    lay_page(r->options.ink, page->page, look);
  else if (find_step(r, page->page, &step))
    ink_turn(r->options.ink, step);
}

nb_error replay_do(replay *r, const recording_event *event, int piece)
{
  recording_hand hand;
  recording_page page;
  if (event->kind == RECORDING_SCENE)
    return do_scene(r, piece);
  if (event->kind == RECORDING_INK)
    replay_do_ink(r);
  if (!r->stage)
    return nb_ok();
  if (event->kind <= RECORDING_WHERE)
    do_stage(r, event);
  else if (event->kind == RECORDING_DESK && !replay_hides(r, event->bytes) &&
           recording_unpack_hand(event, &hand)) {
    follow_clock(r, event->at, &hand);
    do_hand(r, &hand);
  } else if (event->kind == RECORDING_PAGE && recording_unpack_page(event, &page))
    do_page(r, &page);
  return nb_ok();
}
