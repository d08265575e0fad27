#include <math.h>
#include <stdio.h>

#include "app/drag.h"
#include "app/parts.h"
#include "nabla/math/expression.h"

#define GRIP 0.12f // board units: so near to a knob's middle one has hold of it

static bool is_fine(void)
{
  return (SDL_GetModState() & KMOD_ALT) != 0;
}

static bool snaps(void)
{
  return (SDL_GetModState() & KMOD_SHIFT) != 0;
}

bool panel_has_pointer(const player *p)
{
  panel_view v = panel_view_of((player *)p);
  return p->panel.held.part != PANEL_NOTHING ||
         (p->pointer.inside && panel_at(&v, pointer_on_window(p)).part != PANEL_NOTHING);
}

// ---------------------------------------------------------------------------------------------------------------
// Typing

// A function is looked at before it is taken: where it goes wrong is marked.
static nb_error accept_words(player *p, const nb_param *param)
{
  panel *own = &p->panel;
  nb_expression parsed;
  if (!param->variables)
    return stage_set_text(p->stage, param->name, own->line.text);
  nb_error e = nb_expression_parse(own->line.text, param->variables, &parsed, &own->column);
  return nb_failed(e) ? e : stage_set_text(p->stage, param->name, own->line.text);
}

// What was typed becomes the parameter's; what is wrong with it is said in the panel, and it stays open.
static bool accept(player *p)
{
  panel *own = &p->panel;
  const nb_param *param = &stage_scene(p->stage)->params[own->row];
  nb_error e = nb_ok();
  float number;
  own->column = 0;
  if (own->line.fresh)
    ;
  else if (param->kind == NB_KIND_TEXT)
    e = accept_words(p, param);
  else if (!value_parse(panel_value(p, own->row, own->number), own->line.text, &number))
    e = nb_fail(NB_OUT_OF_RANGE, "that is no number");
  else
    e = value_set(panel_value(p, own->row, own->number), p->stage, number);
  snprintf(own->mistake, sizeof own->mistake, "%.239s", e.text);
  own->typing = nb_failed(e);
  return !own->typing;
}

static bool type(player *p, const SDL_Event *e)
{
  panel *own = &p->panel;
  if (e->type == SDL_TEXTINPUT) {
    line_type(&own->line, e->text.text);
    own->mistake[0] = '\0';
    own->column = 0;
    return true;
  }
  if (e->type != SDL_KEYDOWN)
    return false;
  SDL_Keycode key = e->key.keysym.sym;
  if (key == SDLK_ESCAPE)
    own->typing = false;
  else if (key == SDLK_RETURN || key == SDLK_KP_ENTER)
    accept(p);
  else if (key == SDLK_TAB)
    return !accept(p); // and on to the next
  else if (key == SDLK_a && (e->key.keysym.mod & (KMOD_CTRL | KMOD_GUI)))
    line_mark(&own->line), own->column = 0;
  else
    line_key(&own->line, key);
  return true;
}

// ---------------------------------------------------------------------------------------------------------------
// The pointer

static bool is_numeric(const player *p, int row)
{
  panel_kind kind = p->panel.rows[row].kind;
  return kind == PANEL_SLIDER || kind == PANEL_GRID || kind == PANEL_STEPPER;
}

// A knob that is pressed keeps its place under the hand; elsewhere on the track it comes there.
static void press_track(player *p, const panel_view *v, const panel_spot *spot, float x)
{
  panel *own = &p->panel;
  float along = panel_along(v, spot, x);
  if (fabsf(along - own->along) * panel_run(v, spot) <= GRIP)
    return;
  own->along = along;
  value to = panel_value(p, spot->row, spot->number);
  player_report(p, value_set(to, p->stage, value_at(to, along, snaps())));
}

static void take(player *p, const panel_view *view, panel_spot spot, nb_vec2 at)
{
  panel *own = &p->panel;
  changes_apart(p);
  own->held = spot;
  own->taken = own->reached = at;
  own->moved = false;
  if (spot.row >= 0 && is_numeric(p, spot.row)) {
    value v = panel_value(p, spot.row, spot.number);
    own->before = value_get(v, p->stage);
    own->along = value_along(v, own->before);
    if (spot.part == PANEL_TRACK)
      press_track(p, view, &spot, at.x);
  }
}

