// What keys do to what the viewer can change.
#include <stdio.h>

#include "app/desk_deed.h"
#include "app/parts.h"

static void step(player *p, int count)
{
  hands_step(&p->hands, (float)count, false, false);
}

static void reset(player *p, int with)
{
  (void)with;
  changes_apart(p);
  stage_reset(p->stage);
  player_notify(p, "parameters as the scene had them");
}

static void say_nothing_to(player *p, int with)
{
  player_notify(p, with < 0 ? "nothing to undo" : "nothing to do again");
}

static void undo_value(player *p, int with)
{
  char text[120];
  const nb_param *about;
  bool done = with < 0 ? undo_back(p->changes.undo, p->stage, &about)
                       : undo_forward(p->changes.undo, p->stage, &about);
  if (!done) {
    say_nothing_to(p, with);
    return;
  }
  (with < 0 ? timeline_undid : timeline_redid)(&p->changes.timeline, NULL);
  snprintf(text, sizeof text, "%s: %.60s", with < 0 ? "undone" : "done again", about->name);
  player_notify(p, text);
}

// What was done last, be it ink or a value. Of what was written earlier than today only a pen in the hand asks.
static void undo_or_redo(player *p, int with)
{
  const void *whose, *page = p->ink.desk.page;
  if (!p->changes.undo || p->hands.holding)
    return;
  changes_settle(p);
  const timeline *t = &p->changes.timeline;
  bool known = with < 0 ? timeline_undoes(t, page, &whose) : timeline_redoes(t, page, &whose);
  bool writes = p->ink.desk.tool != DESK_HAND || pages_open(p);
  desk_deed deed = {.kind = with < 0 ? DESK_DEED_UNDO : DESK_DEED_REDO};
  if (known ? !whose : !writes)
    undo_value(p, with);
  else if (!desk_do(&p->ink.desk, &deed))
    say_nothing_to(p, with);
}

static void show_panel(player *p, int with)
{
  (void)with;
  p->settings.panel = !p->settings.panel;
  if (p->settings.panel)
    notes_close(p); // there is room for one column
  if (p->settings.panel && stage_scene(p->stage)->param_count == 0)
    player_notify(p, "this scene has nothing to change");
}

static const action table[] = {
    {"drag", "a point, a number, a curve", .hand = "drag"},
    {"orbit", "in space: turn it; Shift: move it", .hand = "drag beside"},
    {"dolly", "in space: nearer, farther", .hand = "wheel"},
    {"more",
     "or the wheel: the number it is on",
     {ACTION_KEY(SDLK_UP)},
     .repeats = true,
     .run = step,
     .with = 1},
    {"less", .keys = {ACTION_KEY(SDLK_DOWN)}, .repeats = true, .run = step, .with = -1},
    {"focus", "to what can be changed; then arrows", .hand = "Tab"},
    {"type-focus", "type into it; Del: put it back", .hand = "Enter"},
    {"panel", "all that can be changed", {ACTION_KEY(SDLK_v)}, .run = show_panel},
    {"snap", "while dragging: snap", .hand = "Shift"},
    {"fine", "while dragging: fine", .hand = "Alt"},
    {"type", "a number, and type another", .hand = "click"},
    {"reset-one", "put one thing back", .hand = "double-click"},
    {"undo",
     "undo, redo: values and ink",
     {ACTION_CTRL(SDLK_z)},
     .repeats = true,
     .run = undo_or_redo,
     .with = -1},
    {"redo", .keys = {ACTION_CTRL_SHIFT(SDLK_z), ACTION_CTRL(SDLK_y)}, .repeats = true, .run = undo_or_redo,
     .with = 1},
    {"reset", "put everything back", {ACTION_KEY(SDLK_r)}, .run = reset},
};

ACTION_GROUP(hand_actions, "Hands", 1, table);
