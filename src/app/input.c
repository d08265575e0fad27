#include "app/input.h"

const action *input_action(input *in, const SDL_Event *event)
{
  const action *a = NULL;
  if (event->type == SDL_KEYDOWN) {
    in->repeated = event->key.repeat != 0;
    a = actions_of_key(event->key.keysym.sym, event->key.keysym.mod);
  } else if (event->type == SDL_TEXTINPUT && event->text.text[0] && !event->text.text[1]) {
    a = actions_of_sign(event->text.text[0]);
  }
  return a && in->repeated && !a->repeats ? NULL : a;
}
