// Which scene is shown: the first, those that one goes to, and newer builds of what is being written.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/parts.h"

static opening_options how(const player *p)
{
  const player_options *o = p->options;
  return (opening_options){
      .sdk = o->sdk,
      .stage = {.fonts = p->fonts, .assets = o->assets, .in_process = o->in_process, .spares = p->spares}};
}

// Where the scene was left, and what it was there; nothing where that is its start, or it was left at its end.
static void find_moment(player *p, opening_job *job)
{
  notebook_place place;
  const notebook_scene *known = notebook_find(p->notebook, job->id);
  if (!notebook_place_of(p->notebook, job->id, &place) || !place.moment)
    return;
  bool at_end = known && known->steps == place.step + 1 && known->watched != 0;
  bool at_start = place.step == 0 && place.seconds < 1;
  if (at_end || at_start)
    return;
  job->moment = strdup(place.moment);
  job->state = notebook_state_of(p->notebook, job->id, &job->state_size);
}

// Another stage is shown: nothing of the old one is held any more.
static void meet_stage(player *p)
{
  p->playback.stage = p->stage;
  entry_close(&p->entry);
  hands_end(&p->hands);
  p->hands = hands_start(&p->playback);
  changes_begin(p);
  p->pointer.scrubbing = p->pointer.on_strip = false; // it may have fewer steps
  p->mistake = nb_ok();
  p->terms = (terms){0};
  pages_leave(p);
  p->predict = (predict){0};
  p->coming = (coming){0};
  painter_forget(p->painter);
  ink_sight_free(&p->partner.ink);
  SDL_SetWindowTitle(p->window.sdl, stage_scene(p->stage)->title);
}

// What was opened is what the player has.
static void take(player *p, const opened *o)
{
  memcpy(p->scene, o->id, sizeof p->scene);
  p->stage = o->stage;
  p->workbench = o->workbench;
  float speed = p->playback.speed;
  p->playback = playback_start(p->stage);
  p->playback.speed = speed > 0 ? speed : 1;
  p->playback.answered = o->answered;
  p->playback.playing = !o->resumed;
}

// Where one was, in words.
static void say_where(player *p)
{
  char text[160];
  stage_position at = stage_where(p->stage);
  snprintf(text, sizeof text, "where you were: step %d · Space goes on, Home starts anew", at.step + 1);
  player_notify_for(p, text, 4);
}

// Behind the map it is for later: there, other keys go on.
void scenes_say_resumed(player *p)
{
  if (p->resumed)
    say_where(p);
  p->resumed = false;
}

// Quietly: the map says so, too.
static void say_due(player *p)
{
  char text[80];
  int due = review_due(p->notebook, NULL, explaining_now());
  snprintf(text, sizeof text, "%d review%s due: Ctrl R", due, due == 1 ? " is" : "s are");
  player_notify_for(p, text, 4);
}

static void say_notebook(player *p)
{
  notebook_status s = notebook_state(p->notebook);
  if (s.trouble[0])
    fprintf(stderr, "nabla: %s\n", s.trouble);
  player_notify_for(p, s.trouble[0] ? s.trouble : "the notebook is written again", s.trouble[0] ? 6 : 2);
}

// ---------------------------------------------------------------------------------------------------------------

// The job of a scene of the shelf. False where there is none.
static bool find_job(const player *p, opening_job *job, const char *id)
{
  shelf_kind kind = shelf_find(p->options->shelf, id, job->path, sizeof job->path);
  snprintf(job->id, sizeof job->id, "%s", id);
  job->source = kind == SHELF_SOURCE;
  return kind != SHELF_NOTHING;
}

// The first scene of the curriculum that there is.
static bool find_beginning(const player *p, opening_job *job)
{
  curriculum c;
  bool found = false;
  if (nb_failed(curriculum_open(&c, p->options->assets)))
    return false;
  for (int k = 0; k < c.count && !found; k++)
    found = c.entries[k].kind != CURRICULUM_SKIP && find_job(p, job, c.entries[k].id);
  curriculum_close(&c);
  return found;
}