// A slider's knob, or a number, follows the hand: a number's whole range is the panel's width.
static void drag(player *p, nb_vec2 at)
{
  panel *own = &p->panel;
  panel_spot spot = own->held;
  nb_vec2 way = nb_sub(at, own->reached);
  own->reached = at;
  if (nb_length(nb_sub(at, own->taken)) > 0.03f)
    own->moved = true;
  if (!own->moved || (spot.part != PANEL_TRACK && spot.part != PANEL_NUMBER) || !is_numeric(p, spot.row))
    return;
  panel_view view = panel_view_of(p);
  float length = spot.part == PANEL_TRACK ? panel_run(&view, &spot) : 3;
  own->along += (is_fine() ? 0.1f : 1.0f) * (way.x + (spot.part == PANEL_TRACK ? 0 : way.y)) / length;
  value v = panel_value(p, spot.row, spot.number);
  player_report(p, value_set(v, p->stage, value_at(v, own->along, snaps())));
}

static void release(player *p)
{
  panel_spot spot = p->panel.held;
  p->panel.held = (panel_spot){.row = -1};
  if (p->panel.moved)
    return;
  if (spot.part == PANEL_LESS || spot.part == PANEL_MORE)
    panel_step(p, spot.row, 0, spot.part == PANEL_MORE ? 1 : -1);
  else if (spot.part == PANEL_PRESS || spot.part == PANEL_NUMBER)
    panel_press(p, spot.row, spot.number);
}

static bool press(player *p, const SDL_MouseButtonEvent *button)
{
  panel_view v = panel_view_of(p);
  nb_vec2 at = pointer_on_window(p);
  panel_spot spot = panel_at(&v, at);
  if (p->panel.typing && !accept(p))
    return true;
  if (spot.part == PANEL_NOTHING || button->button != SDL_BUTTON_LEFT)
    return spot.part != PANEL_NOTHING;
  if (button->clicks == 2 && spot.row >= 0 && spot.part != PANEL_LESS && spot.part != PANEL_MORE) {
    p->panel.typing = false;
    panel_reset(p, spot.row);
  } else {
    take(p, &v, spot, at);
  }
  return true;
}

static bool scroll(player *p, const SDL_MouseWheelEvent *wheel)
{
  panel_view v = panel_view_of(p);
  panel_spot spot = panel_at(&v, pointer_on_window(p));
  float count = wheel->preciseY != 0 ? wheel->preciseY : wheel->preciseX;
  count = wheel->direction == SDL_MOUSEWHEEL_FLIPPED ? -count : count;
  if (spot.part == PANEL_NOTHING)
    return false;
  if (spot.part == PANEL_GROUND || spot.part == PANEL_PRESS)
    p->panel.scroll = fminf(fmaxf(p->panel.scroll - 0.3f * count, 0), panel_scroll_room(&v));
  else
    panel_step(p, spot.row, spot.number, count);
  return true;
}

static bool event(player *p, const SDL_Event *e)
{
  bool taken = false;
  if (!p->settings.panel)
    return false;
  if (p->panel.typing && type(p, e))
    taken = true;
  else if (e->type == SDL_MOUSEBUTTONDOWN)
    pointer_move(p, e->button.x, e->button.y), taken = press(p, &e->button);
  else if (e->type == SDL_MOUSEWHEEL)
    taken = scroll(p, &e->wheel);
  else if (p->panel.held.part != PANEL_NOTHING && e->type == SDL_MOUSEMOTION)
    pointer_move(p, e->motion.x, e->motion.y), drag(p, pointer_on_window(p)), taken = true;
  else if (p->panel.held.part != PANEL_NOTHING && e->type == SDL_MOUSEBUTTONUP)
    release(p), taken = true;
  p->stale = p->stale || taken;
  return taken;
}

static bool back(player *p)
{
  panel *own = &p->panel;
  bool typing = own->typing, held = own->held.part != PANEL_NOTHING;
  own->typing = false;
  if (held && own->held.row >= 0 && is_numeric(p, own->held.row))
    player_report(p, value_set(panel_value(p, own->held.row, own->held.number), p->stage, own->before));
  own->held = (panel_spot){.row = -1};
  return typing || held;
}

static float column(const player *p)
{
  panel_view v = {.count = stage_scene(p->stage)->param_count,
                  .hidden = !p->settings.panel,
                  .text = p->settings.text_size};
  return panel_column(&v);
}

static void record(player *p, const scribe *s)
{
  panel_view v = panel_view_of(p);
  panel_record(s, &v);
}

const layer panel_layer = {.name = "panel",
                           .event = event,
                           .back = back,
                           .column = column,
                           .record_column = record,
                           .covers = panel_has_pointer};
