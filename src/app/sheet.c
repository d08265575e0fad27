// The layer of the sheet of keys.
#include "app/parts.h"

static bool back(player *p)
{
  bool shown = p->keys;
  p->keys = false;
  p->stale = p->stale || shown;
  return shown;
}

static bool event(player *p, const SDL_Event *e)
{
  return e->type == SDL_MOUSEBUTTONDOWN && back(p);
}

static void record(player *p, const scribe *s)
{
  if (p->keys)
    keys_record(s, &p->sheet);
}

static bool is_shown(const player *p)
{
  return p->keys;
}

const layer keys_layer = {.name = "keys",
                          .event = event,
                          .back = back,
                          .record = record,
                          .holds_time = is_shown,
                          .fills = is_shown,
                          .covers = is_shown};
