// Keys to actions.
#ifndef APP_INPUT_H
#define APP_INPUT_H

#include <SDL.h>
#include <stdbool.h>

// What a viewer can ask for with a key.
typedef enum action {
  ACTION_NONE,
  ACTION_PLAY,        // Space: play, pause; go on where a step waits
  ACTION_NEXT,        // Right, PageDown: to the next step, and play
  ACTION_PREVIOUS,    // Left, PageUp: to the start of this step, or of the one before
  ACTION_FIRST,       // Home
  ACTION_LAST,        // End
  ACTION_FRAME_ON,    // full stop: one frame on, paused
  ACTION_FRAME_BACK,  // comma: one frame back, paused
  ACTION_SLOWER,      // [
  ACTION_FASTER,      // ]
  ACTION_MORE,        // Up: the number under the pointer
  ACTION_LESS,        // Down
  ACTION_RESET,       // R: the parameters as the scene has them
  ACTION_THEME,       // T
  ACTION_FULL_SCREEN, // F, F11
  ACTION_KEYS,        // ?, F1: the sheet of keys
  ACTION_BACK,        // Esc: one level back
  ACTION_QUIT,        // Q
} action;

// Signs are taken from the text that a key types, so that they are where the viewer's keyboard has them; all
// else is taken from the key. A key that is held repeats only where that is of use.
typedef struct input {
  bool repeated; // the last key that went down was held
} input;

// The action of an event, or ACTION_NONE.
action input_action(input *in, const SDL_Event *event);

#endif
