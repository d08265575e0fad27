// What keys do to notes.
#include "app/parts.h"

static void write_notes(player *p, int with)
{
  (void)with;
  notes_write(p);
  p->notes.fresh = true;
}

static const action table[] = {
    {"notes", "your notes on this lesson, beside it", {ACTION_KEY(SDLK_n)}, .run = write_notes},
};

ACTION_GROUP(notes_actions, "Notes", 0, table);
