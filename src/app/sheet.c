// The layer of the sheet of keys.
#include <math.h>

#include "app/parts.h"

#define TURN 0.6f  // board units: what a turn of the wheel, or an arrow key, scrolls by
#define SHAKE 0.1f // that a click may move

static bool back(player *p)
{
  bool shown = p->sheet.shown;
  p->sheet.shown = p->sheet.pressed = false;
  p->stale = p->stale || shown;
  return shown;
}

static bool scroll(player *p, float by)
{
  p->sheet.scroll = fminf(fmaxf(p->sheet.scroll + by, 0), p->sheet.room);
  p->stale = true;
  return true;
}

static bool press(player *p, const SDL_MouseButtonEvent *b)
{
  pointer_move(p, b->x, b->y);
  p->sheet.pressed = true;
  p->sheet.taken = p->sheet.reached = pointer_on_window(p);
  return true;
}

static bool drag(player *p, const SDL_MouseMotionEvent *m)
{
  pointer_move(p, m->x, m->y);
  nb_vec2 at = pointer_on_window(p), from = p->sheet.reached;
  p->sheet.reached = at;
  return p->sheet.pressed && scroll(p, at.y - from.y);
}

// A click takes it away, and a drag does not.
static bool release(player *p)
{
  bool clicked = p->sheet.pressed && nb_length(nb_sub(p->sheet.reached, p->sheet.taken)) < SHAKE;
  p->sheet.pressed = false;
  return clicked && back(p);
}

static bool key_down(player *p, SDL_Keycode key)
{
  if (p->sheet.room <= 0)
    return false;
  switch (key) {
  case SDLK_DOWN:
    return scroll(p, TURN);
  case SDLK_UP:
    return scroll(p, -TURN);
  case SDLK_PAGEDOWN:
  case SDLK_SPACE:
    return scroll(p, 8);
  case SDLK_PAGEUP:
    return scroll(p, -8);
  default:
    return false;
  }
}

static bool event(player *p, const SDL_Event *e)
{
  if (!p->sheet.shown)
    return false;
  switch (e->type) {
  case SDL_MOUSEBUTTONDOWN:
    return press(p, &e->button);
  case SDL_MOUSEMOTION:
    return drag(p, &e->motion);
  case SDL_MOUSEBUTTONUP:
    return release(p);
  case SDL_MOUSEWHEEL:
    return scroll(p, -TURN * (e->wheel.preciseY != 0 ? e->wheel.preciseY : (float)e->wheel.y));
  case SDL_KEYDOWN:
    return key_down(p, e->key.keysym.sym);
  default:
    return false;
  }
}

static void record(player *p, const scribe *s)
{
  if (!p->sheet.shown)
    return;
  p->sheet.room = keys_scroll_room(s, &p->sheet.keys);
  p->sheet.scroll = fminf(p->sheet.scroll, p->sheet.room);
  keys_record(s, &p->sheet.keys, p->sheet.scroll);
}

static bool is_shown(const player *p)
{
  return p->sheet.shown;
}

const layer keys_layer = {.name = "keys",
                          .event = event,
                          .back = back,
                          .record = record,
                          .holds_time = is_shown,
                          .fills = is_shown,
                          .covers = is_shown};
