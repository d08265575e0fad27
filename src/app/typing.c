// Keys to the number that is being typed.
#include "app/parts.h"

static bool is_accepted(SDL_Keycode key)
{
  return key == SDLK_RETURN || key == SDLK_KP_ENTER || key == SDLK_TAB;
}

static void key_down(player *p, SDL_Keycode key)
{
  if (is_accepted(key))
    player_report(p, entry_accept(&p->entry, p->stage));
  else if (key == SDLK_ESCAPE)
    entry_close(&p->entry);
  else if (key == SDLK_BACKSPACE || key == SDLK_DELETE)
    entry_erase(&p->entry);
}

bool typing_event(player *p, const SDL_Event *event)
{
  if (!p->entry.open || (event->type != SDL_KEYDOWN && event->type != SDL_TEXTINPUT))
    return false;
  if (event->type == SDL_TEXTINPUT)
    entry_type(&p->entry, event->text.text);
  else
    key_down(p, event->key.keysym.sym);
  p->stale = true;
  return true;
}
