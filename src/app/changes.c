#include "app/parts.h"

#include <stdio.h>

#define TOGETHER 0.8 // seconds between turns of a wheel, or presses of a key, that are undone at once

void changes_begin(player *p)
{
  p->focus.kind = FOCUS_NONE;
  p->panel.typing = false;
  p->panel.held.part = PANEL_NOTHING;
  timeline_forget_values(&p->changes.timeline);
  if (p->changes.undo)
    (void)undo_begin(p->changes.undo, p->stage);
  else
    p->changes.undo = undo_create(p->stage);
}

void changes_end(player *p)
{
  undo_destroy(p->changes.undo);
  p->changes.undo = NULL;
}

void changes_apart(player *p)
{
  if (!p->replaying.runs)
    changes_settle(p);
  p->changes.gesture = true;
}

void changes_settle(player *p)
{
  changes *c = &p->changes;
  if (!c->undo)
    return;
  if (p->hands.holding || p->entry.open || p->panel.typing || p->panel.held.part != PANEL_NOTHING) {
    c->gesture = true;
    return;
  }
  int before = undo_depth(c->undo);
  if (undo_note(c->undo, p->stage, !c->gesture && p->clock - c->when < TOGETHER)) {
    c->when = c->gesture ? -TOGETHER : p->clock;
    if (undo_depth(c->undo) != before || before == UNDO_ENTRIES) // else it belongs to the last one
      timeline_did(&c->timeline, NULL);
  }
  c->gesture = false;
}
