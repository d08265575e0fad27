// The layer of a number that is being typed in place.
#include "app/parts.h"

static bool is_accepted(SDL_Keycode key)
{
  return key == SDLK_RETURN || key == SDLK_KP_ENTER || key == SDLK_TAB;
}

static void key_down(player *p, SDL_Keycode key)
{
  if (is_accepted(key))
    player_report(p, entry_accept(&p->entry, p->stage));
  else if (key == SDLK_BACKSPACE || key == SDLK_DELETE)
    entry_erase(&p->entry);
}

static bool back(player *p)
{
  bool open = p->entry.open;
  entry_close(&p->entry);
  return open;
}

static bool event(player *p, const SDL_Event *e)
{
  if (!p->entry.open || (e->type != SDL_KEYDOWN && e->type != SDL_TEXTINPUT))
    return false;
  if (e->type == SDL_TEXTINPUT)
    entry_type(&p->entry, e->text.text);
  else if (e->key.keysym.sym == SDLK_ESCAPE)
    back(p);
  else
    key_down(p, e->key.keysym.sym);
  p->stale = true;
  return true;
}

static void record(player *p, const scribe *s)
{
  entry_record(&p->entry, s->board);
}

const layer typing_layer = {.name = "typing", .event = event, .back = back, .record = record};
