// The layer of the summary at the end of a talk: its rows lead to their steps, and to what these rest on.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/parts.h"
#include "stage/carry.h"

static bool is_open(const player *p)
{
  return p->explaining.summary.open;
}

static bool back(player *p)
{
  if (!is_open(p))
    return false;
  summary_close(p);
  return true;
}

// What was not said after all was said, or was not.
static void tick(player *p, int row)
{
  explaining *own = &p->explaining;
  if (row < 0 || own->summary.rows[row].kind != SUMMARY_UNSAID)
    return;
  summary_row *r = &own->summary.rows[row];
  explain_tick(&own->talk, &(partner_point){r->words, r->step, r->ticked}, explaining_now());
  r->ticked = !r->ticked;
}

// The moment that was kept when the partner was lost, to be freed; NULL where the row is none, or none was kept.
static char *moment_of(const explaining *own, int row)
{
  const talk *t = explain_talk(&own->talk);
  int lost = row;
  for (int k = 0; k < own->summary.count; k++)
    lost -= own->summary.rows[k].kind == SUMMARY_UNSAID;
  return t && lost >= 0 && lost < t->lost_count && t->lost[lost].moment ? strdup(t->lost[lost].moment) : NULL;
}

// The talk is over; one goes to where its gap is: the moment that was kept, or the start of the step.
static void go(player *p, int row, bool to_needs)
{
  explaining *own = &p->explaining;
  if (row < 0)
    return;
  int step = own->summary.rows[row].step;
  char *moment = to_needs ? NULL : moment_of(own, row);
  summary_close(p);
  p->playback.playing = false;
  carry *c = moment ? carry_read(moment) : NULL;
  if (c)
    player_report(p, carry_lay(c, p->stage, &p->playback.answered));
  else
    player_report(p, stage_jump(p->stage, (stage_position){step, 0}));
  carry_free(c);
  if (to_needs)
    lessons_be_stuck(p);
  free(moment);
}

static bool key(player *p, SDL_Keycode code)
{
  explaining *own = &p->explaining;
  int count = own->summary.count, selected = own->summary.selected;
  switch (code) {
  case SDLK_UP:
  case SDLK_DOWN:
    if (count > 0)
      own->summary.selected = (selected + (code == SDLK_DOWN ? 1 : count - 1)) % count;
    return true;
  case SDLK_RETURN:
  case SDLK_KP_ENTER:
    go(p, selected, false);
    return true;
  case SDLK_s:
    go(p, selected, true);
    return true;
  case SDLK_SPACE:
    tick(p, selected);
    return true;
  case SDLK_p:
    explaining_toggle(p);
    return true;
  // Escape goes back; these are as everywhere.
  case SDLK_ESCAPE:
  case SDLK_F1:
  case SDLK_F11:
  case SDLK_f:
  case SDLK_t:
  case SDLK_q:
    return false;
  default:
    return true;
  }
}

static void point(player *p, int x, int y, bool press)
{
  bool on_box = false;
  pointer_move(p, x, y);
  int row = summary_at(&p->explaining.summary.spots, pointer_on_board(p), &on_box);
  if (row < 0)
    return;
  p->explaining.summary.selected = row;
  if (press && on_box)
    tick(p, row);
  else if (press)
    go(p, row, false);
}

static bool event(player *p, const SDL_Event *e)
{
  if (!is_open(p))
    return false;
  p->stale = true;
  switch (e->type) {
  case SDL_KEYDOWN:
    return !(e->key.keysym.mod & (KMOD_CTRL | KMOD_GUI)) && key(p, e->key.keysym.sym);
  case SDL_MOUSEMOTION:
    point(p, e->motion.x, e->motion.y, false);
    return true;
  case SDL_MOUSEBUTTONDOWN:
    point(p, e->button.x, e->button.y, e->button.button == SDL_BUTTON_LEFT);
    return true;
  case SDL_MOUSEBUTTONUP:
  case SDL_MOUSEWHEEL:
    return true;
  default:
    return false;
  }
}

// "Span and Vectors": what a step rests on, by the map's names.
static const char *rests_on(const player *p, int step, char *text, size_t room)
{
  const nb_step *s = &stage_scene(p->stage)->steps[step];
  size_t used = 0;
  text[0] = 0;
  for (int k = 0; k < NB_MAX_NEEDS && s->needs[k] && used < room; k++) {
    int scene = p->map ? graph_find(&p->map->graph, s->needs[k]) : -1;
    bool last = k + 1 == NB_MAX_NEEDS || !s->needs[k + 1];
    used += (size_t)snprintf(text + used, room - used, "%s%s",
                             k == 0 ? ""
                             : last ? " and "
                                    : ", ",
                             scene >= 0 ? p->map->graph.scenes[scene].name : s->needs[k]);
  }
  return *text ? text : NULL;
}

static void record(player *p, const scribe *s)
{
  explaining *own = &p->explaining;
  const talk *t = explain_talk(&own->talk);
  const nb_scene *scene = stage_scene(p->stage);
  char rests[300];
  if (!is_open(p) || !t)
    return;
  int selected = own->summary.selected, step = selected >= 0 ? own->summary.rows[selected].step : 0;
  summary_view v = {.scene = scene,
                    .rows = own->summary.rows,
                    .count = own->summary.count,
                    .said = own->summary.said,
                    .said_count = own->summary.said_count,
                    .all = t->point_count,
                    .spent = t->spent,
                    .selected = selected,
                    .rests = step < scene->step_count ? rests_on(p, step, rests, sizeof rests) : NULL,
                    .explained = review_is_explained(t),
                    .pages = own->summary.pages};
  summary_record(s, &v, &own->summary.spots);
}

const layer summary_layer = {.name = "summary",
                             .event = event,
                             .back = back,
                             .record = record,
                             .fills = is_open,
                             .holds_time = is_open,
                             .covers = is_open};