// The scene that a recording begins with.
static nb_error choose_recorded(const player *p, opening_job *job)
{
  const notebook_recording *list;
  int count = notebook_recordings(p->notebook, &list);
  for (int k = 0; k < count; k++)
    if (list[k].number == p->options->recording)
      return find_job(p, job, list[k].scene) ? nb_ok()
                                             : nb_fail(NB_UNKNOWN_SCENE,
                                                       "recording %d is of %s, and there is no such scene "
                                                       "here; say it in the folder that has %s.c",
                                                       list[k].number, list[k].scene, list[k].scene);
  return nb_fail(NB_UNKNOWN_SCENE, "there is no recording %d; `nabla recordings` lists those there are",
                 p->options->recording);
}

static nb_error choose_beginning(const player *p, opening_job *job)
{
  return find_beginning(p, job) ? nb_ok()
                                : nb_fail(NB_UNKNOWN_SCENE, "there is no scene of the curriculum in %s",
                                          p->options->shelf->scenes);
}

// The scene that was left last cannot be shown.
static void say_gone(player *p, const char *id, const char *why)
{
  char text[480];
  snprintf(text, sizeof text, "%.120s, where you were last: %.320s", id, why);
  fprintf(stderr, "nabla: %s\n", text);
  player_notify_for(p, text, 6);
}

static nb_error choose_first(player *p, opening_job *job)
{
  const player_options *o = p->options;
  const char *path = o->source ? o->source : o->plugin, *last = notebook_last(p->notebook);
  if (o->recording)
    return choose_recorded(p, job);
  const review *due = o->review ? reviewing_next(p) : NULL;
  if (due && find_job(p, job, due->scene))
    return nb_ok();
  if (path) {
    job->source = o->source != NULL;
    snprintf(job->path, sizeof job->path, "%s", path);
    shelf_id(path, job->id, sizeof job->id);
    return nb_ok();
  }
  p->start = last ? PLAYER_RETURNS : PLAYER_BEGINS;
  if (last && find_job(p, job, last))
    return nb_ok();
  if (last)
    say_gone(p, last, "there is no such scene any more");
  return choose_beginning(p, job);
}

static nb_error open_job(player *p, opening_job *job, opened *out)
{
  opening_options options = how(p);
  if (!p->options->recording)
    find_moment(p, job);
  nb_error e = opening_now(out, &options, job);
  opening_free_job(job);
  return e;
}

// The scene that was left last may have been broken since: no reason not to start.
static nb_error open_instead(player *p, opening_job *job, nb_error why, opened *out)
{
  char last[OPENING_ID];
  snprintf(last, sizeof last, "%s", job->id);
  nb_error e = choose_beginning(p, job);
  if (nb_failed(e) || strcmp(job->id, last) == 0)
    return why;
  say_gone(p, last, why.text);
  return open_job(p, job, out);
}

nb_error scenes_open_first(player *p)
{
  opening_job job = {0};
  opened first;
  nb_error e = choose_first(p, &job);
  if (nb_failed(e))
    return e;
  e = open_job(p, &job, &first);
  if (nb_failed(e) && p->start == PLAYER_RETURNS)
    e = open_instead(p, &job, e, &first);
  if (nb_failed(e))
    return e;
  take(p, &first);
  p->resumed = first.resumed;
  opening_options options = how(p);
  p->opening = opening_create(&options, p->events + PLAYER_OPENED);
  return p->opening ? nb_ok() : nb_fail(NB_NO_MEMORY, "no memory to open scenes");
}

void scenes_begin(player *p)
{
  p->hands = hands_start(&p->playback);
  changes_begin(p);
  if (p->workbench)
    workbench_start(p->workbench, p->events + PLAYER_WORKBENCH);
  diary_begin(&p->diary, p->notebook, p->scene, p->stage, player_now());
  player_report(p, ink_show(&p->ink, p->notebook, p->scene));
  notes_turn(p, p->scene);
  if (notebook_state(p->notebook).trouble[0])
    say_notebook(p);
  else if (p->options->warning[0])
    player_notify_for(p, p->options->warning, 6);
  else if (p->notice[0])
    p->notice_until = player_now() + 6; // it was said before there was a window
  else if (p->resumed && !p->options->review && p->start != PLAYER_RETURNS)
    scenes_say_resumed(p);
  else if (!p->options->review && review_due(p->notebook, NULL, explaining_now()) > 0)
    say_due(p);
  (void)lessons_map(p); // terms in captions are known from the start
  if (p->options->review)
    reviewing_begin(p);
  else if (p->start == PLAYER_RETURNS)
    lessons_show_map(p);
  else if (p->start == PLAYER_BEGINS)
    hint_begin(p);
}

