// Keys to actions.
#ifndef APP_INPUT_H
#define APP_INPUT_H

#include "app/action.h"

// Signs are taken from the text that a key types, so that they are where the viewer's keyboard has them; all
// else is taken from the key. A key that is held repeats only where that is of use.
typedef struct input {
  bool repeated; // the last key that went down was held
} input;

// The action of an event, or NULL.
const action *input_action(input *in, const SDL_Event *event);

#endif
