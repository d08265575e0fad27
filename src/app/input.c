#include "app/input.h"

static action of_key(SDL_Keycode key)
{
  switch (key) {
  case SDLK_SPACE:
    return ACTION_PLAY;
  case SDLK_RIGHT:
  case SDLK_PAGEDOWN:
    return ACTION_NEXT;
  case SDLK_LEFT:
  case SDLK_PAGEUP:
    return ACTION_PREVIOUS;
  case SDLK_HOME:
    return ACTION_FIRST;
  case SDLK_END:
    return ACTION_LAST;
  case SDLK_UP:
    return ACTION_MORE;
  case SDLK_DOWN:
    return ACTION_LESS;
  case SDLK_r:
    return ACTION_RESET;
  case SDLK_t:
    return ACTION_THEME;
  case SDLK_f:
  case SDLK_F11:
    return ACTION_FULL_SCREEN;
  case SDLK_F1:
    return ACTION_KEYS;
  case SDLK_ESCAPE:
    return ACTION_BACK;
  case SDLK_q:
    return ACTION_QUIT;
  default:
    return ACTION_NONE;
  }
}

static action of_sign(char sign)
{
  switch (sign) {
  case '[':
    return ACTION_SLOWER;
  case ']':
    return ACTION_FASTER;
  case '?':
    return ACTION_KEYS;
  case '.':
    return ACTION_FRAME_ON;
  case ',':
    return ACTION_FRAME_BACK;
  default:
    return ACTION_NONE;
  }
}

static bool may_repeat(action a)
{
  return a == ACTION_FRAME_ON || a == ACTION_FRAME_BACK || a == ACTION_MORE || a == ACTION_LESS;
}

action input_action(input *in, const SDL_Event *event)
{
  action a = ACTION_NONE;
  if (event->type == SDL_KEYDOWN) {
    in->repeated = event->key.repeat != 0;
    if (!(event->key.keysym.mod & (KMOD_CTRL | KMOD_GUI)))
      a = of_key(event->key.keysym.sym);
  } else if (event->type == SDL_TEXTINPUT && event->text.text[0] && !event->text.text[1]) {
    a = of_sign(event->text.text[0]);
  }
  return in->repeated && !may_repeat(a) ? ACTION_NONE : a;
}
