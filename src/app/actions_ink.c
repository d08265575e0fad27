// What keys do to ink.
#include "app/desk_deed.h"
#include "app/parts.h"

// The key of the tool that is in the hand puts it down; on a page there is nothing else to take hold of.
static void take(player *p, int tool)
{
  desk *d = &p->ink.desk;
  uint32_t taken = d->tool == (desk_tool)tool && !pages_open(p) ? DESK_HAND : (uint32_t)tool;
  desk_do(d, &(desk_deed){.kind = DESK_DEED_TAKE, .number = taken});
}

static void pin(player *p, int with)
{
  (void)with;
  pins_toggle(p);
}

static void duplicate(player *p, int with)
{
  (void)with;
  desk_do(&p->ink.desk, &(desk_deed){.kind = DESK_DEED_DUPLICATE});
  player_report(p, desk_trouble(&p->ink.desk));
}

static const action table[] = {
    {"pen", "pen, marker; again: put it down", {ACTION_KEY(SDLK_d)}, .run = take, .with = DESK_PEN},
    {"highlighter", .keys = {ACTION_KEY(SDLK_h)}, .run = take, .with = DESK_HIGHLIGHTER},
    {"eraser", "erase strokes, or trim them", {ACTION_KEY(SDLK_e)}, .run = take, .with = DESK_ERASER},
    {"knife", .keys = {ACTION_KEY(SDLK_b)}, .run = take, .with = DESK_KNIFE},
    {"lasso", "lasso; pin it to what is near", {ACTION_KEY(SDLK_x)}, .run = take, .with = DESK_LASSO},
    {"pin", .keys = {ACTION_KEY(SDLK_i)}, .run = pin},
    {"duplicate", "copy what is chosen; Del: no more", {ACTION_CTRL(SDLK_d)}, .run = duplicate},
    {"laser", "laser, spotlight; Del: no trail", {ACTION_KEY(SDLK_l)}, .run = take, .with = DESK_LASER},
    {"spotlight", .keys = {ACTION_KEY(SDLK_o)}, .run = take, .with = DESK_SPOTLIGHT},
    {"colours", "colours; 6 to 8: widths", .hand = "1–5"},
    {"straighten", "at a stroke's end: straighten it", .hand = "hold still"},
};

ACTION_GROUP(ink_actions, "Ink", 2, table);
