#include "app/reviewing.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "app/parts.h"

#define LOOK 1.0 // seconds for which a list that has been ticked to its end stays

bool reviewing_asks(const player *p)
{
  return p->reviewing.on && !p->reviewing.opening && p->reviewing.task.step >= 0;
}

static void say_days(int days, char *text, size_t room)
{
  if (days == 1)
    snprintf(text, room, "tomorrow");
  else
    snprintf(text, room, "in %d days", days);
}

// ---------------------------------------------------------------------------------------------------------------
// Asking

// Other numbers for each time that it is asked, and the same until it has been answered: FNV-1a of what is asked and when it was
// asked last.
static uint64_t seed_of(const review *r)
{
  uint64_t key = 0xcbf29ce484222325;
  uint8_t bytes[sizeof r->reviewed];
  memcpy(bytes, &r->reviewed, sizeof bytes);
  for (size_t k = 0; k < sizeof bytes; k++)
    key = (key ^ bytes[k]) * 0x100000001b3;
  for (const char *at = r->scene; *at; at++)
    key = (key ^ (uint8_t)*at) * 0x100000001b3;
  return key;
}

// The numbers that were there come back, unless another scene is shown.
static void leave_numbers(player *p)
{
  reviewing *own = &p->reviewing;
  if (own->fresh.count == 0)
    return;
  if (p->stage && strcmp(own->task.scene, p->scene) == 0)
    fresh_restore(&own->fresh, p->stage);
  own->fresh.count = 0;
  p->diary.lent = false;
  changes_begin(p);
}

static void ask(player *p, const review *r)
{
  reviewing *own = &p->reviewing;
  leave_numbers(p);
  own->opening = own->shown = own->graded = own->warned = false;
  own->moves_on = 0;
  task_fill(&own->task, p->notebook, stage_scene(p->stage), r, explaining_now());
  int step = own->task.step;
  bool live = own->task.live;
  snprintf(own->words, sizeof own->words, "%s",
           live ? "Answer on the board, then press Space."
                : "Say it aloud, as if to somebody. Then look at what a good explanation says.");
  p->stuck.open = false;
  if (step < 0) {
    player_report(p, playback_do(&p->playback, PLAYBACK_FIRST));
    explaining_toggle(p);
    player_notify_for(p, "this lesson is due again: explain it from its start, P ends it", 5);
    return;
  }
  // Last time's answer would give it away.
  const nb_param *answer = live ? stage_answer_param(p->stage, step) : NULL;
  if (answer)
    stage_reset_param(p->stage, answer);
  // From its start, and asked anew. What is to be explained stands still: the step would tell it.
  player_report(p, stage_jump(p->stage, (stage_position){step, 0}));
  player_report(p, playback_do(&p->playback, PLAYBACK_AGAIN));
  bool other = live && fresh_lay(&own->fresh, p->stage, step, seed_of(r));
  if (own->fresh.count > 0) { // these are nobody's to undo, or to find here the next time
    p->diary.lent = true;
    changes_begin(p);
  }
  if (other)
    snprintf(own->words, sizeof own->words, "With other numbers: answer on the board, then press Space.");
  p->playback.playing = live;
}

static bool is_there(const void *context, const char *scene)
{
  const player *p = context;
  char path[1100];
  return strcmp(scene, p->scene) == 0 ||
         shelf_find(p->options->shelf, scene, path, sizeof path) != SHELF_NOTHING;
}

const review *reviewing_next(const player *p)
{
  return review_next_of(p->notebook, explaining_now(), is_there, p);
}

static void ask_next(player *p)
{
  reviewing *own = &p->reviewing;
  const review *r = reviewing_next(p);
  char text[240];
  if (!r || r->due > explaining_now()) {
    reviewing_end(p);
    review_say_next(r, text, sizeof text);
    player_notify_for(p, text, 5);
    return;
  }
  own->on = true;
  if (strcmp(r->scene, p->scene) == 0) {
    ask(p, r);
    return;
  }
  own->opening = player_open(p, r->scene, NULL);
  if (!own->opening)
    reviewing_end(p);
}

void reviewing_begin(player *p)
{
  if (p->explaining.talk.talk) {
    player_notify(p, "somebody explains: P ends it");
    return;
  }
  if (p->map)
    map_hide(p->map, p->notebook);
  ask_next(p);
  p->stale = true;
}

