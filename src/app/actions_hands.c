// What keys do to what the viewer can change.
#include <stdio.h>

#include "app/parts.h"

static void step(player *p, int count)
{
  hands_step(&p->hands, (float)count, false, false);
}

static void reset(player *p, int with)
{
  (void)with;
  stage_reset(p->stage);
  player_notify(p, "parameters as the scene had them");
}

static void undo_or_redo(player *p, int with)
{
  char text[120];
  const nb_param *about;
  if (!p->changes.undo || p->hands.holding)
    return;
  bool done = with < 0 ? undo_back(p->changes.undo, p->stage, &about)
                       : undo_forward(p->changes.undo, p->stage, &about);
  if (done)
    snprintf(text, sizeof text, "%s: %.60s", with < 0 ? "undone" : "done again", about->name);
  else
    snprintf(text, sizeof text, "nothing to %s", with < 0 ? "undo" : "do again");
  player_notify(p, text);
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
    {"undo", "undo, redo a change", {ACTION_CTRL(SDLK_z)}, .repeats = true, .run = undo_or_redo, .with = -1},
    {"redo", .keys = {ACTION_CTRL_SHIFT(SDLK_z), ACTION_CTRL(SDLK_y)}, .repeats = true, .run = undo_or_redo,
     .with = 1},
    {"reset", "put everything back", {ACTION_KEY(SDLK_r)}, .run = reset},
};

ACTION_GROUP(hand_actions, "Hands", 1, table);
