// Ink in the player: the desk, a page for every step of the scene, and the tray.
#ifndef APP_INK_H
#define APP_INK_H

#include "app/desk.h"
#include "interface/tray.h"
#include "nabla/scene.h"

typedef struct ink {
  desk desk;
  ink_page pages[NB_MAX_STEPS];
  bool borrowed; // the eraser is in the hand only while the right button is down,
  desk_tool own; // and this was before
} ink;

// Fails with NB_NO_MEMORY.
nb_error ink_open(ink *i);
void ink_close(ink *i);

// What the tray shows.
tray ink_tray(const ink *i);

// Which tool the tray's k-th word stands for.
desk_tool ink_tool_of(int word);

#endif
