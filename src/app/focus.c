#include "app/focus.h"

#include <math.h>
#include <string.h>

#include "app/drag.h"
#include "app/overlay.h"
#include "app/parts.h"

#define STEP 0.1f // board units that an arrow key moves a point by

// ---------------------------------------------------------------------------------------------------------------
// Tab

static bool is_same(const nb_grab_fixed *a, const nb_grab_fixed *b)
{
  return a->offset == b->offset && a->bytes == b->bytes &&
         (a->kind == NB_GRAB_TIME) == (b->kind == NB_GRAB_TIME);
}

// Handles on the board, each field once.
static int list_handles(const player *p, stage_grab *out, int capacity)
{
  const stage_grab *grabs;
  int count = stage_grabs(p->stage, &grabs), found = 0;
  for (int k = 0; k < count && found < capacity; k++) {
    bool known = false;
    for (int n = 0; n < found && !known; n++)
      known = is_same(&out[n].grab, &grabs[k].grab);
    if (!known)
      out[found++] = grabs[k];
  }
  return found;
}

enum { MOST_HANDLES = 128 };

static int where_is(const player *p, const stage_grab *handles, int handle_count, const panel_spot *spots,
                    int count)
{
  for (int k = 0; k < handle_count && p->focus.kind == FOCUS_HANDLE; k++)
    if (is_same(&handles[k].grab, &p->focus.handle.grab))
      return k;
  for (int k = 0; k < count && p->focus.kind == FOCUS_PANEL; k++)
    if (spots[k].row == p->focus.row && spots[k].number == p->focus.number)
      return handle_count + k;
  return -1;
}

// The panel's numbers, switches, words: each once.
static int list_spots(player *p, panel_spot *spots)
{
  panel_view v = panel_view_of(p);
  int count = panel_spots(&v, spots), kept = 0;
  for (int k = 0; k < count; k++)
    if (spots[k].part == PANEL_NUMBER || spots[k].part == PANEL_PRESS)
      spots[kept++] = spots[k];
  return kept;
}

// Rows that are scrolled away come back.
static void bring_into_sight(player *p, nb_rect r)
{
  panel_view v = panel_view_of(p);
  nb_rect area = panel_area(&v);
  float over = r.y + r.height - (area.y + area.height), under = area.y - r.y;
  p->panel.scroll += under > -0.1f ? under + 0.3f : over > -0.1f ? -over - 0.3f : 0;
  p->panel.scroll = fminf(fmaxf(p->panel.scroll, 0), panel_scroll_room(&v));
}

static void move_focus(player *p, int by)
{
  stage_grab handles[MOST_HANDLES];
  panel_spot spots[PANEL_SPOTS];
  int handle_count = list_handles(p, handles, MOST_HANDLES), count = list_spots(p, spots);
  int all = handle_count + count, at = where_is(p, handles, handle_count, spots, count);
  if (all == 0) {
    player_notify(p, "nothing to take hold of in this step");
    return;
  }
  at = at < 0 ? (by > 0 ? 0 : all - 1) : (at + by + all) % all;
  p->focus = (focus){.kind = at < handle_count ? FOCUS_HANDLE : FOCUS_PANEL};
  if (at < handle_count) {
    p->focus.handle = handles[at];
    p->focus.seen = true;
    p->focus.brush = handles[at].grab.at;
  } else {
    p->focus.row = spots[at - handle_count].row;
    p->focus.number = spots[at - handle_count].number;
    bring_into_sight(p, spots[at - handle_count].area);
  }
}

// ---------------------------------------------------------------------------------------------------------------
// Arrow keys

static const unsigned char *field_of(const player *p)
{
  return (const unsigned char *)stage_state(p->stage) + p->focus.handle.grab.offset;
}

static void move_point(player *p, nb_vec2 way, bool snap)
{
  const stage_grab *g = &p->focus.handle;
  nb_vec2 field, to, want = nb_add(g->grab.at, nb_scale(STEP, way));
  memcpy(&field, field_of(p), sizeof field);
  to = drag_point(&g->grab, g->param, field, want, false);
  if (snap) { // far enough for the next place
    float step = g->param->snap > 0 ? g->param->snap : 0.5f, length = nb_length(nb_sub(to, field));
    nb_vec2 far = length > 0 ? nb_add(field, nb_scale(step / length, nb_sub(to, field))) : to;
    to = nb_at(roundf(far.x / step) * step, roundf(far.y / step) * step);
  }
  player_report(p, stage_set(p->stage, g->grab.offset, &to, sizeof to));
}

static void move_brush(player *p, nb_vec2 way)
{
  const nb_grab_fixed *g = &p->focus.handle.grab;
  float cell = g->area.width / (float)g->columns;
  nb_vec2 from = p->focus.brush, to = nb_add(from, nb_scale(cell, way));
  to.x = fminf(fmaxf(to.x, g->area.x), g->area.x + g->area.width);
  to.y = fminf(fmaxf(to.y, g->area.y), g->area.y + g->area.height);
  p->focus.brush = to;
  if (!p->focus.draws)
    return;
  hands_focus(&p->hands, &p->focus.handle, from);
  if (hands_take(&p->hands, false)) {
    hands_move(&p->hands, to, false, false);
    player_report(p, hands_apply(&p->hands));
    hands_release(&p->hands);
  }
}

