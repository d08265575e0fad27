// What keys do to what the viewer can change.
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

static const action table[] = {
    {"drag", "a point, a number, a curve", .hand = "drag"},
    {"more",
     "or the wheel: the number it is on",
     {ACTION_KEY(SDLK_UP)},
     .repeats = true,
     .run = step,
     .with = 1},
    {"less", .keys = {ACTION_KEY(SDLK_DOWN)}, .repeats = true, .run = step, .with = -1},
    {"snap", "while dragging: snap", .hand = "Shift"},
    {"fine", "while dragging: fine", .hand = "Alt"},
    {"type", "a number, and type another", .hand = "click"},
    {"reset-one", "put one thing back", .hand = "double-click"},
    {"reset", "put everything back", {ACTION_KEY(SDLK_r)}, .run = reset},
};

ACTION_GROUP(hand_actions, "Hands", 1, table);
