#include "app/desk_deed.h"

static void tell(desk *d, const desk_deed *deed)
{
  if (d->told)
    d->told(d->context, deed);
}

static bool act(desk *d, const desk_deed *deed)
{
  switch (deed->kind) {
  case DESK_DEED_TAKE:
    desk_take(d, deed->number < DESK_TOOLS ? (desk_tool)deed->number : DESK_HAND);
    return true;
  case DESK_DEED_DOWN:
    desk_down(d, deed->sample);
    return true;
  case DESK_DEED_MOVE:
    desk_move(d, deed->sample);
    return true;
  case DESK_DEED_UP:
    desk_up(d);
    return true;
  case DESK_DEED_BACK:
    return desk_back(d);
  case DESK_DEED_COLOR:
    if (deed->number < INK_COLORS)
      desk_color(d, deed->number);
    return true;
  case DESK_DEED_WIDTH:
    if (deed->number < INK_WIDTHS)
      desk_width(d, deed->number);
    return true;
  case DESK_DEED_DELETE:
    return desk_delete(d);
  case DESK_DEED_DUPLICATE:
    return desk_duplicate(d);
  case DESK_DEED_UNDO:
    return desk_undo(d);
  case DESK_DEED_REDO:
    return desk_redo(d);
  case DESK_DEED_CLEAR_TRAIL:
    desk_clear_trail(d);
    return true;
  case DESK_DEED_TRAIL:
    desk_trail(d, 1e-3f * (float)deed->number);
    return true;
  case DESK_DEED_STRAIGHTEN:
    return desk_look(d, deed->sample.when);
  }
  return false;
}

bool desk_do(desk *d, const desk_deed *deed)
{
  tell(d, deed);
  return act(d, deed);
}

bool desk_do_look(desk *d, double now)
{
  bool did = desk_look(d, now);
  if (did)
    tell(d, &(desk_deed){.kind = DESK_DEED_STRAIGHTEN, .sample = {.when = now}});
  return did;
}