void reviewing_end(player *p)
{
  leave_numbers(p);
  p->reviewing = (reviewing){0};
  p->stale = true;
}

// A scene that is explained again holds the review until its talk is over; and nobody is shown the end of a step that
// they are still asked about.
void reviewing_settle(player *p)
{
  reviewing *own = &p->reviewing;
  double now = explaining_now();
  if (!own->on)
    return;
  const review *r = reviewing_next(p);
  if (own->opening) {
    if (r && strcmp(r->scene, p->scene) == 0)
      ask(p, r);
    return;
  }
  if (own->task.step < 0) {
    if (!p->explaining.talk.talk)
      ask_next(p);
    return;
  }
  if (strcmp(own->task.scene, p->scene) != 0) { // gone elsewhere
    reviewing_end(p);
    return;
  }
  if (!own->shown && !own->graded && stage_where(p->stage).step > own->task.step) {
    float end = playback_step_length(&p->playback, own->task.step);
    p->playback.playing = false;
    player_report(p, stage_jump(p->stage, (stage_position){own->task.step, end}));
  }
  if (own->moves_on > 0 && now >= own->moves_on) {
    reviewing_go_on(p);
    own->moved = now;
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Answered

// One that was only thought is as good as an explanation: the list tells.
void reviewing_hear_answer(player *p)
{
  reviewing *own = &p->reviewing;
  float off;
  char when[40];
  int step = stage_where(p->stage).step;
  if (!reviewing_asks(p) || own->graded || own->shown || step != own->task.step)
    return;
  if (!notebook_answered(p->notebook, p->scene, step, &off) || off < 0) {
    own->shown = true;
    snprintf(own->words, sizeof own->words, "Tick what you said.");
    return;
  }
  task_grade_answer(&own->task, p->notebook, off, explaining_now());
  own->graded = true;
  say_days(own->task.days, when, sizeof when);
  snprintf(own->words, sizeof own->words, "It comes back %s.", when);
}

static void show_list(player *p)
{
  reviewing *own = &p->reviewing;
  own->shown = true;
  p->playback.playing = true;
  snprintf(own->words, sizeof own->words, "Tick what you said: what is left comes back tomorrow.");
}

void reviewing_go_on(player *p)
{
  reviewing *own = &p->reviewing;
  char when[40], text[80];
  p->stale = true;
  if (!reviewing_asks(p))
    return;
  if (!own->shown && !own->graded) {
    show_list(p);
    return;
  }
  if (!own->graded) {
    task_grade_said(&own->task, p->notebook, explaining_now());
    say_days(own->task.days, when, sizeof when);
    snprintf(text, sizeof text, "it comes back %s", when);
    player_notify(p, text);
  }
  ask_next(p);
}

void reviewing_tick(player *p, int which)
{
  reviewing *own = &p->reviewing;
  if (!reviewing_asks(p) || !own->shown || which < 0 || which >= own->task.count)
    return;
  own->task.points[which].said = !own->task.points[which].said;
  own->moves_on = task_all_said(&own->task) ? explaining_now() + LOOK : 0;
  p->stale = true;
}

void reviewing_press(player *p, int spot)
{
  if (spot >= 0 && spot == p->explaining.spots.count - 1)
    reviewing_go_on(p);
  else
    reviewing_tick(p, spot);
}

partner_view reviewing_view(const player *p, const interface_view *scene, partner_point *points)
{
  const reviewing *own = &p->reviewing;
  const task *a = &own->task;
  for (int k = 0; k < a->count; k++)
    points[k] = (partner_point){a->points[k].words, a->step, a->points[k].said};
  partner_view v = {.scene = scene,
                    .points = points,
                    .count = a->count,
                    .own = a->count,
                    .marked = -1,
                    .pointed = p->explaining.pointed,
                    .asks = true,
                    .live = a->live,
                    .asked_step = a->step,
                    .hides_list = !own->shown,
                    .words = own->words,
                    .due = review_due(p->notebook, NULL, explaining_now())};
  v.button = own->graded || own->shown ? "Go on   (Enter)" : a->live ? NULL : "Show the list   (Enter)";
  return v;
}