static void put_on(player *p, const opened *next)
{
  workbench_close(p->workbench);
  stage_close(p->stage);
  take(p, next);
  meet_stage(p);
  picture_free(
      &p->picture); // of another scene: its lists may be small, and nothing of the old one is to be seen
  ghost_free(&p->ghost);
  if (p->workbench)
    workbench_start(p->workbench, p->events + PLAYER_WORKBENCH);
}

nb_error player_show(player *p, const char *id, const char *moment)
{
  opening_job job = {0};
  opening_options options = how(p);
  opened next;
  if (!find_job(p, &job, id))
    return nb_fail(
        NB_UNKNOWN_SCENE,
        "the recording goes on in %.100s, and there is no such scene here; replay it in the folder that "
        "has %.100s.c",
        id, id);
  job.moment = (char *)(uintptr_t)moment; // it is only read
  nb_error e = opening_now(&next, &options, &job);
  if (!nb_failed(e))
    put_on(p, &next);
  return e;
}

// The other scene takes the place of the one that is shown.
static void show_opened(player *p)
{
  opened next;
  nb_error e;
  if (!opening_take(p->opening, &next, &e))
    return;
  if (nb_failed(e)) {
    player_notify_for(p, e.text, 6);
    return;
  }
  if (p->replaying.on)
    replaying_end(p);
  else
    diary_leave(&p->diary, p->stage, p->playback.answered);
  put_on(p, &next);
  diary_begin(&p->diary, p->notebook, p->scene, p->stage, player_now());
  player_report(p, ink_show(&p->ink, p->notebook, p->scene));
  notes_turn(p, p->scene);
  recorder_meet(&p->recorder, p->scene, p->stage, p->playback.answered);
  if (next.resumed && !p->reviewing.on)
    say_where(p);
}

// A newer build, or of a folder another scene.
static void tend_workbench(player *p)
{
  if (!workbench_tend(p->workbench, &p->stage, &p->playback.answered))
    return;
  meet_stage(p);
  shelf_id(workbench_source(p->workbench), p->scene, sizeof p->scene);
  if (strcmp(p->scene, p->diary.scene) != 0) {
    diary_begin(&p->diary, p->notebook, p->scene, p->stage, player_now());
    player_report(p, ink_show(&p->ink, p->notebook, p->scene));
    notes_turn(p, p->scene);
  }
  recorder_meet(&p->recorder, p->scene, p->stage, p->playback.answered);
  replaying_lose_stage(p);
}

void scenes_event(player *p, const SDL_Event *event)
{
  Uint32 ours = event->type - p->events;
  if (ours >= PLAYER_EVENTS)
    return;
  p->stale = true;
  if (ours == PLAYER_WORKBENCH && p->workbench)
    tend_workbench(p);
  if (ours == PLAYER_OPENED)
    show_opened(p);
  if (ours == PLAYER_NOTEBOOK)
    say_notebook(p);
  if (ours == PLAYER_CATALOG)
    lessons_hear_catalog(p);
}

// False, with a line that says so, where there is no such scene.
static bool find_or_say(player *p, opening_job *job, const char *id)
{
  char text[300];
  bool found = find_job(p, job, id);
  snprintf(text, sizeof text, "%s has not been written yet", id);
  if (!found)
    player_notify(p, text);
  return found;
}

bool player_open(player *p, const char *id, const char *moment)
{
  opening_job job = {0};
  if (!find_or_say(p, &job, id))
    return false;
  if (moment)
    job.moment = strdup(moment);
  else
    find_moment(p, &job);
  return opening_begin(p->opening, &job);
}

bool player_open_crumb(player *p)
{
  opening_job job = {0};
  notebook_place place;
  if (!notebook_crumb(p->notebook, notebook_trail(p->notebook) - 1, &place) ||
      !find_or_say(p, &job, place.scene))
    return false;
  job.moment = place.moment ? strdup(place.moment) : NULL;
  job.state = notebook_crumb_state(p->notebook, &job.state_size);
  return opening_begin(p->opening, &job);
}