static void move_time(player *p, float way, bool fine)
{
  const nb_grab_fixed *g = &p->focus.handle.grab;
  stage_position at = stage_where(p->stage);
  float seconds = at.seconds + way * (fine ? 1.0f / 60 : 0.25f);
  at.seconds = fminf(fmaxf(seconds, g->from), fminf(g->until, stage_step_reached(p->stage, at.step)));
  player_report(p, stage_jump(p->stage, at));
}

static void move_handle(player *p, nb_vec2 way, bool snap, bool fine)
{
  const stage_grab *g = &p->focus.handle;
  float along = way.x + way.y;
  switch (g->grab.kind) {
  case NB_GRAB_POINT:
    move_point(p, nb_scale(fine ? 0.1f : 1, way), snap);
    break;
  case NB_GRAB_CANVAS:
    move_brush(p, way);
    break;
  case NB_GRAB_TIME:
    move_time(p, along, fine);
    break;
  case NB_GRAB_VALUE:
  case NB_GRAB_NUMBER:
    hands_focus(&p->hands, g, g->grab.at);
    hands_step(&p->hands, along, snap, fine);
    break;
  default: // in space: as a hand would
    hands_focus(&p->hands, g, g->grab.at);
    if (hands_take(&p->hands, false)) {
      hands_move(&p->hands, nb_add(g->grab.at, nb_scale(fine ? 0.1f * STEP : STEP, way)), snap, false);
      player_report(p, hands_apply(&p->hands));
      hands_release(&p->hands);
    }
  }
}

static bool arrow(player *p, nb_vec2 way)
{
  SDL_Keymod keys = SDL_GetModState();
  if (p->focus.kind == FOCUS_PANEL)
    panel_step(p, p->focus.row, p->focus.number, way.x + way.y);
  else
    move_handle(p, way, (keys & KMOD_SHIFT) != 0, (keys & KMOD_ALT) != 0);
  return true;
}

// ---------------------------------------------------------------------------------------------------------------
// The layer

static void enter(player *p)
{
  if (p->focus.kind == FOCUS_PANEL)
    panel_press(p, p->focus.row, p->focus.number);
  else if (p->focus.handle.grab.kind == NB_GRAB_CANVAS)
    p->focus.draws = !p->focus.draws;
  else if (p->focus.handle.grab.kind == NB_GRAB_NUMBER)
    entry_open(&p->entry, p->stage, p->focus.handle);
}

static void put_back(player *p)
{
  if (p->focus.kind == FOCUS_PANEL)
    panel_reset(p, p->focus.row);
  else if (p->focus.handle.param)
    changes_apart(p), stage_reset_param(p->stage, p->focus.handle.param);
}

static bool has_focus(const player *p)
{
  return p->focus.kind == FOCUS_PANEL ? p->settings.panel : p->focus.kind == FOCUS_HANDLE && p->focus.seen;
}

static bool key_down(player *p, const SDL_Keysym *key)
{
  if (key->sym == SDLK_TAB && !(key->mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI))) {
    move_focus(p, key->mod & KMOD_SHIFT ? -1 : 1);
    return true;
  }
  if (!has_focus(p) || (key->mod & (KMOD_CTRL | KMOD_GUI)))
    return false;
  switch (key->sym) {
  case SDLK_RIGHT:
    return arrow(p, nb_at(1, 0));
  case SDLK_LEFT:
    return arrow(p, nb_at(-1, 0));
  case SDLK_UP:
    return arrow(p, nb_at(0, 1));
  case SDLK_DOWN:
    return arrow(p, nb_at(0, -1));
  case SDLK_RETURN:
  case SDLK_KP_ENTER:
    enter(p);
    return true;
  case SDLK_DELETE:
    put_back(p);
    return true;
  default:
    return false;
  }
}

static bool event(player *p, const SDL_Event *e)
{
  if (e->type == SDL_MOUSEBUTTONDOWN)
    p->focus.kind = FOCUS_NONE;
  if (e->type != SDL_KEYDOWN || p->hands.holding || !key_down(p, &e->key.keysym))
    return false;
  p->stale = true;
  return true;
}

static bool back(player *p)
{
  bool had = has_focus(p);
  p->focus.kind = FOCUS_NONE;
  return had;
}

// The handle where it is drawn now.
static void follow(player *p)
{
  const stage_grab *grabs;
  int count = stage_grabs(p->stage, &grabs);
  p->focus.seen = false;
  for (int k = 0; k < count && !p->focus.seen; k++)
    if (is_same(&grabs[k].grab, &p->focus.handle.grab)) {
      p->focus.handle = grabs[k];
      p->focus.seen = true;
    }
}

static void record(player *p, const scribe *s)
{
  if (p->focus.kind == FOCUS_HANDLE)
    follow(p);
  if (p->focus.kind == FOCUS_HANDLE && p->focus.seen)
    overlay_focus(s->board, &p->focus.handle.grab, p->focus.brush);
}

const layer focus_layer = {.name = "focus", .event = event, .back = back, .record = record};
