// What keys do to notes and hours.
#include "app/parts.h"

static void write_notes(player *p, int with)
{
  (void)with;
  notes_write(p);
  p->notes.fresh = true;
}

static void was_thinking(player *p, int with)
{
  (void)with;
  timekeeper_was_thinking(p);
}

static const action table[] = {
    {"notes", "your notes on this lesson, beside it", {ACTION_KEY(SDLK_n)}, .run = write_notes},
    {"thinking", "I was thinking: the last break was none", {ACTION_KEY(SDLK_u)}, .run = was_thinking},
};

ACTION_GROUP(notes_actions, "Notes and hours", 0, table);
